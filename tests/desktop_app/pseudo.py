"""A language made of English in other letters, and a walk through everything a window shows.

What stands in plain letters there was not translated: it never went through `tr`, or it was put into a place of a
translated sentence without having been translated itself.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsScene,
    QGraphicsView,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

OPEN, CLOSE = "⟦", "⟧"
_LETTERS = str.maketrans(
    string.ascii_lowercase + string.ascii_uppercase,
    "åƀćđéƒĝĥíĵķļɱñóþǫřšŧúṽŵẋýž" + "ÅƁĆĐÉƑĜĤÍĴĶĻṀÑÓÞǪŘŠŦÚṼŴẊÝŽ",
)
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]+>|&\w+;|\*\.\w+|DICOMDIR\*|dicomdir\*)")  # places, markup, file patterns
_MARKUP = re.compile(r"<style.*?</style>|<[^<>]+>|&#?\w+;", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]{2,}")


class Pseudo(Mapping[str, str]):
    """Every text in other letters between ⟦ and ⟧. longer: a share of its length that is added to it."""

    def __init__(self, longer: float = 0.0) -> None:
        self._longer = longer

    def __getitem__(self, text: str) -> str:
        parts = _KEPT.split(text)
        said = "".join(part if at % 2 else part.translate(_LETTERS) for at, part in enumerate(parts))
        more = round(len(text) * self._longer)
        filling = (" ǫúíŧé ļóñĝ" * (more // 11 + 1))[:more] if more else ""
        return f"{OPEN}{said}{filling}{CLOSE}"

    def __iter__(self) -> Iterator[str]:
        raise TypeError("every text is in it")

    def __len__(self) -> int:
        return 1


def left_in_english(text: str, allowed: re.Pattern[str]) -> list[str]:
    """The words of `text` in plain letters that `allowed` (data, names, units) does not cover."""
    return _WORD.findall(allowed.sub(" ", _MARKUP.sub(" ", text)))


def shown_by(root: QWidget, without: tuple[QWidget, ...] = ()) -> Iterator[tuple[str, str]]:
    """Where and what `root` and all within it say: (widget and property, text), hidden parts too."""
    for widget in (root, *root.findChildren(QWidget)):
        if _is_in(widget, without):
            continue
        name = type(widget).__name__
        for what, text in _said_by(widget):
            if text:
                yield f"{name}.{what}", text
    for action in root.findChildren(QAction):
        if not isinstance(action.parent(), QGraphicsScene):  # pyqtgraph's own menu, which no plot of ours opens
            yield "QAction.text", action.text()


def _is_in(widget: QWidget | None, parts: tuple[QWidget, ...]) -> bool:
    """Also for what opens as a window of its own, a box's list for example, which Qt does not count."""
    while widget is not None:
        if any(widget is part for part in parts):
            return True
        widget = widget.parentWidget()
    return False


def _said_by(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "windowTitle", widget.windowTitle()
    yield "toolTip", widget.toolTip()
    yield "accessibleName", widget.accessibleName()
    yield "accessibleDescription", widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholderText", widget.placeholderText()
    if isinstance(widget, QGroupBox):
        yield "title", widget.title()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield "toPlainText", widget.toPlainText()
        yield "placeholderText", widget.placeholderText()
    if isinstance(widget, QAbstractSpinBox):
        yield "text", widget.text()
    if isinstance(widget, QComboBox):
        yield from (("itemText", widget.itemText(at)) for at in range(widget.count()))
    if isinstance(widget, QTabWidget):
        yield from (("tabText", widget.tabText(at)) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _said_by_model(widget.model())
    if isinstance(widget, QGraphicsView):
        yield from _said_by_plot(widget)


def _said_by_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[tuple[str, str]]:
    parent = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for section in range(columns):
        for way in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            yield "headerData", str(model.headerData(section, way) or "")
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for row in range(min(model.rowCount(parent), 20)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in roles:
                yield f"data({role.name})", str(model.data(index, role) or "")
            if columns > 1 and not isinstance(model, QAbstractTableModel) and model.hasChildren(index):
                yield from _said_by_model(model, index)


def _said_by_plot(view: QGraphicsView) -> Iterator[tuple[str, str]]:
    """pyqtgraph's words: texts, labels, axis titles."""
    for item in view.scene().items() if view.scene() is not None else ():
        for attribute in ("toPlainText", "labelText", "text"):
            value = getattr(item, attribute, None)
            text = value() if callable(value) else value
            if isinstance(text, str):
                yield f"{type(item).__name__}.{attribute}", text
        yield f"{type(item).__name__}.toolTip", item.toolTip()
