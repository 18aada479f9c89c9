"""What is said where another way of reading the curve disagrees with the forecast."""

from __future__ import annotations

from engine.learning_curve.words import labels, level, metric_name
from engine.translation import tr


def departure_sentence(metric: str, n_labels: float, value: float, higher: bool) -> str:
    """A warning: the other shapes' median at n_labels and on which side of the 80 % band it lies."""
    values = {"metric": metric_name(metric), "level": level(value), "n": labels(n_labels)}
    if higher:
        return tr(
            "A second way of reading the curve disagrees: it expects {metric} {level} with {n} labels, above the 80 % "
            "band. A larger budget would settle it.",
            **values,
        )
    return tr(
        "A second way of reading the curve disagrees: it expects {metric} {level} with {n} labels, below the 80 % "
        "band. A larger budget would settle it.",
        **values,
    )
