"""How exactly a test set can tell a metric, and how many test patients a wanted exactness takes.

Told before the run, since the test set, not the training labels, is what binds at most sites; and again from the
results. The precision of savings is in `test_set_savings`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.bootstrap import CrossedBootstrap
from engine.learning_curve.image_scores import clustered_error, influence
from engine.learning_curve.points import MeasuredCell, StudyMeasurements
from engine.learning_curve.sampling_error import binormal_area_error, closed_form_error

Array = NDArray[np.float64]

NORMAL_975 = 1.959963984540054
SIMILARITY = 0.5  # intraclass correlation of one patient's images before anything is measured: between none and copies
LARGEST_TEST_SET = 1_000_000  # patients; more is no answer


@dataclass(frozen=True, slots=True)
class TestSetPrecision:
    """What n_patients test patients tell of a metric near `level`; encodes to JSON (msgspec).

    width95: of the 95 % interval of the metric on new patients. images_per_patient: mean. design_effect: variance with
    this clustering ÷ variance with as many images of as many patients. of_patients: share of the interval's variance
    that is due to the test patients, 0–1; the rest is due to the runs and does not shrink with more patients. measured:
    from results, else expected from formulas before a run.
    """

    __test__ = False  # not a test, whatever its name says to pytest

    metric: str
    level: float
    n_patients: int
    images_per_patient: float
    design_effect: float
    width95: float
    of_patients: float
    measured: bool

    @property
    def effective_images(self) -> float:
        """Independent images that would tell as much."""
        return self.n_patients * self.images_per_patient / self.design_effect

    def width_at(self, patients: int) -> float:
        """Width of the 95 % interval with so many patients of the same kind, at most 1."""
        scale = self.of_patients * self.n_patients / max(patients, 1) + 1.0 - self.of_patients
        return min(self.width95 * math.sqrt(scale), 1.0)

    def patients_for(self, width: float) -> int | None:
        """Patients for a 95 % interval no wider than `width`; None where more patients alone do not lead there."""
        return patients_for_variance((width / self.width95) ** 2, self.of_patients, self.n_patients)


def patients_for_variance(wanted: float, of_patients: float, n_patients: int) -> int | None:
    """Patients that bring a variance of 1, to which n_patients contribute the share of_patients, down to `wanted`."""
    left = wanted - (1.0 - of_patients)
    if left <= 0.0 or of_patients <= 0.0:
        return None
    needed = of_patients * n_patients / left
    return max(math.ceil(needed - 1e-9), 1) if needed <= LARGEST_TEST_SET else None


def design_effect(images_per_patient: float, similarity: float = SIMILARITY) -> float:
    """1 + (m − 1)·ρ: Kish 1965, "Survey Sampling", section 5.4. similarity ρ: intraclass correlation, 0–1."""
    return 1.0 + max(images_per_patient - 1.0, 0.0) * similarity


def expected_precision(
    metric: str,
    level: float,
    n_patients: int,
    *,
    images_per_patient: float = 1.0,
    prevalence: float = 0.5,
    similarity: float = SIMILARITY,
) -> TestSetPrecision:
    """Before a run: by formula (the AUC's for binormal scores, binomial for the others) and a design effect.

    level: the metric's expected value, 0–1. prevalence: share of the test images that are positive, 0–1. Raises
    ValueError for fewer than one patient or a prevalence outside 0–1.
    """
    if n_patients < 1 or not 0.0 < prevalence < 1.0 or images_per_patient < 1.0:
        raise ValueError("a test set has at least one patient, an image each, and a prevalence between 0 and 1")
    effect = design_effect(images_per_patient, similarity)
    images = n_patients * images_per_patient / effect
    if metric == "auc":
        error = binormal_area_error(level, images * prevalence, images * (1.0 - prevalence))
    else:
        error = closed_form_error(metric, level, images, prevalence)
    width = min(2.0 * NORMAL_975 * error, 1.0)
    return TestSetPrecision(metric, level, n_patients, images_per_patient, effect, width, 1.0, False)


def measured_precision(
    measurements: StudyMeasurements, drawn: CrossedBootstrap, mode: str, initialisation: str
) -> TestSetPrecision:
    """From results: the crossed bootstrap's 95 % interval at the initialisation's largest budget.

    Which part of it shrinks with more patients follows from `variance_parts`. Raises ValueError where nothing is
    measured.
    """
    n_labels, point, replicates = drawn.of(initialisation)
    if not len(n_labels):
        raise ValueError(f"nothing is measured of {initialisation!r}")
    cells = [
        c
        for c in measurements.of(mode, initialisation)
        if c.point.n_labels == n_labels[-1] and np.isfinite(c.scores).all()
    ]
    low, high = np.quantile(replicates[-1], (0.025, 0.975))
    parts = [influence(drawn.metric, c.scores, measurements.truth, measurements.positive) for c in cells]
    of_patients, of_seeds = variance_parts(parts, [c.point.metric(drawn.metric) for c in cells], measurements.patients)
    n_patients = len(np.unique(measurements.patients))
    both = of_patients + of_seeds
    # Where nothing varies (every run perfect), the exact binomial "none of n" stands in: Clopper & Pearson 1934.
    width = max(float(high - low), 1.0 - 0.05 ** (1.0 / n_patients) if both < 1e-12 else 0.0)
    return TestSetPrecision(
        metric=drawn.metric,
        level=float(point[-1]),
        n_patients=n_patients,
        images_per_patient=len(measurements.truth) / n_patients,
        design_effect=measured_design_effect(measurements, drawn.metric, cells),
        width95=width,
        of_patients=of_patients / both if both > 0 else 1.0,
        measured=True,
    )


def variance_parts(parts: Sequence[Array], values: Sequence[float], patients: NDArray[np.int64]) -> tuple[float, float]:
    """Variance of a seed mean that more test patients take away, and the rest, which only more seeds do.

    parts: of each seed the images' influences (n_test,). values: the seeds' metrics (or paired differences). With σ²p
    of patients, σ²s of seeds and σ²ps of both together the mean of R seeds has σ²p + σ²ps/R, clustered by patient, and
    σ²s/R; the seeds' own variance shows σ²s + σ²ps (random effects of a crossed design: Searle et al. 1992, "Variance
    Components", chapter 4).
    """
    seeds = len(parts)
    of_mean = clustered_error(np.mean(parts, axis=0), patients) ** 2
    if seeds < 2:
        return of_mean, 0.0
    of_one = float(np.mean([clustered_error(part, patients) ** 2 for part in parts]))
    together = max(of_one - of_mean, 0.0) * seeds / (seeds - 1)
    return of_mean, max(float(np.var(values, ddof=1)) - together, 0.0) / seeds


def measured_design_effect(measurements: StudyMeasurements, metric: str, cells: Sequence[MeasuredCell]) -> float:
    """Variance of the cells' mean metric with images clustered by patient ÷ with images taken as independent.

    1 where nothing varies. Below 1 where a patient's images make up for each other.
    """
    averaged = np.mean([influence(metric, c.scores, measurements.truth, measurements.positive) for c in cells], axis=0)
    independent = clustered_error(averaged, np.arange(len(averaged)))
    return (clustered_error(averaged, measurements.patients) / independent) ** 2 if independent > 0 else 1.0
