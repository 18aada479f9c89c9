"""Figures of the curve and the plan as the screen says them; `desktop_app.wording` has the general ones."""

from __future__ import annotations

from desktop_app import wording
from engine.learning_curve.words import level, rounded_labels
from engine.translation import mark, tr

__all__ = [
    "METRIC_MEANINGS",
    "clock",
    "count",
    "hours",
    "labels",
    "level",
    "metric_meaning",
    "metric_name",
    "metric_title",
    "rounded_labels",
    "span",
    "value",
]

METRIC_TITLES = {
    "auc": mark("AUC"),
    "accuracy": mark("Accuracy"),
    "balanced_accuracy": mark("Balanced accuracy"),
    "sensitivity": mark("Sensitivity"),
    "specificity": mark("Specificity"),
}
METRIC_MEANINGS = {
    "auc": mark(
        "How well the model ranks patients with the finding above those without; 0.5 is guessing, 1 is perfect."
    ),
    "accuracy": mark("Share of test images that are classified correctly."),
    "balanced_accuracy": mark("Mean of the share found in each class; not flattered by a common class."),
    "sensitivity": mark("Share of images with the finding that are found."),
    "specificity": mark("Share of images without the finding that are cleared."),
}


def metric_name(metric: str) -> str:
    """The metric as it stands within a sentence: "AUC", "accuracy"."""
    return wording.metric(metric)


def metric_title(metric: str) -> str:
    """The metric as an axis title or a list entry: "AUC", "Accuracy"."""
    return tr(METRIC_TITLES[metric]) if metric in METRIC_TITLES else metric[:1].upper() + metric[1:]


def metric_meaning(metric: str) -> str:
    """What the metric says, in a sentence; "" for one that is not known."""
    return tr(METRIC_MEANINGS[metric]) if metric in METRIC_MEANINGS else ""


def count(n: float) -> str:
    """A whole number in groups of three digits: 12 400."""
    return wording.number(round(n))


def labels(n: float) -> str:
    """ "620 labels", rounded; "1 label"."""
    return wording.count(rounded_labels(n), "label")


def value(number: float, digits: int = 2) -> str:
    """A metric's value: 0.84."""
    return f"{number:.{digits}f}"


def span(low: float, high: float, digits: int = 2) -> str:
    """An interval of a metric: 0.81–0.87."""
    return f"{low:.{digits}f}–{high:.{digits}f}"


def clock(seconds: float) -> str:
    """A time that has passed: 0:42, 12:05, 1:02:09."""
    whole = max(0, int(seconds))
    hour, rest = divmod(whole, 3600)
    minutes, last = divmod(rest, 60)
    return f"{hour}:{minutes:02d}:{last:02d}" if hour else f"{minutes}:{last:02d}"


def hours(amount: float) -> str:
    """Reading time: "40 minutes", "7.8 hours", "120 hours"."""
    if amount < 1:
        return tr("{n} minutes", n=max(1, round(amount * 60)))
    return tr("{n} hours", n=f"{amount:.1f}" if amount < 20 else count(amount))
