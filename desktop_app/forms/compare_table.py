"""The paired differences of two runs by number of labels: in words, and as intervals about zero."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from desktop_app.look.tables import make_readable
from desktop_app.look.theme import current_tokens, tabular
from desktop_app.models.compare_build import CompareView
from engine.translation import tr

_ROW = 30
_INTERVAL_ROLE = Qt.ItemDataRole.UserRole + 1


class CompareTable(QTableWidget):
    """One line a number of labels; the last column draws each interval about the line of no difference."""

    def __init__(self) -> None:
        super().__init__(0, 5)
        self.setProperty("role", "plain")
        self.setAccessibleName(tr("Differences between the two studies"))
        make_readable(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        for column in range(4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(4, _IntervalDelegate(self))

    def show_view(self, view: CompareView) -> None:
        """Show another comparison."""
        first, second = (series.look for series in view.curve.series)
        self.setHorizontalHeaderLabels(
            [
                tr("Labels"),
                tr("{mark} A", mark=first.glyph),
                tr("{mark} B", mark=second.glyph),
                tr("B − A (95 % interval)"),
                "0",
            ]
        )
        for column, look in ((1, first), (2, second)):
            self.horizontalHeaderItem(column).setToolTip(look.label)
            self.horizontalHeaderItem(column).setData(Qt.ItemDataRole.AccessibleTextRole, look.label)
        self.horizontalHeaderItem(4).setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(tabular(self.font()))
        self.setRowCount(len(view.rows))
        known = [abs(v) for row in view.rows for v in (row.low, row.high, row.difference) if math.isfinite(v)]
        reach = max(known, default=0.0) or 1.0
        for at, row in enumerate(view.rows):
            for column, text in enumerate((row.labels, row.first, row.second, row.says, "")):
                self.setItem(at, column, QTableWidgetItem(text))
            share = tuple(v / reach for v in (row.low, row.difference, row.high))
            self.item(at, 4).setData(_INTERVAL_ROLE, share)
            self.item(at, 4).setData(Qt.ItemDataRole.AccessibleTextRole, row.says)
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height() + len(view.rows) * _ROW + 2 * self.frameWidth() + 2
        )


class _IntervalDelegate(QStyledItemDelegate):
    """Paints an interval and its middle, shares of −1 to 1 of the cell's half width."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(_INTERVAL_ROLE)
        if share is None:
            return
        low, middle, high = share
        tokens = current_tokens()
        area = QRectF(option.rect).adjusted(12, 4, -12, -4)
        centre, half = area.center(), area.width() / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(centre.x(), option.rect.top()), QPointF(centre.x(), option.rect.bottom()))
        colour = QColor(tokens.pretrained)
        if math.isfinite(low) and math.isfinite(high):
            painter.setPen(QPen(colour, 2))
            ends = QPointF(centre.x() + low * half, centre.y()), QPointF(centre.x() + high * half, centre.y())
            painter.drawLine(*ends)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(centre.x() + middle * half, centre.y()), 4, 4)
        painter.restore()
