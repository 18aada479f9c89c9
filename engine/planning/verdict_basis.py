"""What a verdict rests on and a moved target does not change: fitted curves, the test set's precision, single models.

Kept by whoever asks for many verdicts on the same measurements, as the window does while a slider is dragged.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.learning_curve.forecast import FittedCurve, fit_curve
from engine.learning_curve.observations import BudgetObservation, observations_of
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.summary import patient_error
from engine.learning_curve.test_set_size import TestSetPrecision
from engine.planning.single_models import SingleModels, compare_single_models
from engine.planning.test_set_answer import quick_precision, saving_sentence
from engine.planning.verdict_notes import baseline_name


@dataclass(frozen=True)
class CurveBasis:
    """One initialisation's curve.

    test_se: of the metric at the largest budget, due to the test patients. precision: that with what the runs add, None
    where nothing varies.
    """

    initialisation: str
    fitted: FittedCurve
    observations: tuple[BudgetObservation, ...]
    test_se: float
    precision: TestSetPrecision | None


@dataclass(frozen=True)
class VerdictBasis:
    """Of one metric and mode. curves: by name. saving: which saving the test set can show, in words, "" if unknown."""

    metric: str
    mode: str
    curves: tuple[CurveBasis, ...]
    saving: str
    singles: SingleModels | None

    @property
    def names(self) -> tuple[str, ...]:
        """The initialisations."""
        return tuple(curve.initialisation for curve in self.curves)

    def of(self, initialisation: str) -> CurveBasis:
        """One of the curves."""
        return next(curve for curve in self.curves if curve.initialisation == initialisation)


def verdict_basis(
    measurements: StudyMeasurements, metric: str, mode: str, savings: LabelsSaved | None = None
) -> VerdictBasis:
    """Everything but the target: about 15 ms an initialisation. savings: of the same metric and mode, else None."""
    names = sorted({cell.point.initialisation for cell in measurements.of(mode)})
    curves = tuple(_curve(measurements, metric, mode, name) for name in names)
    singles = None
    if len(names) > 1:
        baseline = baseline_name(names)
        other = next(name for name in names if name != baseline)
        singles = compare_single_models(measurements, mode, baseline, other)
    return VerdictBasis(metric, mode, curves, saving_sentence(measurements, savings), singles)


def _curve(measurements: StudyMeasurements, metric: str, mode: str, name: str) -> CurveBasis:
    cells = measurements.of(mode, name)
    observations = observations_of(cells, metric)
    error = patient_error(measurements, metric, [c for c in cells if c.point.n_labels == observations[-1].n_labels])
    chance_level = 1.0 / max(len(measurements.classes), 2) if metric == "balanced_accuracy" else None
    return CurveBasis(
        initialisation=name,
        fitted=fit_curve(observations, metric, test_se=error, chance_level=chance_level),
        observations=observations,
        test_se=error,
        precision=quick_precision(measurements, metric, mode, name),
    )
