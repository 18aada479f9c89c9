"""The chain of PS3.3 C.11 and PS3.4 N.2: stored values → Modality LUT → VOI → one inversion → padding to 0 → 8 bit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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

# Up to so many possible values they are counted by an array; beyond (32-bit images) by sorting.
_COUNTABLE = 1 << 20


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
    levels, index, counts = _levels(stored)
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
    table = to_8_bit(unit)
    table[padding] = 0
    return table[index], tuple(notes)


def _levels(stored: Integers) -> tuple[Integers, Integers, NDArray[np.int64]]:
    """The increasing levels (n,), each pixel's place among them (rows, columns), and the pixels at each level (n,)."""
    low, high = int(stored.min()), int(stored.max())
    if high - low < _COUNTABLE:
        index: Integers = stored - low
        counts = np.bincount(index.ravel(), minlength=high - low + 1)
        return np.arange(low, high + 1), index, counts
    levels, inverse, counts = np.unique(stored, return_inverse=True, return_counts=True)
    return levels, inverse.reshape(stored.shape), counts


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
