"""Per-image contributions to a metric, common to the bootstrap and to the quick closed-form errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.points import METRICS

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Hits:
    """A metric that is a mean of shares: the mean over parts of (hits within the part's images ÷ the part's size).

    members: bool (parts, n_test), images that a part looks at. hits: bool (parts, n_test), of those, the right ones.
    """

    members: NDArray[np.bool_]
    hits: NDArray[np.bool_]


@dataclass(frozen=True)
class Ranking:
    """One area under the ROC curve: positives against negatives by score. Arrays of image indices and places.

    below[i], upto[i]: how many of the negatives (in order of score) lie below, or not above, positive i.
    """

    positives: NDArray[np.int64]
    negatives: NDArray[np.int64]
    below: NDArray[np.int64]
    upto: NDArray[np.int64]


def asked_classes(n_classes: int, positive: int, metric: str) -> tuple[int, ...]:
    """Classes that an AUC, a sensitivity or a specificity is the mean over: the positive one of two, or all."""
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric!r}; one of {', '.join(METRICS)}")
    return (positive,) if n_classes == 2 else tuple(range(n_classes))


def hits_of(metric: str, scores: NDArray[np.float32], truth: NDArray[np.int64], positive: int) -> Hits:
    """The parts of accuracy, balanced accuracy, sensitivity or specificity; classes without test images left out."""
    n_classes = scores.shape[1]
    predicted = scores.argmax(axis=1)
    if metric == "accuracy":
        return Hits(np.ones((1, len(truth)), dtype=bool), (predicted == truth)[None])
    if metric == "specificity":
        classes = [c for c in asked_classes(n_classes, positive, metric) if (truth != c).any()]
        members = np.array([truth != c for c in classes], dtype=bool).reshape(len(classes), len(truth))
        return Hits(members, members & np.array([predicted != c for c in classes]).reshape(members.shape))
    asked = range(n_classes) if metric == "balanced_accuracy" else asked_classes(n_classes, positive, metric)
    classes = [c for c in asked if (truth == c).any()]
    members = np.array([truth == c for c in classes], dtype=bool).reshape(len(classes), len(truth))
    return Hits(members, members & (predicted == truth))


def rankings_of(scores: NDArray[np.float32], truth: NDArray[np.int64], positive: int) -> tuple[Ranking, ...]:
    """The areas whose mean is the AUC; classes that no test image has, or all have, left out."""
    found = []
    for c in asked_classes(scores.shape[1], positive, "auc"):
        positives, negatives = np.flatnonzero(truth == c), np.flatnonzero(truth != c)
        if not len(positives) or not len(negatives):
            continue
        order = negatives[np.argsort(scores[negatives, c], kind="stable")]
        ranked = scores[order, c]
        below = np.searchsorted(ranked, scores[positives, c], side="left")
        upto = np.searchsorted(ranked, scores[positives, c], side="right")
        found.append(Ranking(positives, order, below.astype(np.int64), upto.astype(np.int64)))
    return tuple(found)


def influence(metric: str, scores: NDArray[np.float32], truth: NDArray[np.int64], positive: int) -> Array:
    """Each test image's influence on the metric, float64 (n_test,), summing to 0: Σ over resampled images ≈ its change.

    AUC: the structural components of DeLong et al. 1988, "Comparing the areas under two or more correlated ROC curves".
    """
    out = np.zeros(len(truth))
    if metric == "auc":
        rankings = rankings_of(scores, truth, positive)
        for r in rankings:
            n_pos, n_neg = len(r.positives), len(r.negatives)
            of_positive = (r.below + r.upto) / (2.0 * n_neg)
            # Negative k is beaten by the positives with below > k, tied with those with below ≤ k < upto.
            beaten = np.cumsum(np.bincount(r.below, minlength=n_neg + 1)[::-1])[::-1][1:]
            not_above = np.cumsum(np.bincount(r.upto, minlength=n_neg + 1)[::-1])[::-1][1:]
            of_negative = (beaten + not_above) / (2.0 * n_pos)
            area = of_positive.mean()
            out[r.positives] += (of_positive - area) / n_pos / len(rankings)
            out[r.negatives] += (of_negative - area) / n_neg / len(rankings)
        return out
    parts = hits_of(metric, scores, truth, positive)
    sizes = parts.members.sum(axis=1, keepdims=True)
    shares = parts.hits.sum(axis=1, keepdims=True) / sizes
    return np.asarray(np.sum(parts.members * (parts.hits - shares) / sizes, axis=0) / max(len(sizes), 1))


def clustered_error(contributions: Array, patients: NDArray[np.int64]) -> float:
    """Standard error from influences (n_test,), images clustered by patient as Obuchowski 1997 does for the AUC."""
    _, index = np.unique(patients, return_inverse=True)
    sums = np.bincount(index, weights=contributions)
    k = len(sums)
    return float(np.sqrt(np.sum(sums**2) * k / (k - 1))) if k > 1 else 0.0
