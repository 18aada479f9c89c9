"""Lines and words over the plot, in the pixels of its view box: drop-lines, bracket, lines' labels, read-out."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.plots.bands import faded


@dataclass(frozen=True)
class Stroke:
    """A straight line; dashes in widths of the pen, () for a solid line."""

    start: QPointF
    end: QPointF
    colour: QColor
    width: float = 1.0
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Caption:
    """Words at a place. anchor: share of the text's width and height that lies left of and above `at`.

    plate: behind the words a plate of the surface's colour; framed: the plate has an outline.
    """

    text: str
    at: QPointF
    colour: QColor
    anchor: tuple[float, float] = (0.0, 0.5)
    plate: bool = True
    framed: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Ring:
    """A circle around a point that is pointed at."""

    at: QPointF
    colour: QColor
    radius: float = 7.0


@dataclass(frozen=True)
class Drawing:
    """What an overlay shows, back to front: strokes, rings, captions."""

    strokes: tuple[Stroke, ...] = ()
    rings: tuple[Ring, ...] = ()
    captions: tuple[Caption, ...] = field(default=())


PAD_X, PAD_Y = 6.0, 3.0


def caption_rect(caption: Caption, font: QFont) -> QRectF:
    """The plate of a caption, in the overlay's pixels."""
    metrics = QFontMetricsF(_weighted(font, caption))
    width = metrics.horizontalAdvance(caption.text) + 2 * PAD_X
    height = metrics.height() + 2 * PAD_Y
    left = caption.at.x() - caption.anchor[0] * width
    top = caption.at.y() - caption.anchor[1] * height
    return QRectF(left, top, width, height)


def _weighted(font: QFont, caption: Caption) -> QFont:
    result = QFont(font)
    if caption.bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


class Overlay(QGraphicsItem):
    """Paints a `Drawing` over its parent's rectangle. It takes no mouse events."""

    def __init__(self, parent: QGraphicsItem, depth: float) -> None:
        super().__init__(parent)
        self.setZValue(depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.drawing = Drawing()
        self.font = QFont()
        self.surface = QColor()
        self.border = QColor()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing."""
        if drawing != self.drawing:
            self.prepareGeometryChange()
            self.drawing = drawing
            self.update()

    def boundingRect(self) -> QRectF:
        parent = self.parentItem()
        return parent.boundingRect() if parent is not None else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in self.drawing.strokes:
            pen = QPen(stroke.colour, stroke.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if stroke.dashes:
                pen.setDashPattern(list(stroke.dashes))
            painter.setPen(pen)
            painter.drawLine(stroke.start, stroke.end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in self.drawing.rings:
            painter.setPen(QPen(ring.colour, 2.0))
            painter.drawEllipse(ring.at, ring.radius, ring.radius)
        for caption in self.drawing.captions:
            rect = caption_rect(caption, self.font)
            if caption.plate:
                painter.setPen(QPen(self.border, 1.0) if caption.framed else QPen(Qt.PenStyle.NoPen))
                painter.setBrush(faded(self.surface, 1.0 if caption.framed else 0.86))
                painter.drawRoundedRect(rect, 4.0, 4.0)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setFont(_weighted(self.font, caption))
            painter.setPen(caption.colour)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, caption.text)
