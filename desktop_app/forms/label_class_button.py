"""A class to choose: its key, its mark, its name, how many images have it; the whole of it is one button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app import wording
from desktop_app.forms.class_counts import MarkLabel
from desktop_app.look.class_marks import ClassMark
from desktop_app.look.elided import ElidedLabel
from desktop_app.look.theme import current_tokens, mix, tabular
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import note_label
from engine.translation import tr

HEIGHT = 44


class KeyCap(QLabel):
    """A key of the keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(24, 24)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        tokens = current_tokens()
        sheet = (
            f"background: {mix(tokens.text, tokens.surface, 0.06)}; color: {tokens.text}; border-radius: 4px; "
            f"border: 1px solid {mix(tokens.text, tokens.surface, 0.28)}; font-weight: 600; font-size: 12px;"
        )
        if sheet != self.styleSheet():  # which changes the style, too
            self.setStyleSheet(sheet)


class LabelClassButton(QPushButton):
    """`clicked` like any button; checked while the image on screen has this label. key: "" for none."""

    def __init__(self, name: str, key: str, mark: ClassMark | None = None) -> None:
        super().__init__()
        self.name, self.key = name, key
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setToolTip(name)
        self._count = note_label()
        self._count.setWordWrap(False)
        self._count.setFont(tabular(self._count.font()))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(SPACE_WITHIN + 2)
        parts: list[QWidget] = [KeyCap(key)] if key else []
        if mark is not None:
            parts.append(MarkLabel(mark))
        words = ElidedLabel(name, "body")
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in (*parts, words, self._count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.addWidget(part)
        self.show_count(0)

    def show_count(self, images: int, *, shown: bool = True) -> None:
        """How many images have the label."""
        self._count.setText(wording.number(images) if shown else "")
        spoken = tr("{name}, key {key}", name=self.name, key=self.key) if self.key else self.name
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(wording.count(images, "image") if shown else "")

    def sizeHint(self) -> QSize:
        return QSize(220, HEIGHT)
