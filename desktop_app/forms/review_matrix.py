"""The confusion matrix as a table: counts and shares of each true class; a cell chosen shows its images."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from desktop_app.look.theme import current_tokens, mix, tabular
from desktop_app.look.tokens import CORNER, SIZE_NOTE, SIZE_TITLE
from desktop_app.models.figures import count
from desktop_app.models.review_view import ReviewView
from desktop_app.models.review_words import percent
from engine.translation import tr

_ROW = 52
_DEEPEST = 0.34  # tint of a share of 100 %
_CELL_ROLE = Qt.ItemDataRole.UserRole + 1


class ReviewMatrix(QTableWidget):
    """Rows: what the images are. Columns: what the model answered. `cell_chosen` carries (true class, answer)."""

    cell_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setAccessibleName(tr("Confusion matrix: rows are the labels, columns the model's answers"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setStyleSheet("QHeaderView::section { border: none; }")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.setItemDelegate(_CellDelegate(self))
        self.currentCellChanged.connect(self._choose)
        self.cellClicked.connect(lambda row, column: self._choose(row, column))

    def show_view(self, view: ReviewView) -> None:
        """Show another training's answers; nothing is chosen then, and nothing emitted."""
        self.blockSignals(True)
        n = len(view.classes)
        self.setRowCount(n)
        self.setColumnCount(n)
        self.setHorizontalHeaderLabels([tr("answered {name}", name=name) for name in view.classes])
        self.setVerticalHeaderLabels(list(view.classes))
        self.setFont(tabular(self.font()))
        for truth in range(n):
            of = int(view.review.confusion[truth].sum())
            for answer in range(n):
                hits = int(view.review.confusion[truth, answer])
                item = QTableWidgetItem()
                share = hits / of if of else 0.0
                item.setData(_CELL_ROLE, (count(hits), percent(share) if of else "–", share, truth == answer))
                said = tr(
                    "{truth} answered as {answer}: {hits} of {images}",
                    truth=view.classes[truth],
                    answer=view.classes[answer],
                    hits=count(hits),
                    images=count(of),
                )
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                item.setToolTip(said)
                self.setItem(truth, answer, item)
        self.setCurrentCell(-1, -1)
        self.clearSelection()
        self.blockSignals(False)
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + min(n, 5) * _ROW)

    def _choose(self, row: int, column: int, *_: int) -> None:
        if row >= 0 and column >= 0:
            self.cell_chosen.emit((row, column))


class _CellDelegate(QStyledItemDelegate):
    """Paints the count large and its share of the row below; the tint deepens with the share, and errors have another.

    Right answers lie on the diagonal, so the tint's hue says nothing that the place does not.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(_CELL_ROLE)
        if cell is None:
            return
        hits, share_words, share, right = cell
        tokens = current_tokens()
        place: QRect = option.rect.adjusted(3, 3, -3, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = tokens.accent if right else tokens.bad
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(
            QPen(QColor(tokens.accent if chosen else tokens.muted), 2) if chosen or hovered else Qt.PenStyle.NoPen
        )
        painter.setBrush(QColor(mix(tone, tokens.surface, 0.04 + _DEEPEST * share)))
        painter.drawRoundedRect(place, CORNER, CORNER)
        painter.setPen(QColor(tokens.text))
        large = tabular(option.font, SIZE_TITLE)
        large.setWeight(QFont.Weight.DemiBold)
        middle = place.center().y()
        painter.setFont(large)
        painter.drawText(QRect(place.left(), middle - 22, place.width(), 24), Qt.AlignmentFlag.AlignCenter, hits)
        painter.setFont(tabular(option.font, SIZE_NOTE))
        painter.drawText(QRect(place.left(), middle + 3, place.width(), 18), Qt.AlignmentFlag.AlignCenter, share_words)
        painter.restore()
