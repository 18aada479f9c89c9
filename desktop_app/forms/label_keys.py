"""Keys of a widget and all that is in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(widget: QWidget, keys: dict[str, Callable[[], object]], *, repeat: bool = False) -> None:
    """Call what belongs to a key ("1", "Ctrl+Z") while the widget or a part of it has the focus.

    A field for text that has the focus keeps the keys that it writes. repeat: again and again while the key is down.
    """
    for key, slot in keys.items():
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(repeat)
        shortcut.activated.connect(slot)
