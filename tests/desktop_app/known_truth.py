"""Measurements made up from a known truth: scores whose AUC follows a saturating curve, better when pretrained."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, LearningCurvePoint, MeasuredCell, StudyMeasurements

BUDGETS = (20, 40, 80, 160, 320)


def true_auc(n_labels: float, initialisation: str) -> float:
    """The level that endless test patients would show: pretraining is worth a factor of 1.6 in labels."""
    effective = n_labels * (1.6 if initialisation == "simclr" else 1.0)
    return float(0.94 - 0.36 * (effective / 20 + 1.0) ** -0.55)


def make_measurements(
    budgets: tuple[int, ...] = BUDGETS,
    seeds: int = 3,
    n_test: int = 240,
    initialisations: tuple[str, ...] = ("scratch", "simclr"),
    modes: tuple[str, ...] = (FINE_TUNED, LINEAR_PROBE),
    n_train_labelled: int = 540,
) -> StudyMeasurements:
    """A study of two classes; every patient has one test image, half of them with the finding."""
    truth = np.arange(n_test, dtype=np.int64) % 2
    easiness = np.random.default_rng(7).normal(size=n_test)  # shared: some patients are easy whatever the model
    cells = []
    for mode in modes:
        for n_labels in budgets:
            for initialisation in initialisations:
                for seed in range(seeds):
                    rng = np.random.default_rng([n_labels, seed, initialisation == "simclr", mode == FINE_TUNED])
                    level = true_auc(n_labels, initialisation) - (0.03 if mode == LINEAR_PROBE else 0.0)
                    apart = norm.ppf(level + rng.normal(0, 0.012)) * np.sqrt(2)
                    noise = 0.8 * easiness + 0.6 * rng.normal(size=n_test)
                    positive = norm.cdf((noise + apart * (truth - 0.5)) / 1.2)
                    scores = np.stack([1 - positive, positive], axis=1).astype(np.float32)
                    cells.append(measured_cell(mode, n_labels, initialisation, seed, scores, truth))
    return StudyMeasurements(
        ("normal", "pneumonia"), 1, truth, np.arange(n_test, dtype=np.int64), n_train_labelled, tuple(cells)
    )


def measured_cell(
    mode: str, n_labels: int, initialisation: str, seed: int, scores: np.ndarray, truth: np.ndarray
) -> MeasuredCell:
    """A cell of these scores (n_test, 2), its metrics counted by hand; class 1 is the positive one."""
    with_finding, without = scores[truth == 1, 1], scores[truth == 0, 1]
    auc = float(np.mean(with_finding[:, None] > without[None, :]))
    sensitivity = float(np.mean(with_finding > 0.5))
    specificity = float(np.mean(without <= 0.5))
    accuracy = float(np.mean((scores[:, 1] > 0.5) == truth))
    point = LearningCurvePoint(
        n_labels, initialisation, seed, mode, accuracy, auc, (sensitivity + specificity) / 2, sensitivity, specificity,
        len(truth),
    )  # fmt: skip
    return MeasuredCell(f"{mode}-{initialisation}-{n_labels}-{seed}", point, scores)
