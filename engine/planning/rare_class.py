"""How many images must be read until enough of a rare class is found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

_FAR = 9.0  # standard deviations, beyond which the rest of the distribution is below 1e-12 but for its skew
_LARGEST = 2_000_000  # images in the window; a wider one is taken in steps


@dataclass(frozen=True, slots=True)
class ImagesToFind:
    """expected: images read on average until the last one is found. enough80: so many are enough with 80 % chance."""

    expected: float
    enough80: int


def images_to_find(n_rare: int, prevalence: float) -> ImagesToFind:
    """Images read until `n_rare` of the rare class are found, each image being one with chance `prevalence`.

    Negative binomial: the expectation is n_rare / prevalence; `enough80` is the smallest t at which the chance of
    n_rare or more among t images is 80 %. Raises ValueError for a prevalence outside (0, 1] and a negative n_rare.
    """
    if not 0.0 < prevalence <= 1.0 or n_rare < 0:
        raise ValueError("prevalence lies above 0 and at most at 1, and n_rare is at least 0")
    return ImagesToFind(n_rare / prevalence, enough_images(n_rare, prevalence, 0.8))


@lru_cache(maxsize=512)
def enough_images(n_rare: int, prevalence: float, chance: float) -> int:
    """The smallest number of images that holds `n_rare` of the rare class with at least this chance (0–1).

    Exact up to rounding: P(t) = C(t−1, r−1) p^r (1−p)^(t−r) is summed by its recurrence P(t+1)/P(t) = (1−p)·t/(t−r+1)
    from the mean outwards, so that nothing underflows.
    """
    if n_rare == 0 or prevalence == 1.0:
        return n_rare
    mean, sd = n_rare / prevalence, math.sqrt(n_rare * (1.0 - prevalence)) / prevalence
    skewed = 40.0 / prevalence if n_rare < 100 else 0.0  # the geometric's tail falls like e^(−t·prevalence)
    low, high = max(n_rare, math.floor(mean - _FAR * sd)), math.ceil(mean + _FAR * sd + skewed)
    if high - low > _LARGEST:
        return _by_expansion(n_rare, prevalence, chance)
    t = np.arange(low, high, dtype=float)
    log_ratio = math.log1p(-prevalence) + np.log(t / (t - n_rare + 1.0))
    log_p = np.concatenate([[0.0], np.cumsum(log_ratio)])
    p = np.exp(log_p - log_p.max())
    return int(low + np.searchsorted(np.cumsum(p) / p.sum(), chance - 1e-12))


def _by_expansion(n_rare: int, prevalence: float, chance: float) -> int:
    """Cornish–Fisher with the negative binomial's skewness: to 0.1 % where millions of images are read."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf(chance)
    sd = math.sqrt(n_rare * (1.0 - prevalence)) / prevalence
    skew = (2.0 - prevalence) / math.sqrt(n_rare * (1.0 - prevalence))
    return math.ceil(n_rare / prevalence + sd * (z + (z * z - 1.0) * skew / 6.0))
