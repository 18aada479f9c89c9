"""The best budget, and how the initialisations' plans compare, as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from engine.learning_curve.words import chance as chance_words
from engine.learning_curve.words import labels, level, metric_name, number, percent
from engine.planning.best_budget import BestBudget, PlanOption
from engine.planning.cost_words import cost_words, hours_words
from engine.planning.curve_names import by_curve
from engine.translation import tr


def options_sentences(options: Sequence[PlanOption], metric: str, target: float, wanted: float) -> tuple[str, ...]:
    """The cheapest plan first, then what the others would take; `options` as `cheapest_plans` orders them."""
    if not options:
        return ()
    first = options[0]
    aim, sure = tr("{metric} {level}", metric=metric_name(metric), level=level(target)), percent(wanted)
    if first.n_labels is None or first.cost is None:
        return (
            tr(
                "No plan up to {horizon} labels reaches {aim} with a chance of {sure} %: {chance} at most.",
                horizon=labels(first.horizon),
                sure=sure,
                aim=aim,
                chance=chance_words(first.chance),
            ),
        )
    said = [_first(first, len(options) > 1, aim, sure)]
    for other in options[1:]:
        said.append(_compared(other, first))
    return tuple(said)


def _first(option: PlanOption, several: bool, aim: str, sure: str) -> str:
    assert option.n_labels is not None
    assert option.cost is not None
    places = {"n": labels(option.n_labels), "sure": sure, "aim": aim}
    if option.cost.new_labels < 0.5:
        return tr(
            "The labels that exist already reach {aim} with a chance of {sure} % or more, {curve}.",
            sure=sure,
            aim=aim,
            curve=by_curve(option.initialisation),
        )
    cost = cost_words(option.cost.hours, option.cost.money)
    if not several:
        return tr(
            "The cheapest plan for {aim} with a chance of {sure} %: **{n} labels** in total, {cost}.",
            cost=cost,
            **places,
        )
    return tr(
        "The cheapest plan for {aim} with a chance of {sure} % is {curve}: **{n} labels** in total, {cost}.",
        curve=by_curve(option.initialisation),
        cost=cost,
        **places,
    )


def _compared(other: PlanOption, first: PlanOption) -> str:
    assert first.cost is not None
    curve = by_curve(other.initialisation, start=True)
    if other.n_labels is None or other.cost is None:
        return tr("{curve}, no number up to {horizon} does it.", curve=curve, horizon=labels(other.horizon))
    if other.cost.new_labels < 0.5:
        return tr("{curve}, {n} labels do it; these exist already, too.", curve=curve, n=labels(other.n_labels))
    more = other.cost.hours - first.cost.hours
    if more < 1 / 120:
        return tr("{curve}, {n} labels do it at the same cost.", curve=curve, n=labels(other.n_labels))
    money = other.cost.money - first.cost.money
    if money > 0:
        return tr(
            "{curve}, it takes {n} labels: {hours} and {money} more.",
            curve=curve,
            n=labels(other.n_labels),
            hours=hours_words(more),
            money=number(money),
        )
    return tr(
        "{curve}, it takes {n} labels: {hours} more.", curve=curve, n=labels(other.n_labels), hours=hours_words(more)
    )


def best_sentence(best: BestBudget, metric: str) -> str:
    """The budget whose worth exceeds its cost most."""
    if best.cost.new_labels < 0.5:
        return tr("At that worth, more labels cost more than they bring: stay with the labels there are.")
    said = tr(
        "At that worth, **{n} labels** in total are best ({curve}): {cost}, and {gain} more in worth than in cost. "
        "{metric} {level} is expected.",
        n=labels(best.n_labels),
        curve=by_curve(best.initialisation),
        cost=cost_words(best.cost.hours, best.cost.money),
        gain=number(best.gain),
        metric=_title(metric_name(metric)),
        level=level(best.expected_level),
    )
    if best.at_horizon:
        more = tr("More may be better still, but nothing is claimed beyond that number.")
        return f"{said} {more}"
    return said


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
