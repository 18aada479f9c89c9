"""The images on screen as a Qt list model: positions in the cohort, so that a hundred thousand cost nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app import wording
from engine.cohort.records import ImageRecord
from engine.translation import tr

Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


class ImageListModel(QAbstractListModel):
    """Rows are images; `RECORD_ROLE` gives the `ImageRecord`."""

    def __init__(self) -> None:
        super().__init__()
        self._images: Sequence[ImageRecord] = ()
        self._shown: list[int] = []

    def show(self, images: Sequence[ImageRecord], shown: list[int]) -> None:
        """Show the images at positions `shown` of `images`, which may grow at its end."""
        self.beginResetModel()
        self._images, self._shown = images, shown
        self.endResetModel()

    def append(self, positions: Sequence[int]) -> None:
        """Show these as well, after the others."""
        if positions:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(positions) - 1)
            self._shown += positions
            self.endInsertRows()

    def record(self, row: int) -> ImageRecord | None:
        """The image in a row; None where there is no such row."""
        return self._images[self._shown[row]] if 0 <= row < len(self._shown) else None

    def row_of(self, image_id: str) -> int:
        """The row of an image, -1 where it is not shown."""
        return next((row for row, at in enumerate(self._shown) if self._images[at].image_id == image_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        record = self.record(index.row())
        if record is None:
            return None
        if role == RECORD_ROLE:
            return record
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(
                "{label}, {rows} × {columns}, patient {patient}",
                label=record.label or tr("unlabelled"),
                rows=record.rows,
                columns=record.columns,
                patient=wording.short_id(record.patient),
            )
        return None
