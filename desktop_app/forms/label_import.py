"""A table to be imported: its columns and values mapped, what each row would do, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.class_counts import ClassCounts
from desktop_app.forms.label_columns import LabelColumnsForm
from desktop_app.forms.label_rows import LabelRows
from desktop_app.forms.label_values import LabelValues
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Card, Notice, heading_label, note_label, primary_button, row, secondary_button
from desktop_app.models.label_preview import NOT_USED, LabelPreview, LabelPreviewer
from desktop_app.runs.background import Background
from desktop_app.runs.job_session import single_shot
from engine.errors import PlannerError
from engine.translation import tr

_SIDE, _NARROW_SIDE, _NARROW = 344, 304, 860
_TYPING_MS = 180


class LabelImport(QWidget):
    """Signals: `shown`, when a first preview is there; `failed(str)`, the file is no table; `accepted(object)` with
    the `LabelPreview`; `another_wanted`, another file; `given_up`.
    """

    shown = Signal()
    failed = Signal(str)
    accepted = Signal(object)
    another_wanted = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.preview: LabelPreview | None = None
        self._previewer: LabelPreviewer | None = None
        self._begun = False
        self._background = Background(self)
        self._timer = single_shot(self, _TYPING_MS, self._ask)
        self.title = heading_label()
        self.summary = note_label()
        self.problem = Notice("bad")
        self.warning = Notice("attention")
        self.rows = LabelRows()
        self.table = self.rows.table
        self.columns = LabelColumnsForm()
        self.values = LabelValues()
        self.counts = ClassCounts()
        self.use = primary_button(tr("Use these labels"), "check")
        self.another = secondary_button(tr("Choose another file…"))
        self.back = secondary_button(tr("Cancel"))
        self.use.clicked.connect(self._accept)
        self.another.clicked.connect(self.another_wanted)
        self.back.clicked.connect(self.given_up)
        self.columns.changed.connect(self._change)
        self.values.changed.connect(self.columns.set_class)
        self._build()

    def _build(self) -> None:
        columns = Card(tr("Columns"))
        columns.body.addWidget(self.columns)
        values = Card(tr("Values"), tr("Each value becomes the class beside it. Empty cells change nothing."))
        values.body.addWidget(self.values)
        after = Card(tr("Labelled images after it"))
        after.body.addWidget(self.counts)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(SPACE_BETWEEN - 4)
        for part in (columns, values, after):
            column.addWidget(part)
        column.addStretch(1)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setWidget(body)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        top = row()
        top.addLayout(words, 1)
        top.addLayout(row(self.back, self.another, self.use))
        middle = row(self.rows, self._side, spacing=SPACE_BETWEEN)
        middle.setStretch(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_WITHIN + 4)
        outer.addLayout(top)
        outer.addWidget(self.problem)
        outer.addWidget(self.warning)
        outer.addLayout(middle, 1)

    def begin(self, previewer: LabelPreviewer) -> None:
        """Preview another table; `shown` or `failed` follows."""
        self._previewer, self._begun = previewer, False
        self.columns.begin()
        self._ask()

    @property
    def busy(self) -> bool:
        """Whether a preview is on its way."""
        return self._background.running or self._timer.isActive()

    def _change(self) -> None:
        self.use.setEnabled(False)  # until the preview is that of what was chosen
        self._timer.start()

    def _ask(self) -> None:
        previewer, choice = self._previewer, self.columns.choice
        if previewer is not None:
            self._background.start(lambda: previewer.preview(choice), self._show, self._fail)

    def _fail(self, error: PlannerError) -> None:
        if self._begun:
            self.problem.show_notice("bad", str(error))
        else:
            self.failed.emit(str(error))

    def _show(self, preview: LabelPreview) -> None:
        self.preview = preview
        self.title.setText(preview.file_name)
        parts = [wording.count(preview.n_rows, "row")]
        for fate, n in preview.fates.items():
            if fate != NOT_USED:
                parts.append(tr("{n} {fate}", n=wording.number(n), fate=tr(fate)))
        self.summary.setText(" · ".join(parts))
        self.problem.show_notice("bad", preview.problem)
        self.warning.show_notice("attention", preview.warning)
        self.columns.show_columns(preview)
        self.values.show_values(preview.values, preview.known)
        self.counts.show_counts(preview.classes, unlabelled=preview.unlabelled)
        self.rows.show_rows(preview)
        self.use.setEnabled(not preview.problem and not self._timer.isActive())
        if not self._begun:
            self._begun = True
            self.shown.emit()

    def _accept(self) -> None:
        if self.preview is not None and not self.preview.problem and not self.busy:
            self.accepted.emit(self.preview)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(_NARROW_SIDE if self.width() < _NARROW else _SIDE)


def hint_of_format() -> QLabel:
    """What a labels file looks like."""
    return note_label(
        tr("A table saved as CSV: one column names the images, one holds the labels; a third may name the patients.")
    )
