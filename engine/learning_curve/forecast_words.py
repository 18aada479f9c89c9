"""A forecast in one or two sentences, never stronger than its interval."""

from __future__ import annotations

from collections.abc import Sequence

from engine.learning_curve.curve_state import (
    CHANCE,
    FALLING,
    FLAT,
    NOT_UNDERSTOOD,
    PERFECT,
    TOO_EARLY,
    state_sentence,
)
from engine.learning_curve.forecast_results import TRUSTED, LabelsNeeded
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.words import chance, labels, level, metric_name
from engine.translation import tr


def interval_words(needed: LabelsNeeded) -> str:
    """ "80 % interval 510–780", or what is left of it where there is no upper bound."""
    if needed.high80 is None:
        return tr("80 % interval from {low}, no upper bound supported", low=labels(needed.low80))
    if needed.high80 == needed.low80:  # the smallest budget tried, below which nothing was measured
        return tr("80 % interval: at most {high}", high=labels(needed.high80))
    return tr("80 % interval {low}–{high}", low=labels(needed.low80), high=labels(needed.high80))


def unreachable_sentence(needed: LabelsNeeded, metric: str, likely: float | None, likely_at: float | None) -> str:
    """What is said when the target is more likely missed than reached within the horizon."""
    said = tr(
        "{metric} {level} is unlikely to be reached with labels alone: the chance is {chance} with up to {n} labels.",
        metric=metric_name(metric),
        level=level(needed.target),
        chance=chance(needed.reachable_probability),
        n=labels(needed.horizon),
    )
    if likely is None or likely_at is None:
        return said
    more = tr(
        "{metric} {level} is likely (> 80 %) with {n} labels.",
        metric=metric_name(metric),
        level=level(likely),
        n=labels(likely_at),
    )
    return f"{said} {more}"


def likely_sentence(metric: str, likely: float, likely_at: float, new_patients: bool) -> str:
    """The level that is likely reached, where no target is given."""
    values = {"metric": metric_name(metric), "level": level(likely), "n": labels(likely_at)}
    if new_patients:
        return tr("{metric} {level} on new patients of the same kind is likely (> 80 %) with {n} labels.", **values)
    return tr("{metric} {level} on the same test set is likely (> 80 %) with {n} labels.", **values)


def needed_sentence(
    needed: LabelsNeeded, median: float, observations: Sequence[BudgetObservation], metric: str, new_patients: bool
) -> str:
    """What the target needs, where a number is supported."""
    smallest = observations[0].n_labels
    values = {
        "metric": metric_name(metric),
        "level": level(needed.target),
        "n": labels(smallest if median <= smallest else median),
        "interval": interval_words(needed),
    }
    if needed.high95 is not None and needed.high95 <= smallest:
        if new_patients:
            return tr(
                "{metric} {level} on new patients of the same kind is likely (> 80 %) with the smallest budget tried "
                "already, {n} labels.",
                **values,
            )
        return tr(
            "{metric} {level} on the same test set is likely (> 80 %) with the smallest budget tried already, {n} "
            "labels.",
            **values,
        )
    if median <= smallest:
        said = (
            tr(
                "{n} labels, the smallest budget tried, or fewer in total reach {metric} {level} on new patients of "
                "the same kind ({interval}).",
                **values,
            )
            if new_patients
            else tr(
                "{n} labels, the smallest budget tried, or fewer in total reach {metric} {level} on the same test set "
                "({interval}).",
                **values,
            )
        )
    elif new_patients:
        said = tr(
            "About {n} labels in total reach {metric} {level} on new patients of the same kind ({interval}).", **values
        )
    else:
        said = tr("About {n} labels in total reach {metric} {level} on the same test set ({interval}).", **values)
    more = []
    if needed.high80 is not None:
        more.append(tr("Such an interval is right 8 times out of 10."))
    if median > TRUSTED * observations[-1].n_labels:
        more.append(tr("The number lies beyond four times the largest budget tried: it is speculative."))
    return " ".join([said, *more])


def forecast_sentence(
    status: str,
    observations: Sequence[BudgetObservation],
    metric: str,
    needed: LabelsNeeded | None,
    likely: float | None,
    likely_at: float | None,
    new_patients: bool,
) -> str:
    """One or a few sentences, plain text: the state of the curve where it is special, then what the target needs."""
    state = state_sentence(status, observations, metric)
    if status in (TOO_EARLY, NOT_UNDERSTOOD, CHANCE):
        return state
    if needed is None:
        if likely is None or likely_at is None or status in (FLAT, FALLING, PERFECT):
            return state
        return likely_sentence(metric, likely, likely_at, new_patients)
    if needed.median is None:
        grows = status not in (FLAT, FALLING)
        said = unreachable_sentence(needed, metric, likely if grows else None, likely_at)
    else:
        said = needed_sentence(needed, needed.median, observations, metric, new_patients)
    return f"{state} {said}" if state else said
