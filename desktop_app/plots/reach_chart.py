"""The chance of reaching the target against the number of labelled images: a small painted chart."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, SIZE_NOTE, Tokens
from desktop_app.models.curve_view import Reach
from desktop_app.models.figures import count
from desktop_app.models.series_look import SeriesLook
from desktop_app.plots.scale import spread_apart

_LEFT, _TOP, _BOTTOM = 44.0, 26.0, 42.0
_ToPixel = Callable[[float, float], QPointF]


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One initialisation's line."""

    look: SeriesLook
    reach: Reach


class ReachChart(QWidget):
    """Lines of chance; a level at the wanted chance with the number of labels at which the first line meets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ReachLine, ...] = ()
        self.wanted = 0.8
        self.measured_to = 0.0
        self.tokens = LIGHT
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Chance of reaching the target")

    def sizeHint(self) -> QSize:
        return QSize(480, 240)

    def show_lines(self, lines: tuple[ReachLine, ...], wanted: float, measured_to: float) -> None:
        """Show these lines and the `wanted` chance. measured_to: the largest measured budget."""
        self.lines, self.wanted, self.measured_to = lines, wanted, measured_to
        told = [
            f"{line.look.label}: {round(line.reach.chance[-1] * 100)} % with {count(line.reach.n_labels[-1])} labels"
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
        right = max(metrics.horizontalAdvance(line.look.short) for line in self.lines) + 36
        area = QRectF(self.rect()).adjusted(_LEFT, _TOP, -right, -_BOTTOM)
        first = min(line.reach.n_labels[0] for line in self.lines)
        last = max(line.reach.n_labels[-1] for line in self.lines)
        wide = max(math.log2(last / first), 0.1)

        def at(n_labels: float, chance: float) -> QPointF:
            x = area.left() + math.log2(n_labels / first) / wide * area.width()
            return QPointF(x, area.bottom() - chance * area.height())

        self._paint_axes(painter, area, metrics, first, last, at)
        self._paint_wanted(painter, area, at)
        ends = []
        for line in self.lines:
            colour = QColor(getattr(self.tokens, line.look.token))
            points = [at(n, p) for n, p in zip(line.reach.n_labels, line.reach.chance, strict=True)]
            painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(QPolygonF(points))
            ends.append(points[-1])
        heights = spread_apart([end.y() for end in ends], metrics.height() + 2, area.top(), area.bottom())
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        for line, end, y in zip(self.lines, ends, heights, strict=True):
            painter.setPen(QColor(getattr(self.tokens, line.look.token)))
            place = QRectF(end.x() + 6, y - 10, right, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{line.look.glyph} {line.look.short}")
        painter.end()

    def _paint_axes(
        self, painter: QPainter, area: QRectF, metrics: QFontMetricsF, first: float, last: float, at: _ToPixel
    ) -> None:
        muted, border = QColor(self.tokens.muted), QColor(self.tokens.border)
        for percent in (0, 25, 50, 75, 100):
            y = at(first, percent / 100).y()
            painter.setPen(border)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(muted)
            box = QRectF(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{percent} %")
        n, free_from = last, math.inf
        while n >= first * 0.999:
            x = at(n, 0).x()
            half = metrics.horizontalAdvance(count(n)) / 2
            if x + half + 8 <= free_from:
                painter.setPen(muted)
                painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, 18), Qt.AlignmentFlag.AlignCenter, count(n))
                free_from = x - half
            n /= 2
        title = QRectF(area.left(), area.bottom() + 21, area.width(), 18)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, "Labelled images for training")
        if first < self.measured_to < last:
            x = at(self.measured_to, 0).x()
            painter.setPen(QPen(muted, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 2), QPointF(x, area.bottom()))
            painter.drawText(
                QRectF(x - 90, 0, 84, 18), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                "measured",
            )  # fmt: skip
            painter.drawText(QRectF(x + 6, 0, 84, 18), Qt.AlignmentFlag.AlignVCenter, "forecast")

    def _paint_wanted(self, painter: QPainter, area: QRectF, at: _ToPixel) -> None:
        level = at(self.lines[0].reach.n_labels[0], self.wanted).y()
        colour = QColor(self.tokens.text)
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), level), QPointF(area.right(), level))
        for line in self.lines:
            n = line.reach.labels_for(self.wanted)
            if math.isfinite(n) and n > line.reach.n_labels[0]:
                foot = at(n, 0)
                painter.setPen(QPen(QColor(getattr(self.tokens, line.look.token)), 1.2, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(foot.x(), level), foot)
