"""A large choice: an icon, a title, a sentence; the whole of it is one button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import IconLabel, heading_label, note_label

_HEIGHT = 164


class Choice(QPushButton):
    """`clicked` like any button."""

    def __init__(self, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # a narrow window or a long language needs another line
        self.setSizePolicy(policy)
        self._sentence = note_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(IconLabel(icon, "accent", 28))
        column.addSpacing(4)
        for label in (heading_label(title), self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Change the sentence."""
        self._sentence.setText(sentence)
        self.setAccessibleDescription(sentence)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(_HEIGHT, layout.heightForWidth(width) if layout is not None else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(176, _HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT)
