"""What a person without a mouse, or without sight, needs of a widget: a name, a way there by Tab, a focus mark."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

_KINDS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
_AROUND = 4


def interactive(root: QWidget) -> list[QWidget]:
    """Every widget on screen that takes the keyboard or the mouse; the inner parts of Qt's own are left out."""
    return [part for part in root.findChildren(QWidget) if part.isVisible() and _is_control(part)]


def _is_control(part: QWidget) -> bool:
    outer = part.parentWidget()
    if isinstance(part, QScrollBar | QHeaderView) or isinstance(outer, QComboBox | QAbstractSpinBox):
        return False
    if type(part) is QAbstractButton or part.objectName().startswith("qt_"):  # a table's corner; Qt's own
        return False
    if part.focusProxy() is not None:  # a place that hands the keyboard on
        return False
    takes_keys = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return isinstance(part, _KINDS) or (takes_keys and type(part) is not QWidget)


def name_of(part: QWidget) -> str:
    """What a screen reader says: the accessible name, the text, or that of the label whose buddy it is."""
    text = part.text() if isinstance(part, QAbstractButton) else ""
    if part.accessibleName() or text:
        return part.accessibleName() or text
    buddies = (label for label in part.window().findChildren(QLabel) if label.buddy() is part)
    return next((label.text() for label in buddies), "")


def in_words(part: QWidget) -> str:
    """For a message: its class, its name and where it is."""
    owner = part.parentWidget()
    return f"{type(part).__name__} '{name_of(part)}' in {type(owner).__name__}"


def tab_order(root: QWidget) -> list[QWidget]:
    """The widgets that Tab goes through in a window, from its first."""
    window = root.window()
    found: list[QWidget] = []
    at = window.nextInFocusChain()
    while at is not None and at is not window:
        takes = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and at.isVisibleTo(window) and at.isEnabled() and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def backward_steps(root: QWidget) -> list[str]:
    """Where Tab goes up instead of on: from a widget to one wholly above it in the same part of the window."""
    order = [part for part in tab_order(root) if root.isAncestorOf(part)]
    wrong = []
    for before, after in pairwise(order):
        if before.parentWidget() is not after.parentWidget():
            continue
        if after.geometry().bottom() < before.geometry().top() and after.geometry().left() <= before.geometry().right():
            wrong.append(f"{in_words(before)} → {in_words(after)}")
    return wrong


def shows_focus(part: QWidget) -> bool:
    """Whether it, or what is close around it, looks different when it has the keyboard."""
    window = part.window()
    reveal(part)
    window.setFocus()
    without = _seen(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return part.hasFocus() and _seen(part) != without


def reveal(part: QWidget) -> None:
    """Scroll to it, as Tab does."""
    outer = part.parentWidget()
    while outer is not None:
        holder = outer.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and hasattr(holder, "ensureWidgetVisible"):
            holder.ensureWidgetVisible(part)
        outer = holder
    QApplication.processEvents()


def _seen(part: QWidget) -> QImage:
    window = part.window()
    QApplication.processEvents()
    where = QRect(part.mapTo(window, QPoint(0, 0)), part.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return window.grab(where).toImage()
