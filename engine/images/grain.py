"""Whether averaging before windowing is seen: it is where an image's grain is wide beside its window.

Of pixels that scatter across an end of the window some are cut off and some are not, so that the mean of their display
values is not the display value of their mean. How far the two lie apart is measured on a sample of the image's rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.greyscale import Floats, Integers

# Mean difference, of the display range, from which the exact way is worth its time.
MOST_DIFFERENCE = 0.6 / 255
# A block is averaged further on its way to the working size, at least so many to one.
_BLOCKS_TOGETHER = 4
_MOST_PIXELS = 1 << 13
_MOST_DEVIATIONS = 4.0


def with_grain(sample: Integers, lost: int) -> Integers:
    """`sample` (rows, columns) of an image whose wavelet was undone up to 1 / lost of its size, as its own pixels would
    lie: a wavelet's low band has 1 / lost of the grain's deviation. The columns become two less.

    The grain is what differs from the mean of both neighbours; what differs by far more than usual is an edge and is
    held at the limit. Grain that neighbours share is taken for more than it is, which costs time and no precision.
    """
    values = _some(sample).astype(np.float64)
    grain = values[:, 1:-1] - (values[:, :-2] + values[:, 2:]) / 2
    deviation = 1.4826 * float(np.median(np.abs(grain)))
    grain = np.clip(grain, -_MOST_DEVIATIONS * deviation, _MOST_DEVIATIONS * deviation)
    # The difference has 1.5 times the grain's variance; the grain of a place further on is not in the value already.
    grain = np.roll(grain, grain.shape[1] // 3, axis=1) * np.sqrt((lost**2 - 1) / 1.5)
    return np.asarray(np.rint(values[:, 1:-1] + grain), dtype=np.int64)


def averaging_shows(
    sample: Integers, low: int, exact: Floats, quick: Floats, padding: NDArray[np.bool_], width: int
) -> bool:
    """Whether the mean of the display values of `width` neighbours is not nearly the display value of their mean.

    sample: whole numbers (rows, columns) from `low` on. exact, quick: the display values, 0…1, of each number from
    `low` on, by which the pixels and their means are shown. padding: which of the numbers are.
    """
    sample = _some(sample)
    blocks = sample.shape[1] // width
    index: NDArray[Any] = np.clip(sample[:, : blocks * width].astype(np.int64) - low, 0, len(exact) - 1)
    if padding.any():
        whole = ~padding[index].reshape(-1, width).any(axis=1)
        index = index.reshape(-1, width)[whole]
    index = index.reshape(-1, width)
    together = len(index) // _BLOCKS_TOGETHER
    if not together:
        return False
    means = np.rint(index.mean(axis=1)).astype(np.int64)
    difference = (exact[index].mean(axis=1) - quick[means])[: together * _BLOCKS_TOGETHER]
    return bool(np.abs(difference.reshape(together, _BLOCKS_TOGETHER).mean(axis=1)).mean() > MOST_DIFFERENCE)


def _some(sample: Integers) -> Integers:
    """Few enough of the rows."""
    return sample[:: max(1, sample.size // _MOST_PIXELS)]
