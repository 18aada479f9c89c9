"""The header: the page's question, its answer in a line, its primary action at the top right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import body_label, primary_button, title_label
from desktop_app.pages.page import PageHeader


class Header(QFrame):
    """Signal: `action`, the primary button was pressed."""

    action = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.question = title_label()
        self.answer = body_label()
        self.answer.setProperty("role", "muted")
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button = primary_button("")
        self.button.clicked.connect(self.action)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.question)
        words.addWidget(self.answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_AROUND, SPACE_BETWEEN, SPACE_AROUND, SPACE_BETWEEN)
        row.setSpacing(SPACE_BETWEEN)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(76)

    def show_header(self, header: PageHeader) -> None:
        """Show a page's header."""
        self.question.setText(header.question)
        self.answer.setText(header.answer)
        self.answer.setVisible(bool(header.answer))
        self.button.setVisible(header.action is not None)
        self.button.setText(header.action or "")
        self.button.setEnabled(header.action_enabled)
