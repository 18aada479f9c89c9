"""Who is who: the rules that may name the patient of images that do not, each with examples, one to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.forms.patient_row import PatientRow
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    Notice,
    body_label,
    note_label,
    primary_button,
    row,
    secondary_button,
)
from desktop_app.models.patient_choices import PatientChoice, own_rule, patient_choices
from desktop_app.runs.background import Background
from desktop_app.runs.job_session import single_shot
from engine.errors import PlannerError
from engine.translation import mark, tr

_WIDTH = 760
_TYPING_MS = 200
_OTHER = mark("Another rule")
SPLIT_IS_FIXED = mark(
    "This project's test patients are fixed. A new rule moves no image between training and test: if it brings images "
    "of both together, start a new project."
)


class PatientsPanel(QWidget):
    """Signals: `confirmed(object)` with a `PatientChoice`; `given_up`."""

    confirmed = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[str, ...] = ()
        self._busy = False
        self._background, self._typing = Background(self), Background(self)
        self.rows: list[PatientRow] = []
        self.group = QButtonGroup(self)
        self.intro = body_label(
            tr(
                "Say how to tell patients apart in images that do not name theirs. All images of one patient then stay "
                "on one side, in training or in the test. No image is decoded again for it."
            )
        )
        self.warning = Notice("attention")
        self.other = PatientRow(tr(_OTHER))
        self.pattern = QLineEdit()
        self.pattern.setAccessibleName(tr("Rule, a regular expression"))
        self.pattern.setPlaceholderText(r"^(\d+)_")
        self.pattern_hint = note_label(
            tr("A regular expression, searched for in the file's name. The part in parentheses is the patient.")
        )
        self.other.under.insertWidget(0, self.pattern)
        self.other.under.insertWidget(1, self.pattern_hint)
        self.group.addButton(self.other.button)
        self.use = primary_button(tr("Use this rule"), "check")
        self.back = secondary_button(tr("Cancel"))
        self.state = note_label()
        self._typed_timer = single_shot(self, _TYPING_MS, self._try_own)
        self.pattern.textEdited.connect(self._typed)
        self.pattern.returnPressed.connect(self._confirm)
        self.group.buttonToggled.connect(lambda *_: self._refresh())
        self.use.clicked.connect(self._confirm)
        self.back.clicked.connect(self.given_up)
        self._build()

    def _build(self) -> None:
        card = Card()
        card.setMaximumWidth(_WIDTH)
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addWidget(self.intro)
        card.body.addWidget(self.warning)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_BETWEEN)
        self._list.addWidget(self.other)
        card.body.addLayout(self._list)
        card.body.addSpacing(SPACE_WITHIN)
        foot = row(self.state, self.back, self.use)
        foot.setStretch(0, 1)
        card.body.addLayout(foot)
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
        outer.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        outer.addWidget(scroll)

    def begin(self, files: Sequence[str], used: PatientChoice | None, *, split_is_fixed: bool) -> None:
        """Ask about `files`, relative to their folders. used: the choice made before (its kind and pattern count)."""
        self._files = tuple(files)
        self.warning.show_notice("attention", tr(SPLIT_IS_FIXED) if split_is_fixed else "")
        self._clear()
        self.state.setText(tr("Looking at the files' names…"))
        self._refresh()
        self._background.start(
            lambda: patient_choices(self._files), lambda choices: self._offer(choices, used), lambda _: None
        )

    def set_busy(self, busy: bool) -> None:
        """While a job runs, nothing can be confirmed."""
        self._busy = busy
        self._refresh()

    def chosen(self) -> PatientChoice | None:
        """The choice that is marked, None where it is not valid (yet)."""
        return next((line.choice for line in (*self.rows, self.other) if line.button.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        for line in self.rows:
            self.group.removeButton(line.button)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.rows = []
        self.pattern.clear()
        self.other.show_choice(None)
        self.group.setExclusive(False)
        self.other.button.setChecked(False)
        self.group.setExclusive(True)

    def _offer(self, choices: tuple[PatientChoice, ...], used: PatientChoice | None) -> None:
        self.state.setText("")
        for choice in choices:
            line = PatientRow(choice.words)
            line.show_choice(choice)
            self.group.addButton(line.button)
            self._list.insertWidget(len(self.rows), line)
            self.rows.append(line)
        before: QWidget = self.rows[0].button
        for line in (*self.rows[1:], self.other):
            QWidget.setTabOrder(before, line.button)
            before = line.button
        for last in (self.pattern, self.back, self.use):
            QWidget.setTabOrder(before, last)
            before = last
        self._mark(used)
        self._refresh()

    def _mark(self, used: PatientChoice | None) -> None:
        """Mark what is in use now, else the likeliest rule that names patients, if one fits."""
        same = [
            line
            for line in self.rows
            if used is not None and line.choice is not None and line.choice.kind == used.kind
            and line.choice.pattern == used.pattern
        ]  # fmt: skip
        if used is not None and used.pattern and not same:
            self.other.button.setChecked(True)
            self.pattern.setText(used.pattern)
            self._try_own()
        elif same or (self.rows[0].choice is not None and self.rows[0].choice.kind == "pattern"):
            (same or self.rows)[0].button.setChecked(True)
        marked = self.group.checkedButton()
        (marked or self.rows[0].button).setFocus()

    def _typed(self) -> None:
        self.other.button.setChecked(True)
        self.other.show_choice(None)
        self._refresh()
        self._typed_timer.start()

    def _try_own(self) -> None:
        pattern = self.pattern.text()
        if not pattern.strip():
            self.other.show_choice(None)
            self._refresh()
            return
        self._typing.start(lambda: own_rule(self._files, pattern), self._own_is_good, self._own_is_bad)

    def _own_is_good(self, choice: PatientChoice) -> None:
        if choice.pattern == self.pattern.text().strip():
            self.other.show_choice(choice)
            self._refresh()

    def _own_is_bad(self, error: PlannerError) -> None:
        self.other.show_choice(None, str(error))
        self._refresh()

    def _refresh(self) -> None:
        choice = self.chosen()
        self.use.setEnabled(choice is not None and not self._busy)
        if self._busy:
            self.state.setText(tr("A job is running. The rule can be used when it has ended."))
        elif self.rows:
            self.state.setText(tr("Choose one.") if self.group.checkedButton() is None else "")

    def _confirm(self) -> None:
        choice = self.chosen()
        if choice is not None and not self._busy:
            self.confirmed.emit(choice)
