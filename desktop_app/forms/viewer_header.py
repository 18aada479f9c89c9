"""The fields of a DICOM file's header, read when they are asked for; patient data only behind a switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.tables import make_readable
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import note_label
from engine.translation import counted, mark, tr

if TYPE_CHECKING:
    from engine.images.header_fields import HeaderField

HIDDEN = mark("not shown")


class ViewerHeader(QWidget):
    """Signal: `wanted(bool)`, whether with patient data. The switch is off whenever the viewer is opened."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.patient_data = QCheckBox(tr("Show patient data"))
        self.patient_data.setToolTip(
            tr("Names, numbers, dates and places. They are read for this view only and never kept or exported.")
        )
        self.patient_data.toggled.connect(self.wanted)
        self.note = note_label()
        self.list = QTableWidget(0, 2)
        self.list.setAccessibleName(tr("Header fields"))
        self.list.setHorizontalHeaderLabels([tr("Field"), tr("Value")])
        make_readable(self.list)
        self.list.setProperty("role", "wrapped")
        self.list.setWordWrap(True)  # the panel is narrow, and names and values are to be read whole
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(300)
        self.list.verticalHeader().setMinimumSectionSize(28)
        header = self.list.horizontalHeader()
        header.resizeSection(0, 112)
        header.setStretchLastSection(True)
        header.sectionResized.connect(self.list.resizeRowsToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.patient_data)
        column.addWidget(self.note)
        column.addWidget(self.list)

    def say(self, sentence: str) -> None:
        """Nothing to list: why, or that it is being read."""
        self.list.setRowCount(0)
        self.list.hide()
        self.note.setText(sentence)

    def show_fields(self, fields: Sequence[HeaderField]) -> None:
        """List these; patient data that was not read is listed as not shown."""
        if not fields:
            self.say(tr("This is a picture file, not DICOM: it has no header."))
            return
        self.list.show()
        hidden = sum(field.patient_data for field in fields)
        if self.patient_data.isChecked():
            self.note.setText(tr("All fields are shown, patient data too. Do not leave this on the screen."))
        else:
            self.note.setText(
                counted(
                    hidden,
                    mark("{n} field that may tell who the patient is stays hidden."),
                    mark("{n} fields that may tell who the patient is stay hidden."),
                    n=wording.number(hidden),
                )
            )
        everything = self.patient_data.isChecked()
        shown = fields if everything else sorted(fields, key=lambda field: field.patient_data)
        self.list.setRowCount(len(shown))
        for at, field in enumerate(shown):
            covered = field.patient_data and not everything
            name = QTableWidgetItem(field.name or field.tag)
            name.setToolTip(f"{field.tag} {field.name}".strip())
            value = QTableWidgetItem(tr(HIDDEN) if covered else field.value)
            if not covered:
                value.setToolTip(field.value)
            for column, item in enumerate((name, value)):
                if covered:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                self.list.setItem(at, column, item)
        self.list.resizeRowsToContents()
