"""How uncertain a metric is because the test set is finite, when only its size is known."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np


def closed_form_error(metric: str, value: float, n_test: float, positive_share: float = 0.5) -> float:
    """Standard error of `value` with n_test independent test images, a share of which is positive.

    AUC: Hanley & McNeil 1982, "The meaning and use of the area under a ROC curve", equation 2. Accuracy: binomial.
    Sensitivity and specificity: binomial on their class alone; balanced accuracy: both. The value is kept half a test
    image away from 0 and 1, so that a perfect score has an error.
    """
    positives = max(n_test * positive_share, 1.0)
    negatives = max(n_test * (1.0 - positive_share), 1.0)
    a = min(max(value, 0.5 / n_test), 1.0 - 0.5 / n_test)
    if metric == "auc":
        q1, q2 = a / (2.0 - a), 2.0 * a * a / (1.0 + a)
        variance = a * (1 - a) + (positives - 1) * (q1 - a * a) + (negatives - 1) * (q2 - a * a)
        return math.sqrt(max(variance, 0.0) / (positives * negatives))
    binomial = a * (1.0 - a)
    if metric == "sensitivity":
        return math.sqrt(binomial / positives)
    if metric == "specificity":
        return math.sqrt(binomial / negatives)
    if metric == "balanced_accuracy":
        return math.sqrt(0.25 * binomial * (1.0 / positives + 1.0 / negatives))
    return math.sqrt(binomial / n_test)


def binormal_area_error(area: float, positives: float, negatives: float) -> float:
    """Standard error of an area under the ROC curve whose scores are normal with equal spread in both classes.

    The same sum as Hanley & McNeil's with Q = P(two positives outrank a negative) = E[Φ(d + Z)²], d = √2·Φ⁻¹(area),
    exact where they take exponential scores, which is cautious where one class is rare (Bamber 1975, "The area above
    the ordinal dominance graph", for the variance). The area is kept half an image away from 0 and 1.
    """
    positives, negatives = max(positives, 1.0), max(negatives, 1.0)
    edge = 0.5 / (positives + negatives)
    a = min(max(area, edge), 1.0 - edge)
    z, weight = np.polynomial.hermite_e.hermegauss(61)
    below = np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in (z + math.sqrt(2.0) * NormalDist().inv_cdf(a))])
    q = float(weight @ below**2 / weight.sum())
    variance = a * (1.0 - a) + (positives + negatives - 2.0) * (q - a * a)
    return math.sqrt(max(variance, 0.0) / (positives * negatives))
