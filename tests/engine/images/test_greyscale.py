"""The display steps against pixel-by-pixel loops of the standard's formulas, and against pydicom."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_modality_lut, apply_windowing, convert_color_space

from engine.images.greyscale import (
    LookupTable,
    Window,
    apply_window,
    is_usable,
    look_up,
    luma,
    padding_levels,
    percentile_unit,
    rescale,
    to_8_bit,
    unpack_stored,
)

WINDOWS = [(100.0, 50.0), (2048.0, 4096.0), (0.5, 1.0), (-20.25, 2.0), (40.0, 400.0)]


@pytest.mark.parametrize(("centre", "width"), WINDOWS)
@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_windows_follow_the_standards_formulas(centre: float, width: float, function: str) -> None:
    values = np.linspace(-300, 5000, 2001)
    expected = [_window_of_the_standard(x, centre, width, function) for x in values]
    np.testing.assert_allclose(apply_window(values, Window(centre, width, function)), expected, atol=1e-12)  # type: ignore[arg-type]


def _window_of_the_standard(x: float, c: float, w: float, function: str) -> float:
    """PS3.3 C.11.2.1.2.1 and C.11.2.1.3 with ymin 0 and ymax 1, in the standard's own words."""
    if function == "SIGMOID":
        return (1 + math.tanh(2 * (x - c) / w)) / 2  # = 1 / (1 + exp(-4 (x - c) / w)), without its overflow
    if function == "LINEAR":
        if x <= c - 0.5 - (w - 1) / 2:
            return 0.0
        if x > c - 0.5 + (w - 1) / 2:
            return 1.0
        return (x - (c - 0.5)) / (w - 1) + 0.5
    if x <= c - w / 2:
        return 0.0
    if x > c + w / 2:
        return 1.0
    return (x - c) / w + 0.5


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_windows_agree_with_pydicom(function: str) -> None:
    stored = np.arange(4096, dtype=np.uint16)
    header = Dataset()
    header.PhotometricInterpretation, header.BitsStored, header.PixelRepresentation = "MONOCHROME2", 12, 0
    header.WindowCenter, header.WindowWidth, header.VOILUTFunction = 1500, 900, function
    theirs = apply_windowing(stored, header) / 4095
    np.testing.assert_allclose(apply_window(stored.astype(float), Window(1500, 900, function)), theirs, atol=1e-9)  # type: ignore[arg-type]


def test_which_windows_may_be_used() -> None:
    assert is_usable(Window(10, 1))
    assert not is_usable(Window(10, 0.5))
    assert is_usable(Window(10, 0.5, "LINEAR_EXACT"))
    assert not is_usable(Window(10, 0, "SIGMOID"))
    assert not is_usable(Window(float("nan"), 10))


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(("bits", "high"), [(8, 7), (10, 9), (12, 11), (12, 15), (16, 15), (1, 0)])
def test_stored_values_bit_by_bit(bits: int, high: int, signed: bool) -> None:
    raw = np.random.default_rng(bits).integers(0, 1 << 16, (5, 7), dtype=np.uint16)
    got = unpack_stored(raw, bits, high, signed=signed)
    for cell, value in zip(raw.ravel(), got.ravel(), strict=True):
        text = format(int(cell), "016b")[15 - high : 15 - high + bits]
        expected = int(text, 2)
        if signed and text[0] == "1":
            expected -= 1 << bits
        assert value == expected


def test_decoders_signed_values_stay_what_they_are() -> None:
    raw = np.array([-2048, -1, 0, 2047], dtype=np.int16)
    np.testing.assert_array_equal(unpack_stored(raw, 12, 11, signed=True), raw)


def test_32_bit_values_do_not_overflow() -> None:
    raw = np.array([0, 2**31, 2**32 - 1], dtype=np.uint32)
    np.testing.assert_array_equal(unpack_stored(raw, 32, 31, signed=False), [0, 2**31, 2**32 - 1])
    np.testing.assert_array_equal(unpack_stored(raw, 32, 31, signed=True), [0, -(2**31), -1])


def test_modality_lut_and_rescale_agree_with_pydicom() -> None:
    values = np.arange(-5, 30, dtype=np.int16)
    item, header = Dataset(), Dataset()
    entries = (np.arange(16) ** 2 * 3).astype(np.uint16)
    item.LUTDescriptor, item.LUTData, item.ModalityLUTType = [16, 4, 16], entries.tolist(), "US"
    item["LUTDescriptor"].VR = item["LUTData"].VR = "US"
    header.ModalityLUTSequence = [item]
    ours = look_up(values.astype(float), LookupTable(4, entries.astype(np.int64), 16))
    np.testing.assert_array_equal(ours, apply_modality_lut(values, header))
    del header.ModalityLUTSequence
    header.RescaleSlope, header.RescaleIntercept = 2.5, -1024
    np.testing.assert_allclose(rescale(values.astype(float), 2.5, -1024), apply_modality_lut(values, header))


def test_luma_is_the_y_of_pydicoms_ybr() -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    y = convert_color_space(rgb, "RGB", "YBR_FULL")[..., 0].astype(int)
    assert np.abs(luma(rgb).astype(int) - y).max() <= 1
    grey = np.repeat(np.arange(65536, dtype=np.uint16)[:, None], 3, axis=1)
    np.testing.assert_array_equal(luma(grey), grey[:, 0])


def test_padding_is_a_value_a_range_or_nearly_so() -> None:
    levels = np.arange(-2003, -1990)
    assert levels[padding_levels(levels, -2000, None, 0)].tolist() == [-2000]
    assert levels[padding_levels(levels, -1995, -2000, 0)].tolist() == list(range(-2000, -1994))
    assert levels[padding_levels(levels, -2000, None, 2)].tolist() == [-2002, -2001, -2000, -1999, -1998]


@pytest.mark.parametrize("seed", range(4))
def test_percentiles_are_numpys_of_all_pixels(seed: int) -> None:
    pixels = np.random.default_rng(seed).gamma(2, 200, 5000).astype(int)
    levels = np.arange(pixels.min(), pixels.max() + 1)
    counts = np.bincount(pixels - pixels.min())
    low, high = np.percentile(pixels, [0.5, 99.5], method="inverted_cdf")
    expected = np.clip((levels - low) / (high - low), 0, 1)
    np.testing.assert_allclose(percentile_unit(levels.astype(float), counts), expected)
    falling = percentile_unit(-levels.astype(float), counts)  # a falling Modality LUT
    low, high = np.percentile(-pixels, [0.5, 99.5], method="inverted_cdf")
    np.testing.assert_allclose(falling, np.clip((-levels - low) / (high - low), 0, 1))


def test_percentiles_of_nearly_constant_images() -> None:
    levels, counts = np.array([0.0, 7.0]), np.array([10_000, 1])
    np.testing.assert_array_equal(percentile_unit(levels, counts), [0, 1])
    np.testing.assert_array_equal(percentile_unit(levels, np.array([5, 0])), [0, 0])
    np.testing.assert_array_equal(percentile_unit(levels, np.array([0, 0])), [0, 0])


def test_8_bit_rounds_to_the_nearest() -> None:
    assert to_8_bit(np.array([0, 0.49 / 255, 0.51 / 255, 0.5, 1])).tolist() == [0, 0, 1, 128, 255]
