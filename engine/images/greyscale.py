"""The steps from stored values to display values, each a pure function of arrays and numbers.

All but `unpack_stored` and `luma` work on *levels*: the increasing stored values that occur in an image. An image has
millions of pixels and a few thousand levels, and every step maps a value by itself, so the result is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Integers = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
VoiFunction = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]

# Below this share of the display range an image shows nothing: the window or table was not meant for these values.
LEAST_RENDERED_RANGE = 0.02


@dataclass(frozen=True)
class LookupTable:
    """A Modality or VOI LUT (PS3.3 C.11.1.1, C.11.2.1.1): input `first + i` becomes `entries[i]`, int64 (n,).

    Inputs outside take the nearest entry. bits: the output range is 0 … 2^bits − 1.
    """

    first: int
    entries: NDArray[np.int64]
    bits: int


@dataclass(frozen=True, slots=True)
class Window:
    """A window of PS3.3 C.11.2.1.2, in units of the Modality LUT's output."""

    centre: float
    width: float
    function: VoiFunction = "LINEAR"


def unpack_stored(
    raw: Integers, bits_stored: int, high_bit: int, *, signed: bool, highest: int | None = None
) -> Integers:
    """The pixel values in cells of raw bits (PS3.5 8.1.1; PS3.3 C.7.6.3.1): overlays in unused bits are masked away,
    two's complement is taken at `bits_stored`. The shape of `raw`; of 8-bit and 16-bit cells the type that has their
    sign, else int64. highest: of unsigned cells, where it is known.
    """
    size = raw.dtype.itemsize
    if size <= 2 and raw.size:
        cells = raw if raw.dtype.isnative else raw.astype(raw.dtype.newbyteorder("="))
        unused = 8 * size - bits_stored
        lowest = high_bit + 1 == bits_stored
        if not signed:
            unsigned = cells.view(f"u{size}")
            if lowest and int(unsigned.max() if highest is None else highest) < 1 << bits_stored:
                # Nothing to mask, as in most images: no pass over millions of pixels.
                return raw if raw.dtype == unsigned.dtype else unsigned
            return np.asarray((unsigned >> (high_bit + 1 - bits_stored)) & unsigned.dtype.type((1 << bits_stored) - 1))
        # Shifted up until the sign is the cell's own, and down again with it.
        return (cells << (8 * size - 1 - high_bit)).view(f"i{size}") >> unused
    wide: NDArray[Any] = raw.astype(np.int64)
    shift = high_bit + 1 - bits_stored
    if shift > 0:
        wide >>= shift
    wide &= (1 << bits_stored) - 1
    if signed:
        sign = 1 << (bits_stored - 1)
        wide = (wide ^ sign) - sign
    return wide


def luma(rgb: NDArray[Any]) -> NDArray[Any]:
    """Y of red, green, blue (..., 3), any integer type: PS3.3 C.7.6.3.1.2's equation for YBR_FULL, rounded."""
    if rgb.dtype == np.uint8 and rgb.ndim == 3:  # Pillow's own conversion is the same sum, ten times as fast
        return np.asarray(Image.fromarray(np.ascontiguousarray(rgb)).convert("L"))
    r, g, b = (rgb[..., channel].astype(np.uint64) for channel in range(3))
    return ((r * 19595 + g * 38470 + b * 7471 + 32768) >> 16).astype(rgb.dtype)


def padding_range(value: int, limit: int | None, tolerance: int) -> tuple[int, int]:
    """The lowest and highest stored value that is Pixel Padding (PS3.3 C.7.5.1.1.2): `value`, or from it to `limit`.

    tolerance: lossy coding shifts the padding value by a little; 0 for lossless images.
    """
    low, high = sorted((value, value if limit is None else limit))
    return low - tolerance, high + tolerance


def padding_levels(levels: Integers, value: int, limit: int | None, tolerance: int) -> NDArray[np.bool_]:
    """Which levels are Pixel Padding; see `padding_range`."""
    low, high = padding_range(value, limit, tolerance)
    return np.asarray((levels >= low) & (levels <= high), dtype=np.bool_)


def look_up(values: Floats, table: LookupTable) -> Floats:
    """`values` (n,) through a table, rounded to whole inputs, the first and last entries going on outwards."""
    index = np.clip(np.rint(values) - table.first, 0, len(table.entries) - 1).astype(np.int64)
    return np.asarray(table.entries[index], dtype=np.float64)


def rescale(values: Floats, slope: float, intercept: float) -> Floats:
    """Output = slope × stored + intercept (PS3.3 C.11.1.1.2)."""
    return values * slope + intercept


def apply_window(values: Floats, window: Window) -> Floats:
    """`values` (n,) through a window, to 0…1: LINEAR (PS3.3 C.11.2.1.2.1), SIGMOID (C.11.2.1.3.1), LINEAR_EXACT
    (C.11.2.1.3.2).
    """
    c, w = window.centre, window.width
    if window.function == "SIGMOID":
        exponent = np.clip(-4 * (values - c) / w, -700, 700)
        return np.asarray(1 / (1 + np.exp(exponent)), dtype=np.float64)
    if window.function == "LINEAR":
        c, w = c - 0.5, w - 1
    if w == 0:  # LINEAR with width 1: a threshold
        return np.where(values <= c, 0.0, 1.0)
    return np.asarray(np.clip((values - c) / w + 0.5, 0.0, 1.0), dtype=np.float64)


def is_usable(window: Window) -> bool:
    """Whether the width is allowed: at least 1 for LINEAR, more than 0 otherwise (PS3.3 C.11.2.1.2, C.11.2.1.3)."""
    if not (np.isfinite(window.centre) and np.isfinite(window.width)):
        return False
    return window.width >= 1 if window.function == "LINEAR" else window.width > 0


def rendered_range(unit: Floats, counts: NDArray[np.int64]) -> float:
    """Largest minus smallest of the display values (n,) that occur, 0…1."""
    shown = unit[counts > 0]
    return float(shown.max() - shown.min()) if shown.size else 0.0


def percentile_unit(values: Floats, counts: NDArray[np.int64], low: float = 0.5, high: float = 99.5) -> Floats:
    """`values` (n,) stretched to 0…1 between two percentiles of the pixels, `counts` (n,) of them at each value.

    Falls back to minimum and maximum where the percentiles are equal; all 0 where those are equal too.
    """
    if not counts.any():
        return np.zeros_like(values)
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(counts[order])
    total = int(cumulative[-1])
    ranks = (np.searchsorted(cumulative, max(1, np.ceil(total * share / 100))) for share in (low, high))
    bottom, top = (float(values[order[min(int(rank), len(order) - 1)]]) for rank in ranks)
    if top <= bottom:
        shown = values[counts > 0]
        bottom, top = float(shown.min()), float(shown.max())
    if top <= bottom:
        return np.zeros_like(values)
    return np.asarray(np.clip((values - bottom) / (top - bottom), 0.0, 1.0), dtype=np.float64)


def to_8_bit(unit: Floats) -> NDArray[np.uint8]:
    """0…1 to 0…255, rounded to the nearest."""
    return np.asarray(np.rint(unit * 255), dtype=np.uint8)
