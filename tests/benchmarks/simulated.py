"""Studies with a known truth, image by image: curves, patients who resemble themselves, runs that differ.

The score of image i of patient p under run r of an initialisation a is δ·(positive) + patient + image + (a, p) +
(r, i), each part normal and their variances summing to 1, so that the expected area under the ROC curve is Φ(δ/√2). A
run shifts δ; the mean over runs is kept at the curve: δ = √(2 + s²)·Φ⁻¹(curve).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.points import FINE_TUNED, LearningCurvePoint, MeasuredCell, StudyMeasurements

Array = NDArray[np.float64]
Curve = Callable[[float], float]

BUDGETS, SEEDS, POOL = (20, 40, 80, 160), 5, 267  # the default design: up to 60 % of the labelled images
SAVING = 0.4
_PATIENT, _IMAGE, _ARM_PATIENT, _RUN_IMAGE = 0.35, 0.25, 0.2, 0.2  # variances
_PREVALENCE = 0.4


@dataclass(frozen=True)
class Kind:
    """Two curves of the expected AUC, and how far runs scatter: the standard deviation at 20 labels, falling as N^−½.

    needed: labels at which the target lies on the scratch curve; infinite for one that is never reached.
    """

    name: str
    scratch: Curve
    simclr: Curve
    scatter: float
    needed: float


def _saved(curve: Curve) -> Curve:
    return lambda n: curve(n / (1 - SAVING))


def _flat(_: float) -> float:
    return 0.80


def _steep(n: float) -> float:
    return 0.95 - 0.35 * (n / 20) ** -0.8


def _saturating(n: float) -> float:
    return 0.90 - 0.25 * math.exp(-n / 60)


def _slow(n: float) -> float:
    return 0.95 - 0.33 * (n / 20) ** -0.35


KINDS = (
    Kind("flat", _flat, _flat, 0.03, math.inf),
    Kind("steep", _steep, _saved(_steep), 0.03, 400),
    Kind("crossing", _steep, lambda n: 0.88 - 0.18 * (n / 20) ** -0.7, 0.03, 400),
    Kind("saturating", _saturating, _saved(_saturating), 0.03, 200),
    Kind("noisy", _slow, _saved(_slow), 0.06, 400),
)


@dataclass(frozen=True)
class Level:
    """One budget of one initialisation: its expected AUC and the scatter of its runs.

    shared: of the runs' variance, the part that overlapping training subsets have in common (added, not seen in runs).
    """

    area: float
    run_sd: float
    shared: float = 0.0


def levels_of(kind: Kind) -> dict[tuple[str, int], Level]:
    """All cells of a study of this kind."""
    curves = {"scratch": kind.scratch, "simclr": kind.simclr}
    return {(a, n): Level(y(n), kind.scatter * (n / 20) ** -0.5) for a, y in curves.items() for n in BUDGETS}


def simulate(
    levels: Mapping[tuple[str, int], Level], n_patients: int, images: int, g: np.random.Generator
) -> StudyMeasurements:
    """One study: fresh patients, fresh runs."""
    patients = np.repeat(np.arange(n_patients), images)
    positives = max(round(_PREVALENCE * n_patients), 2)
    truth = (np.arange(n_patients) < positives).astype(np.int64)[patients]
    n = len(patients)
    common = math.sqrt(_PATIENT) * g.normal(size=n_patients)[patients] + math.sqrt(_IMAGE) * g.normal(size=n)
    arms = {a: math.sqrt(_ARM_PATIENT) * g.normal(size=n_patients)[patients] for a, _ in levels}
    cells = []
    for (arm, n_labels), level in levels.items():
        z = NormalDist().inv_cdf(level.area)
        spread = level.run_sd / (math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / math.sqrt(2))  # of δ, by its slope
        all_spread = spread * math.sqrt(1 + level.shared)
        centre = math.sqrt(2 + all_spread**2) * z
        shift = centre + spread * g.normal(size=(SEEDS, 1)) + spread * math.sqrt(level.shared) * g.normal()
        score = truth * shift + common + arms[arm] + math.sqrt(_RUN_IMAGE) * g.normal(size=(SEEDS, n))
        areas = _areas(score, truth)
        probability = (1 / (1 + np.exp(-score))).astype(np.float32)
        for seed in range(SEEDS):
            point = LearningCurvePoint(n_labels, arm, seed, FINE_TUNED, 0.0, float(areas[seed]), 0.0, 0.0, 0.0, n)
            wide = np.stack([1 - probability[seed], probability[seed]], axis=1)
            cells.append(MeasuredCell(f"{arm}-{n_labels}-{seed}", point, wide))
    return StudyMeasurements(("a", "b"), 1, truth, patients.astype(np.int64), POOL, tuple(cells))


def _areas(score: Array, truth: NDArray[np.int64]) -> Array:
    """Areas under the ROC curve of each row, (rows,), by rank sums; scores without ties."""
    ranks = np.empty(score.shape)
    np.put_along_axis(ranks, np.argsort(score, axis=1), np.arange(1.0, score.shape[1] + 1), axis=1)
    m = int(truth.sum())
    return np.asarray((ranks[:, truth == 1].sum(axis=1) - m * (m + 1) / 2) / (m * (len(truth) - m)))
