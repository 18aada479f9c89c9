"""Reading a measured curve: made non-decreasing first, then linear in the logarithm of the labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def non_decreasing(values: Sequence[float] | Array) -> Array:
    """The non-decreasing sequence nearest to values (k,) in least squares, float64 (k,): pool adjacent violators.

    Ayer et al. 1955, "An empirical distribution function for sampling with incomplete information".
    """
    sums: list[float] = []
    sizes: list[int] = []
    for value in values:
        sums.append(float(value))
        sizes.append(1)
        while len(sums) > 1 and sums[-2] * sizes[-1] > sums[-1] * sizes[-2]:
            total, size = sums.pop(), sizes.pop()
            sums[-1] += total
            sizes[-1] += size
    return np.repeat(np.array(sums) / np.array(sizes), sizes)


def log_labels_at(log_n: Array, level: Array, targets: Array) -> Array:
    """Log of the fewest labels at which the curve reaches each target, float64 (t,).

    log_n: (k,) increasing. level: (k,) non-decreasing. Linear in between; −inf where even the smallest budget lies
    above the target, +inf where the largest lies below it.
    """
    after = np.searchsorted(level, targets, side="left")  # the first budget whose level is at least the target
    inside = np.clip(after, 1, len(level) - 1)
    low, high = level[inside - 1], level[inside]
    share = np.where(high > low, (targets - low) / np.where(high > low, high - low, 1.0), 1.0)
    found = log_n[inside - 1] + share * (log_n[inside] - log_n[inside - 1])
    found = np.where(after == 0, np.where(targets == level[0], log_n[0], -np.inf), found)
    return np.where(after == len(level), np.inf, found)
