"""The fields of a DICOM file's header, read when they are asked for; patient data only behind a switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop_app import wording
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
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Header fields"))
        self.list.setHeaderLabels([tr("Field"), tr("Value")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setMinimumHeight(300)
        self.list.setTabKeyNavigation(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.header().resizeSection(0, 128)
        self.list.header().setStretchLastSection(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.patient_data)
        column.addWidget(self.note)
        column.addWidget(self.list)

    def say(self, sentence: str) -> None:
        """Nothing to list: why, or that it is being read."""
        self.list.clear()
        self.list.hide()
        self.note.setText(sentence)

    def show_fields(self, fields: Sequence[HeaderField]) -> None:
        """List these; patient data that was not read is listed as not shown."""
        if not fields:
            self.say(tr("This is a picture file, not DICOM: it has no header."))
            return
        self.list.clear()
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
        for field in fields if everything else sorted(fields, key=lambda field: field.patient_data):
            covered = field.patient_data and not everything
            item = QTreeWidgetItem([field.name or field.tag, tr(HIDDEN) if covered else field.value])
            item.setToolTip(0, f"{field.tag} {field.name}".strip())
            item.setSizeHint(0, QSize(0, 26))
            if covered:
                item.setDisabled(True)
            else:
                item.setToolTip(1, field.value)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
