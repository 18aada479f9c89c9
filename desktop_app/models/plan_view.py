"""The plan's figures as sentences: chance, hours and money. Plain arithmetic, kept out of the widgets."""

from __future__ import annotations

import math

from desktop_app.models.curve_view import CurveView, Needed, SeriesView
from desktop_app.models.figures import count, labels, level, metric_name, rounded_labels
from engine.planning.cost import CostModel
from engine.planning.cost_words import cost_words, hours_words
from engine.translation import tr


def best_series(view: CurveView) -> SeriesView | None:
    """The initialisation that the verdict is about; None where nothing is measured."""
    return next((s for s in view.series if s.initialisation == view.best), view.series[0] if view.series else None)


def chance_sentence(view: CurveView, series: SeriesView | None, wanted: float) -> str:
    """How many labels for a chance of `wanted` (0 to 1), in words."""
    if series is None or series.reach is None or view.target is None:
        return ""
    places = {"chance": round(wanted * 100), "metric": metric_name(view.metric), "level": level(view.target)}
    n = series.reach.labels_for(wanted)
    if not math.isfinite(n):
        return tr(
            "No number up to {labels} reaches {metric} {level} with a chance of {chance} %; {most} is the most that is "
            "supported.",
            labels=labels(series.reach.n_labels[-1]),
            most=percent_words(max(series.reach.chance)),
            **places,
        )
    if n <= series.reach.n_labels[0]:
        return tr("{labels} or fewer reach {metric} {level} with a chance of {chance} %.", labels=labels(n), **places)
    return tr("For a chance of {chance} % of {metric} {level}, label {n} images.", n=count(rounded_labels(n)), **places)


def cost_sentences(cost: CostModel, needed: Needed | None) -> tuple[str, str]:
    """What the number in the verdict costs: a title, and a note with its 80 % interval."""
    if needed is None:
        return tr("The cost cannot be told yet."), ""
    if not math.isfinite(needed.median):
        return tr("The cost cannot be told: no number of labels is supported for this target."), ""
    plan = cost.plan(needed.median)
    total = labels(needed.median)
    low, high = cost.plan(needed.low), cost.plan(needed.high) if math.isfinite(needed.high) else None
    if plan.new_labels < 0.5:
        title = tr("About {labels}: you have them already", labels=total)
    elif plan.money > 0:
        title = tr(
            "About {labels}: {hours} of reading, costs {money}",
            labels=total,
            hours=hours_words(plan.hours),
            money=count(plan.money),
        )
    else:
        title = tr("About {labels}: {hours} of reading", labels=total, hours=hours_words(plan.hours))
    if high is None and low.new_labels < 0.5:
        note = tr("No upper bound is supported: it may take many more labels.")
    elif high is None:
        note = tr("At least {low} of reading (80 % interval); no upper bound is supported.", low=hours_words(low.hours))
    elif high.new_labels < 0.5:
        note = tr(
            "80 % interval (right 8 times out of 10): up to {labels}, which you have too.", labels=labels(needed.high)
        )
    elif low.new_labels < 0.5:
        note = tr(
            "80 % interval (right 8 times out of 10): nothing more, up to {cost}.",
            cost=cost_words(high.hours, high.money),
        )
    elif high.money > 0:
        note = tr(
            "80 % interval (right 8 times out of 10): {low} to {high} of reading, {least} to {most}.",
            low=hours_words(low.hours),
            high=hours_words(high.hours),
            least=count(low.money),
            most=count(high.money),
        )
    else:
        note = tr(
            "80 % interval (right 8 times out of 10): {low} to {high} of reading.",
            low=hours_words(low.hours),
            high=hours_words(high.hours),
        )
    if cost.already_labelled and plan.new_labels >= 0.5:
        counted = tr("{n} labels are there already and not paid again.", n=count(cost.already_labelled))
        note = f"{note} {counted}"
    return title, note


def percent_words(share: float) -> str:
    """A chance in words: "less than 1 %", "58 %", "more than 99 %"."""
    if share < 0.01:
        return tr("less than 1 %")
    if share > 0.99:
        return tr("more than 99 %")
    return tr("{n} %", n=round(share * 100))
