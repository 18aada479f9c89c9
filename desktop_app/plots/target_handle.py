"""The horizontal target line with its handle: dragged with the mouse, it asks for another target."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

_REACH = 7.0  # pixels above and below the line that take hold of it
_HEIGHT = 24.0
_GRIP = 14.0


class TargetHandle(QGraphicsItem):
    """Lies in the pixels of its parent view box. `on_drag(y)` is called while dragging, `on_release()` after it."""

    def __init__(self, parent: QGraphicsItem, on_drag: Callable[[float], None], on_release: Callable[[], None]) -> None:
        super().__init__(parent)
        self._on_drag, self._on_release = on_drag, on_release
        self._y, self._width, self._text = 0.0, 0.0, ""
        self._at_right = False
        self._grabbed_at = 0.0
        self.dragging = False
        self._hovered = False
        self.focused = False
        self.font = QFont()
        self.colours(QColor("black"), QColor("white"), QColor("blue"))
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setZValue(60)

    def colours(self, line: QColor, surface: QColor, accent: QColor) -> None:
        """Recolour. accent: of the handle while it is held or has the keyboard."""
        self._line, self._surface, self._accent = line, surface, accent
        self.update()

    def place(self, y: float, width: float, text: str) -> None:
        """Put the line at `y` (pixels of the view box), as wide as `width`, with `text` in the handle."""
        if (y, width, text) != (self._y, self._width, self._text):
            self.prepareGeometryChange()
            self._y, self._width, self._text = y, width, text
            self.update()

    def choose_end(self, is_free: Callable[[QRectF], bool]) -> None:
        """Put the pill at the left end, or at the right where only that is free (told by its rectangle)."""
        if self.dragging:
            return  # a pill that changes ends would slip out of the hand
        at_right = not is_free(self._pill_at(False)) and is_free(self._pill_at(True))
        if at_right != self._at_right:
            self._at_right = at_right
            self.update()

    @property
    def text(self) -> str:
        """What the handle says."""
        return self._text

    def pill(self) -> QRectF:
        """The handle's rectangle, at an end of the line."""
        return self._pill_at(self._at_right)

    def _pill_at(self, at_right: bool) -> QRectF:
        width = QFontMetricsF(self.font).horizontalAdvance(self._text) + 20 + _GRIP
        left = max(self._width - width - 1.5, 0.5) if at_right else 0.5
        return QRectF(left, self._y - _HEIGHT / 2, width, _HEIGHT)

    def boundingRect(self) -> QRectF:
        return QRectF(0, self._y - _HEIGHT / 2 - 2, max(self._width, self.pill().width()) + 2, _HEIGHT + 4)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, self._y - _REACH, self._width, 2 * _REACH))
        path.addRect(self.pill())
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        active = self._hovered or self.dragging or self.focused
        colour = self._accent if active else self._line
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = self.pill()
        pen = QPen(colour, 1.6 if active else 1.2)
        painter.setPen(pen)
        ends = (0.0, pill.left()) if self._at_right else (pill.right(), self._width)
        painter.drawLine(QPointF(ends[0], self._y), QPointF(ends[1], self._y))
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(self._surface)
        painter.drawRoundedRect(pill, 6, 6)
        painter.setFont(self.font)
        painter.drawText(pill.adjusted(10 + _GRIP - 4, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
        self._paint_grip(painter, QPointF(pill.left() + 11, self._y), colour)

    @staticmethod
    def _paint_grip(painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for direction in (-1, 1):
            tip = QPointF(at.x(), at.y() + direction * 6)
            painter.drawLine(tip, QPointF(at.x() - 3, at.y() + direction * 3))
            painter.drawLine(tip, QPointF(at.x() + 3, at.y() + direction * 3))

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = True
        self.update()

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hovered = False
        self.update()

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._grabbed_at = event.pos().y() - self._y
        self.dragging = True
        self.update()
        event.accept()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self.dragging:
            self._on_drag(event.pos().y() - self._grabbed_at)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self.dragging:
            self.dragging = False
            self.update()
            self._on_release()
