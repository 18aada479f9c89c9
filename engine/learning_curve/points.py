"""The measured results of a study's cells, and the per-image scores that uncertainty is computed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FINE_TUNED = "fine_tuned"
LINEAR_PROBE = "linear_probe"
METRICS = ("auc", "accuracy", "balanced_accuracy", "sensitivity", "specificity")


@dataclass(frozen=True, slots=True)
class LearningCurvePoint:
    """What one cell (label budget, initialisation, seed) measured on the project's fixed test set.

    mode: `FINE_TUNED` (the network is trained on the labels, all of it or its last stages, as `FineTuneConfig.trained`
        says) or `LINEAR_PROBE` (a linear classifier on frozen features). The two answer different questions and are
        never drawn as one curve.
    auc: for two classes, the area under the ROC curve of the positive class; for more, the macro mean of one-vs-rest.
    sensitivity, specificity: of the positive class at the operating point "most probable class"; macro one-vs-rest
        means for more than two classes.
    """

    n_labels: int
    initialisation: str
    seed: int
    mode: str
    accuracy: float
    auc: float
    balanced_accuracy: float
    sensitivity: float
    specificity: float
    n_test: int

    def metric(self, name: str) -> float:
        """The value of one of `METRICS`. Raises ValueError for another name."""
        if name not in METRICS:
            raise ValueError(f"unknown metric {name!r}; one of {', '.join(METRICS)}")
        return float(getattr(self, name))


@dataclass(frozen=True)
class MeasuredCell:
    """A point with what it was computed from.

    key: names the training by what made it; the same training is never run twice.
    scores: float32 (n_test, n_classes), class probabilities of each test image.
    """

    key: str
    point: LearningCurvePoint
    scores: NDArray[np.float32]


@dataclass(frozen=True)
class StudyMeasurements:
    """All that is known of a study so far; input of the plot, the forecast and the verdict.

    classes: names, in the order of the scores' columns.
    positive: index of the positive class; sensitivity is about it. Two-class studies only; 0 otherwise is ignored.
    truth: int64 (n_test,), index of the true class of each test image.
    patients: int64 (n_test,), index of the patient of each test image (clusters for the bootstrap).
    n_train_labelled: labelled training images there are, the largest budget that could be tried.
    """

    classes: tuple[str, ...]
    positive: int
    truth: NDArray[np.int64]
    patients: NDArray[np.int64]
    n_train_labelled: int
    cells: tuple[MeasuredCell, ...]

    def of(self, mode: str, initialisation: str | None = None) -> tuple[MeasuredCell, ...]:
        """The cells of one mode (and initialisation), by budget, initialisation and seed."""
        chosen = [
            cell
            for cell in self.cells
            if cell.point.mode == mode and initialisation in (None, cell.point.initialisation)
        ]
        return tuple(sorted(chosen, key=lambda c: (c.point.n_labels, c.point.initialisation, c.point.seed)))
