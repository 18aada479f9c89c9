"""What the exported model is worth on the test set, with intervals that know which images are of one patient."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.image_scores import clustered_error, hits_of, influence, rankings_of
from engine.learning_curve.points import METRICS

_Z = 1.959964  # of 95 %, two-sided


@dataclass(frozen=True, slots=True)
class Performance:
    """One metric on the test set: its value and 95 % interval, all between 0 and 1."""

    metric: str
    value: float
    low95: float
    high95: float


def performance_of(
    scores: NDArray[np.float32], truth: NDArray[np.int64], patients: NDArray[np.int64], positive: int
) -> tuple[Performance, ...]:
    """Every metric of scores (n_test, n_classes) against class indices (n_test,); metrics that the test set cannot
    tell are left out.

    The interval is Wilson's (1927) with the number of images that an independent sample of the same standard error
    would have; the error is clustered by patient (`image_scores.clustered_error`).
    """
    found = []
    for metric in METRICS:
        value = _value(metric, scores, truth, positive)
        if value is None:
            continue
        error = clustered_error(influence(metric, scores, truth, positive), patients)
        n = value * (1 - value) / error**2 if error > 0 else float(len(np.unique(patients)))
        centre = (value + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(value * (1 - value) / n + _Z**2 / (4 * n * n))
        found.append(Performance(metric, value, max(0.0, centre - half), min(1.0, centre + half)))
    return tuple(found)


def _value(metric: str, scores: NDArray[np.float32], truth: NDArray[np.int64], positive: int) -> float | None:
    if metric == "auc":
        areas = [(r.below + r.upto).mean() / (2.0 * len(r.negatives)) for r in rankings_of(scores, truth, positive)]
        return float(np.mean(areas)) if areas else None
    parts = hits_of(metric, scores, truth, positive)
    if not len(parts.members):
        return None
    return float((parts.hits.sum(axis=1) / parts.members.sum(axis=1)).mean())
