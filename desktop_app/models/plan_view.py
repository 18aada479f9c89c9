"""What labelling costs: hours and money from a number of images. Plain arithmetic, kept out of the widgets."""

from __future__ import annotations

import math

from desktop_app import wording
from desktop_app.models.curve_view import CurveView, SeriesView
from desktop_app.models.figures import hours as hours_words
from desktop_app.models.figures import labels, level, metric_name, rounded_labels
from engine.planning.cost import ReadingCost

_FINE, _USABLE = 0.02, 0.05  # half widths of a metric's 95 % interval


def best_series(view: CurveView) -> SeriesView | None:
    """The initialisation that the verdict is about; None where nothing is measured."""
    return next((s for s in view.series if s.initialisation == view.best), view.series[0] if view.series else None)


def chance_sentence(view: CurveView, series: SeriesView | None, wanted: float) -> str:
    """How many labels for a chance of `wanted` (0 to 1), in words."""
    if series is None or series.reach is None or view.target is None:
        return ""
    chance = f"{round(wanted * 100)} %"
    target = f"{metric_name(view.metric)} {level(view.target)}"
    n = series.reach.labels_for(wanted)
    if not math.isfinite(n):
        most = max(series.reach.chance)
        at = labels(series.reach.n_labels[-1])
        return f"No number up to {at} gives a {chance} chance of {target}; at most {_percent(most)} is supported."
    if n <= series.reach.n_labels[0]:
        return f"{labels(n)} or fewer give a {chance} chance of {target}."
    return f"For a {chance} chance of {target}, label {wording.number(rounded_labels(n))} images."


def cost_sentence(cost: ReadingCost) -> str:
    """ "7.8 hours of reading, costs 940"; "" where unbounded. Money is in the user's own currency."""
    if not math.isfinite(cost.hours):
        return ""
    money = f", costs {wording.number(round(cost.money))}" if cost.money > 0 else ""
    return f"{hours_words(cost.hours)} of reading{money}"


def cost_range_sentence(low: ReadingCost, high: ReadingCost) -> str:
    """The 80 % interval of hours and money in words."""
    if not math.isfinite(high.hours):
        return f"At least {hours_words(low.hours)} (80 % interval); no upper bound is supported."
    money = f", {wording.number(round(low.money))} to {wording.number(round(high.money))}" if high.money > 0 else ""
    spans = f"{hours_words(low.hours)} to {hours_words(high.hours)}{money}"
    return f"80 % interval (right 8 times out of 10): {spans}."


def test_set_sentence(metric: str, n_patients: int, standard_error: float) -> str:
    """Whether the test set is large enough, in words.

    standard_error: of the metric, due to the test patients alone; ±1.96 of it is a 95 % interval. It shrinks with the
    square root of the number of test patients.
    """
    if not standard_error > 0:
        return ""
    half = 1.96 * standard_error
    name, patients = metric_name(metric), wording.count(n_patients, "test patient")
    known = f"With {patients}, {name} is known to ±{max(half, 0.005):.2f} (95 % interval)"
    if half <= _FINE:
        return f"Large enough. {known}."
    wanted = wording.number(rounded_labels(n_patients * (half / _FINE) ** 2))
    if half <= _USABLE:
        return f"Usable. {known}; about {wanted} test patients would give ±{_FINE:.2f}."
    return (
        f"Small: it limits this answer as much as the labels do. {known}; about {wanted} test patients would give "
        f"±{_FINE:.2f}."
    )


def _percent(share: float) -> str:
    if share < 0.01:
        return "less than 1 %"
    if share > 0.99:
        return "more than 99 %"
    return f"{round(share * 100)} %"
