"""A virtual grid of thumbnails, equal square cells: where one is, is arithmetic, so growing and resizing cost nothing.

Qt's own icon view lays out every item anew whenever one is added or the window's width changes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop_app.models.image_list import Index
from desktop_app.models.thumbnails import Thumbnails

Move = QAbstractItemView.CursorAction
_SINGLE_STEP = 40


class CellGrid(QAbstractItemView):
    """One cell is chosen at a time, the current one. Columns fill the width; no cell is narrower than `smallest`.

    thumbnails: what the delegate takes its pictures from; those that have no time in a frame come in the next.
    """

    def __init__(self, smallest: int, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._smallest = smallest
        self._hovered = QModelIndex()
        self.cell, self.columns = smallest, 1
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def cell_changed(self, cell: int) -> None:
        """The cells are `cell` pixels wide now."""

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _fit(self) -> None:
        """Fill the width, the first row on screen staying where it is."""
        width = max(self.viewport().width() - 2, self._smallest)
        columns = max(width // self._smallest, 1)
        row, within = divmod(self.verticalOffset(), self.cell)
        first, share = row * self.columns, within / self.cell
        changed = (columns, width // columns) != (self.columns, self.cell)
        self.columns, self.cell = columns, width // columns
        self.updateGeometries()
        if changed:
            self.verticalScrollBar().setValue(round((first // columns + share) * self.cell))
            self.cell_changed(self.cell)

    # Where things are

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        row, column = divmod(index.row(), self.columns)
        return QRect(column * self.cell, row * self.cell - self.verticalOffset(), self.cell, self.cell)

    def indexAt(self, point: QPoint) -> QModelIndex:
        column = point.x() // self.cell
        at = (point.y() + self.verticalOffset()) // self.cell * self.columns + column
        inside = 0 <= column < self.columns and 0 <= at < self._count()
        return self.model().index(at, 0) if inside else QModelIndex()

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        where, height, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if where.top() < 0:
            bar.setValue(bar.value() + where.top())
        elif where.bottom() >= height:
            bar.setValue(bar.value() + where.bottom() + 1 - height)

    def updateGeometries(self) -> None:
        rows = -(-self._count() // self.columns)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(rows * self.cell - height, 0))
        bar.setPageStep(height)
        bar.setSingleStep(_SINGLE_STEP)
        super().updateGeometries()

    # What changes it

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def reset(self) -> None:
        super().reset()
        self._hovered = QModelIndex()
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self._hovered.row():
            self._hovered = index
            self.viewport().update()

    # What is chosen

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(current, chosen)
        self.viewport().update()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """The chosen cell is the current one; a rectangle chooses nothing."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._count()
        if not count:
            return QModelIndex()
        screen = max(self.viewport().height() // self.cell, 1) * self.columns
        steps = {
            Move.MoveLeft: -1, Move.MovePrevious: -1, Move.MoveRight: 1, Move.MoveNext: 1, Move.MoveUp: -self.columns,
            Move.MoveDown: self.columns, Move.MovePageUp: -screen, Move.MovePageDown: screen,
            Move.MoveHome: -count, Move.MoveEnd: count,
        }  # fmt: skip
        at = self.currentIndex().row()
        if at < 0:
            return self.model().index(0, 0)
        wanted = at + steps[action]
        if action in (Move.MoveUp, Move.MoveDown) and not 0 <= wanted < count:
            last_row = at // self.columns == (count - 1) // self.columns
            wanted = count - 1 if action == Move.MoveDown and not last_row else at
        return self.model().index(min(max(wanted, 0), count - 1), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._thumbnails.begin_frame()
        self._paint_cells(event)
        if self._thumbnails.late:  # scrolling goes on meanwhile
            QTimer.singleShot(0, self, self._paint_again)

    def _paint_again(self) -> None:
        self.viewport().update()

    def _paint_cells(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state
        model, delegate = self.model(), self.itemDelegate()
        first = (event.rect().top() + self.verticalOffset()) // self.cell * self.columns
        last = ((event.rect().bottom() + self.verticalOffset()) // self.cell + 1) * self.columns
        current = self.currentIndex().row()
        for at in range(max(first, 0), min(last, self._count())):
            index = model.index(at, 0)
            option.rect = self.visualRect(index)
            option.state = base & ~QStyle.StateFlag.State_MouseOver
            if at == current:
                option.state |= QStyle.StateFlag.State_Selected
            if at == self._hovered.row():
                option.state |= QStyle.StateFlag.State_MouseOver
            delegate.paint(painter, option, index)
        painter.end()
