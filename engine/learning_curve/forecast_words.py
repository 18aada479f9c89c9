"""A forecast in one sentence, never stronger than its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.learning_curve.curve_state import (
    CHANCE,
    FALLING,
    FLAT,
    NOT_UNDERSTOOD,
    PERFECT,
    TOO_EARLY,
    state_sentence,
)
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.words import chance, labels, level, metric_name

if TYPE_CHECKING:
    from engine.learning_curve.forecast import LabelsNeeded


def interval_words(needed: LabelsNeeded) -> str:
    """ "80 % interval 510–780", or what is left of it where there is no upper bound."""
    if needed.high80 is None:
        return f"80 % interval from {labels(needed.low80)}, no upper bound supported"
    if needed.high80 == needed.low80:  # the smallest budget tried, below which nothing was measured
        return f"80 % interval: at most {labels(needed.high80)}"
    return f"80 % interval {labels(needed.low80)}–{labels(needed.high80)}"


def _about(needed: LabelsNeeded, observations: Sequence[BudgetObservation]) -> str:
    assert needed.median is not None
    smallest = observations[0].n_labels
    if needed.median <= smallest:
        return f"{labels(smallest)} labels, the smallest budget tried, or fewer"
    return f"About {labels(needed.median)} labels"


def unreachable_sentence(needed: LabelsNeeded, metric: str, likely: float | None, likely_at: float | None) -> str:
    """What is said when the target is more likely missed than reached within the horizon."""
    said = (
        f"{metric_name(metric)} {level(needed.target)} is unlikely to be reached with labels alone: the chance is "
        f"{chance(needed.reachable_probability)} with up to {labels(needed.horizon)} labels."
    )
    if likely is not None and likely_at is not None:
        said += f" {metric_name(metric)} {level(likely)} is likely (> 80 %) with {labels(likely_at)} labels."
    return said


def forecast_sentence(
    status: str,
    observations: Sequence[BudgetObservation],
    metric: str,
    needed: LabelsNeeded | None,
    likely: float | None,
    likely_at: float | None,
    new_patients: bool,
) -> str:
    """One or two sentences, plain text: the state of the curve where it is special, then what the target needs."""
    state = state_sentence(status, observations, metric)
    if status in (TOO_EARLY, NOT_UNDERSTOOD, CHANCE):
        return state
    whom = "on new patients of the same kind" if new_patients else "on the same test set"
    if needed is None:
        if likely is None or likely_at is None or status in (FLAT, FALLING, PERFECT):
            return state
        return f"{metric_name(metric)} {level(likely)} {whom} is likely (> 80 %) with {labels(likely_at)} labels."
    if needed.median is None:
        grows = status not in (FLAT, FALLING)
        said = unreachable_sentence(needed, metric, likely if grows else None, likely_at)
    elif needed.high95 is not None and needed.high95 <= observations[0].n_labels:
        said = (
            f"{metric_name(metric)} {level(needed.target)} {whom} is reached with the smallest budget tried, "
            f"{labels(observations[0].n_labels)} labels."
        )
    else:
        said = (
            f"{_about(needed, observations)} in total reach {metric_name(metric)} {level(needed.target)} {whom} "
            f"({interval_words(needed)}" + ("; right 8 times out of 10)." if needed.high80 is not None else ").")
        )
    return f"{state} {said}" if state else said
