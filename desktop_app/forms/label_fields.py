"""A DICOM header field as the label: the fields that tell the images apart, one to be chosen, its values named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.label_values import LabelValues
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    Notice,
    body_label,
    heading_label,
    note_label,
    primary_button,
    row,
    secondary_button,
    separator,
)
from desktop_app.models.label_headers import LabelHeaders
from engine.cohort.label_mapping import LabelValue
from engine.translation import tr

if TYPE_CHECKING:
    from engine.cohort.label_fields import FieldLabels
    from engine.cohort.records import ImageRecord

_WIDTH = 680
_SHOWN_VALUES = 4


class LabelFields(QWidget):
    """Signals: `accepted(object, str)`, the class (or None) by image_id and the field's name; `given_up`."""

    accepted = Signal(object, str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headers = LabelHeaders(self)
        self.fields: dict[str, FieldLabels] = {}
        self.choices: dict[str, QRadioButton] = {}
        self._becomes: dict[str, str | None] = {}
        self._known: tuple[str, ...] = ()
        self.intro = body_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Headers read"))
        self.state = note_label()
        self.group = QButtonGroup(self)
        self.values_heading = heading_label(tr("Its values"))
        self.values = LabelValues()
        self.problem = Notice("attention")
        self.use = primary_button(tr("Use these labels"), "check")
        self.back = secondary_button(tr("Cancel"))
        self.use.clicked.connect(self._accept)
        self.back.clicked.connect(self._give_up)
        self.values.changed.connect(self._rename)
        self.headers.progressed.connect(self._show_progress)
        self.headers.found.connect(self._offer)
        self._build()

    def _build(self) -> None:
        card = Card()
        card.setMaximumWidth(_WIDTH)
        card.body.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addWidget(heading_label(tr("Labels from a DICOM field")))
        card.body.addWidget(self.intro)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.state)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_WITHIN)
        card.body.addLayout(self._list)
        self._mapping = QWidget()
        mapping = QVBoxLayout(self._mapping)
        mapping.setContentsMargins(0, 0, 0, 0)
        mapping.setSpacing(SPACE_WITHIN)
        for part in (separator(), self.values_heading, self.values):
            mapping.addWidget(part)
        card.body.addWidget(self._mapping)
        card.body.addWidget(self.problem)
        card.body.addLayout(row(1, self.back, self.use))
        centred = QWidget()
        line = QHBoxLayout(centred)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(card, 100, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(centred)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def begin(self, images: Sequence[ImageRecord], known: Sequence[str]) -> None:
        """Read the headers of `images`, then offer the fields. known: the project's classes."""
        self._known = tuple(known)
        self.intro.setText(
            tr(
                "The headers are read for text fields with two to nine different values, one of which may say what the "
                "image shows. Names, numbers and dates of patients are not looked at."
            )
        )
        self._clear()
        self.state.setText(tr("Reading headers…"))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.headers.start(images)

    def _clear(self) -> None:
        for choice in self.choices.values():
            self.group.removeButton(choice)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields, self.choices = {}, {}
        self._mapping.hide()
        self.problem.show_notice("attention", "")
        self.use.setEnabled(False)

    def _show_progress(self, done: int, total: int) -> None:
        if self.headers.running:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.state.setText(
                tr("{done} of {total} headers read", done=wording.number(done), total=wording.number(total))
            )

    def _offer(self, fields: tuple[FieldLabels, ...]) -> None:
        from engine.cohort.label_fields import FIELDS

        self._clear()
        self.bar.hide()
        self.state.setText("" if fields else tr("No field of these files tells the images apart into a few groups."))
        self.state.setVisible(not fields)
        for found in fields:
            choice = QRadioButton(tr(FIELDS[found.keyword]))
            values = note_label(self._values_line(found))
            values.setContentsMargins(24, 0, 0, 4)
            choice.setAccessibleDescription(values.text())
            choice.toggled.connect(lambda on, keyword=found.keyword: self._choose(keyword) if on else None)
            self.group.addButton(choice)
            self.fields[found.keyword], self.choices[found.keyword] = found, choice
            self._list.addWidget(choice)
            self._list.addWidget(values)
        if self.choices:
            next(iter(self.choices.values())).setFocus()

    @staticmethod
    def _values_line(found: FieldLabels) -> str:
        ordered = sorted(found.counts.items(), key=lambda item: -item[1])
        shown = [tr("{value} ({n})", value=value, n=wording.number(n)) for value, n in ordered[:_SHOWN_VALUES]]
        if len(ordered) > _SHOWN_VALUES:
            shown.append(tr("and {n} other values", n=len(ordered) - _SHOWN_VALUES))
        return " · ".join(shown)

    def _chosen(self) -> FieldLabels | None:
        return next((self.fields[keyword] for keyword, choice in self.choices.items() if choice.isChecked()), None)

    def _choose(self, keyword: str) -> None:
        self._becomes = {value: value for value in self.fields[keyword].counts}
        self._mapping.show()
        self._refresh()

    def _rename(self, value: str, becomes: str | None) -> None:
        self._becomes[value] = becomes
        self._refresh()

    def _refresh(self) -> None:
        found = self._chosen()
        if found is None:
            return
        counts = sorted(found.counts.items(), key=lambda item: -item[1])
        self.values.show_values([LabelValue(v, n, self._becomes.get(v)) for v, n in counts], self._known)
        enough = len(set(filter(None, self._becomes.values()))) >= 2
        self.problem.show_notice("attention", "" if enough else tr("At least two classes are needed."))
        self.use.setEnabled(enough)

    def _accept(self) -> None:
        from engine.cohort.label_fields import FIELDS

        found = self._chosen()
        if found is not None:
            labels = {i: becomes for i, value in found.labels.items() if (becomes := self._becomes.get(value))}
            self.accepted.emit(labels, tr(FIELDS[found.keyword]))

    def _give_up(self) -> None:
        self.headers.stop()
        self.given_up.emit()
