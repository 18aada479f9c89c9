"""Any file at all ends as an image or as a reason; pydicom's own collection among them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.reader import UnreadableImage, read_image
from engine.images.unreadable import SENTENCES

BUNDLED = sorted(path for path in (Path(pydicom.__file__).parent / "data" / "test_files").rglob("*") if path.is_file())
EVERYTHING = IntakeRules(("CT", "MR", "US", "NM", "PT"), ("HEAD", "CSPINE", "ABDOMEN", "WHOLE BODY"))


def refusal(path: Path) -> UnreadableImage:
    with pytest.raises(UnreadableImage) as caught:
        read_image(path)
    return caught.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and more", "archive"),
        (b"\x1f\x8b and more", "archive"),
        (b"file,label\n1.png,normal\n", "not_an_image"),
        (b"%PDF-1.7", "not_an_image"),
        (b"\x89PNG\r\n\x1a\n", "corrupt"),
        (b"\xff\xd8\xff\xe0", "corrupt"),
        (b"II*\x00", "corrupt"),
        (bytes(128) + b"DICM", "no_pixels"),
    ],
)
def test_reasons(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    error = refusal(path)
    assert error.code == code
    assert error.sentence.endswith((".", "?"))
    assert "\n" not in error.sentence


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "nothing").code == "vanished"
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert refusal(tmp_path / "link").code == "link"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "not_a_file"

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied", "/home/mary/jones.dcm")

    monkeypatch.setattr(os, "open", forbidden)
    error = refusal(tmp_path / "a")
    assert error.code == "permission"
    assert "mary" not in str(error)
    assert error.__cause__ is None


def test_a_file_too_large_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.builders import chest_like, write_dicom, write_png

    monkeypatch.setattr("engine.images.source.MAX_FILE_BYTES", 100_000)
    large = chest_like(0, 400)
    assert refusal(write_dicom(tmp_path / "a", large, bits_stored=12)).code == "too_large"
    assert refusal(write_png(tmp_path / "a.png", large.astype(np.uint8))).code == "too_large"
    multi = write_dicom(tmp_path / "b", large, bits_stored=12, NumberOfFrames=9)
    assert refusal(multi).code == "multi_frame"  # said from the header, however large the rest is


def test_memory_running_out_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.builders import chest_like, write_dicom

    def hungry(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("engine.images.dicom.stored_pixels", hungry)
    assert refusal(write_dicom(tmp_path / "a", chest_like(0), bits_stored=12)).code == "too_large"


def _image_or_reason(path: Path) -> DecodedImage | UnreadableImage:
    try:
        return read_image(path, EVERYTHING)
    except UnreadableImage as error:
        return error


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_every_file_that_pydicom_carries(path: Path) -> None:
    result = _image_or_reason(path)
    if isinstance(result, UnreadableImage):
        assert result.code in {*SENTENCES, "no_pixels", "unsupported", "multi_frame", "missing_tags"}
        assert result.sentence
        return
    image = result
    assert image.pixels.dtype == np.uint8
    assert image.pixels.ndim == 2
    assert image.pixels.max() > image.pixels.min()


def test_all_that_pydicom_can_show_is_loaded() -> None:
    """Each single image of pydicom's collection that pydicom decodes, by its own means, is loaded at its size."""
    missed, outcome = [], Counter[str]()
    for path in BUNDLED:
        try:
            header = pydicom.dcmread(path)
            theirs = pixel_array(header)
        except Exception:
            continue
        try:
            assert read_image(path, EVERYTHING).pixels.shape == (header.Rows, header.Columns)
            outcome["loaded"] += 1
        except UnreadableImage as error:
            outcome[error.code] += 1
            if error.code not in ("multi_frame", "unsupported"):
                missed.append((path.name, error.code, theirs.shape))
    assert not missed
    assert outcome["loaded"] >= 50


@pytest.mark.parametrize(
    "name", ["MR_small", "CT_small", "MR_small_RLE", "693_J2KI", "MR_small_expb", "MR_small_jp2klossless"]
)
def test_stored_values_are_pydicoms(name: str) -> None:
    from engine.images.dicom_file import parse
    from engine.images.dicom_objects import check_object
    from engine.images.dicom_pixels import stored_pixels
    from engine.images.source import Source

    path = next(p for p in BUNDLED if p.stem == name)
    with Source.open(path) as source:
        header, element = parse(source)
        assert element is not None
        ours = stored_pixels(element, check_object(header, element, EVERYTHING)).values
    np.testing.assert_array_equal(ours, pydicom.dcmread(path).pixel_array)


def test_intake_imports_neither_torch_nor_qt() -> None:
    code = (
        "import sys, engine.images.decode_worker, engine.images.dicom, engine.images.raster, engine.cohort.scan, "
        "engine.cohort.labels, engine.cohort.split\n"
        "print(sorted({'torch', 'torchvision', 'PySide6', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_windowed_images_look_as_pydicom_would_show_them() -> None:
    """The whole greyscale chain against pydicom's, where a file has a window and pydicom can decode it."""
    compared = 0
    for path in BUNDLED:
        result = _image_or_reason(path)
        if isinstance(result, UnreadableImage) or "windowed" not in result.notes or "padding" in result.notes:
            continue
        header = pydicom.dcmread(path)
        try:
            values = apply_modality_lut(pixel_array(header), header)
        except Exception:  # a compression that pydicom has no decoder for here
            continue
        header.BitsStored, header.PixelRepresentation = 16, 0
        if "RescaleSlope" in header:
            del header.RescaleSlope
        shown = apply_voi_lut(values, header, index=0) / 65535 * 255
        expected = 255 - shown if "inverted" in result.notes else shown
        assert np.abs(result.pixels - expected).max() <= 1, path.name
        compared += 1
    assert compared >= 20
