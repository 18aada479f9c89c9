"""Planning in rounds: what is forecast after one study is written down, and scored when a later study measures it.

A round's forecast is about the mean of as many runs as the study had, on the project's own test set, which is never
drawn again; where that has grown since (more of its images were labelled), the wider forecast on new patients is scored
instead. Nothing is forecast where the curve does not allow it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.curve_state import CHANCE, NOT_UNDERSTOOD, TOO_EARLY
from engine.learning_curve.forecast import FittedCurve, fit_curve
from engine.learning_curve.forecast_results import LEVELS
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import FINE_TUNED, METRICS, StudyMeasurements
from engine.learning_curve.summary import patient_error

Array = NDArray[np.float64]

_STEPS_AN_OCTAVE = 4
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class CurveRound:
    """What was forecast for one curve and metric at n_labels, ascending, from beyond the largest budget to the horizon.

    same, new: for each of n_labels the quantiles 2.5, 10, 50, 90, 97.5 %: of the mean of `runs` runs on the same test
    set, and of the expected metric on new patients.
    """

    initialisation: str
    metric: str
    n_max: int
    runs: int
    n_labels: tuple[float, ...]
    same: tuple[tuple[float, ...], ...]
    new: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """All forecasts after one study; encodes to JSON (msgspec). n_test: test images they rest on."""

    study_key: str
    made_at: str
    n_test: int
    curves: tuple[CurveRound, ...]

    @property
    def n_max(self) -> int:
        """The largest budget that was measured when it was made; 0 where nothing was forecast."""
        return max((curve.n_max for curve in self.curves), default=0)


@dataclass(frozen=True, slots=True)
class ScoredForecast:
    """One budget of a later study beside what was forecast for it.

    median, low80 … high95: as forecast. measured: mean of the later study's runs. inside80, inside95: whether the
    intervals held it. interval_score: of the 80 % interval, (u−l) + (2/α)·distance outside with α = .2 (Gneiting &
    Raftery 2007, "Strictly proper scoring rules", equation 43); the smaller the better, in units of the metric.
    """

    initialisation: str
    metric: str
    n_labels: int
    measured: float
    median: float
    low80: float
    high80: float
    low95: float
    high95: float
    inside80: bool
    inside95: bool
    interval_score: float


def make_round(measurements: StudyMeasurements, study_key: str, made_at: str) -> Round:
    """Forecast every fine-tuned curve in every metric; about 15 ms each."""
    names = sorted({cell.point.initialisation for cell in measurements.of(FINE_TUNED)})
    curves = []
    for name in names:
        cells = measurements.of(FINE_TUNED, name)
        n_max = max(cell.point.n_labels for cell in cells)
        largest = [cell for cell in cells if cell.point.n_labels == n_max]
        for metric in METRICS:
            fitted = fit_curve(
                observations_of(cells, metric),
                metric,
                test_se=patient_error(measurements, metric, largest),
                chance_level=1.0 / max(len(measurements.classes), 2) if metric == "balanced_accuracy" else None,
            )
            if fitted.state not in (TOO_EARLY, CHANCE, NOT_UNDERSTOOD):
                curves.append(_forecast_of(fitted, name, n_max, len(largest)))
    return Round(study_key, made_at, len(measurements.truth), tuple(curves))


def _forecast_of(fitted: FittedCurve, name: str, n_max: int, runs: int) -> CurveRound:
    steps = round(_STEPS_AN_OCTAVE * math.log2(fitted.horizon / n_max))
    n = np.geomspace(n_max, fitted.horizon, steps + 1)
    return CurveRound(
        initialisation=name,
        metric=fitted.metric,
        n_max=n_max,
        runs=runs,
        n_labels=tuple(np.round(n, 2).tolist()),
        same=_quantiles(fitted.posterior.same_test_set(n, runs)),
        new=_quantiles(fitted.posterior.new_patients(n, fitted.test_se)),
    )


def _quantiles(draws: Array) -> tuple[tuple[float, ...], ...]:
    found = np.quantile(draws, LEVELS, axis=1).T
    return tuple(tuple(round(float(q), _DIGITS) for q in row) for row in found)


def score_round(last: Round, measurements: StudyMeasurements, metric: str) -> tuple[ScoredForecast, ...]:
    """Every budget that the later study measured and the round had forecast, by initialisation and budget.

    Between the budgets of the round, quantiles are interpolated in log N.
    """
    scored = []
    for curve in last.curves:
        if curve.metric != metric:
            continue
        said = curve.same if len(measurements.truth) == last.n_test else curve.new
        for seen in observations_of(measurements.of(FINE_TUNED, curve.initialisation), metric):
            if curve.n_max < seen.n_labels <= curve.n_labels[-1]:
                scored.append(_scored(curve, said, seen.n_labels, seen.mean))
    return tuple(scored)


def _scored(curve: CurveRound, said: tuple[tuple[float, ...], ...], n_labels: int, measured: float) -> ScoredForecast:
    x = np.log(np.array(curve.n_labels))
    low95, low80, median, high80, high95 = (
        float(np.interp(math.log(n_labels), x, np.array([row[i] for row in said]))) for i in range(len(LEVELS))
    )
    outside = max(low80 - measured, measured - high80, 0.0)
    return ScoredForecast(
        initialisation=curve.initialisation,
        metric=curve.metric,
        n_labels=n_labels,
        measured=measured,
        median=median,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        inside80=low80 <= measured <= high80,
        inside95=low95 <= measured <= high95,
        interval_score=(high80 - low80) + 10.0 * outside,
    )
