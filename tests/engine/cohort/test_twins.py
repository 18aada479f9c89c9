"""Copies in another code: told by their exact pixels, although an image read at a fraction of its size has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.cohort.grouping import group_numbers
from engine.cohort.records import ImageRecord
from engine.cohort.scan import scan
from engine.images.cache import ImageCache
from engine.images.pixel_hash import CODE_PREFIX
from tests.builders import chest_like, write_dicom

SIDE = 32
J2K, JPEG_LS = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.80"


def j2k(pixels: NDArray[Any], **options: Any) -> bytes:
    return bytes(
        imagecodecs.jpeg2k_encode(pixels, level=0, reversible=True, bitspersample=12, codecformat="j2k", **options)
    )


def write(path: Path, pixels: NDArray[Any], syntax: str | None = None, code: bytes | None = None) -> Path:
    more = {} if syntax is None else {"transfer_syntax": syntax, "codestream": code}
    return write_dicom(path, pixels, bits_stored=12, window=(2048, 4096), patient_id=path.name, **more)


def read(folder: Path, **options: Any) -> dict[str, ImageRecord]:
    with ImageCache.open_or_create(folder.parent / "images.u8", SIDE) as cache:
        return {image.file: image for image in scan([folder], salt=b"s", cache=cache, jobs=-1, **options).images}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    one, other = chest_like(1, 200), chest_like(2, 200)
    write(folder / "j2k", one, J2K, j2k(one))
    write(folder / "j2k in other code", one, J2K, j2k(one, resolutions=3))
    write(folder / "raw", one)
    write(folder / "ls", one, JPEG_LS, bytes(imagecodecs.jpegls_encode(one)))
    write(folder / "j2k of another", other, J2K, j2k(other))
    near = one.copy()
    near[0, 0] ^= 1
    write(folder / "off by one", near, J2K, j2k(near))
    return folder


def test_copies_share_a_hash_and_so_a_group(folder: Path) -> None:
    images = read(folder)
    copies = ("j2k", "j2k in other code", "raw", "ls")
    assert len({images[name].pixel_hash for name in copies}) == 1
    assert len({image.pixel_hash for image in images.values()}) == 3
    assert not images["off by one"].pixel_hash.startswith(CODE_PREFIX)  # it had to be looked at
    assert images["j2k of another"].pixel_hash.startswith(CODE_PREFIX)  # it had not
    groups = dict(zip(images, group_numbers(list(images.values())), strict=True))
    assert len({groups[name] for name in copies}) == 1
    assert len(set(groups.values())) == 3


def test_a_later_copy_is_told_too(folder: Path) -> None:
    (folder / "raw").unlink()
    (folder / "ls").unlink()
    (folder / "j2k in other code").unlink()
    first = read(folder)
    write(folder / "late", chest_like(1, 200))
    known = {(image.source, image.file): image for image in first.values()}
    images = read(folder, known=known)
    assert images["late"].pixel_hash == images["j2k"].pixel_hash


def test_an_image_whose_file_is_gone_meanwhile_keeps_its_hash(folder: Path) -> None:
    from engine.cohort.twins import with_exact_hashes
    from engine.images.decoded import IntakeRules

    (folder / "raw").unlink()
    (folder / "ls").unlink()
    cache_path = folder.parent / "images.u8"
    with ImageCache.create(cache_path, SIDE) as cache:
        records = []
        for name in ("j2k", "j2k in other code"):
            slot = cache.append(np.full((SIDE, SIDE), 7, np.uint8))
            records.append(
                ImageRecord(name, str(folder), name, name, True, 200, 200, CODE_PREFIX + name, cache_slot=slot)
            )
        (folder / "j2k").unlink()
        done = with_exact_hashes(records, cache.read(), IntakeRules(), -1)
    assert done[0] == records[0]
    assert not done[1].pixel_hash.startswith(CODE_PREFIX)
