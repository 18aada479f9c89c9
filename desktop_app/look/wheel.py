"""Scrolling a page never changes a number that happens to lie under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget


class WheelGuard(QObject):
    """An event filter: the wheel turns a field only while the keyboard is in it; else it scrolls what lies behind."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()  # the parent gets it
            return True
        return False


def guard_wheel(page: QWidget) -> None:
    """Guard all the sliders, number fields and lists that `page` holds now."""
    guard = WheelGuard(page)
    for kind in (QSlider, QAbstractSpinBox, QComboBox):
        for field in page.findChildren(kind):
            if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(guard)
