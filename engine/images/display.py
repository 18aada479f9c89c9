"""The chain of PS3.3 C.11 and PS3.4 N.2: stored values → Modality LUT → VOI → one inversion → padding to 0 → 8 bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.grain import averaging_shows, with_grain
from engine.images.greyscale import (
    LEAST_RENDERED_RANGE,
    Floats,
    Integers,
    LookupTable,
    Window,
    apply_window,
    is_usable,
    look_up,
    padding_levels,
    percentile_unit,
    rendered_range,
    rescale,
    to_8_bit,
)
from engine.images.strips import Summed

# Up to so many possible values they are counted by an array; beyond (32-bit images) by sorting.
_COUNTABLE = 1 << 20
_FINE_BITS = 14
_MOST_SUMS = 1 << 20
_GRAIN_WIDTH = 8
_SHOWS_LITTLE = frozenset(("flat", "window_ignored", "voi_lut_ignored"))


@dataclass(frozen=True)
class DisplayTags:
    """What a header says about showing its pixels, already parsed; None or the default where it says nothing.

    inverse: the one inversion, decided from Presentation LUT Shape or MONOCHROME1. padding: value and range limit in
    stored values. padding_tolerance: see `padding_levels`. ignored: notes of tags that were malformed.
    """

    modality_lut: LookupTable | None = None
    slope: float = 1.0
    intercept: float = 0.0
    voi_lut: LookupTable | None = None
    window: Window | None = None
    inverse: bool = False
    padding: tuple[int, int | None] | None = None
    padding_tolerance: int = 0
    ignored: tuple[str, ...] = ()


def render(stored: Integers, tags: DisplayTags) -> tuple[NDArray[np.uint8], tuple[str, ...]]:
    """Stored values (rows, columns) as they are to be seen, uint8 of the same shape, and the notes of what was done."""
    low, high = int(stored.min()), int(stored.max())
    if high - low >= _COUNTABLE:
        levels, inverse, counts = np.unique(stored, return_inverse=True, return_counts=True)
        unit, padding, notes = _unit(levels, counts, tags)
        return to_8_bit(np.where(padding, 0.0, unit))[inverse.reshape(stored.shape)], notes
    unit, padding, notes = _unit(np.arange(low, high + 1), _counts(stored, low, high), tags)
    return _through(to_8_bit(np.where(padding, 0.0, unit)), stored, low), notes


def render_reduced(
    summed: Summed, tags: DisplayTags, lost: int = 1
) -> tuple[NDArray[np.uint8], tuple[str, ...]] | None:
    """An image at a fraction of its size as it is to be seen, uint8, and notes: averaged first and windowed then.

    What is decided from the image (percentiles, whether a window shows anything) is decided from a sample of its rows.
    None where that shows too little to decide, and where the order of the two steps would be seen. lost: what was
    summed was itself a wavelet's 1 / lost of the image.
    """
    low, high = summed.low, summed.high
    levels = np.arange(low, high + 1)
    unit, padding, notes = _unit(levels, _counts(summed.sample, low, high), tags)
    if _SHOWS_LITTLE.intersection(notes):
        return None
    sample, exact, width = summed.sample, unit, summed.factor
    if lost > 1:
        sample, width = np.clip(with_grain(sample, lost), low, high), _GRAIN_WIDTH
        exact, _, with_grain_notes = _unit(levels, _counts(sample, low, high), tags)
        if with_grain_notes != notes:
            return None
    if averaging_shows(sample, low, exact, unit, padding, width):
        return None
    whole = summed.factor**2
    sums, share = summed.sums, None
    if summed.missing is not None:  # the mean of what is there, over black
        there = whole - summed.missing.astype(np.int64)
        share = there / whole
        sums = sums.astype(np.int64) * whole // np.maximum(there, 1)
        notes = (*notes, "padding") if "padding" not in notes else notes
    if low:
        sums = sums.astype(np.int64) - low * whole
    # Means lie between the levels, so the display values between two levels are interpolated: `fine` at steps of
    # 2^coarser sums, the table at every sum, or at every step where sums are too many.
    span = (high - low) * whole
    coarser = max(0, span.bit_length() - _FINE_BITS)
    steps = (np.arange((span >> coarser) + 1) << coarser) + ((1 << coarser) - 1) / 2
    fine = np.interp(steps / whole, np.arange(len(levels)), unit)
    if span < _MOST_SUMS:
        table = np.repeat(to_8_bit(fine), 1 << coarser)
    else:
        sums, table = sums >> coarser, to_8_bit(fine)
    index = sums.view(np.int64) if sums.dtype == np.uint64 else sums  # the type that indexing needs no copy of
    if share is None:
        return np.asarray(np.take(table, index)), notes
    values = np.asarray(table[np.minimum(index, len(table) - 1)], dtype=np.float64)
    return to_8_bit(values * share / 255), notes


def _counts(stored: Integers, low: int, high: int) -> NDArray[np.int64]:
    """How many pixels there are at each level from `low` to `high`."""
    if stored.dtype.itemsize <= 2 and low >= 0:
        return np.bincount(stored.ravel(), minlength=high + 1)[low:]
    return np.bincount(stored.ravel().astype(np.int64) - low, minlength=high - low + 1)


def _through(table: NDArray[np.uint8], stored: Integers, low: int) -> NDArray[np.uint8]:
    """Each pixel's entry of a table of the levels from `low` on."""
    if stored.dtype.itemsize > 2:
        return table[stored.astype(np.int64) - low]
    # Indexed by the pixels' own bits, so that nothing has to be subtracted or widened first.
    bits: Any = np.dtype(f"u{stored.dtype.itemsize}")
    whole = np.zeros(1 << (8 * stored.dtype.itemsize), dtype=np.uint8)
    whole[np.arange(low, low + len(table)) % len(whole)] = table
    return np.asarray(np.take(whole, np.ascontiguousarray(stored).view(bits)))


