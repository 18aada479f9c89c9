"""The virtual grid of thumbnails: only what is on screen is drawn; its columns always fill the width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from desktop_app.forms.cell_grid import CellGrid
from desktop_app.look.class_marks import ClassMark
from desktop_app.models.image_list import ImageListModel, Index
from desktop_app.models.thumbnail_delegate import ThumbnailDelegate
from desktop_app.models.thumbnails import Thumbnails
from engine.cohort.records import ImageRecord
from engine.translation import tr

SMALLEST_CELL = 116


class ThumbnailGrid(CellGrid):
    """Signal: `image_chosen(object)`, an `ImageRecord` or None."""

    image_chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(SMALLEST_CELL, thumbnails)
        self.images = ImageListModel()
        self._delegate = ThumbnailDelegate(thumbnails)
        self.setObjectName("thumbnails")
        self.setAccessibleName(tr("Images"))
        self.setModel(self.images)
        self.setItemDelegate(self._delegate)

    def show_images(self, images: Sequence[ImageRecord], shown: list[int], marks: dict[str, ClassMark]) -> None:
        """Show the images at positions `shown`; what is chosen and where one looks stay where they can."""
        before, offset = self.chosen(), self.verticalOffset()
        self._delegate.marks = marks
        self.images.show(images, shown)
        row = self.images.row_of(before.image_id) if before is not None else -1
        if self.images.rowCount():
            self.verticalScrollBar().setValue(offset)
            self.setCurrentIndex(self.images.index(max(row, 0)))
            if row < 0:
                self.scrollToTop()
        else:
            self.image_chosen.emit(None)

    def append(self, positions: Sequence[int]) -> None:
        """Show these as well, after the others; nothing else on screen moves."""
        was_empty = not self.images.rowCount()
        self.images.append(positions)
        if was_empty and positions:
            self.setCurrentIndex(self.images.index(0))

    def chosen(self) -> ImageRecord | None:
        """The image that is chosen."""
        return self.images.record(self.currentIndex().row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.image_chosen.emit(self.images.record(current.row()))

    def cell_changed(self, cell: int) -> None:
        self._delegate.cell = cell
