"""Measures the cells of a study: the one place where a label budget meets an encoder.

A cell is a function of what it is given; where it runs and what becomes of its result is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from engine.finetuning.config import FineTuneConfig
from engine.finetuning.finetune import fine_tune
from engine.finetuning.metrics import measure
from engine.finetuning.probe import linear_probe
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, LearningCurvePoint, MeasuredCell
from engine.running.device import DeviceChoice


@dataclass(frozen=True)
class CellData:
    """The images of one cell.

    train_images: uint8 tensor (n_labels, s, s) at the training side; test_images: uint8 tensor (n_test, S, S) at the
    cache's. train_truth, test_truth: int64 class indices. train_patients: int64 (n_labels,), who belongs together.
    """

    train_images: Tensor
    train_truth: NDArray[np.int64]
    test_images: Tensor
    test_truth: NDArray[np.int64]
    train_patients: NDArray[np.int64] | None = None


def _point(
    mode: str,
    n_labels: int,
    initialisation: str,
    seed: int,
    scores: NDArray[np.float32],
    truth: NDArray[np.int64],
    positive: int | None,
) -> LearningCurvePoint:
    metrics = measure(scores, truth, positive)
    return LearningCurvePoint(
        n_labels=n_labels,
        initialisation=initialisation,
        seed=seed,
        mode=mode,
        accuracy=metrics.accuracy,
        auc=metrics.auc,
        balanced_accuracy=metrics.balanced_accuracy,
        sensitivity=metrics.sensitivity,
        specificity=metrics.specificity,
        n_test=len(truth),
    )


def measure_fine_tuned(
    key: str,
    initialisation: str,
    seed: int,
    data: CellData,
    n_classes: int,
    positive: int | None,
    encoder: Mapping[str, Tensor] | None,
    backbone: str,
    image_size: int,
    config: FineTuneConfig,
    device: DeviceChoice,
    *,
    on_step: Callable[[int, int], None],
    check: Callable[[], None],
    on_memory: Callable[[int], None] = lambda images: None,
) -> tuple[MeasuredCell, dict[str, Tensor]]:
    """Fine-tune on the cell's labels and measure on the test set; the cell and the trained classifier's state.

    on_step, on_memory, check and errors: see `fine_tune`.
    """
    tuned = fine_tune(
        data.train_images,
        data.train_truth,
        data.test_images,
        n_classes,
        encoder,
        backbone,
        image_size,
        config,
        seed,
        device,
        patients=data.train_patients,
        on_step=on_step,
        on_memory=on_memory,
        check=check,
    )
    point = _point(FINE_TUNED, len(data.train_truth), initialisation, seed, tuned.scores, data.test_truth, positive)
    return MeasuredCell(key, point, tuned.scores), tuned.classifier_state


def measure_probe(
    key: str,
    initialisation: str,
    seed: int,
    features: NDArray[np.float32],
    truth: Sequence[int] | NDArray[np.int64],
    test_features: NDArray[np.float32],
    test_truth: NDArray[np.int64],
    n_classes: int,
    positive: int | None,
    config: FineTuneConfig,
) -> MeasuredCell:
    """Fit a linear classifier to frozen features, float32 (n_labels, width), and measure it on the test set's."""
    labels = np.asarray(truth, dtype=np.int64)
    scores = linear_probe(features, labels, test_features, n_classes, config, seed)
    point = _point(LINEAR_PROBE, len(labels), initialisation, seed, scores, test_truth, positive)
    return MeasuredCell(key, point, scores)
