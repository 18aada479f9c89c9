"""A forecast as the documented JSON of `annotation-planner forecast --json`."""

from __future__ import annotations

from dataclasses import dataclass

from engine.learning_curve.curve_state import CHANCE, NOT_UNDERSTOOD, OK, TOO_EARLY, UNREACHABLE
from engine.learning_curve.forecast import Forecast, Prediction
from engine.planning.best_budget import PlanOption


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
class PlanAnswer:
    """The fewest labels that reach the target with the wanted chance (0–1), and their cost; None where none do.

    n_labels: training images in total. chance: of the target with them, or the highest supported. new_labels: beyond
    those there are. images_read: expected; images_enough80: enough with a chance of 80 %. hours, hours80: of all
    readers together, for these two. money, money80: in the currency of the rate.
    """

    wanted_chance: float
    chance: float
    n_labels: int | None
    new_labels: float | None
    images_read: float | None
    images_enough80: float | None
    hours: float | None
    hours80: float | None
    money: float | None
    money80: float | None


@dataclass(frozen=True, slots=True)
class ForecastAnswer:
    """Encodes (msgspec) to the documented object.

    status: "ok", "too_early" (nothing is said beyond twice the largest budget) or "unreachable" (more likely missed
    than reached within eight times the largest budget). reason: the finer one, as in `Forecast.status`. scope:
    "new_patients" when the size of the test set is known, else "same_test_set". horizon: labels beyond which nothing
    is said. plan: where a cost was given and the curve may be planned with.
    """

    labels_needed: NeededAnswer
    at: tuple[Prediction, ...]
    status: str
    reason: str
    sentence: str
    scope: str
    horizon: float
    plan: PlanAnswer | None = None


def plan_answer(option: PlanOption, wanted: float) -> PlanAnswer:
    """The documented answer of a plan for a chance of `wanted` (0–1)."""
    cost = option.cost
    if cost is None:
        return PlanAnswer(wanted, option.chance, None, None, None, None, None, None, None, None)
    return PlanAnswer(
        wanted_chance=wanted,
        chance=option.chance,
        n_labels=option.n_labels,
        new_labels=cost.new_labels,
        images_read=cost.images_read,
        images_enough80=cost.images_enough80,
        hours=cost.hours,
        hours80=cost.hours80,
        money=cost.money,
        money80=cost.money80,
    )


def forecast_answer(forecast: Forecast, plan: PlanAnswer | None = None) -> ForecastAnswer:
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
        plan=plan,
    )
