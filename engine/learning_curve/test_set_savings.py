"""Which saving of labels a test set can show at all.

The interval of a saving is as wide as the difference of two curves on one test set is uncertain, divided by how steeply
the curve climbs: on a flat stretch a small difference in the metric is many labels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.learning_curve.image_scores import influence
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.test_set_size import NORMAL_975, TestSetPrecision, patients_for_variance, variance_parts

GAIN_PER_DOUBLING = 0.03  # of the metric for twice the labels; with it 300 images give a ratio to a factor of 7
CORRELATION = 0.5  # of the two curves' metrics over test sets: Hanley & McNeil 1983, table 1, for scores that resemble
_NORMAL_80 = 0.8416212335729143


@dataclass(frozen=True, slots=True)
class SavingPrecision:
    """How exactly n_patients test patients tell the ratio of labels; encodes to JSON (msgspec).

    log_sd: standard deviation of the log of the ratio. of_patients, measured: as in `TestSetPrecision`.
    """

    log_sd: float
    n_patients: int
    of_patients: float
    measured: bool

    def log_sd_at(self, patients: int) -> float:
        """log_sd with so many test patients of the same kind."""
        scale = self.of_patients * self.n_patients / max(patients, 1) + 1.0 - self.of_patients
        return self.log_sd * math.sqrt(scale)

    def factor_at(self, patients: int) -> float:
        """Upper ÷ lower bound of the ratio's 95 % interval."""
        return math.exp(min(2.0 * NORMAL_975 * self.log_sd_at(patients), 100.0))

    def smallest_shown_at(self, patients: int) -> float:
        """The saving, as a share of the labels, that 4 studies out of 5 would show (95 % interval beyond no saving)."""
        return 1.0 - math.exp(-(NORMAL_975 + _NORMAL_80) * self.log_sd_at(patients))

    def patients_for(self, share: float) -> int | None:
        """Test patients with which a saving of `share` (0–1) is shown 4 times out of 5; None where none suffice."""
        if not 0.0 < share < 1.0 or self.log_sd <= 0.0:
            return None
        wanted = -math.log1p(-share) / (NORMAL_975 + _NORMAL_80)
        return patients_for_variance((wanted / self.log_sd) ** 2, self.of_patients, self.n_patients)


def expected_saving_precision(
    precision: TestSetPrecision, gain_per_doubling: float = GAIN_PER_DOUBLING, correlation: float = CORRELATION
) -> SavingPrecision:
    """Before a run: sd = error·√(2(1−ρ)) ÷ (gain/ln 2), of two models with the same error that correlate by ρ.

    gain_per_doubling: how much the metric is expected to rise with twice the labels, above 0. correlation: of the two
    curves' levels over test sets. What a patient does to every model of one initialisation is not averaged away by more
    budgets or runs; the scatter of runs comes on top.
    """
    error = precision.width95 / (2.0 * NORMAL_975)
    slope = max(gain_per_doubling, 1e-6) / math.log(2.0)
    return SavingPrecision(
        error * math.sqrt(2.0 * (1.0 - correlation)) / slope,
        precision.n_patients,
        precision.of_patients,
        precision.measured,
    )


def measured_saving_precision(measurements: StudyMeasurements, savings: LabelsSaved) -> SavingPrecision | None:
    """From results: the measured interval's width in logarithms; None where the curves gave a one-sided bound only.

    Which part of it the test patients are responsible for is taken from the paired differences at the budgets that both
    curves have (`variance_parts`).
    """
    if savings.low95 is None or savings.high95 is None or savings.high95 >= 1.0 or savings.low95 >= savings.high95:
        return None
    of_patients = of_seeds = 0.0
    arms = []
    for name in (savings.baseline, savings.pretrained):
        cells = [c for c in measurements.of(savings.mode, name) if np.isfinite(c.scores).all()]
        arms.append({(c.point.n_labels, c.point.seed): c for c in cells})
    both = sorted(arms[0].keys() & arms[1].keys())
    for n in sorted({n for n, _ in both}):
        pairs = [(arms[0][key], arms[1][key]) for key in both if key[0] == n]
        parts = [
            influence(savings.metric, second.scores, measurements.truth, measurements.positive)
            - influence(savings.metric, first.scores, measurements.truth, measurements.positive)
            for first, second in pairs
        ]
        values = [second.point.metric(savings.metric) - first.point.metric(savings.metric) for first, second in pairs]
        shrinking, staying = variance_parts(parts, values, measurements.patients)
        of_patients += shrinking
        of_seeds += staying
    together = of_patients + of_seeds
    log_sd = math.log((1.0 - savings.low95) / (1.0 - savings.high95)) / (2.0 * NORMAL_975)
    share = of_patients / together if together > 0 else 1.0
    return SavingPrecision(log_sd, savings.n_test_patients, share, True)
