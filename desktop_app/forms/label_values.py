"""What each value of a column or header field stands for: a class, by the same or another name, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.elided import ElidedLabel
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import note_label
from engine.cohort.label_mapping import LabelValue
from engine.translation import mark, tr

MOST_LISTED = 24
LEAVE_OUT = mark("Leave out")
_LEAVE = object()


class LabelValues(QWidget):
    """Signal: `changed(str, object)`, a value and the class that it now stands for, None for leaving it out."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self._counts: dict[str, QLabel] = {}
        self._known: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_WITHIN)
        self._more = note_label()
        self._body: QWidget | None = None
        self._column.addWidget(self._more)
        self._more.hide()

    def show_values(self, values: Sequence[LabelValue], known: Sequence[str]) -> None:
        """List the values, the first `MOST_LISTED` of them. known: the project's classes, offered for each."""
        listed = values[:MOST_LISTED]
        if [value.value for value in listed] != list(self.boxes) or tuple(known) != self._known:
            self._known = tuple(known)
            self._rebuild(listed)
        for value in listed:
            box = self.boxes[value.value]
            if not (box.hasFocus() or box.lineEdit().hasFocus()):
                with QSignalBlocker(box):
                    box.setEditText(value.becomes or "")
            self._counts[value.value].setText(wording.number(value.rows))
        hidden = len(values) - len(listed)
        self._more.setText(tr("and {n} other values", n=wording.number(hidden)))
        self._more.setVisible(hidden > 0)

    def _rebuild(self, values: Sequence[LabelValue]) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_WITHIN)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        self.boxes, self._counts = {}, {}
        for at, value in enumerate(values):
            words, count = ElidedLabel(value.value, "body"), note_label()
            count.setWordWrap(False)
            count.setFont(tabular(count.font()))
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.boxes[value.value], self._counts[value.value] = self._box(value.value), count
            grid.addWidget(words, at, 0)
            grid.addWidget(count, at, 1)
            grid.addWidget(self.boxes[value.value], at, 2)
        self._column.insertWidget(0, self._body)

    def _box(self, value: str) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(tr("Class of “{value}”", value=value))
        box.lineEdit().setPlaceholderText(tr(LEAVE_OUT))
        for name in dict.fromkeys((*self._known, value)):
            box.addItem(name)
        box.addItem(tr(LEAVE_OUT), _LEAVE)
        box.activated.connect(lambda at, box=box: box.setEditText("") if box.itemData(at) is _LEAVE else None)
        box.editTextChanged.connect(lambda text: self.changed.emit(value, text.strip() or None))
        return box
