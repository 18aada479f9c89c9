"""Do two models err equally often on the same test images? McNemar's test, exact and mid-p.

About two single models, images (better: one a patient) taken as independent; see `bootstrap` for what studies claim.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ErrorComparison:
    """only_first, only_second: images that only one of the two gets right; both two-sided p-values.

    exact_p never errs more often than it says but is timid; mid_p rarely exceeds its level and finds more (Fagerland et
    al. 2013, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are better than exact conditional").
    """

    only_first: int
    only_second: int
    exact_p: float
    mid_p: float


def compare_errors(first_right: NDArray[np.bool_], second_right: NDArray[np.bool_]) -> ErrorComparison:
    """Compare which of the same n images two models get right, bool (n,) each."""
    first, second = np.asarray(first_right, dtype=bool), np.asarray(second_right, dtype=bool)
    return mcnemar(int(np.sum(first & ~second)), int(np.sum(~first & second)))


def mcnemar(only_first: int, only_second: int) -> ErrorComparison:
    """From the two discordant counts: given their sum, each is Binomial(sum, ½) where the models err alike.

    exact: twice the smaller tail, at most 1. mid-p: the same less the probability of the counts seen. 1 for none.
    """
    total, smaller = only_first + only_second, min(only_first, only_second)
    probabilities = _halves(total, smaller)
    exact = min(2.0 * math.fsum(probabilities), 1.0)
    if only_first != only_second:
        mid = 2.0 * math.fsum(probabilities) - probabilities[-1]
    else:
        mid = 1.0 - 0.5 * probabilities[-1] if total else 1.0
    return ErrorComparison(only_first, only_second, exact, mid)


def _halves(total: int, largest: int) -> list[float]:
    """Probabilities of 0 … largest under Binomial(total, ½); by logarithms, so that thousands do not underflow."""
    log_all = math.lgamma(total + 1) - total * math.log(2.0)
    return [math.exp(log_all - math.lgamma(k + 1) - math.lgamma(total - k + 1)) for k in range(largest + 1)]
