"""The kit that every page is built from: labels, buttons, cards, notices and the empty state, all in one look."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from desktop_app.look.controls import (
    Button,
    IconButton,
    IconLabel,
    Tone,
    primary_button,
    quiet_button,
    secondary_button,
    set_role,
)
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from engine.translation import mark, tr

__all__ = [
    "Button",
    "Card",
    "Disclosure",
    "EmptyState",
    "IconButton",
    "IconLabel",
    "Notice",
    "NoticeKind",
    "Tone",
    "body_label",
    "card",
    "column",
    "heading_label",
    "note_label",
    "number_label",
    "primary_button",
    "quiet_button",
    "row",
    "secondary_button",
    "separator",
    "set_role",
    "title_label",
    "verdict_label",
]

NoticeKind = Literal["info", "good", "attention", "bad"]
_EMPTY_WIDTH = 460
_NOTICE_WORD = {"info": mark("info"), "good": mark("good"), "attention": mark("attention"), "bad": mark("bad")}
_NOTICE_ICON = {"info": "info", "good": "circle-check", "attention": "triangle-alert", "bad": "circle-x"}
_NOTICE_TONE: dict[str, Tone] = {"info": "accent", "good": "good", "attention": "attention", "bad": "bad"}


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def verdict_label(text: str = "") -> QLabel:
    """The answer of a page in large type; may be selected and copied."""
    label = _label(text, "verdict")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def title_label(text: str = "") -> QLabel:
    """A page's or a dialog's title."""
    return _label(text, "title")


def heading_label(text: str = "") -> QLabel:
    """A card's or a group's heading: body size, stronger."""
    return _label(text, "heading")


def body_label(text: str = "") -> QLabel:
    """Running text."""
    return _label(text, "body")


def note_label(text: str = "") -> QLabel:
    """Small muted text: units, conditions, what a number rests on."""
    return _label(text, "note")


def number_label(text: str = "") -> QLabel:
    """A read-out with tabular figures."""
    label = _label(text, "body")
    label.setWordWrap(False)
    label.setFont(tabular(label.font()))
    return label


class Card(QFrame):
    """A surface with a border and an optional heading. Add content to `body` (a QVBoxLayout, 8 px apart)."""

    def __init__(self, title: str = "", note: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        self.body.setSpacing(SPACE_WITHIN)
        if title:
            self.heading = heading_label(title)
            self.body.addWidget(self.heading)
            self.setAccessibleName(title)
        if note:
            self.body.addWidget(note_label(note))


def card(title: str = "", *body: QWidget | QLayout, note: str = "") -> Card:
    """A card with a heading, an optional note under it, and `body` below one another."""
    result = Card(title, note)
    for part in body:
        if isinstance(part, QLayout):
            result.body.addLayout(part)
        else:
            result.body.addWidget(part)
    return result


class Notice(QFrame):
    """One sentence about the state of things, with an icon beside its colour. Hidden while it has nothing to say."""

    def __init__(self, kind: NoticeKind = "info", text: str = "") -> None:
        super().__init__()
        self._icon = IconLabel(_NOTICE_ICON[kind], _NOTICE_TONE[kind])
        self._text = body_label()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, SPACE_WITHIN, 12, SPACE_WITHIN)
        self.row.setSpacing(SPACE_WITHIN)
        self.row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._text, 1)
        self.show_notice(kind, text)

    def show_notice(self, kind: NoticeKind, text: str) -> None:
        """Say `text`; an empty text hides the notice."""
        self._icon.show_icon(_NOTICE_ICON[kind], _NOTICE_TONE[kind], tr(_NOTICE_WORD[kind]))
        self._text.setText(text)
        set_role(self, f"notice-{kind}")
        self.setVisible(bool(text))

    def add_button(self, button: QWidget) -> None:
        """What can be done about it, at the right."""
        self.row.addWidget(button)
        self.row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """What it says."""
        return self._text.text()


class EmptyState(QWidget):
    """What a page shows before it has anything: what will be here, and the action that fills it. Signal: `action`."""

    action = Signal()

    def __init__(self, icon: str, title: str, sentence: str, action_text: str = "") -> None:
        super().__init__()
        self.title = title_label(title)
        self.sentence = body_label(sentence)
        self.button = primary_button(action_text)
        if not action_text:  # never setVisible(True) here: without a parent yet, it would be a window for a moment
            self.button.hide()
        self.button.clicked.connect(self.action)
        self.sentence.setProperty("role", "muted")
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(_EMPTY_WIDTH)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        lines.setSpacing(SPACE_WITHIN)
        lines.addStretch(2)
        lines.addLayout(_centred_line(IconLabel(icon, "muted", 40), 0))
        lines.addSpacing(SPACE_WITHIN)
        lines.addLayout(_centred_line(self.title, 100))
        lines.addLayout(_centred_line(self.sentence, 100))
        lines.addSpacing(SPACE_WITHIN)
        lines.addLayout(_centred_line(self.button, 0))
        lines.addStretch(3)

    def say(self, title: str, sentence: str, action_text: str = "") -> None:
        """Change what it says; no `action_text` hides the button."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(action_text)
        self.button.setVisible(bool(action_text))


def _centred_line(part: QWidget, stretch: int) -> QHBoxLayout:
    """`part` in the middle; with a stretch it takes what width it may, so that its lines break as late as possible."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(part, stretch)
    line.addStretch(1)
    return line


class Disclosure(QWidget):
    """A heading that folds `content` away; folded at first. For details that most need not read."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, *, unfolded: bool = False) -> None:
        super().__init__()
        self.content = content
        self.button = Button(title, "fold", "chevron-right")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        content.setVisible(unfolded)
        self.button.setChecked(unfolded)

    def _fold(self, unfolded: bool) -> None:
        self.button.set_icon("chevron-down" if unfolded else "chevron-right")
        self.content.setVisible(unfolded)
        self.toggled.emit(unfolded)


def separator() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line


def centred(body: QWidget, widest: int, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """`body` in the middle, as wide as there is room for up to `widest`. margins: left, top, right, bottom."""
    body.setMaximumWidth(widest)
    frame = QWidget()
    line = QHBoxLayout(frame)
    line.setContentsMargins(*margins)
    line.addStretch()
    line.addWidget(body, 1)
    line.addStretch()
    return frame


def row(*parts: QWidget | int, spacing: int = SPACE_WITHIN) -> QHBoxLayout:
    """Widgets beside one another; a number among them is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            layout.addWidget(part)
    return layout


def column(*parts: QWidget | int, spacing: int = SPACE_WITHIN) -> QVBoxLayout:
    """Widgets below one another; a number among them is a stretch."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            layout.addWidget(part)
    return layout
