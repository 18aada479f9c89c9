"""A large number over a small word."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SIZE_TITLE
from desktop_app.look.widgets import note_label, number_label


class Figure(QWidget):
    """A read-out; its spoken name is the number with its word."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number_label("–")
        self.number.setProperty("role", "title")
        self.number.setFont(tabular(self.number.font(), SIZE_TITLE))
        self.word = note_label(word)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.number)
        lines.addWidget(self.word)
        lines.addStretch(1)

    def show_number(self, text: str, word: str | None = None) -> None:
        """Show another number (and word)."""
        self.number.setText(text)
        if word is not None:
            self.word.setText(word)
        self.setAccessibleName(f"{text} {self.word.text()}")
