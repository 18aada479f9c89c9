"""The display chain: its order, its one inversion, and what it passes over."""

from __future__ import annotations

import numpy as np
import pytest

from engine.images.display import DisplayTags, render
from engine.images.greyscale import LookupTable, Window

RAMP = np.arange(0, 1024, dtype=np.int32).reshape(32, 32)


def reference(stored: np.ndarray, tags: DisplayTags) -> np.ndarray:
    """The chain one pixel at a time, for LINEAR windows."""
    out = np.zeros(stored.shape, np.uint8)
    for at, value in np.ndenumerate(stored):
        if tags.padding and value == tags.padding[0]:
            continue
        x = value * tags.slope + tags.intercept
        assert tags.window is not None
        c, w = tags.window.centre, tags.window.width
        y = min(1.0, max(0.0, (x - (c - 0.5)) / (w - 1) + 0.5))
        out[at] = round((1 - y if tags.inverse else y) * 255)
    return out


@pytest.mark.parametrize("inverse", [False, True])
@pytest.mark.parametrize("padding", [None, (0, None), (513, None)])
@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (2.0, -1024.0), (-1.0, 1023.0)])
def test_against_one_pixel_at_a_time(
    inverse: bool, padding: tuple[int, None] | None, slope: float, intercept: float
) -> None:
    tags = DisplayTags(slope=slope, intercept=intercept, window=Window(300, 700), inverse=inverse, padding=padding)
    got, notes = render(RAMP, tags)
    assert np.abs(got.astype(int) - reference(RAMP, tags)).max() <= 1
    assert "windowed" in notes
    assert ("inverted" in notes) == inverse
    assert ("padding" in notes) == (padding is not None)


def test_padding_is_black_and_does_not_count() -> None:
    stored = RAMP.copy()
    stored[:16] = -2000
    got, notes = render(stored, DisplayTags(padding=(-2000, None), inverse=True))
    assert (got[:16] == 0).all()
    np.testing.assert_array_equal(got[16:], render(stored[16:], DisplayTags(inverse=True))[0])
    assert notes == ("padding", "percentile_window", "inverted")


def test_a_voi_lut_comes_before_a_window() -> None:
    table = LookupTable(0, np.arange(1024)[::-1].astype(np.int64), 10)
    got, notes = render(RAMP, DisplayTags(voi_lut=table, window=Window(10, 5)))
    assert notes == ("voi_lut",)
    assert got[0, 0] == 255
    assert got[-1, -1] == 0


@pytest.mark.parametrize("window", [Window(90_000, 10), Window(-500, 100), Window(500, 0), Window(500, 1e6)])
def test_a_window_that_shows_nothing_is_passed_over(window: Window) -> None:
    got, notes = render(RAMP, DisplayTags(window=window))
    assert notes == ("window_ignored", "percentile_window")
    np.testing.assert_array_equal(got, render(RAMP, DisplayTags())[0])


def test_a_voi_lut_that_shows_nothing_is_passed_over() -> None:
    flat = LookupTable(0, np.full(1024, 7, np.int64), 8)
    assert render(RAMP, DisplayTags(voi_lut=flat, window=Window(512, 1024)))[1] == ("voi_lut_ignored", "windowed")


def test_a_constant_image_is_black_and_says_so() -> None:
    got, notes = render(np.full((4, 4), 900), DisplayTags())
    assert not got.any()
    assert "flat" in notes


def test_32_bit_images_take_the_same_steps() -> None:
    wide = RAMP.astype(np.int64) * 1_000_003
    got, _ = render(wide, DisplayTags(window=Window(300 * 1_000_003, 700 * 1_000_003, "LINEAR_EXACT")))
    expected, _ = render(RAMP, DisplayTags(window=Window(300, 700, "LINEAR_EXACT")))
    np.testing.assert_array_equal(got, expected)
