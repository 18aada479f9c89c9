"""Three ways in which a curve may approach its ceiling: decreasing shapes r with r(N_max) = 1 and r(∞) = 0 (or less).

The curve is y(N) = m + (1−m)·u·(1−r(N)): m the level at the largest budget seen, u the share of the remaining error
that labels can remove. Steepness b and scale d are per draw; N is in units of N_max, so that r(1) = 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

POWER, HILL, STRETCHED = 0, 1, 2  # shifted power, Hill, stretched exponential
SHAPE_WEIGHTS = (0.455, 0.170, 0.375)
_TINY = 1e-300
_LARGEST_EXPONENT = 50.0
_LARGEST = 1e300


def remaining(shape: int, n: Array, steepness: Array, scale: Array) -> Array:
    """r at n (any shape that broadcasts with steepness and scale), n and scale in units of N_max.

    Power: ((n+d)/(1+d))^−b. Hill: (K^b+1)/(K^b+n^b). Stretched exponential: exp((1/s)^b − (n/s)^b).
    """
    if shape == POWER:
        return np.asarray(((n + scale) / (1.0 + scale)) ** -steepness)
    if shape == HILL:
        # Above and below divided by max(K, 1)^b: a steep draw far from the budgets must not become ∞ / ∞.
        unit = np.maximum(scale, 1.0)
        offset = (scale / unit) ** steepness
        with np.errstate(over="ignore", divide="ignore"):
            return np.asarray((offset + unit**-steepness) / (offset + np.exp(steepness * np.log(n / unit))))
    with np.errstate(over="ignore", divide="ignore"):
        # Both factors finite, so that nothing times a lot is nothing and not undefined.
        rate = np.minimum(scale**-steepness, _LARGEST)
        grown = np.exp(steepness * np.log(n))  # of few n: five times as fast as n**steepness
        exponent = rate * (1.0 - np.minimum(grown, _LARGEST))
        return np.asarray(np.exp(np.minimum(exponent, _LARGEST_EXPONENT)))


def labels_at(shape: int, r: Array, steepness: Array, scale: Array) -> Array:
    """The n (in units of N_max) at which `remaining` is r: its inverse. Infinite for r ≤ 0, 0 above r(0)."""
    safe = np.maximum(r, _TINY)
    with np.errstate(over="ignore", invalid="ignore"):
        if shape == POWER:
            n = (1.0 + scale) * safe ** (-1.0 / steepness) - scale
        elif shape == HILL:
            unit = np.maximum(scale, 1.0)
            offset = (scale / unit) ** steepness
            n = unit * np.maximum((offset + unit**-steepness) / safe - offset, 0.0) ** (1.0 / steepness)
        else:
            n = np.maximum(1.0 - np.log(safe) * scale**steepness, 0.0) ** (1.0 / steepness)
    return np.where(r > 0, np.maximum(n, 0.0), np.inf)
