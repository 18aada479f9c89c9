"""The chance of reaching the target against the number of labelled images, with what they cost: a small chart."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, SIZE_NOTE, Tokens
from desktop_app.models.curve_view import Reach
from desktop_app.models.figures import count
from desktop_app.models.series_look import SeriesLook
from desktop_app.plots.scale import spread_apart
from engine.translation import tr

_LINE, _GAP = 18.0, 4.0  # a line of text; between text and plot
_ROOM_FOR_NAMES = 430.0  # pixels of width from which the lines are named at their ends
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_ALIGNED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One initialisation's line."""

    look: SeriesLook
    reach: Reach


@dataclass(frozen=True, slots=True)
class CostAxis:
    """The second axis. title: what it counts. text: of a number of labels, "" where nothing is to be paid."""

    title: str
    text: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are painted: the plot's rectangle, its budgets' range, and whether lines are named at their ends."""

    area: QRectF
    first: float
    last: float
    named_at_ends: bool

    def at(self, n_labels: float, chance: float) -> QPointF:
        wide = max(math.log2(self.last / self.first), 0.1)
        x = self.area.left() + math.log2(n_labels / self.first) / wide * self.area.width()
        return QPointF(x, self.area.bottom() - chance * self.area.height())

    def polyline(self, reach: Reach) -> QPolygonF:
        """A line's points in pixels; `at` of each, with what they share taken out of the loop."""
        across = self.area.width() / max(math.log2(self.last / self.first), 0.1)
        left, bottom, height = self.area.left(), self.area.bottom(), self.area.height()
        return QPolygonF(
            [
                QPointF(left + math.log2(n / self.first) * across, bottom - chance * height)
                for n, chance in zip(reach.n_labels, reach.chance, strict=True)
            ]
        )

    def ticks(self, metrics: QFontMetricsF, texts: Callable[[float], str], right: float) -> list[tuple[float, str]]:
        """Halvings of the last budget with their texts, x first, as many as stand clear of each other."""
        ticks, n, free_from = [], self.last, right + 5
        while n >= self.first * 0.999:
            text, x = texts(n), self.at(n, 0).x()
            half = metrics.horizontalAdvance(text) / 2
            shifted = min(x, right - half)
            if text and shifted + half + 5 <= free_from:
                ticks.append((shifted, text))
                free_from = shifted - half
            n /= 2
        return ticks


