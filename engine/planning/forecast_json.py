"""A forecast as the documented JSON of `annotation-planner forecast --json`."""

from __future__ import annotations

from dataclasses import dataclass

from engine.learning_curve.curve_state import CHANCE, NOT_UNDERSTOOD, OK, TOO_EARLY, UNREACHABLE
from engine.learning_curve.forecast import Forecast, Prediction


@dataclass(frozen=True, slots=True)
class NeededAnswer:
    """Labels that reach the target; None where nothing may be said (no upper bound supported, or too early)."""

    median: float | None
    low80: float | None
    high80: float | None
    low95: float | None
    high95: float | None
    reachable_probability: float | None


@dataclass(frozen=True, slots=True)
class ForecastAnswer:
    """Encodes (msgspec) to the documented object.

    status: "ok", "too_early" (nothing is said beyond twice the largest budget) or "unreachable" (more likely missed
    than reached within eight times the largest budget). reason: the finer one, as in `Forecast.status`. scope:
    "new_patients" when the size of the test set is known, else "same_test_set". horizon: labels beyond which nothing
    is said.
    """

    labels_needed: NeededAnswer
    at: tuple[Prediction, ...]
    status: str
    reason: str
    sentence: str
    scope: str
    horizon: float


def forecast_answer(forecast: Forecast) -> ForecastAnswer:
    """The documented answer of a forecast."""
    needed = forecast.needed
    status = OK
    if forecast.status in (TOO_EARLY, NOT_UNDERSTOOD, CHANCE):
        status = TOO_EARLY
    elif needed is not None and needed.median is None:
        status = UNREACHABLE
    return ForecastAnswer(
        labels_needed=NeededAnswer(None, None, None, None, None, None)
        if needed is None
        else NeededAnswer(
            needed.median,
            needed.low80,
            needed.high80,
            needed.low95,
            needed.high95,
            needed.reachable_probability,
        ),
        at=forecast.at,
        status=status,
        reason=forecast.status,
        sentence=forecast.sentence,
        scope=forecast.scope,
        horizon=forecast.horizon,
    )
