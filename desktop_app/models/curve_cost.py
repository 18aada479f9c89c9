"""The learning curve's second axis: what a number of labelled images costs, in hours of reading or in money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop_app.models.figures import count, rounded_labels
from desktop_app.models.plan_settings import PlanSettings
from engine.planning.cost import CostModel, hours_words
from engine.translation import tr

CostKind = Literal["hours", "money"]


@dataclass(frozen=True, slots=True)
class CurveCost:
    """kind: what the axis counts. model: the project's cost inputs, as the Plan page has them."""

    kind: CostKind
    model: CostModel

    @property
    def title(self) -> str:
        """What stands at the axis."""
        if self.kind == "money":
            return tr("Cost of labelling, in your currency")
        if self.model.readers > 1:
            return tr("Reading time of all readers, {minutes} min an image each", minutes=self._minutes)
        return tr("Reading time at {minutes} min an image", minutes=self._minutes)

    def text(self, n_labels: float) -> str:
        """The cost of so many labelled images, to two digits or three: "40 min", "7.8 h", "1 240"."""
        if self.kind == "money":
            return count(rounded_labels(self.model.money(n_labels)))
        hours = self.model.hours(n_labels)
        return tr("{n} min", n=max(1, round(60 * hours))) if hours < 1 else hours_words(hours)

    @property
    def _minutes(self) -> str:
        return f"{self.model.minutes_per_image:.2f}".rstrip("0").rstrip(".")


def curve_cost(kind: CostKind, settings: PlanSettings, minutes: float) -> CurveCost:
    """What every one of so many labels costs, whoever paid for it already. minutes: where the plan has none."""
    model = CostModel(
        minutes_per_image=minutes if settings.minutes is None else settings.minutes,
        readers=settings.readers,
        hourly_rate=settings.rate,
        setup_cost=settings.setup,
    )
    return CurveCost(kind, model)
