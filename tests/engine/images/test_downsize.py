"""Downsizing against plain block averages."""

from __future__ import annotations

import numpy as np
import pytest

from engine.images.downsize import fit_square

CHANCE = np.random.default_rng(0)


@pytest.mark.parametrize("factor", [1, 2, 3, 5])
@pytest.mark.parametrize("side", [8, 16])
def test_whole_factors_are_block_averages(factor: int, side: int) -> None:
    pixels = CHANCE.integers(0, 256, (side * factor, side * factor), dtype=np.uint8)
    expected = pixels.reshape(side, factor, side, factor).mean(axis=(1, 3))
    assert np.abs(fit_square(pixels, side) - expected).max() <= 0.51 + (factor > 1) * 0.5


def test_proportions_are_kept_and_the_rest_is_black() -> None:
    white = np.full((100, 50), 255, np.uint8)
    square = fit_square(white, 20)
    assert (square[:, 5:15] == 255).all()
    assert not square[:, :5].any()
    assert not square[:, 15:].any()
    np.testing.assert_array_equal(fit_square(white.T.copy(), 20), square.T)


def test_pixels_that_are_not_square_are_made_so() -> None:
    tall = np.full((50, 50), 255, np.uint8)
    np.testing.assert_array_equal(fit_square(tall, 20, 2.0), fit_square(np.full((100, 50), 255, np.uint8), 20))


@pytest.mark.parametrize("shape", [(1, 1), (1, 1000), (1000, 1), (3, 5), (257, 255), (640, 1)])
@pytest.mark.parametrize("aspect", [1.0, 0.2, 5.0])
def test_any_shape_fits(shape: tuple[int, int], aspect: float) -> None:
    square = fit_square(np.full(shape, 200, np.uint8), 16, aspect)
    assert square.shape == (16, 16)
    assert square.dtype == np.uint8
    assert square.max() == 200


def test_small_images_grow_smoothly() -> None:
    square = fit_square(np.array([[0, 250], [0, 250]], np.uint8), 8)
    assert (np.diff(square[4].astype(int)) >= 0).all()
    assert len(set(square[4].tolist())) > 2
