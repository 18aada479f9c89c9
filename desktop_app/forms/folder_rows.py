"""Some folders below one another, each with a button that takes it off the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.elided import ElidedLabel
from desktop_app.look.widgets import IconButton, IconLabel, note_label, row
from engine.translation import tr


class FolderRows(QWidget):
    """Signal: `changed`. empty: what is said while there is none, "" for nothing."""

    changed = Signal()

    def __init__(self, empty: str = "") -> None:
        super().__init__()
        self.folders: tuple[Path, ...] = ()
        self._lines: list[QWidget] = []
        self._empty = note_label(empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._empty)
        self._show()

    def set_folders(self, folders: tuple[Path, ...]) -> None:
        """List these."""
        self.folders = tuple(dict.fromkeys(folders))
        self._show()
        self.changed.emit()

    def add(self, folder: Path) -> None:
        """List one more."""
        self.set_folders((*self.folders, folder))

    def _show(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for folder in self.folders:
            remove = IconButton("x", tr("Take {name} off this list", name=folder.name), 14)
            remove.clicked.connect(lambda _=False, folder=folder: self._remove(folder))
            path = ElidedLabel(str(folder), "body")
            line = QWidget()
            parts = row(IconLabel("folder-images"), path, remove)
            parts.setStretch(1, 1)
            line.setLayout(parts)
            self._column.addWidget(line)
            self._lines.append(line)
        self._empty.setVisible(not self.folders and bool(self._empty.text()))
        if not (self.folders or self._empty.text()):
            self.hide()
        elif self.parentWidget() is not None:  # what is shown without one flashes up as a window of its own
            self.show()

    def _remove(self, folder: Path) -> None:
        self.set_folders(tuple(other for other in self.folders if other != folder))
