"""The preview of a labels file: what would be written, held against the images, before anything is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app import wording
from desktop_app.forms.class_counts import ClassCounts
from desktop_app.look import icons
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Card, Notice, heading_label, note_label, primary_button, row, secondary_button
from desktop_app.models.label_preview import MATCHED, NOT_USED, LabelPreview

_FATE_ICON = {MATCHED: ("check", "good"), NOT_USED: ("minus", "muted")}
_OTHER_FATE = ("triangle-alert", "attention")


class LabelImport(QWidget):
    """Signals: `accepted(object)` with the `LabelPreview`; `another_wanted`, another file; `given_up`."""

    accepted = Signal(object)
    another_wanted = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: LabelPreview | None = None
        self.title = heading_label()
        self.summary = note_label()
        self.problem = Notice("bad")
        self.warning = Notice("attention")
        self.counts = ClassCounts()
        self.use = primary_button("Use these labels", "check")
        self.another = secondary_button("Choose another file…")
        self.back = secondary_button("Cancel")
        self.use.clicked.connect(self._accept)
        self.another.clicked.connect(self.another_wanted)
        self.back.clicked.connect(self.given_up)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName("First rows of the file")
        self.table.setHorizontalHeaderLabels(["File", "Label", "What it does"])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 160)
        header.resizeSection(2, 200)
        side = Card("Classes")
        side.body.addWidget(self.counts)
        side.body.addStretch(1)
        side.setFixedWidth(280)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        head = row(self.back, self.another, self.use)
        top = row()
        top.addLayout(words, 1)
        top.addLayout(head)
        body = row(self.table, side, spacing=SPACE_BETWEEN)
        body.setStretch(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_WITHIN + 4)
        outer.addLayout(top)
        outer.addWidget(self.problem)
        outer.addWidget(self.warning)
        outer.addLayout(body, 1)

    def show_preview(self, preview: LabelPreview) -> None:
        """Show what a file would do."""
        self._preview = preview
        self.title.setText(preview.file_name)
        parts = [wording.count(preview.n_rows, "row")]
        parts += [f"{wording.number(n)} {fate}" for fate, n in preview.fates.items() if fate != NOT_USED]
        if preview.unlabelled:
            parts.append(f"{wording.count(preview.unlabelled, 'image')} stay unlabelled")
        self.summary.setText(" · ".join(parts))
        self.problem.show_notice("bad", preview.problem)
        self.warning.show_notice("attention", preview.warning)
        self.counts.show_counts(preview.classes)
        self.use.setEnabled(not preview.problem)
        self._fill(preview)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._preview is not None:
            self._fill(self._preview)  # the icons in the table do not recolour themselves

    def _fill(self, preview: LabelPreview) -> None:
        tokens = current_tokens()
        self.table.setRowCount(len(preview.rows))
        for at, line in enumerate(preview.rows):
            stem, tone = _FATE_ICON.get(line.fate, _OTHER_FATE)
            fate = QTableWidgetItem(icons.icon(stem, getattr(tokens, tone)), line.fate)
            for column, item in enumerate((QTableWidgetItem(line.name), QTableWidgetItem(line.label or "–"), fate)):
                item.setToolTip(item.text())
                self.table.setItem(at, column, item)

    def _accept(self) -> None:
        if self._preview is not None and not self._preview.problem:
            self.accepted.emit(self._preview)


def hint_of_format() -> QLabel:
    """What a labels file looks like."""
    return note_label("A table saved as CSV with the columns “file” and “label”; “patient_id” may be added.")