def _unit(
    levels: Integers, counts: NDArray[np.int64], tags: DisplayTags
) -> tuple[Floats, NDArray[np.bool_], tuple[str, ...]]:
    """The display value, 0…1, of each of the increasing `levels` (n,), which of them are padding, and notes.

    counts: pixels at each (n,).
    """
    notes = list(tags.ignored)
    padding = np.zeros(levels.shape, dtype=np.bool_)
    if tags.padding is not None:
        padding = padding_levels(levels, *tags.padding, tags.padding_tolerance)
        if counts[padding].any():
            notes.append("padding")
            counts = np.where(padding, 0, counts)
    values = _modality(levels.astype(np.float64), tags, notes)
    unit = _voi(values, counts, tags, notes)
    if tags.inverse:
        unit = 1 - unit
        notes.append("inverted")
    if rendered_range(unit, counts) == 0:
        notes.append("flat")
    return unit, padding, tuple(notes)


def _modality(values: Floats, tags: DisplayTags, notes: list[str]) -> Floats:
    """PS3.3 C.11.1: the Modality LUT where there is one, else rescale slope and intercept."""
    if tags.modality_lut is not None:
        notes.append("modality_lut")
        return look_up(values, tags.modality_lut)
    if (tags.slope, tags.intercept) == (1.0, 0.0):
        return values
    notes.append("rescaled")
    return rescale(values, tags.slope, tags.intercept)


def _voi(values: Floats, counts: NDArray[np.int64], tags: DisplayTags, notes: list[str]) -> Floats:
    """PS3.3 C.11.2: VOI LUT 0, else window 0, else the percentiles; what would show nothing is passed over. To 0…1."""
    if tags.voi_lut is not None:
        unit: Floats = look_up(values, tags.voi_lut) / float(2**tags.voi_lut.bits - 1)
        if rendered_range(unit, counts) >= LEAST_RENDERED_RANGE:
            notes.append("voi_lut")
            return unit
        notes.append("voi_lut_ignored")
    if tags.window is not None:
        if is_usable(tags.window):
            unit = apply_window(values, tags.window)
            if rendered_range(unit, counts) >= LEAST_RENDERED_RANGE:
                notes.append("windowed")
                return unit
        notes.append("window_ignored")
    notes.append("percentile_window")
    return percentile_unit(values, counts)
