"""The plot's markers as small icons, for lists beside it; drawn without the plotting library."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

_SIDE = 16
_RATIO = 2


@lru_cache(maxsize=64)
def marker_icon(symbol: str, colour: str) -> QIcon:
    """An icon of marker `symbol` ("o", "s", "t1" or "d") in `colour` ("#RRGGBB"), 16 logical pixels wide."""
    image = QPixmap(_SIDE * _RATIO, _SIDE * _RATIO)
    image.setDevicePixelRatio(_RATIO)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    paint_marker(painter, symbol, QPointF(_SIDE / 2, _SIDE / 2), 5.0)
    painter.end()
    return QIcon(image)


def paint_marker(painter: QPainter, symbol: str, at: QPointF, radius: float) -> None:
    """Draw a marker of `radius` pixels at `at` with the painter's pen and brush."""
    x, y = at.x(), at.y()
    if symbol == "o":
        painter.drawEllipse(at, radius, radius)
    elif symbol == "s":
        side = radius * 1.8
        painter.drawRect(QRectF(x - side / 2, y - side / 2, side, side))
    elif symbol == "t1":
        r = radius * 1.15
        painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y + r * 0.8), QPointF(x - r, y + r * 0.8)]))
    else:
        r = radius * 1.25
        painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))
