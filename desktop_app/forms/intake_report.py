"""The report of the reading: what was done to the images that were loaded, and which files were skipped and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.skipped_list import SkippedList
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import body_label, heading_label, note_label, number_label, quiet_button
from desktop_app.models.facets import NOTICE, READING, TWICE, UNKNOWN_PATIENT, FacetValue
from engine.translation import mark, tr

DONE, SKIPPED = mark("What was done to the images"), mark("What was skipped")
_LEFT_OUT = frozenset((UNKNOWN_PATIENT, TWICE))  # not of the reading; they have places of their own


class IntakeReport(QWidget):
    """Signal: `images_wanted(str, str)`, a facet and its value, to see the images that have it."""

    images_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.skipped = SkippedList()
        self.none_skipped = note_label(tr("No file was skipped."))
        self.done_heading, self.skipped_heading = heading_label(tr(DONE)), heading_label(tr(SKIPPED))
        self.nothing_done = note_label(tr("Nothing had to be done: the images are used as they are."))
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[FacetValue, ...] = ()
        self._parts: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        for part in (self.done_heading, self.nothing_done, self._lines):
            column.addWidget(part)
        column.addSpacing(SPACE_BETWEEN)
        for part in (self.skipped_heading, self.none_skipped):
            column.addWidget(part)
        column.addWidget(self.skipped, 1)
        column.addStretch(0)

    def show_values(self, values: Sequence[FacetValue], skipped: int) -> None:
        """values: of every facet; those of the reading are listed. skipped: how many files were."""
        shown = tuple(v for v in values if v.facet in (READING, NOTICE) and v.value not in _LEFT_OUT)
        self.nothing_done.setVisible(not shown)
        self.none_skipped.setVisible(not skipped)
        self.skipped.setVisible(bool(skipped))
        if shown == self._shown:
            return
        self._shown = shown
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for at, value in enumerate(shown):
            self._add_line(at, value)

    def show_buttons(self) -> tuple[QWidget, ...]:
        """The buttons that show a line's images, from top to bottom."""
        return tuple(self._parts[2::3])

    def _add_line(self, at: int, value: FacetValue) -> None:
        sentence = wording.intake_note(value.value)
        number = number_label(wording.number(value.count))
        words = body_label(sentence)
        button = quiet_button(tr("Show these"), "images")
        button.setAccessibleName(tr("Show these: {what}", what=sentence))
        button.clicked.connect(lambda: self.images_wanted.emit(value.facet, value.value))
        self._grid.addWidget(number, at, 0)
        self._grid.addWidget(words, at, 1)
        self._grid.addWidget(button, at, 2)
        self._parts += [number, words, button]
