"""The second axis of the chance's chart: what the labels still to be read cost."""

from __future__ import annotations

from desktop_app.models.figures import count
from desktop_app.plots.reach_chart import CostAxis
from engine.planning.cost import CostModel
from engine.translation import tr


def reach_cost_axis(cost: CostModel) -> CostAxis | None:
    """Money where an hour has a rate, else hours; None where nothing is ever to be paid."""
    if cost.hours_per_reading == 0:
        return None
    if cost.hourly_rate > 0:
        return CostAxis(tr("Cost of the labels still missing"), lambda n: _money(cost.money(n)))
    return CostAxis(tr("Reading of the labels still missing"), lambda n: _hours(cost.hours(n)))


def _money(money: float) -> str:
    """Two digits are enough to choose by, three from 1 000."""
    if money <= 0:
        return ""
    digits = 2 if money < 1000 else 3
    magnitude = len(str(int(money))) - digits
    return count(round(money, -magnitude) if magnitude > 0 else money)


def _hours(hours: float) -> str:
    if hours <= 0:
        return ""
    if hours < 1:
        return tr("{n} min", n=max(1, round(60 * hours)))
    return tr("{n} h", n=f"{hours:.1f}" if hours < 10 else count(hours))
