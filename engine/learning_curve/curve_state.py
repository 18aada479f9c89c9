"""What kind of curve the points are, before anything is forecast from them: some curves deserve no forecast."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.posterior import Posterior
from engine.learning_curve.words import level, metric_name, number
from engine.translation import tr

MIN_BUDGETS, MIN_SEEDS = 3, 2
OK, TOO_EARLY, UNREACHABLE, NOT_UNDERSTOOD = "ok", "too_early", "unreachable", "not_understood"
FLAT, FALLING, PERFECT, CHANCE = "flat", "falling", "perfect", "chance"
CHANCE_LEVEL = {"auc": 0.5, "balanced_accuracy": 0.5}

LARGEST_RESIDUAL = 3.0
_SMALLEST_EFFECTIVE = 100.0
_PERFECT = 0.9995
_FLAT_RISE = 0.02  # a rise over all the budgets that is smaller for (nearly) certain is none


def missing_sentence(observations: Sequence[BudgetObservation]) -> str:
    """What a curve lacks before anything may be said of it, in one sentence; "" when it lacks nothing.

    At least three budgets, each of them run with at least two seeds, are needed.
    """
    if len(observations) < MIN_BUDGETS:
        return tr(
            "Too early to tell: at least {least} label budgets are needed, {more} more than measured so far.",
            least=MIN_BUDGETS,
            more=MIN_BUDGETS - len(observations),
        )
    repeated = sum(len(o.values) >= MIN_SEEDS for o in observations)
    if repeated < MIN_BUDGETS:
        return tr(
            "Too early to tell: at least {least} label budgets with {runs} runs each are needed; budgets that still "
            "lack a second run: {lacking}.",
            least=MIN_BUDGETS,
            runs=MIN_SEEDS,
            lacking=MIN_BUDGETS - repeated,
        )
    return ""


def chance_level_of(measurements: StudyMeasurements, metric: str) -> float | None:
    """What guessing reaches on this test set; None where that depends on how one guesses.

    0.5 for the AUC (also the macro mean), one over the number of classes for balanced accuracy, the commonest class's
    share for accuracy.
    """
    if metric == "balanced_accuracy":
        return 1.0 / max(len(measurements.classes), 2)
    if metric == "accuracy" and len(measurements.truth):
        return float(np.bincount(measurements.truth).max() / len(measurements.truth))
    return CHANCE_LEVEL.get(metric)


def curve_state(
    observations: Sequence[BudgetObservation], posterior: Posterior, chance_level: float | None, test_se: float
) -> str:
    """One of the states above; `UNREACHABLE` is about a target and never returned here.

    Too early: fewer than three budgets with two seeds each, whatever they show. Perfect: every budget's mean is 1 (to
    0.0005). Chance: every mean lies within two standard errors, of seeds and test set, of the chance level. Falling,
    flat: by the slope over log N of the seed means, weighted by precision (falling: below 0 with z < −2; flat: with 95
    % certainty less than 0.02 over all the budgets). Not understood: a seed mean further than 3 standard deviations
    from the fitted curve, or fewer than 100 effective draws.
    """
    means = np.array([o.mean for o in observations])
    runs = np.array([len(o.values) for o in observations], dtype=float)
    n = np.array([o.n_labels for o in observations], dtype=float)
    errors = posterior.scatter.at(n) / np.sqrt(runs)
    if missing_sentence(observations):
        return TOO_EARLY
    if means.min() >= _PERFECT:
        return PERFECT
    if chance_level is not None and bool(np.all(np.abs(means - chance_level) < 2 * np.hypot(errors, test_se) + 1e-9)):
        return CHANCE
    x = np.log(n / n[0]) / math.log(n[-1] / n[0])
    w = 1.0 / (errors**2 + 1e-6)
    x_mean, y_mean = np.average(x, weights=w), np.average(means, weights=w)
    spread = float(np.sum(w * (x - x_mean) ** 2))
    rise, error = float(np.sum(w * (x - x_mean) * (means - y_mean))) / spread, 1.0 / math.sqrt(spread)
    if rise + 2 * error < 0:
        return FALLING
    if posterior.residual > LARGEST_RESIDUAL or posterior.effective < _SMALLEST_EFFECTIVE:
        return NOT_UNDERSTOOD
    return FLAT if rise + 1.645 * error < _FLAT_RISE else OK


def state_sentence(state: str, observations: Sequence[BudgetObservation], metric: str) -> str:
    """The state's own sentence; "" for an ordinary curve."""
    last = observations[-1]
    values = {"metric": metric_name(metric), "level": level(last.mean)}
    if state == PERFECT:
        return tr(
            "Every run reaches {metric} {level}: the task is solved with the smallest budget tried, or the test set is "
            "too small or too easy to tell budgets apart.",
            metric=metric_name(metric),
            level=level(1.0),
        )
    if state == CHANCE:
        return tr(
            "Nothing is learnt yet: the curve is no better than guessing at any budget. Check the labels, or measure "
            "larger budgets."
        )
    if state == TOO_EARLY:
        return missing_sentence(observations)
    if state == NOT_UNDERSTOOD:
        return tr(
            "This curve is not understood: the known shapes do not describe it well enough, so nothing is said beyond "
            "twice the largest budget ({n} labels). More runs at each budget would help.",
            n=number(2 * last.n_labels),
        )
    if state == FALLING:
        return tr(
            "The curve falls: {metric} gets worse with more labels, from {first} to {level}. Check the labels of the "
            "images that the larger budgets add.",
            first=level(observations[0].mean),
            **values,
        )
    if state == FLAT:
        return tr(
            "The curve is flat at {metric} {level}: within the budgets tried, more labels made no visible difference.",
            **values,
        )
    return ""
