"""Which theme is on: the system's, unless the user has chosen one; switched while the program runs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.look.theme import apply_theme, system_tokens
from desktop_app.look.tokens import DARK, LIGHT, Tokens
from desktop_app.preferences import PreferencesKeeper
from engine.translation import mark

CHOICES = {"system": mark("Like the system"), "light": mark("Light"), "dark": mark("Dark")}


class Appearance(QObject):
    """Dresses the application. Signal: `changed(object)` with the new `Tokens`."""

    changed = Signal(object)

    def __init__(self, app: QApplication, preferences: PreferencesKeeper) -> None:
        super().__init__(app)
        self._app, self._preferences = app, preferences
        self.tokens: Tokens = self._wanted()
        apply_theme(app, self.tokens)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._refresh)

    @property
    def choice(self) -> str:
        """ "system", "light" or "dark"."""
        return self._preferences.current.theme

    def choose(self, choice: str) -> None:
        """Follow the user's choice from now on."""
        self._preferences.change(replace(self._preferences.current, theme=choice))
        self._refresh()

    def _wanted(self) -> Tokens:
        return {"light": LIGHT, "dark": DARK}.get(self.choice) or system_tokens()

    def _refresh(self) -> None:
        tokens = self._wanted()
        if tokens != self.tokens:
            self.tokens = tokens
            apply_theme(self._app, tokens)
            self.changed.emit(tokens)
