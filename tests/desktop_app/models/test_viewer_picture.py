"""The viewer's picture against plain arithmetic on every pixel."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.models.viewer_picture import Picture, cached_picture, picture_of
from desktop_app.models.viewer_view import Shades
from engine.images.downsize import fit_square
from engine.images.look import ImageLook


def window(values: np.ndarray, black: float, white: float) -> np.ndarray:
    return np.clip(np.floor((values.astype(float) - black) / (white - black) * 255 + 0.5), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16])
@pytest.mark.parametrize("shades", [Shades(-20, 90), Shades(90, -20)])
def test_a_window_of_the_stored_values(dtype: type, shades: Shades) -> None:
    low = max(np.iinfo(dtype).min, -60)
    values = np.arange(low, low + 120).astype(dtype).reshape(10, 12)
    picture = Picture(np.zeros((10, 12), np.uint8), values, Shades(0, 1), exact=True)
    np.testing.assert_array_equal(picture.part(0, 0, 0, 12, 10, shades), window(values, shades.black, shades.white))


def test_untouched_it_is_what_intake_shows() -> None:
    rng = np.random.default_rng(0)
    stored = rng.integers(0, 4096, (700, 500)).astype(np.uint16)
    pixels = window(stored, 1000, 3000)
    picture = picture_of(ImageLook(pixels, stored))
    np.testing.assert_array_equal(picture.part(0, 20, 30, 90, 80, picture.own), pixels[30:80, 20:90])
    assert (picture.own.black, picture.own.white) == pytest.approx((1000, 3000), abs=8)
    assert picture.raw
    assert picture.exact


def test_copies_are_means_and_the_nearest_is_drawn() -> None:
    values = np.random.default_rng(1).integers(0, 256, (1024, 768)).astype(np.uint8)
    picture = Picture(values)
    assert [picture.level(scale) for scale in (2.0, 1.0, 0.51, 0.5, 0.26, 0.25, 0.01)] == [0, 0, 0, 1, 1, 2, 2]
    assert picture.size(1) == (512, 384)
    mean = values.reshape(512, 2, 384, 2).mean(axis=(1, 3))
    assert np.abs(picture.part(1, 0, 0, 384, 512, picture.own) - mean).max() <= 0.5


def test_the_stored_picture_leaves_out_what_intake_does() -> None:
    stored = np.array([[10, 20], [30, 50]], np.uint16)
    picture = picture_of(ImageLook(np.array([[255, 128], [64, 0]], np.uint8), stored)).stored()
    np.testing.assert_array_equal(picture.part(0, 0, 0, 2, 2, picture.own), window(stored, 10, 50))
    assert picture.part(0, 0, 0, 1, 1, Shades(50, 10))[0, 0] == 255


def test_padding_is_left_out_of_the_cached_square() -> None:
    pixels = np.full((400, 200), 90, np.uint8)
    picture = cached_picture(fit_square(pixels, 64), 400, 200, 1.0)
    assert (picture.width, picture.height) == (32, 64)
    assert picture.part(0, 0, 0, 32, 64, picture.own).min() == 90
    assert not picture.exact
    assert picture_of(ImageLook(pixels, None, 2.0)).height == 800
