"""Hours, money and images to read, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.learning_curve.words import labels, number
from engine.translation import tr

if TYPE_CHECKING:
    from engine.planning.cost import PlanCost


def hours_words(hours: float) -> str:
    """ "40 minutes", "7.8 h", "120 h": two digits."""
    if hours < 1:
        minutes = max(1, round(60 * hours))
        return tr("1 minute") if minutes == 1 else tr("{n} minutes", n=minutes)
    return tr("{hours} h", hours=f"{hours:.1f}" if hours < 20 else number(hours))


def cost_words(hours: float, money: float) -> str:
    """ "7.8 h of reading", "7.8 h of reading, costs 1 240"."""
    if money > 0:
        return tr("{hours} of reading, costs {money}", hours=hours_words(hours), money=number(money))
    return tr("{hours} of reading", hours=hours_words(hours))


def plan_words(cost: PlanCost) -> str:
    """What a plan costs, in a sentence or two."""
    if cost.new_labels < 0.5:
        return tr("That many images are labelled already: it costs nothing more.")
    said = tr(
        "{new} more images to label: {cost}.", new=labels(cost.new_labels), cost=cost_words(cost.hours, cost.money)
    )
    rare = rare_words(cost)
    return f"{said} {rare}" if rare else said


def rare_words(cost: PlanCost) -> str:
    """How many images are read to find enough of the rare class; "" where none must be looked for."""
    if cost.new_labels < 0.5 or cost.images_read < cost.new_labels * 1.005:
        return ""
    return tr(
        "About {read} images must be read to find enough of the rare class; {enough} are enough with a chance of 80 % "
        "({cost}).",
        read=labels(cost.images_read),
        enough=labels(cost.images_enough80),
        cost=cost_words(cost.hours80, cost.money80),
    )
