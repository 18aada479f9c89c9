"""Icons and buttons that follow the theme by themselves."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from desktop_app.look import icons
from desktop_app.look.theme import current_tokens

Tone = Literal["text", "muted", "accent", "good", "attention", "bad", "on_accent"]


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` a role of the style sheet (`[role="…"]`) and redraw it."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class IconLabel(QLabel):
    """An icon in a tone of the theme; follows the theme by itself. Decorative unless `meaning` is given."""

    def __init__(self, stem: str, tone: Tone = "muted", side: int = 16, meaning: str = "") -> None:
        super().__init__()
        self._stem, self._tone, self._side = stem, tone, side
        self.setFixedSize(side, side)
        if meaning:
            self.setAccessibleName(meaning)
        self._draw()

    def show_icon(self, stem: str, tone: Tone | None = None, meaning: str = "") -> None:
        """Show another icon."""
        self._stem, self._tone = stem, tone or self._tone
        self.setAccessibleName(meaning)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        colour = getattr(current_tokens(), self._tone)
        self.setPixmap(icons.pixmap(self._stem, colour, self._side, self.devicePixelRatioF()))


class Button(QPushButton):
    """A button of one of the kinds, its icon recoloured with the theme. Its focus ring shows for the keyboard only."""

    def __init__(self, text: str, kind: str = "secondary", stem: str = "") -> None:
        super().__init__(text)
        self._stem = stem
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(16, 16))
        self.setAccessibleName(text)
        self._draw()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._draw()

    def set_icon(self, stem: str) -> None:
        """Show another icon, "" for none."""
        self._stem = stem
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._draw()

    def _draw(self) -> None:
        if self._stem:
            tokens = current_tokens()
            tone = {"primary": tokens.on_accent, "danger": tokens.bad}.get(self.property("kind"), tokens.text)
            colour = tone if self.isEnabled() else tokens.muted
            beside_text = bool(self.text())
            self.setIconSize(QSize(20 if beside_text else 16, 16))
            self.setIcon((icons.button_icon if beside_text else icons.icon)(self._stem, colour))


def primary_button(text: str, stem: str = "") -> Button:
    """The one button of a page that does its main thing, in the accent colour."""
    return Button(text, "primary", stem)


def secondary_button(text: str, stem: str = "") -> Button:
    """Any other button, outlined."""
    return Button(text, "secondary", stem)


def quiet_button(text: str, stem: str = "") -> Button:
    """A button that looks like text until it is pointed at."""
    return Button(text, "quiet", stem)


class IconButton(QToolButton):
    """A square button with an icon only; `name` is its tooltip and what a screen reader says."""

    def __init__(self, stem: str, name: str, side: int = 18) -> None:
        super().__init__()
        self._stem, self._side = stem, side
        self.setProperty("role", "icon")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(side, side))
        self.set_name(name)
        self._draw()

    def set_name(self, name: str) -> None:
        """Change the tooltip and the spoken name."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def set_icon(self, stem: str) -> None:
        """Show another icon."""
        self._stem = stem
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon(self._stem, current_tokens().muted))
