"""The virtual grid of thumbnails: only what is on screen is drawn; its columns always fill the width."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop_app.look.class_marks import ClassMark
from desktop_app.models.image_list import ImageListModel, Index
from desktop_app.models.thumbnail_delegate import ThumbnailDelegate
from desktop_app.models.thumbnails import Thumbnails
from engine.cohort.records import ImageRecord

SMALLEST_CELL = 116


class ThumbnailGrid(QListView):
    """Signal: `image_chosen(object)`, an `ImageRecord` or None."""

    image_chosen = Signal(object)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.images = ImageListModel()
        self._delegate = ThumbnailDelegate(thumbnails)
        self.setObjectName("thumbnails")
        self.setAccessibleName("Images")
        self.setModel(self.images)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(40)

    def show_images(self, images: tuple[ImageRecord, ...], shown: tuple[int, ...], marks: dict[str, ClassMark]) -> None:
        """Show the images at positions `shown`; the chosen one stays chosen where it is still among them."""
        before = self.images.record(self.currentIndex().row())
        self._delegate.marks = marks
        self.images.show(images, shown)
        row = self.images.row_of(before.image_id) if before is not None else -1
        if self.images.rowCount():
            self.setCurrentIndex(self.images.index(max(row, 0)))
        else:
            self.image_chosen.emit(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.image_chosen.emit(self.images.record(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width() - 2
        columns = max(width // SMALLEST_CELL, 1)
        cell = width // columns
        if cell != self._delegate.cell:
            self._delegate.cell = cell
            self.setGridSize(QSize(cell, cell))
        super().resizeEvent(event)
