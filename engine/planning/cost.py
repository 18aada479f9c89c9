"""What reading images costs, in hours and money."""

from __future__ import annotations

from dataclasses import dataclass

from engine.learning_curve.words import counted, number


@dataclass(frozen=True, slots=True)
class ReadingCost:
    """hours: of all readers together. money: in the currency of the hourly rate."""

    hours: float
    money: float


def reading_cost(n_labels: float, minutes_per_image: float, readers: int = 1, hourly_rate: float = 0.0) -> ReadingCost:
    """Every image read by every reader. Raises ValueError for negative numbers."""
    if min(n_labels, minutes_per_image, readers, hourly_rate) < 0:
        raise ValueError("costs are made of numbers of at least 0")
    hours = n_labels * minutes_per_image * readers / 60.0
    return ReadingCost(hours, hours * hourly_rate)


def hours_words(hours: float) -> str:
    """ "40 minutes", "7.8 h", "120 h": two digits."""
    if hours < 1:
        return counted(max(1, round(60 * hours)), "minute")
    return f"{hours:.1f} h" if hours < 20 else f"{number(hours)} h"
