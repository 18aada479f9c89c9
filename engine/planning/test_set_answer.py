"""Is the test set large enough? From the results, at once: no bootstrap, so that it can follow a slider."""

from __future__ import annotations

import math

import numpy as np

from engine.learning_curve.image_scores import influence
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.test_set_savings import measured_saving_precision
from engine.learning_curve.test_set_size import (
    NORMAL_975,
    TestSetPrecision,
    measured_design_effect,
    variance_parts,
)
from engine.learning_curve.test_set_words import (
    clustering_sentence,
    patients_for_sentence,
    precision_sentence,
    saving_precision_sentence,
)
from engine.translation import tr

WANTED_HALF_WIDTH = 0.02  # of a metric's 95 % interval: as exact as the margin that counts as maintained
_USABLE = 2.5  # × the wanted half width: beyond it the test set says less than most plans need


def quick_precision(
    measurements: StudyMeasurements, metric: str, mode: str, initialisation: str
) -> TestSetPrecision | None:
    """What the test set tells of the metric at the initialisation's largest budget, by normal theory.

    `test_set_size.measured_precision` gives the bootstrap's width instead, some seconds later; its parts are the same.
    None where nothing is measured or nothing varies.
    """
    cells = measurements.of(mode, initialisation)
    largest = max((cell.point.n_labels for cell in cells), default=0)
    cells = tuple(c for c in cells if c.point.n_labels == largest and np.isfinite(c.scores).all())
    if not cells:
        return None
    parts = [influence(metric, c.scores, measurements.truth, measurements.positive) for c in cells]
    values = [c.point.metric(metric) for c in cells]
    of_patients, of_seeds = variance_parts(parts, values, measurements.patients)
    if not of_patients > 0:
        return None
    n_patients = len(np.unique(measurements.patients))
    return TestSetPrecision(
        metric=metric,
        level=math.fsum(values) / len(values),
        n_patients=n_patients,
        images_per_patient=len(measurements.truth) / n_patients,
        design_effect=measured_design_effect(measurements, metric, cells),
        width95=min(2.0 * NORMAL_975 * math.sqrt(of_patients + of_seeds), 1.0),
        of_patients=of_patients / (of_patients + of_seeds),
        measured=True,
    )


def judge_test_set(precision: TestSetPrecision, wanted_half_width: float = WANTED_HALF_WIDTH) -> str:
    """Whether it is large enough for ± `wanted_half_width` (95 % interval), and how exactly it tells the metric."""
    half = precision.width95 / 2.0
    if half <= wanted_half_width:
        judged = tr("The test set is large enough.")  # Qt does not look into an f-string
    elif half <= _USABLE * wanted_half_width:
        judged = tr("The test set is usable.")
    else:
        judged = tr("The test set is small: it limits this answer as much as the labels do.")
    return f"{judged} {precision_sentence(precision)}"


def more_about_test_set(precision: TestSetPrecision, wanted_half_width: float = WANTED_HALF_WIDTH) -> str:
    """What several images a patient are worth, and how many patients the wanted exactness takes where it is not there;
    "" where there is nothing to say."""
    exact = precision.width95 / 2.0 <= wanted_half_width
    patients = "" if exact else patients_for_sentence(precision, 2.0 * wanted_half_width)
    return f"{clustering_sentence(precision)} {patients}".strip()


def about_test_set(precision: TestSetPrecision, wanted_half_width: float = WANTED_HALF_WIDTH) -> str:
    """The judgement, and what else there is to say."""
    more = more_about_test_set(precision, wanted_half_width)
    return f"{judge_test_set(precision, wanted_half_width)} {more}".strip()


def saving_sentence(measurements: StudyMeasurements, savings: LabelsSaved | None) -> str:
    """Which saving of labels this test set can show; "" without two measured curves that overlap."""
    precision = None if savings is None else measured_saving_precision(measurements, savings)
    return "" if precision is None else saving_precision_sentence(precision)
