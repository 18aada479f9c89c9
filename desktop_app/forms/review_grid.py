"""Thumbnails of scored test images: what each is, what the model said, and how sure it was."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop_app import wording
from desktop_app.forms.cell_grid import CellGrid
from desktop_app.models.image_list import RECORD_ROLE, ImageListModel, Index
from desktop_app.models.review_view import ReviewView
from desktop_app.models.review_words import percent
from desktop_app.models.thumbnail_delegate import GAP, ThumbnailDelegate
from desktop_app.models.thumbnails import Thumbnails
from engine.cohort.records import ImageRecord
from engine.translation import tr

_SMALLEST = 148
_LINE = 16
_PLATE, _ON_PLATE = "#0B0D10", "#E7EAEE"  # images lie on near-black in both themes
MOST = 400  # thumbnails: the most wrong are what is asked for


class ReviewGrid(CellGrid):
    """Signal: `row_chosen(int)`, a row of the study's scores, -1 for none."""

    row_chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(_SMALLEST, thumbnails)
        self.setObjectName("thumbnails")
        self.setAccessibleName(tr("Test images"))
        self.setMinimumHeight(2 * _SMALLEST + 8)
        self.model_of_images = _ScoredImages()
        self._delegate = _ScoredDelegate(thumbnails, self.model_of_images)
        self.setModel(self.model_of_images)
        self.setItemDelegate(self._delegate)

    def show_rows(self, view: ReviewView | None, rows: list[int]) -> None:
        """Show these rows of the scores, as far as their images are there; the one chosen before stays chosen."""
        before = self.chosen()
        self.model_of_images.show_rows(view, rows[:MOST])
        shown = self.model_of_images.rows
        if shown:
            self.setCurrentIndex(self.model_of_images.index(shown.index(before) if before in shown else 0))
        self.row_chosen.emit(self.chosen())

    def chosen(self) -> int:
        """The chosen row of the scores, -1 for none."""
        at = self.currentIndex().row()
        return self.model_of_images.rows[at] if 0 <= at < len(self.model_of_images.rows) else -1

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_chosen.emit(self.chosen())

    def cell_changed(self, cell: int) -> None:
        self._delegate.cell = cell


class _ScoredImages(ImageListModel):
    """`rows`: of the scores, one a thumbnail."""

    def __init__(self) -> None:
        super().__init__()
        self.view: ReviewView | None = None
        self.rows: list[int] = []

    def show_rows(self, view: ReviewView | None, rows: list[int]) -> None:
        """Show the images of these rows that are there."""
        self.view = view
        images = view.images if view is not None else ()
        self.rows = [row for row in rows if row < len(images) and images[row] is not None]
        self.show([image for row in self.rows if (image := images[row]) is not None], list(range(len(self.rows))))

    def words(self, at: int) -> tuple[str, str]:
        """ "normal → covid 97 %" and the patient, of thumbnail number `at`."""
        view, record = self.view, self.record(at)
        assert view is not None
        assert record is not None
        truth, answer = int(view.truth[self.rows[at]]), int(view.review.predicted[self.rows[at]])
        sure = percent(float(view.review.cell.scores[self.rows[at], answer]))
        said = tr("{truth} → {answer} {sure}", truth=view.classes[truth], answer=view.classes[answer], sure=sure)
        return said, tr("Patient {id}", id=wording.short_id(record.patient))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and index.row() < len(self.rows):
            return ". ".join(self.words(index.row()))
        return super().data(index, role)


class _ScoredDelegate(ThumbnailDelegate):
    """The image with two lines on a dark plate below."""

    def __init__(self, thumbnails: Thumbnails, images: _ScoredImages) -> None:
        super().__init__(thumbnails)
        self._images = images

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if not isinstance(index.data(RECORD_ROLE), ImageRecord):
            return
        painter.save()
        side = self.cell - 2 * GAP
        tile = QRect(option.rect.x() + GAP, option.rect.y() + GAP, side, side)
        plate = QRect(tile.left(), tile.bottom() - 2 * _LINE - 5, tile.width(), 2 * _LINE + 6)
        painter.setOpacity(0.82)
        painter.fillRect(plate, QColor(_PLATE))
        painter.setOpacity(1.0)
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(_ON_PLATE))
        metrics = QFontMetrics(font)
        for line, words in enumerate(self._images.words(index.row())):
            place = QRect(plate.left() + 6, plate.top() + 3 + line * _LINE, plate.width() - 12, _LINE)
            told = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, told)
        self._draw_frame(painter, tile, option.state)
        painter.restore()
