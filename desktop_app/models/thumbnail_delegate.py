"""Draws one thumbnail: the image on near-black, its class as a coloured tab with a letter, the chosen one framed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.theme import current_tokens
from desktop_app.models.image_list import RECORD_ROLE
from desktop_app.models.thumbnails import Thumbnails
from engine.cohort.records import ImageRecord

GAP = 4
_TAB = 18
_TILE = "#171B20"  # where an image is not there yet


class ThumbnailDelegate(QStyledItemDelegate):
    """`cell`: side of a grid cell in logical pixels."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.cell = 128
        self.marks: dict[str, ClassMark] = {}
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.cell, self.cell)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        record = index.data(RECORD_ROLE)
        if not isinstance(record, ImageRecord):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = self.cell - 2 * GAP
        tile = QRect(option.rect.x() + GAP, option.rect.y() + GAP, side, side)
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbnails.timely_pixmap(record.cache_slot, round(side * ratio))
        if picture is None:
            painter.fillRect(tile, QColor(_TILE))
        else:
            painter.drawPixmap(tile, picture)
        if record.label is not None and record.label in self.marks:
            self._draw_mark(painter, tile, self.marks[record.label])
        self._draw_frame(painter, tile, option.state)
        painter.restore()

    def _draw_mark(self, painter: QPainter, tile: QRect, mark: ClassMark) -> None:
        painter.fillRect(QRect(tile.left(), tile.top(), 3, tile.height()), QColor(mark.colour))
        width = _TAB if len(mark.letter) == 1 else _TAB + 8
        tab = QRect(tile.left(), tile.bottom() - _TAB + 1, width, _TAB)
        painter.fillRect(tab, QColor(mark.colour))
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(ON_MARK))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, mark.letter)

    def _draw_frame(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor("#FFFFFF"), 1))
            painter.drawRect(tile.adjusted(1, 1, -1, -1))
            accent = current_tokens().accent
            painter.setPen(QPen(QColor(accent), 3))
            painter.drawRect(tile.adjusted(-2, -2, 2, 2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(255, 255, 255, 90), 1))
            painter.drawRect(tile)