class ReachChart(QWidget):
    """Lines of chance; a level at the wanted chance with the number of labels at which each line meets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ReachLine, ...] = ()
        self.wanted = 0.8
        self.measured_to = 0.0
        self.cost: CostAxis | None = None
        self.tokens = LIGHT
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Chance of reaching the target"))

    def sizeHint(self) -> QSize:
        return QSize(480, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)

    def show_lines(
        self, lines: tuple[ReachLine, ...], wanted: float, measured_to: float, cost: CostAxis | None = None
    ) -> None:
        """Show these lines and the `wanted` chance. measured_to: the largest measured budget."""
        self.lines, self.wanted, self.measured_to, self.cost = lines, wanted, measured_to, cost
        told = [
            tr(
                "{name}: {chance} % with {n} labels",
                name=line.look.label,
                chance=round(line.reach.chance[-1] * 100),
                n=count(line.reach.n_labels[-1]),
            )
            for line in lines
        ]
        self.setAccessibleDescription(". ".join(told))
        self.update()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour."""
        self.tokens = tokens
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = tabular(self.font(), SIZE_NOTE)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        frame = self._frame(font)
        self._paint_grid(painter, frame)
        self._paint_numbers(painter, frame, metrics)
        self._paint_wanted(painter, frame)
        for line in self.lines:
            pen = QPen(self._colour(line), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(frame.polyline(line.reach))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        self._paint_names(painter, frame, QFontMetricsF(font))
        self._paint_marks(painter, frame)
        painter.end()

    def _frame(self, font: QFont) -> _Frame:
        named_at_ends = self.width() >= _ROOM_FOR_NAMES
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        widest = max(QFontMetricsF(bold).horizontalAdvance(_name(line)) for line in self.lines)
        left = QFontMetricsF(font).horizontalAdvance(tr("{n} %", n=100)) + 12
        right = widest + 14 if named_at_ends else 14.0
        top = _LINE + _GAP + (2 * _LINE if self.cost else 0)
        bottom = 2 * _LINE + _GAP + (0 if named_at_ends else _LINE)
        return _Frame(
            QRectF(self.rect()).adjusted(left, top, -right, -bottom),
            min(line.reach.n_labels[0] for line in self.lines),
            max(line.reach.n_labels[-1] for line in self.lines),
            named_at_ends,
        )

    def _colour(self, line: ReachLine) -> QColor:
        return QColor(getattr(self.tokens, line.look.token))

    def _paint_grid(self, painter: QPainter, frame: _Frame) -> None:
        area = frame.area
        for percent in (0, 25, 50, 75, 100):
            y = frame.at(frame.first, percent / 100).y()
            painter.setPen(QColor(self.tokens.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self.tokens.muted))
            painter.drawText(QRectF(0, y - 10, area.left() - 8, 20), _RIGHT, tr("{n} %", n=percent))
        if frame.first < self.measured_to < frame.last:
            x = frame.at(self.measured_to, 0).x()
            painter.setPen(QPen(QColor(self.tokens.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top() - _LINE), QPointF(x, area.bottom()))
            y = area.top() - _LINE - _GAP + 1
            painter.drawText(QRectF(x - 126, y, 120, _LINE), _RIGHT, tr("measured"))
            painter.drawText(QRectF(x + 6, y, 120, _LINE), _LEFT_ALIGNED, tr("forecast"))

    def _paint_numbers(self, painter: QPainter, frame: _Frame, metrics: QFontMetricsF) -> None:
        area = frame.area
        painter.setPen(QColor(self.tokens.muted))
        edge = float(self.width()) if frame.named_at_ends else self.width() - 2.0
        middle = Qt.AlignmentFlag.AlignCenter
        for x, text in frame.ticks(metrics, count, edge):
            painter.drawText(QRectF(x - 60, area.bottom() + _GAP, 120, _LINE), middle, text)
        self._paint_title(painter, area, area.bottom() + _GAP + _LINE, tr("Labelled images for training"))
        if self.cost is not None:
            for x, text in frame.ticks(metrics, self.cost.text, edge):
                painter.drawText(QRectF(x - 60, _LINE, 120, _LINE), middle, text)
            self._paint_title(painter, area, 0.0, self.cost.title)

    def _paint_title(self, painter: QPainter, area: QRectF, y: float, text: str) -> None:
        """An axis title under or above the plot's middle, moved inwards where it would be cut."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
        left = min(max(area.center().x() - width / 2, 0.0), max(self.width() - width, 0.0))
        painter.drawText(QRectF(left, y, width, _LINE), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_names(self, painter: QPainter, frame: _Frame, metrics: QFontMetricsF) -> None:
        area = frame.area
        if not frame.named_at_ends:
            x = area.left()
            for line in self.lines:
                painter.setPen(self._colour(line))
                width = metrics.horizontalAdvance(_name(line)) + 4
                painter.drawText(QRectF(x, self.height() - _LINE, width, _LINE), _LEFT_ALIGNED, _name(line))
                x += width + 12
            return
        ends = [frame.at(line.reach.n_labels[-1], line.reach.chance[-1]) for line in self.lines]
        heights = spread_apart([end.y() for end in ends], metrics.height() + 2, area.top(), area.bottom())
        for line, end, y in zip(self.lines, ends, heights, strict=True):
            painter.setPen(self._colour(line))
            painter.drawText(QRectF(end.x() + 8, y - 10, self.width() - end.x() - 8, 20), _LEFT_ALIGNED, _name(line))

    def _paint_marks(self, painter: QPainter, frame: _Frame) -> None:
        """Each line's mark where it meets the wanted chance, else at its end: lines are told apart without colour."""
        for line in self.lines:
            n = line.reach.labels_for(self.wanted)
            at = frame.at(n, self.wanted) if math.isfinite(n) else None
            if at is None or n <= line.reach.n_labels[0]:
                at = frame.at(line.reach.n_labels[-1], line.reach.chance[-1])
            painter.setPen(self._colour(line))
            painter.drawText(QRectF(at.x() - 10, at.y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, line.look.glyph)

    def _paint_wanted(self, painter: QPainter, frame: _Frame) -> None:
        level = frame.at(frame.first, self.wanted).y()
        painter.setPen(QPen(QColor(self.tokens.text), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(frame.area.left(), level), QPointF(frame.area.right(), level))
        for line in self.lines:
            n = line.reach.labels_for(self.wanted)
            if math.isfinite(n) and n > line.reach.n_labels[0]:
                foot = frame.at(n, 0)
                painter.setPen(QPen(self._colour(line), 1.2, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(foot.x(), level), foot)


def _name(line: ReachLine) -> str:
    return f"{line.look.glyph} {line.look.short}"
