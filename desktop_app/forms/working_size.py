"""The working size of a new project: how large its small copies of the images are, and what that takes on the disk."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.widgets import note_label
from engine.translation import tr

SIDES = (256, 384, 512)
_IMAGES = 10_000


class WorkingSize(QWidget):
    """`side()` is the side in pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        for side in SIDES:
            self.box.addItem(tr("{rows} × {columns} pixels", rows=side, columns=side), side)
        self.note = note_label()
        self.box.currentIndexChanged.connect(self._explain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.note)
        self.setFocusProxy(self.box)
        self._explain()

    def side(self) -> int:
        """Height and width of the small copies."""
        return int(self.box.currentData())

    def reset(self) -> None:
        """Back to the default."""
        self.box.setCurrentIndex(0)

    def _explain(self) -> None:
        size = wording.file_size(self.side() ** 2 * _IMAGES)
        self.note.setText(
            tr(
                "The project keeps a small copy of each image: {n} images take {size} on the disk. Larger copies keep "
                "finer detail. This cannot be changed later.",
                n=wording.number(_IMAGES),
                size=size,
            )
        )
