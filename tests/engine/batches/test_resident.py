from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.batches import resident
from engine.batches.resident import evaluation_batch, resident_images, resize, training_side


def triangle_resize(image: np.ndarray, side: int) -> np.ndarray:
    """The filter as its definition reads: each new pixel is a weighted mean, weights a triangle one step wide."""

    def along_rows(values: np.ndarray) -> np.ndarray:
        old = len(values)
        step = old / side
        reach = max(step, 1.0)
        out = np.zeros((side, values.shape[1]))
        for new in range(side):
            centre = (new + 0.5) * step
            weights = np.array([max(0.0, 1.0 - abs((row + 0.5 - centre) / reach)) for row in range(old)])
            out[new] = (weights[:, None] * values).sum(axis=0) / weights.sum()
        return out

    return along_rows(along_rows(image.astype(np.float64)).T).T


@pytest.mark.parametrize(("old", "new"), [(64, 16), (50, 32), (32, 32), (40, 48), (33, 7)])
def test_evaluation_batch_is_the_triangle_filter_then_the_normalisation(old: int, new: int) -> None:
    images = np.random.default_rng(0).integers(0, 256, (3, old, old), dtype=np.uint8)
    expected = np.stack([(triangle_resize(image / 255.0, new) - 0.5) / 0.25 for image in images])
    got = evaluation_batch(torch.from_numpy(images), new)
    assert got.shape == (3, 1, new, new)
    assert got.dtype is torch.float32
    np.testing.assert_allclose(got[:, 0].numpy(), expected, atol=3e-5)


@pytest.mark.parametrize(("old", "new"), [(256, 64), (256, 224), (100, 32)])
def test_resize_is_interpolates(old: int, new: int) -> None:
    images = torch.rand(2, 1, old, old)
    theirs = F.interpolate(images, (new, new), mode="bilinear", antialias=True, align_corners=False)
    torch.testing.assert_close(resize(images, new), theirs, atol=1e-6, rtol=0)


def test_black_and_white_are_the_ends_of_the_input() -> None:
    ends = torch.stack([torch.zeros(8, 8), torch.full((8, 8), 255.0)]).to(torch.uint8)
    batch = evaluation_batch(ends, 4)
    torch.testing.assert_close(batch.amin(dim=(1, 2, 3)), torch.tensor([-2.0, 2.0]))
    torch.testing.assert_close(batch.amax(dim=(1, 2, 3)), torch.tensor([-2.0, 2.0]))


def test_the_kept_resize_matrix_serves_training_after_inference() -> None:
    resident._resize_matrix.cache_clear()
    with torch.inference_mode():
        resize(torch.rand(1, 1, 12, 12), 6)
    images = torch.rand(1, 1, 12, 12, requires_grad=True)
    resize(images, 6).sum().backward()
    assert images.grad is not None


def test_resident_images_are_chosen_reduced_and_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resident, "_CHUNK_BYTES", 4 * 32 * 32 * 2)  # two images a chunk
    cache = np.random.default_rng(1).integers(0, 256, (6, 32, 32), dtype=np.uint8)
    got = resident_images(cache, [4, 0, 5, 4, 1], 20)
    assert got.dtype is torch.uint8
    assert got.shape == (5, 20, 20)
    for image, slot in zip(got, [4, 0, 5, 4, 1], strict=True):
        assert np.abs(image.numpy() - triangle_resize(cache[slot], 20)).max() <= 0.501
    assert torch.equal(resident_images(cache, [2], 32)[0], torch.from_numpy(cache[2]))
    assert resident_images(cache, [], 20).shape == (0, 20, 20)


def test_resident_images_do_not_write_to_a_read_only_cache(tmp_path) -> None:
    path = tmp_path / "cache.npy"
    np.save(path, np.zeros((2, 8, 8), dtype=np.uint8))
    got = resident_images(np.load(path, mmap_mode="r"), [0, 1], 8)
    got.fill_(9)
    assert np.load(path).sum() == 0


@pytest.mark.parametrize(("size", "side"), [(64, 80), (128, 160), (224, 256), (32, 40)])
def test_training_side(size: int, side: int) -> None:
    assert training_side(size) == side
