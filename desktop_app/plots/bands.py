"""A filled band between two lines that may fade towards its end; in data coordinates, updated in place."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


def faded(colour: QColor, opacity: float) -> QColor:
    """`colour` at an opacity of 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(opacity)
    return result


class Band(pg.GraphicsObject):
    """The area between `low` and `high` over `x`. With `fade_from`, its opacity falls to almost none at the last x."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._bounds = QRectF()
        self._brush = QBrush()
        self._fade: tuple[float, float] | None = None
        self._colour, self._opacity = QColor(), 0.0

    def set_data(
        self, x: Sequence[float], low: Sequence[float], high: Sequence[float], fade_from: float | None = None
    ) -> None:
        """Show another band; fewer than two x show none."""
        self.prepareGeometryChange()
        self._path = QPainterPath()
        if len(x) >= 2:
            outline = [QPointF(a, b) for a, b in zip(x, high, strict=True)]
            outline += [QPointF(a, b) for a, b in zip(reversed(x), reversed(low), strict=True)]
            self._path.addPolygon(QPolygonF(outline))
            self._path.closeSubpath()
        self._bounds = self._path.boundingRect()
        self._fade = None if fade_from is None or len(x) < 2 or fade_from >= x[-1] else (fade_from, x[-1])
        self._make_brush()

    def set_colour(self, colour: QColor, opacity: float) -> None:
        """Recolour."""
        self._colour, self._opacity = colour, opacity
        self._make_brush()

    def _make_brush(self) -> None:
        if self._fade is None:
            self._brush = QBrush(faded(self._colour, self._opacity))
        else:
            gradient = QLinearGradient(self._fade[0], 0.0, self._fade[1], 0.0)
            gradient.setColorAt(0.0, faded(self._colour, self._opacity))
            gradient.setColorAt(1.0, faded(self._colour, self._opacity * 0.15))
            self._brush = QBrush(gradient)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._path.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(self._brush)
        painter.drawPath(self._path)
