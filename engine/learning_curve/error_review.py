"""Where a trained model goes wrong on the test images: confusion matrix, ROC curve, and the worst mistakes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.image_scores import clustered_error, hits_of, influence
from engine.learning_curve.points import FINE_TUNED, MeasuredCell, StudyMeasurements

Array = NDArray[np.float64]
_Z = 1.959964  # of 95 %, two-sided


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of test images with its 95 % interval for new patients; 0 to 1. hits of images."""

    value: float
    low95: float
    high95: float
    hits: int
    images: int


@dataclass(frozen=True)
class RocCurve:
    """One class against the others. false_positive, true_positive: float64 (k,), rising from 0 to 1, a point a distinct
    score. auc: the area under it, ties half. sensitivity, specificity: at the operating point, the model's own answer
    (its most probable class); None where the test set has no image to tell it by."""

    of_class: int
    false_positive: Array
    true_positive: Array
    auc: float
    sensitivity: Rate | None
    specificity: Rate | None


@dataclass(frozen=True)
class ErrorReview:
    """confusion: int64 (n_classes, n_classes), rows true, columns answered. predicted: int64 (n_test,).

    mistakes: int64, indices of the wrongly answered test images, the most wrong first: by the probability given to the
    true class, lowest first. roc: of the positive class of two, else one a class that the test set can tell.
    """

    cell: MeasuredCell
    confusion: NDArray[np.int64]
    predicted: NDArray[np.int64]
    mistakes: NDArray[np.int64]
    roc: tuple[RocCurve, ...]


def review(measurements: StudyMeasurements, cell: MeasuredCell) -> ErrorReview:
    """Everything about one cell's answers; some milliseconds for thousands of test images."""
    truth, scores = measurements.truth, cell.scores
    n_classes = scores.shape[1]
    predicted = scores.argmax(axis=1).astype(np.int64)
    confusion = np.bincount(truth * n_classes + predicted, minlength=n_classes**2).reshape(n_classes, n_classes)
    of_truth = scores[np.arange(len(truth)), truth]
    wrong = np.flatnonzero(predicted != truth)
    asked = (measurements.positive,) if n_classes == 2 else tuple(range(n_classes))
    curves = (_roc(measurements, scores, predicted, of_class) for of_class in asked)
    return ErrorReview(
        cell,
        confusion.astype(np.int64),
        predicted,
        wrong[np.argsort(of_truth[wrong], kind="stable")],
        tuple(curve for curve in curves if curve is not None),
    )


def default_cell(measurements: StudyMeasurements, metric: str, mode: str = FINE_TUNED) -> MeasuredCell | None:
    """The first run at the largest budget, of the initialisation whose mean over its runs there is higher.

    The run itself is not chosen by its result. None where nothing is measured in this mode.
    """
    cells = measurements.of(mode)
    if not cells:
        return None
    largest = max(cell.point.n_labels for cell in cells)
    there: dict[str, list[MeasuredCell]] = {}
    for cell in cells:
        if cell.point.n_labels == largest:
            there.setdefault(cell.point.initialisation, []).append(cell)
    best = max(there.values(), key=lambda runs: sum(c.point.metric(metric) for c in runs) / len(runs))
    return min(best, key=lambda cell: cell.point.seed)


def clustered_rate(
    metric: str, scores: NDArray[np.float32], truth: NDArray[np.int64], patients: NDArray[np.int64], positive: int
) -> Rate | None:
    """Sensitivity or specificity of one class with an interval that knows which images are of one patient.

    Wilson 1927 with the number of images that an independent sample of the same standard error would have (Rao & Scott
    1992, "A simple method for the analysis of clustered binary data"); at 0 and 1, where no error can be estimated, the
    number of patients. scores: float32 (n_test, 2) for two classes. None where no image can tell it.
    """
    parts = hits_of(metric, scores, truth, positive)
    if not len(parts.members):
        return None
    hits, images = int(parts.hits.sum()), int(parts.members.sum())
    value = hits / images
    error = clustered_error(influence(metric, scores, truth, positive), patients)
    n = value * (1 - value) / error**2 if error > 0 else float(len(np.unique(patients[parts.members[0]])))
    centre = (value + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * math.sqrt(value * (1 - value) / n + _Z**2 / (4 * n * n))
    return Rate(value, max(0.0, centre - half), min(1.0, centre + half), hits, images)


def _roc(
    measurements: StudyMeasurements, scores: NDArray[np.float32], predicted: NDArray[np.int64], of_class: int
) -> RocCurve | None:
    is_class = measurements.truth == of_class
    n_pos, n_neg = int(is_class.sum()), int((~is_class).sum())
    if not n_pos or not n_neg:
        return None
    order = np.argsort(-scores[:, of_class], kind="stable")
    ranked, found = scores[order, of_class], is_class[order]
    ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)  # the last of each run of equal scores
    true_positive = np.concatenate([[0.0], np.cumsum(found)[ends] / n_pos])
    false_positive = np.concatenate([[0.0], np.cumsum(~found)[ends] / n_neg])
    # One class against the rest at the model's own answer, as two columns, so that both rates are of this class alone.
    answered = (predicted == of_class).astype(np.float32)
    both, rest = np.stack([1 - answered, answered], axis=1), is_class.astype(np.int64)
    sensitivity, specificity = (
        clustered_rate(metric, both, rest, measurements.patients, 1) for metric in ("sensitivity", "specificity")
    )
    area = float(np.trapezoid(true_positive, false_positive))
    return RocCurve(of_class, false_positive, true_positive, area, sensitivity, specificity)
