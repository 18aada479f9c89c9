"""The rows of a table and what becomes of each, all of them or those of one fate."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app import wording
from desktop_app.look import icons
from desktop_app.look.tables import make_readable
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import note_label, row
from desktop_app.models.label_preview import LEFT_OUT, MATCHED, NO_NAME, NOT_USED, SHOWN_ROWS, LabelPreview
from engine.translation import tr

_FATE_ICON = {MATCHED: ("check", "good"), **dict.fromkeys((NOT_USED, LEFT_OUT, NO_NAME), ("minus", "muted"))}
_OTHER_FATE = ("triangle-alert", "attention")


class LabelRows(QWidget):
    """`filter` chooses the fate; `table` shows the rows, `SHOWN_ROWS` of each fate at most."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: LabelPreview | None = None
        self.filter = QComboBox()
        self.filter.setAccessibleName(tr("Show rows"))
        self.filter.setMinimumContentsLength(24)
        self.filter.activated.connect(lambda _: self._fill())
        self.shown_note = note_label()
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(tr("Rows of the file"))
        self.table.setHorizontalHeaderLabels([tr("Image"), tr("Label"), tr("What it does")])
        make_readable(self.table)
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        head = row(self.filter, self.shown_note)
        head.setStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def show_rows(self, preview: LabelPreview) -> None:
        """Show a preview's rows; the fate chosen before stays chosen where there still are such rows."""
        self._preview = preview
        wanted = self.filter.currentData()
        with QSignalBlocker(self.filter):
            self.filter.clear()
            self.filter.addItem(tr("All rows ({n})", n=wording.number(preview.n_rows)), "")
            for fate, n in preview.fates.items():
                self.filter.addItem(tr("{fate} ({n})", fate=tr(fate), n=wording.number(n)), fate)
            self.filter.setCurrentIndex(max(self.filter.findData(wanted), 0))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        header = self.table.horizontalHeader()
        header.resizeSection(1, min(max(self.width() // 4, 96), 200))
        header.resizeSection(2, min(max(self.width() * 3 // 10, 120), 200))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._preview is not None:
            self._fill()  # the icons in the table do not recolour themselves

    def _fill(self) -> None:
        if self._preview is None:
            return
        tokens, wanted = current_tokens(), self.filter.currentData()
        rows = [line for line in self._preview.rows if wanted in ("", line.fate)]
        total = self._preview.n_rows if not wanted else self._preview.fates.get(wanted, 0)
        self.shown_note.setText(tr("the first {n} of each kind", n=SHOWN_ROWS) if len(rows) < total else "")
        self.table.setRowCount(len(rows))
        for at, line in enumerate(rows):
            stem, tone = _FATE_ICON.get(line.fate, _OTHER_FATE)
            label = line.value or "–"
            if line.label and line.label != line.value:
                label = tr("{value} → {name}", value=line.value, name=line.label)
            fate = QTableWidgetItem(icons.icon(stem, getattr(tokens, tone)), tr(line.fate))
            for column, item in enumerate((QTableWidgetItem(line.name), QTableWidgetItem(label), fate)):
                item.setToolTip(item.text())
                self.table.setItem(at, column, item)
        self.table.scrollToTop()
