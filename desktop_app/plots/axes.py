"""The learning curve's two axes: their quiet look, their colours, and the words that name them."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QFont

from desktop_app.look.tokens import SIZE_NOTE, Tokens
from desktop_app.models.curve_view import CurveView
from desktop_app.models.figures import count, metric_title
from desktop_app.plots.scale import BudgetScale
from engine.translation import tr


def set_up_axes(item: pg.PlotItem, font: QFont) -> None:
    """Take off what the plotting library adds (buttons, menu, panning) and give both axes their room. font: of ticks"""
    item.hideButtons()
    item.setMenuEnabled(False)
    item.layout.setContentsMargins(8, 4, 8, 4)
    box = item.getViewBox()
    box.setMouseEnabled(x=False, y=False)
    box.disableAutoRange()
    box.setDefaultPadding(0)
    for name in ("left", "bottom"):
        axis = item.getAxis(name)
        axis.setTickFont(font)
        axis.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False)
    item.getAxis("left").setWidth(44)
    item.getAxis("bottom").setStyle(tickLength=5, tickTextOffset=6)
    item.getAxis("bottom").setHeight(48)


def recolour_axes(item: pg.PlotItem, tokens: Tokens) -> None:
    """Take the theme's colours. The left axis has no line of its own: the grid's lines carry its numbers."""
    for name in ("left", "bottom"):
        axis = item.getAxis(name)
        axis.setTextPen(pg.mkPen(tokens.muted))
        axis.setPen(pg.mkPen(tokens.border))
    item.getAxis("left").setPen(pg.mkPen(None))


def name_axes(item: pg.PlotItem, view: CurveView, scale: BudgetScale, tokens: Tokens) -> None:
    """Say below the plot what runs to the right, and above it what is measured and on how many images."""
    style = {"color": tokens.muted, "font-size": f"{SIZE_NOTE}px"}
    doubling = tr("Labelled images for training, each step twice as many")
    item.setLabel("bottom", doubling if scale.doubling else tr("Labelled images for training"), **style)
    item.getAxis("bottom").resizeEvent()  # centres the new words
    title = metric_title(view.metric)
    if view.n_test:
        title = tr("{metric} on {n} test images", metric=title, n=count(view.n_test))
    item.setTitle(title, size=f"{SIZE_NOTE}px", color=tokens.muted, justify="left")
