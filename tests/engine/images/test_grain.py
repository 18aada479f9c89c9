"""Whether averaging before windowing is seen, against doing it both ways."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images.grain import MOST_DIFFERENCE, averaging_shows, with_grain
from engine.images.greyscale import Window, apply_window

LEVELS = np.arange(4096)
NO_PADDING = np.zeros(4096, np.bool_)


def picture(grain: float, seed: int = 0) -> NDArray[np.int64]:
    """A slope from dark to bright, with grain."""
    chance = np.random.default_rng(seed)
    return np.clip(np.rint(np.linspace(200, 3800, 1024) + chance.normal(0, grain, (64, 1024))), 0, 4095).astype(int)


def difference(pixels: NDArray[np.int64], unit: NDArray[np.float64], width: int) -> float:
    """Of windowing first and averaging first, at a quarter of the blocks' size, as the working size is."""
    blocks = pixels.reshape(len(pixels), -1, width)
    first = unit[blocks].mean(axis=2)
    then = unit[np.rint(blocks.mean(axis=2)).astype(int)]
    return float(np.abs((first - then).reshape(-1, 4).mean(axis=1)).mean())


@pytest.mark.parametrize("width", [2, 4, 8, 16])
@pytest.mark.parametrize("grain", [0, 10, 50, 200])
@pytest.mark.parametrize("window", [(2048, 4096), (2000, 1500), (1800, 200), (1800, 2)])
def test_against_doing_both(window: tuple[float, float], grain: float, width: int) -> None:
    unit = apply_window(LEVELS.astype(float), Window(*window))
    pixels = picture(grain)
    seen = difference(pixels, unit, width)
    if abs(seen - MOST_DIFFERENCE) > 0.4 * MOST_DIFFERENCE:  # a sample cannot tell what is nearer
        assert averaging_shows(pixels, 0, unit, unit, NO_PADDING, width) == (seen > MOST_DIFFERENCE)


def test_padding_is_no_grain() -> None:
    unit = apply_window(LEVELS.astype(float), Window(2048, 4096))
    pixels = picture(5)
    pixels[:, ::3] = 0
    assert averaging_shows(pixels, 0, np.where(LEVELS == 0, 1.0, unit), unit, NO_PADDING, 8)
    assert not averaging_shows(pixels, 0, np.where(LEVELS == 0, 1.0, unit), unit, LEVELS == 0, 8)


def test_too_few_pixels_decide_nothing() -> None:
    assert not averaging_shows(np.zeros((1, 3), int), 0, LEVELS / 4095, LEVELS / 4095, NO_PADDING, 8)


@pytest.mark.parametrize("lost", [2, 4, 8])
def test_the_grain_that_a_wavelet_took_away_is_put_back(lost: int) -> None:
    """White grain of deviation 40, of which a low band keeps 40 / lost; a slope and an edge are not taken for grain."""
    chance = np.random.default_rng(0)
    small = np.linspace(1000, 2000, 900) + chance.normal(0, 40 / lost, (200, 900))
    small[:, 450:] += 1500
    back = with_grain(np.rint(small).astype(np.int64), lost)
    assert back.shape[1] == 898
    smooth = np.linspace(1000, 2000, 900)[1:-1] + np.where(np.arange(900) >= 450, 1500, 0)[1:-1]
    inside = np.abs(np.arange(898) - 449) > 5
    assert np.std((back - smooth)[:, inside]) == pytest.approx(40, rel=0.12)
