"""Made-up studies with a known truth: scores whose separation grows with the logarithm of the labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.points import FINE_TUNED, LearningCurvePoint, MeasuredCell, StudyMeasurements

BUDGETS = (20, 40, 80, 160, 320)


def slow_auc(score: NDArray[np.float64], is_positive: NDArray[np.bool_]) -> float:
    """Every positive against every negative, ties half."""
    pairs = [(p > n) + 0.5 * (p == n) for p in score[is_positive] for n in score[~is_positive]]
    return float(np.mean(pairs)) if pairs else 0.5


def quick_auc(score: NDArray[np.float64], is_positive: NDArray[np.bool_]) -> float:
    """The same, in one step."""
    difference = score[is_positive][:, None] - score[~is_positive][None]
    return float(np.mean((difference > 0) + 0.5 * (difference == 0))) if difference.size else 0.5


def study(
    *,
    budgets: tuple[int, ...] = BUDGETS,
    seeds: int = 3,
    n_test: int = 200,
    n_classes: int = 2,
    seed: int = 0,
    saving: float = 0.4,
    images_a_patient: float = 1.4,
    initialisations: tuple[str, ...] = ("scratch", "simclr"),
    growth: float = 0.35,
    seed_scatter: float = 0.1,
    rounding: int | None = None,
) -> StudyMeasurements:
    """Pretraining saves `saving` of the labels at every performance. rounding: digits of the scores, to make ties."""
    g = np.random.default_rng(seed)
    n_patients = max(int(n_test / images_a_patient), n_classes)
    patients = np.sort(np.concatenate([np.arange(n_patients), g.integers(0, n_patients, n_test - n_patients)]))
    truth = (np.arange(n_patients) % n_classes)[patients].astype(np.int64)
    common = g.normal(size=(n_test, n_classes))
    cells = []
    for name in initialisations:
        for n in budgets:
            effective = n if name == "scratch" else n / (1 - saving)
            for run in range(seeds):
                separation = growth * np.log(effective / 5) + seed_scatter * g.normal()
                logits = np.eye(n_classes)[truth] * separation + 0.8 * common + 0.6 * g.normal(size=common.shape)
                scores = np.exp(logits)
                scores /= scores.sum(axis=1, keepdims=True)
                if rounding is not None:
                    scores = np.round(scores, rounding)
                cells.append(cell(name, n, run, scores.astype(np.float32), truth))
    classes = ("a", "b", "c", "d")[:n_classes]
    return StudyMeasurements(classes, 1, truth, patients.astype(np.int64), max(budgets), tuple(cells))


def cell(name: str, n: int, run: int, scores: NDArray[np.float32], truth: NDArray[np.int64]) -> MeasuredCell:
    """A cell with its metrics taken from the definitions."""
    n_classes = scores.shape[1]
    predicted = scores.argmax(axis=1)
    asked = [1] if n_classes == 2 else list(range(n_classes))
    wide = scores.astype(float)
    found = [float(np.mean(predicted[truth == c] == c)) for c in range(n_classes) if (truth == c).any()]
    one_found = [float(np.mean(predicted[truth == c] == c)) for c in asked if (truth == c).any()]
    spared = [float(np.mean(predicted[truth != c] != c)) for c in asked if (truth != c).any()]
    point = LearningCurvePoint(
        n_labels=n,
        initialisation=name,
        seed=run,
        mode=FINE_TUNED,
        accuracy=float(np.mean(predicted == truth)),
        auc=float(np.mean([quick_auc(wide[:, c], truth == c) for c in asked])),
        balanced_accuracy=float(np.mean(found)),
        sensitivity=float(np.mean(one_found)) if one_found else 0.0,
        specificity=float(np.mean(spared)) if spared else 0.0,
        n_test=len(truth),
    )
    return MeasuredCell(f"{name}-{n}-{run}", point, scores)


def curve(*means: float, first: int = 20, scatter: float = 0.005, runs: int = 3) -> tuple[BudgetObservation, ...]:
    """Observations at doubling budgets, runs evenly around the means."""
    steps = np.linspace(-1, 1, runs) * scatter if runs > 1 else np.zeros(1)
    return tuple(
        BudgetObservation(first * 2**i, tuple(float(np.clip(mean + step, 0, 1)) for step in steps))
        for i, mean in enumerate(means)
    )
