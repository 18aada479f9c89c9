"""The pixels of one image as they are to be seen, every one of them or at a fraction of their size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.display import DisplayTags, render, render_reduced
from engine.images.greyscale import padding_range
from engine.images.pixel_hash import pixel_hash
from engine.images.strips import StoredCells, sum_strips


@dataclass(frozen=True, slots=True)
class Shown:
    """The fields of `DecodedImage` that come from the pixels."""

    pixels: NDArray[np.uint8]
    notes: tuple[str, ...]
    pixel_hash: str
    region: tuple[float, float, float, float] | None = None


def show(stored: NDArray[Any], tags: DisplayTags) -> Shown:
    """Greyscale stored values (rows, columns), the exact way."""
    return Shown(*render(stored, tags), pixel_hash(stored))


def show_reduced(
    strips: Iterable[NDArray[Any]],
    shape: tuple[int, int],
    cells: StoredCells,
    factor: int,
    tags: DisplayTags,
    lost: int = 1,
) -> Shown | None:
    """The same of strips of an image of `shape`, at 1 / factor of its size; None where only the exact way will do.

    lost: see `render_reduced`.
    """
    padding = None if tags.padding is None else padding_range(*tags.padding, tags.padding_tolerance)
    summed = sum_strips(strips, shape, cells, factor, padding)
    done = render_reduced(summed, tags, lost)
    if done is None:
        return None
    rows, columns = shape
    return Shown(*done, summed.pixel_hash, (0.0, 0.0, columns / factor, rows / factor))
