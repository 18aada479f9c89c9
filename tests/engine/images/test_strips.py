"""Block sums and the pass over strips, against sums that anybody can follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images.downsize import content_box
from engine.images.greyscale import unpack_stored
from engine.images.pixel_hash import pixel_hash
from engine.images.shrink import block_sums, reduction
from engine.images.strips import StoredCells, strip_rows, strips_of, sum_strips

SHAPES = [(16, 16), (1, 1), (1, 40), (40, 1), (33, 47), (64, 129), (17, 16), (16, 17), (100, 3)]
FACTORS = [1, 2, 4, 8, 16]


def slow_sums(values: NDArray[Any], factor: int) -> NDArray[np.int64]:
    """Block by block, the edge repeated where a block reaches beyond it."""
    rows, columns = values.shape
    out = np.zeros((-(-rows // factor), -(-columns // factor)), np.int64)
    for row in range(out.shape[0] * factor):
        for column in range(out.shape[1] * factor):
            out[row // factor, column // factor] += int(values[min(row, rows - 1), min(column, columns - 1)])
    return out


def random_values(shape: tuple[int, int], bits: int, signed: bool, seed: int = 0) -> NDArray[Any]:
    """With both ends of the range in it."""
    half = 1 << (bits - 1)
    low, high = (-half, half) if signed else (0, 2 * half)
    kind = np.dtype(f"{'i' if signed else 'u'}{1 if bits <= 8 else 2}")
    values = np.random.default_rng(seed).integers(low, high, shape).astype(kind)
    values.ravel()[0], values.ravel()[-1] = low, high - 1
    return values


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("bits", [8, 10, 11, 12, 13, 14, 15, 16])
def test_block_sums(bits: int, signed: bool, factor: int) -> None:
    half = 1 << (bits - 1)
    bounds = (-half, half - 1) if signed else (0, 2 * half - 1)
    for shape in SHAPES:
        if min(shape) < factor and max(shape) > 1 and factor > 1:
            continue  # `reduction` never asks for it
        values = random_values(shape, bits, signed)
        np.testing.assert_array_equal(block_sums(values, factor, bounds), slow_sums(values, factor))
    full = np.full((2 * factor, 3 * factor), bounds[1], values.dtype)
    assert (block_sums(full, factor, bounds) == bounds[1] * factor**2).all()
    full[:] = bounds[0]
    assert (block_sums(full, factor, bounds) == bounds[0] * factor**2).all()


def raw_cells(shape: tuple[int, int], bits: int, high_bit: int) -> NDArray[np.uint16]:
    """Cells whose unused bits are full of something else."""
    return np.random.default_rng(bits).integers(0, 1 << 16, shape).astype(np.uint16)


@pytest.mark.parametrize("rows_at_once", [16, 48, 10_000])
@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(
    ("bits", "high_bit", "signed"), [(12, 11, False), (12, 11, True), (10, 13, False), (16, 15, True)]
)
def test_strips_give_what_the_whole_image_gives(
    bits: int, high_bit: int, signed: bool, factor: int, rows_at_once: int
) -> None:
    raw = raw_cells((131, 93), bits, high_bit)
    values = unpack_stored(raw, bits, high_bit, signed=signed)
    strips = [raw[top : top + rows_at_once] for top in range(0, 131, rows_at_once)]
    summed = sum_strips(strips, raw.shape, StoredCells(bits, high_bit, signed), factor, None)
    np.testing.assert_array_equal(summed.sums, slow_sums(values, factor))
    assert summed.missing is None
    assert summed.low <= values.min()
    assert summed.high == values.max()
    assert summed.pixel_hash == pixel_hash(values)
    np.testing.assert_array_equal(np.sort(summed.sample, axis=None), np.sort(values, axis=None))  # so small: all of it


@pytest.mark.parametrize("padding", [(0, 0), (100, 300), (-5, 4), (5000, 6000)])
def test_padding_is_left_out_of_sums_and_counted(padding: tuple[int, int]) -> None:
    values = np.random.default_rng(0).integers(0, 4096, (70, 45)).astype(np.uint16)
    values[:20, :20] = values[50, 3] = max(0, min(padding[0], 4095))
    cells = StoredCells(12, 11, False)
    summed = sum_strips([values[:32], values[32:64], values[64:]], values.shape, cells, 8, padding)
    mask = (values >= padding[0]) & (values <= padding[1])
    np.testing.assert_array_equal(summed.sums, slow_sums(np.where(mask, 0, values), 8))
    if mask.any():
        assert summed.missing is not None
        np.testing.assert_array_equal(summed.missing, slow_sums(mask.astype(np.uint8), 8))
    else:
        assert summed.missing is None


def test_a_large_image_is_sampled_evenly() -> None:
    """Each part of the image has its share of the sample, so that a marker's pixels count for what they are."""
    rows, columns = 1000, 1500
    y, x = np.mgrid[0:rows, 0:columns]
    part = (y * 4 // rows * 5 + x * 5 // columns).astype(np.uint16)  # 20 parts of equal size
    sample = sum_strips(strips_of(part, 8), part.shape, StoredCells(16, 15, False), 8, None).sample
    assert 1 << 15 < sample.size < 1 << 17
    share = np.bincount(sample.ravel(), minlength=20) / sample.size
    assert np.abs(share - 0.05).max() < 0.004


def test_strips_are_whole_blocks() -> None:
    for columns, size, factor in ((2048, 2, 8), (100_000, 2, 16), (1, 1, 4)):
        assert strip_rows(columns, size, factor) % factor == 0
        assert strip_rows(columns, size, factor) >= factor
    image = np.zeros((1000, 3000), np.uint16)
    assert sum(len(strip) for strip in strips_of(image, 8)) == 1000


@pytest.mark.parametrize("side", [16, 64, 224, 512])
@pytest.mark.parametrize("aspect", [0.2, 0.5, 1.0, 1.3, 2.0, 5.0])
@pytest.mark.parametrize("shape", [(2500, 2048), (300, 4000), (4000, 300), (65, 64), (8, 5000), (9000, 9000)])
def test_a_reduced_image_still_has_all_that_its_working_size_shows(
    shape: tuple[int, int], aspect: float, side: int
) -> None:
    factor = reduction(*shape, side, aspect)
    assert factor & (factor - 1) == 0
    assert factor <= 16
    if factor > 1:
        _, _, rows, columns = content_box(*shape, side, aspect)
        assert shape[0] / factor >= rows * 1.9 / max(1, aspect) - 1
        assert shape[1] / factor >= columns * 1.9 - 1
        assert shape[0] / factor >= rows * 0.99 - 1  # never enlarged
