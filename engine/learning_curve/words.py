"""Numbers and names as the sentences of forecasts, savings and verdicts write them."""

from __future__ import annotations

import math

from engine.learning_curve.initialisation_words import title_of_name
from engine.translation import tr

NARROW_SPACE = "\u202f"
_METRICS = {
    "auc": "AUC",
    "accuracy": "accuracy",
    "balanced_accuracy": "balanced accuracy",
    "sensitivity": "sensitivity",
    "specificity": "specificity",
}


def metric_name(metric: str) -> str:
    """ "AUC", "balanced accuracy"; another name as it is."""
    return tr(_METRICS[metric]) if metric in _METRICS else metric


def initialisation_name(name: str) -> str:
    """ "from scratch", "SimCLR", "SimCLR (500 images)"; a file's name as it is."""
    return tr("from scratch") if name == "scratch" else title_of_name(name)


def number(n: float) -> str:
    """A whole number, thousands apart by a narrow space."""
    return f"{round(n):,}".replace(",", NARROW_SPACE)


def rounded_labels(n: float) -> int:
    """A forecast number of labels to two digits (three from 1 000): more would pretend a precision it has not."""
    if n < 20:
        return max(1, round(n))
    step = 10 ** max(0, math.floor(math.log10(n)) - (1 if n < 1000 else 2))
    return int(round(n / step) * step)


def labels(n: float) -> str:
    """A forecast number of labels, rounded, without the word."""
    return number(rounded_labels(n))


def level(value: float) -> str:
    """A metric's value with two digits, three where two would say 1.00 of something less."""
    return f"{value:.2f}" if value >= 1.0 or value < 0.995 else f"{value:.3f}"


def percent(share: float) -> str:
    """A share of 1 in whole percent, without the sign; "−8" below 0."""
    whole = round(100 * share)
    return f"−{-whole}" if whole < 0 else str(whole)


def chance(probability: float) -> str:
    """A probability in words of ten: "less than 10 %", "about 40 %", "more than 90 %"."""
    if probability < 0.1:
        return tr("less than 10 %")
    if probability > 0.9:
        return tr("more than 90 %")
    return tr("about {n} %", n=round(10 * probability) * 10)
