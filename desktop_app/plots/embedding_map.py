"""A map of what the encoder sees: each image a mark, in its class's colour and shape, painted directly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.tokens import LIGHT, Tokens
from engine.translation import tr

_TOKENS = ("pretrained", "scratch", "generic_pool", "file")
_SHAPES = 6
GLYPHS = ("●", "■", "▲", "◆", "✚", "▼")
_SIDE = 9.0
_REACH = 2.1  # of the images' root mean square distance: what lies beyond is shown at the edge


def colour_of(index: int, tokens: Tokens) -> str:
    """The colour of a class by its place among the classes; a fifth takes the first's, with a shape of its own."""
    return str(getattr(tokens, _TOKENS[index % len(_TOKENS)]))


def glyph_of(index: int) -> str:
    """The same mark as text."""
    return GLYPHS[index % _SHAPES]


def mark_path(index: int, side: float) -> QPainterPath:
    """The mark of a class about (0, 0), `side` pixels wide; all cover about the same area."""
    path, half = QPainterPath(), side / 2
    shape = index % _SHAPES
    if shape == 0:
        path.addEllipse(QPointF(0, 0), half, half)
    elif shape == 1:
        path.addRect(QRectF(-0.88 * half, -0.88 * half, 1.76 * half, 1.76 * half))
    elif shape == 4:
        arm = 0.38 * half
        path.addRect(QRectF(-1.1 * half, -arm, 2.2 * half, 2 * arm))
        path.addRect(QRectF(-arm, -1.1 * half, 2 * arm, 2.2 * half))
        path.setFillRule(Qt.FillRule.WindingFill)
    else:
        corners = {
            2: ((0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
            3: ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
            5: ((0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
        }[shape]
        path.moveTo(QPointF(*corners[0]) * half)
        for corner in corners[1:]:
            path.lineTo(QPointF(*corner) * half)
        path.closeSubpath()
    return path


class EmbeddingMap(QWidget):
    """Shows points about 0 whose root mean square distance from it is 1, on a square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[tuple[float, float], ...] = ()
        self.classes: tuple[int, ...] = ()
        self.tokens = LIGHT
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(180, 180)
        self.setAccessibleName(tr("Map of the images as the encoder sees them"))

    def sizeHint(self) -> QSize:
        return QSize(260, 240)

    def show_map(self, points: Sequence[tuple[float, float]], classes: Sequence[int], told: str) -> None:
        """Show other points. classes: the index of each one's class. told: the same in words, for a screen reader."""
        self.points, self.classes = tuple(points), tuple(classes)
        self.setAccessibleDescription(told)
        self.update()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour."""
        self.tokens = tokens
        self.update()

    def places(self) -> list[QPointF]:
        """Where the points are painted, in pixels of the widget."""
        side = min(self.width(), self.height()) - 2 * _SIDE
        centre = QRectF(self.rect()).center()
        scale = max(side, 1) / 2 / _REACH
        return [QPointF(centre.x() + scale * _within(x), centre.y() - scale * _within(y)) for x, y in self.points]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.border), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 6, 6)
        marks = {index: mark_path(index, _SIDE) for index in set(self.classes)}
        edge = QPen(QColor(self.tokens.surface), 1)
        painter.setPen(edge)
        # In the images' own order, which deals the classes out in turn: none lies on top of the others as a whole.
        for place, index in zip(self.places(), self.classes, strict=False):
            colour = QColor(colour_of(index, self.tokens))
            colour.setAlpha(215)
            painter.setBrush(colour)
            painter.drawPath(marks[index].translated(place))


def _within(value: float) -> float:
    return min(max(value, -_REACH), _REACH)
