"""What a cell's scores are worth on the test set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import TrainingError
from engine.translation import tr

CHANCE_AUC = 0.5


@dataclass(frozen=True, slots=True)
class CellMetrics:
    """All between 0 and 1, never "not a number". The predicted class is the most probable one (the first of equals).

    accuracy: share of test images whose predicted class is right.
    auc: area under the ROC curve, ties counted half. Two classes: of the positive class's probability. More: the mean
        over classes of one-versus-rest. A class that no test image has, or all have, is left out; when none is left,
    0.5. balanced_accuracy: mean over the classes present in the test set of the share of the class found.
    sensitivity: share of positive test images predicted positive. More than two classes: mean over classes, which
        equals balanced_accuracy. Without a positive test image, 0.
    specificity: share of negative test images not predicted positive. More than two classes: mean over classes of
        one-versus-rest. Without a negative test image, 0.
    """

    accuracy: float
    auc: float
    balanced_accuracy: float
    sensitivity: float
    specificity: float


def measure(scores: NDArray[np.float32], truth: Sequence[int] | NDArray[np.int64], positive: int | None) -> CellMetrics:
    """Metrics of scores (n, n_classes) against class indices (n,).

    positive: column of the positive class of two; None takes column 1. Not looked at when there are more classes.
    Raises TrainingError when there are no test images or a score is not finite.
    """
    from sklearn.metrics import accuracy_score, roc_auc_score  # seconds to import

    targets = np.asarray(truth, dtype=np.int64)
    if len(targets) == 0 or not np.isfinite(scores).all():
        raise TrainingError(
            tr("The test images could not be scored. Label images for the test set, and run the study again."),
            code="not_measurable",
        )
    n_classes = scores.shape[1]
    predicted = scores.argmax(axis=1)
    aucs, found, spared = [], [], []
    for index in range(n_classes):
        of_class, called = targets == index, predicted == index
        if 0 < of_class.sum() < len(targets):
            aucs.append((index, float(roc_auc_score(of_class, scores[:, index]))))
        if of_class.any():
            found.append((index, float(called[of_class].mean())))
        if not of_class.all():
            spared.append((index, float((~called[~of_class]).mean())))
    if n_classes == 2:
        chosen = 1 if positive is None else positive
        auc, sensitivity, specificity = (
            dict(values).get(chosen, otherwise)
            for values, otherwise in ((aucs, CHANCE_AUC), (found, 0.0), (spared, 0.0))
        )
    else:
        auc, sensitivity, specificity = _mean(aucs, CHANCE_AUC), _mean(found, 0.0), _mean(spared, 0.0)
    return CellMetrics(
        accuracy=float(accuracy_score(targets, predicted)),
        auc=auc,
        balanced_accuracy=_mean(found, 0.0),
        sensitivity=sensitivity,
        specificity=specificity,
    )


def _mean(values: Sequence[tuple[int, float]], otherwise: float) -> float:
    return float(np.mean([value for _index, value in values])) if values else otherwise
