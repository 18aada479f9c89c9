"""What reading images costs: hours and money of a plan, and how many images are read to find a rare class."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.planning.cost_words import hours_words
from engine.planning.rare_class import images_to_find

__all__ = ["CostModel", "PlanCost", "ReadingCost", "hours_words", "reading_cost"]


@dataclass(frozen=True, slots=True)
class CostModel:
    """What labelling costs at one site. Money is in the user's own currency throughout.

    minutes_per_image: of one reader, minutes. readers: how many people read each image. hourly_rate: money for one
    hour of one reader. setup_cost: money, once, as soon as one image is labelled. already_labelled: training images
    that have their label; only what exceeds them is paid for. prevalence: share (0–1] of the rare class among the
    images still unlabelled, with rare_share (0–1], its share among the labels wanted: images are then read until enough
    of the rare class is found, and all that are read are paid for; None for images that are labelled as they come.
    Raises ValueError for negative or unbounded numbers and for shares outside 0–1.
    """

    minutes_per_image: float = 1.0
    readers: int = 1
    hourly_rate: float = 0.0
    setup_cost: float = 0.0
    already_labelled: int = 0
    prevalence: float | None = None
    rare_share: float | None = None

    def __post_init__(self) -> None:
        numbers = (self.minutes_per_image, self.readers, self.hourly_rate, self.setup_cost, self.already_labelled)
        if not all(math.isfinite(x) and x >= 0 for x in numbers):
            raise ValueError("costs are made of finite numbers of at least 0")
        for share in (self.prevalence, self.rare_share):
            if share is not None and not 0.0 < share <= 1.0:
                raise ValueError("prevalence and rare_share are shares above 0 and at most 1")
        if (self.prevalence is None) != (self.rare_share is None):
            raise ValueError("prevalence and rare_share are given together, or neither")

    @property
    def hours_per_reading(self) -> float:
        """Hours that one image costs, all its readers together."""
        return self.minutes_per_image * self.readers / 60.0

    @property
    def readings_per_label(self) -> float:
        """Images read for one new label, on average: 1, or more where a rare class must be found."""
        if self.prevalence is None or self.rare_share is None:
            return 1.0
        return max(1.0, self.rare_share / self.prevalence)

    def hours(self, n_labels: float) -> float:
        """Expected hours of reading of a plan of `n_labels` in total; linear beyond the labels there are."""
        return max(n_labels - self.already_labelled, 0.0) * self.readings_per_label * self.hours_per_reading

    def money(self, n_labels: float) -> float:
        """Expected money of that plan, setup included."""
        setup = self.setup_cost if n_labels > self.already_labelled else 0.0
        return self.hours(n_labels) * self.hourly_rate + setup

    def plan(self, n_labels: float) -> PlanCost:
        """All that a plan of `n_labels` labelled training images in total costs. Raises ValueError below 0."""
        if n_labels < 0:
            raise ValueError("a plan has at least 0 labels")
        new = max(n_labels - self.already_labelled, 0.0)
        read = enough = new
        if new and self.readings_per_label > 1 and self.prevalence is not None and self.rare_share is not None:
            found = images_to_find(math.ceil(new * self.rare_share), self.prevalence)
            read, enough = max(new, found.expected), max(new, float(found.enough80))
        setup = self.setup_cost if new else 0.0
        hours, hours80 = read * self.hours_per_reading, enough * self.hours_per_reading
        return PlanCost(
            n_labels=n_labels,
            new_labels=new,
            images_read=read,
            images_enough80=enough,
            hours=hours,
            hours80=hours80,
            money=hours * self.hourly_rate + setup,
            money80=hours80 * self.hourly_rate + setup,
        )


@dataclass(frozen=True, slots=True)
class PlanCost:
    """The cost of a plan.

    n_labels: in total. new_labels: beyond those there are. images_read: expected; images_enough80: that are enough with
    a chance of 80 %, the same where no rare class must be found. hours, hours80: of all readers together. money,
    money80: in the currency of the hourly rate.
    """

    n_labels: float
    new_labels: float
    images_read: float
    images_enough80: float
    hours: float
    hours80: float
    money: float
    money80: float


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
