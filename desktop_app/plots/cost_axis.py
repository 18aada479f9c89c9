"""The learning curve's upper axis: the cost of the numbers of labels that stand below it."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QFont

from desktop_app.look.tokens import SIZE_NOTE, Tokens
from desktop_app.models.curve_cost import CurveCost
from desktop_app.plots.scale import BudgetScale, Tick

_HEIGHT = 40


def set_up_cost_axis(item: pg.PlotItem, font: QFont) -> None:
    """Give the axis its quiet look; it is hidden until there is a cost to show."""
    axis = item.getAxis("top")
    axis.setTickFont(font)
    axis.setStyle(tickLength=4, tickTextOffset=4, hideOverlappingLabels=False, showValues=True)
    item.showAxis("top", False)


def show_cost_axis(
    item: pg.PlotItem, cost: CurveCost | None, ticks: Sequence[Tick], scale: BudgetScale, tokens: Tokens
) -> None:
    """Show what the numbers at the lower axis' `ticks` cost, above the plot; None hides the axis."""
    axis = item.getAxis("top")
    if item.getAxis("top").isVisible() != (cost is not None):
        item.showAxis("top", cost is not None)
    if cost is None:
        return
    axis.setHeight(_HEIGHT)
    axis.setPen(pg.mkPen(tokens.border))
    axis.setTextPen(pg.mkPen(tokens.muted))
    axis.setTicks([[(t.x, cost.text(scale.from_x(t.x)) if t.text else "") for t in ticks]])
    axis.setLabel(cost.title, **{"color": tokens.muted, "font-size": f"{SIZE_NOTE}px"})
    axis.resizeEvent()  # centres the new words
