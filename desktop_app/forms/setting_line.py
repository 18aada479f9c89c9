"""One setting: its name and what it means at the left, its field at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_BETWEEN
from desktop_app.look.widgets import body_label, note_label

_FIELD_WIDTH = 220


class SettingLine(QWidget):
    """`note` may be changed; `field` is what was given, named by the setting's name."""

    def __init__(self, name: str, note: str, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.name: QLabel = body_label(name)
        self.name.setBuddy(field)
        self.note = note_label(note)
        field.setAccessibleName(name)
        field.setAccessibleDescription(note)
        field.setFixedWidth(_FIELD_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.note)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(SPACE_BETWEEN)
        line.addLayout(words, 1)
        line.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
        self.note.setVisible(bool(note))

    def explain(self, note: str) -> None:
        """Say something else below the name."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.field.setAccessibleDescription(note)
