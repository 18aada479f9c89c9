"""Block means of stored values, in whole numbers: the first and largest step from a source image to its working size.

Stored values are averaged before they are windowed, so that the display chain runs on a sixteenth of the pixels; the
exact order, window first, is `render` and `fit_square`. The two differ only where a block straddles an end of the
window.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Blocks are averaged down to twice the working size; the last step is Pillow's exact area average.
_OVERSIZE = 2
_MOST_FACTOR = 16


def reduction(rows: int, columns: int, side: int, pixel_aspect: float = 1.0) -> int:
    """The largest power of two by which an image can be reduced and still be `_OVERSIZE` times its working size.

    pixel_aspect: see `DecodedImage`; where pixels are high, the working size has more rows than the image by as much.
    """
    factor = 1
    longest = max(rows * pixel_aspect, float(columns)) / max(1.0, pixel_aspect)
    while factor < _MOST_FACTOR and longest / (2 * factor) >= _OVERSIZE * side:
        factor *= 2
    return factor if min(rows, columns) >= factor else 1


def block_sums(values: NDArray[Any], factor: int, bounds: tuple[int, int]) -> NDArray[np.integer[Any]]:
    """Sums over factor × factor blocks of uint8, uint16, int8 or int16 `values` (rows, columns): whole numbers
    (ceil(rows / factor), ceil(columns / factor)). Where the image's edge cuts a block, the edge is repeated.

    factor: a power of two up to 16. bounds: no value lies outside; they decide on the type.
    """
    if factor == 1:
        return values
    # A sum of 16 rows of 16-bit values needs 20 bits, of 12-bit values 16: the narrower type is twice as fast.
    low, high = bounds
    narrow = low >= 0 and high * factor < 1 << 16
    kind = np.dtype(np.uint16 if narrow else np.uint32 if low >= 0 else np.int32)
    across: NDArray[Any] = _row_sums(values, factor, kind)
    width = factor
    if narrow and factor % 4 == 0 and 4 * factor * high < 1 << 16:
        across, width = _lane_sums(across, 4), factor // 4
    elif narrow:
        across, width = _lane_sums(across, 2), factor // 2
    elif low < 0:
        across = across.astype(np.int64)
    while width > 1:
        across = across[:, 0::2] + across[:, 1::2]
        width //= 2
    return across


def _lane_sums(values: NDArray[np.uint16], lanes: int) -> NDArray[np.uint32 | np.uint64]:
    """Sums of every 2 or 4 neighbours in a row of uint16 (rows, a multiple of `lanes`), many at a time in long words.

    Of four, their sum must be below 65 536: a product with 1 in each lane then leaves it in the highest.
    """
    if lanes == 4:
        words = np.ascontiguousarray(values).view(np.uint64) * np.uint64(0x0001_0001_0001_0001)
        words >>= np.uint64(48)
        return words
    pairs = np.ascontiguousarray(values).view(np.uint32)
    return (pairs & np.uint32(0xFFFF)) + (pairs >> np.uint32(16))


def _row_sums(values: NDArray[Any], factor: int, kind: np.dtype[Any]) -> NDArray[Any]:
    """Sums of every `factor` rows, with columns up to whole blocks; what a block lacks is the edge repeated."""
    rows, columns = values.shape
    whole = rows // factor
    sums = np.add.reduce(values[: whole * factor].reshape(whole, factor, columns), axis=1, dtype=kind)
    if rows % factor:
        rest = np.pad(values[whole * factor :], ((0, -rows % factor), (0, 0)), mode="edge")
        sums = np.concatenate((sums, np.add.reduce(rest, axis=0, dtype=kind, keepdims=True)))
    return np.pad(sums, ((0, 0), (0, -columns % factor)), mode="edge") if columns % factor else sums
