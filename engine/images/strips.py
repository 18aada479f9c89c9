"""One pass over an image's stored values, a strip of rows at a time, for all that its reduced form needs.

A strip stays in the processor's cache from one step to the next, the whole image does not: read, checked, hashed and
summed strip by strip, 10 MB take a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.greyscale import unpack_stored
from engine.images.pixel_hash import PixelHash
from engine.images.shrink import block_sums

_STRIP_BYTES = 512 * 1024
# So many pixels, in runs of 16 spread evenly over the image, stand for it where shares of its pixels are asked for.
# Whole rows would be fewer: a marker of half a percent of the image then falls between them, or on too many.
_SAMPLED_PIXELS = 1 << 16
_RUN = 16
_MOST_RUNS_BETWEEN = 8


@dataclass(frozen=True)
class StoredCells:
    """How cells hold their values (PS3.5 8.1.1): see `unpack_stored`. Cells have 8 or 16 bits."""

    bits_stored: int
    high_bit: int
    signed: bool

    @property
    def range(self) -> tuple[int, int]:
        """The least and the largest value that there can be."""
        half = 1 << (self.bits_stored - 1)
        return (-half, half - 1) if self.signed else (0, 2 * half - 1)


@dataclass(frozen=True)
class Summed:
    """An image of stored values at 1 / factor of its size.

    sums: whole numbers (ceil(rows / factor), ceil(columns / factor)) over blocks of factor² pixels, those of padding
    left out; where the image's edge cuts a block, the edge is repeated. missing: how many pixels of each block are
    padding, None where there is none at all. low, high: the values lie between. sample: some of the stored values, in
    rows of neighbours.
    """

    sums: NDArray[np.integer[Any]]
    missing: NDArray[np.integer[Any]] | None
    factor: int
    low: int
    high: int
    sample: NDArray[np.integer[Any]]
    pixel_hash: str


def strip_rows(columns: int, bytes_a_cell: int, factor: int) -> int:
    """Rows of a strip: whole blocks, and no more bytes than stay in the cache."""
    return factor * max(1, _STRIP_BYTES // (columns * bytes_a_cell * factor))


def strips_of(cells: NDArray[Any], factor: int) -> Iterator[NDArray[Any]]:
    """The strips of decoded cells (rows, columns)."""
    step = strip_rows(cells.shape[1], cells.dtype.itemsize, factor)
    return (cells[top : top + step] for top in range(0, len(cells), step))


def sum_strips(
    strips: Iterable[NDArray[Any]],
    shape: tuple[int, int],
    cells: StoredCells,
    factor: int,
    padding: tuple[int, int] | None,
) -> Summed:
    """Go through `strips`, the rows of an image of `shape` from top to bottom.

    padding: the lowest and highest stored value that is Pixel Padding, None for none.
    """
    rows, columns = shape
    every = max(1, rows * columns // _SAMPLED_PIXELS)
    across = min(_MOST_RUNS_BETWEEN, every, max(1, columns // _RUN))
    down = every // across
    sums: list[NDArray[Any]] = []
    missing: dict[int, NDArray[Any]] = {}
    sample = []
    digest = PixelHash()
    low, high, top = 0, 0, 0
    for number, strip in enumerate(strips):
        if not cells.signed and strip.dtype.kind == "i":  # the header's word counts, not the decoder's
            strip = strip.view(f"u{strip.dtype.itemsize}")
        highest = None if cells.signed else int(strip.max())
        values = unpack_stored(strip, cells.bits_stored, cells.high_bit, signed=cells.signed, highest=highest)
        if highest is None or values is not strip:
            highest = int(values.max())
        high = max(high, highest)
        if cells.signed:
            low = min(low, int(values.min()))
        digest.update(values, highest)
        sample.append(_sampled(values[-top % down :: down], across))
        top += len(strip)
        if padding is not None:
            mask = (values >= padding[0]) & (values <= padding[1])
            if mask.any():
                values = np.where(mask, values.dtype.type(0), values)
                missing[number] = block_sums(mask.view(np.uint8), factor, (0, 1))
        sums.append(block_sums(values, factor, cells.range))
    absent = [missing.get(number, np.zeros_like(part)) for number, part in enumerate(sums)] if missing else None
    return Summed(
        sums=np.concatenate(sums),
        missing=None if absent is None else np.concatenate(absent),
        factor=factor,
        low=low,
        high=high,
        sample=np.concatenate(sample),
        pixel_hash=digest.hexdigest(shape),
    )


def _sampled(rows: NDArray[Any], across: int) -> NDArray[Any]:
    """Of each row every so many of its runs of neighbours, others in the next row; a copy."""
    if across == 1:
        return rows.copy()
    runs = rows.shape[1] // _RUN
    count = max(1, runs // across)
    taken = (np.arange(count) * across + np.arange(len(rows))[:, None] * 3 % across) * runs // (count * across)
    parts = rows[:, : runs * _RUN].reshape(len(rows), runs, _RUN)
    return np.asarray(parts[np.arange(len(rows))[:, None], taken]).reshape(len(rows), -1)
