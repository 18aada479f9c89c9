"""The small menu that chooses light, dark, or like the system."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.look.appearance import CHOICES, Appearance
from engine.translation import tr


def open_theme_menu(button: QWidget, appearance: Appearance) -> QMenu:
    """Open it above `button`; it deletes itself when it closes."""
    menu = QMenu(button.window())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for choice, words in CHOICES.items():
        action = QAction(tr(words), menu)
        action.setCheckable(True)
        action.setChecked(choice == appearance.choice)
        action.triggered.connect(lambda _=False, choice=choice: appearance.choose(choice))
        group.addAction(action)
        menu.addAction(action)
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))
    return menu
