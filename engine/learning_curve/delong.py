"""Are two models' areas under the ROC curve different on the same test images? DeLong's paired test.

About two single models; what a study claims of budgets and initialisations comes from the crossed bootstrap, which also
knows that another run would have given another model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import InputError
from engine.translation import tr

Array = NDArray[np.float64]

_NORMAL_975 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """Two areas on the same images: difference is second − first, low95/high95 its interval, p_value two-sided.

    standard_error: of the difference; 0 where the two rank every pair alike, p_value then 1 (0 where the areas differ
    without any scatter). error_first, error_second: of the areas themselves. clusters: patients, or images where they
    were taken as independent.
    """

    first: float
    second: float
    error_first: float
    error_second: float
    difference: float
    standard_error: float
    low95: float
    high95: float
    z: float
    p_value: float
    clusters: int


def midranks(values: Array) -> Array:
    """Ranks from 1, ties sharing their mean rank, float64 of values' shape (n,)."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    after = np.cumsum(counts)
    return np.asarray((after - (counts - 1) / 2.0)[place], dtype=np.float64)


def structural_components(scores: Array, is_positive: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Of each positive the share of negatives below it (ties half), of each negative the share of positives above it.

    float64 (positives,) and (negatives,), whose means both are the area. By midranks in O(n log n): Sun & Xu 2014,
    "Fast implementation of DeLong's algorithm for comparing the areas under correlated receiver operating
    characteristic curves", equations 8 to 10.
    """
    positives, negatives = scores[is_positive], scores[~is_positive]
    together = midranks(np.concatenate([positives, negatives]))
    m, n = len(positives), len(negatives)
    of_positives = (together[:m] - midranks(positives)) / n
    of_negatives = 1.0 - (together[m:] - midranks(negatives)) / m
    return of_positives, of_negatives


def compare_areas(
    first: NDArray[np.floating[Any]],
    second: NDArray[np.floating[Any]],
    is_positive: NDArray[np.bool_],
    patients: NDArray[np.int64] | None = None,
) -> AreaComparison:
    """Compare two models' scores (n,) on the same n images of which is_positive (n,) are the positive ones.

    patients: int64 (n,), whose image each is; None takes images as independent: DeLong et al. 1988, "Comparing the
    areas under two or more correlated receiver operating characteristic curves". With patients, Obuchowski 1997,
    "Nonparametric analysis of clustered ROC curve data"; with one image each the two agree. Raises InputError (code
    "classes") unless two patients with a positive and two with a negative image are there, and for scores that are no
    numbers (code "scores").
    """
    scores = np.stack([first, second]).astype(np.float64)
    if not np.isfinite(scores).all():
        raise InputError(tr("A score is not a number. Run that training again."), code="scores")
    is_positive = np.asarray(is_positive, dtype=bool)
    owners = np.arange(len(is_positive)) if patients is None else np.unique(patients, return_inverse=True)[1]
    has_positive, has_negative = np.unique(owners[is_positive]), np.unique(owners[~is_positive])
    if len(has_positive) < 2 or len(has_negative) < 2:
        raise InputError(
            tr("Two areas can only be compared with at least two test patients of each class."), code="classes"
        )
    areas, covariance = _areas_and_covariance(scores, is_positive, owners, len(has_positive), len(has_negative))
    difference = float(areas[1] - areas[0])
    error = math.sqrt(max(float(covariance[0, 0] + covariance[1, 1] - 2.0 * covariance[0, 1]), 0.0))
    if error < 1e-12:
        error, z = 0.0, math.copysign(math.inf, difference) if abs(difference) > 1e-12 else 0.0
    else:
        z = difference / error
    return AreaComparison(
        first=float(areas[0]),
        second=float(areas[1]),
        error_first=math.sqrt(float(covariance[0, 0])),
        error_second=math.sqrt(float(covariance[1, 1])),
        difference=difference,
        standard_error=error,
        low95=difference - _NORMAL_975 * error,
        high95=difference + _NORMAL_975 * error,
        z=z,
        p_value=math.erfc(abs(z) / math.sqrt(2.0)),
        clusters=int(owners.max()) + 1,
    )


def _areas_and_covariance(
    scores: Array, is_positive: NDArray[np.bool_], owners: NDArray[np.int64], with_positive: int, with_negative: int
) -> tuple[Array, Array]:
    """Areas (models,) and their covariance (models, models), Obuchowski's sums over clusters."""
    m, n = int(is_positive.sum()), int((~is_positive).sum())
    clusters = int(owners.max()) + 1
    areas = np.empty(len(scores))
    positive_sums, negative_sums = np.empty((2, len(scores), clusters))
    for k, row in enumerate(scores):
        of_positives, of_negatives = structural_components(row, is_positive)
        areas[k] = of_positives.mean()
        positive_sums[k] = np.bincount(owners[is_positive], of_positives - areas[k], clusters)
        negative_sums[k] = np.bincount(owners[~is_positive], of_negatives - areas[k], clusters)
    s10 = with_positive / ((with_positive - 1) * m) * positive_sums @ positive_sums.T
    s01 = with_negative / ((with_negative - 1) * n) * negative_sums @ negative_sums.T
    s11 = clusters / (clusters - 1) * positive_sums @ negative_sums.T
    return areas, s10 / m + s01 / n + (s11 + s11.T) / (m * n)
