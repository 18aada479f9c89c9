from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.batches import source as source_module
from engine.batches.reduced import reduced_copy, remove_stale
from engine.batches.resident import fitted, resident_images
from engine.batches.source import MappedImages, ResidentImages, fits_in_memory
from engine.errors import StorageError
from engine.images.cache import ImageCache

SIDE, SLOTS = 48, [5, 0, 11, 3, 3, 10, 7]
PIXELS = np.random.default_rng(7).integers(0, 256, (12, SIDE, SIDE), dtype=np.uint8)
WANTED = torch.tensor([4, 0, 6, 6, 2])


class Stopped(BaseException):
    pass


@pytest.fixture
def cache(tmp_path: Path) -> ImageCache:
    with ImageCache.create(tmp_path / "images.u8", SIDE) as writer:
        for image in PIXELS:
            writer.append(image)
    return ImageCache.open(tmp_path / "images.u8")


@pytest.mark.parametrize("side", [SIDE, 20, 40, 64])
def test_all_forms_give_the_same_bytes(cache: ImageCache, tmp_path: Path, side: int) -> None:
    held = ResidentImages(resident_images(cache.read(), SLOTS, side))
    copied = MappedImages(reduced_copy(cache, SLOTS, side, tmp_path / "pool.u8"), range(len(SLOTS)), side)
    for form in (MappedImages(cache.read(), SLOTS, side), copied):
        assert len(form) == len(held) == len(SLOTS)
        assert torch.equal(form.gather(WANTED), held.gather(WANTED))
        assert form.gather(WANTED).shape == (5, side, side)
        assert form.gather(WANTED).dtype is torch.uint8


def test_the_images_are_those_at_the_slots(cache: ImageCache) -> None:
    expected = PIXELS[np.array(SLOTS)[WANTED.numpy()]]
    np.testing.assert_array_equal(MappedImages(cache.read(), SLOTS).gather(WANTED).numpy(), expected)
    batch = MappedImages(cache.read(), SLOTS).gather(WANTED)
    batch.fill_(0)  # what a batch does to its images does not reach the file
    np.testing.assert_array_equal(cache.read(), PIXELS)
    with pytest.raises(IndexError):
        MappedImages(cache.read(), [12])


@pytest.mark.parametrize("side", [20, 33, 64])
def test_an_image_is_fitted_alike_in_any_company(side: int) -> None:
    images = torch.from_numpy(PIXELS)
    alone = torch.cat([fitted(image.unsqueeze(0), side) for image in images])
    assert torch.equal(fitted(images, side), alone)
    assert torch.equal(torch.cat([fitted(images[:5], side), fitted(images[5:], side)]), alone)


def test_a_copy_is_made_once_and_a_stopped_making_goes_on(
    cache: ImageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.batches.reduced._CHUNK_BYTES", 2 * SIDE * SIDE)
    path, fits = tmp_path / "pool.u8", []

    def counted(images: torch.Tensor, side: int) -> torch.Tensor:
        fits.append(len(images))
        return fitted(images, side)

    monkeypatch.setattr("engine.batches.reduced.fitted", counted)
    calls = iter(range(3))

    def stop() -> None:
        if next(calls, None) is None:
            raise Stopped

    with pytest.raises(Stopped):
        reduced_copy(cache, SLOTS, 20, path, check=stop)
    assert 0 < sum(fits) < len(SLOTS)
    whole = reduced_copy(cache, SLOTS, 20, path)
    assert sum(fits) == len(SLOTS)
    np.testing.assert_array_equal(reduced_copy(cache, SLOTS, 20, path), whole)
    assert sum(fits) == len(SLOTS)
    np.testing.assert_array_equal(whole, fitted(torch.from_numpy(PIXELS[SLOTS]), 20).numpy())


def test_a_damaged_or_longer_copy_is_made_anew(cache: ImageCache, tmp_path: Path) -> None:
    path = tmp_path / "pool.u8"
    whole = np.array(reduced_copy(cache, SLOTS, 20, path))
    raw = bytearray(path.read_bytes())
    raw[20 * 20 * 4 + 3] ^= 1
    path.write_bytes(raw)
    np.testing.assert_array_equal(reduced_copy(cache, SLOTS, 20, path), whole)
    np.testing.assert_array_equal(reduced_copy(cache, SLOTS[:3], 20, path), whole[:3])


def test_stale_copies_go_and_nothing_else(cache: ImageCache, tmp_path: Path) -> None:
    for name in ("pool-a.u8", "pool-b.u8"):
        reduced_copy(cache, SLOTS, 20, tmp_path / name)
    remove_stale(tmp_path, "pool-*.u8", tmp_path / "pool-b.u8")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["images.u8", "images.u8.index", "pool-b.u8", "pool-b.u8.index"]
    remove_stale(tmp_path, "pool-*.u8", None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["images.u8", "images.u8.index"]


def test_a_full_disk_is_said(cache: ImageCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.images.cache.allocate", full)
    with pytest.raises(StorageError):
        reduced_copy(cache, SLOTS, 20, tmp_path / "pool.u8")


def test_few_images_are_held_and_many_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    cpu = torch.device("cpu")
    assert fits_in_memory(4096, 256, cpu)
    assert not fits_in_memory(4097, 256, cpu)
    monkeypatch.setattr(source_module.torch.cuda, "mem_get_info", lambda device: (20 << 30, 80 << 30))
    assert fits_in_memory(100_000, 256, torch.device("cuda"))
    assert not fits_in_memory(200_000, 256, torch.device("cuda"))
