"""What is known of an image, free of the patient's name: class, patient by number, size, source, how it was read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import IconLabel, body_label, heading_label, note_label, row, set_role
from desktop_app.models.facets import POOL_ONLY, UNLABELLED
from engine.cohort.records import ImageRecord
from engine.translation import mark, tr

PATIENT, SIZE, SOURCE = mark("Patient"), mark("Size"), mark("Source")


class ImageFacts(QWidget):
    """Lines below one another; `values` by name."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = QLabel()
        self.label = heading_label()
        self.label.setWordWrap(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.values: dict[str, QLabel] = {}
        for at, name in enumerate((PATIENT, SIZE, SOURCE)):
            self.values[name] = body_label()
            grid.addWidget(note_label(tr(name)), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.values[name], at, 1)
        self.copies = note_label()
        self.copies_icon = IconLabel("copy", "attention", 14, tr("Attention"))
        copies = row(self.copies_icon, self.copies, spacing=6)
        copies.setStretch(1, 1)
        self.notes_heading = note_label(tr("How it was read"))
        set_role(self.notes_heading, "section")
        self.notes = note_label()
        class_line = QGridLayout()
        class_line.setHorizontalSpacing(SPACE_WITHIN)
        class_line.addWidget(self.mark, 0, 0)
        class_line.addWidget(self.label, 0, 1)
        class_line.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(class_line)
        column.addLayout(grid)
        column.addLayout(copies)
        notes = QVBoxLayout()
        notes.setSpacing(4)
        notes.addWidget(self.notes_heading)
        notes.addWidget(self.notes)
        column.addLayout(notes)

    def show_record(self, record: ImageRecord | None, marks: dict[str, ClassMark]) -> None:
        """Show an image; None for nothing."""
        if record is None:
            self.label.setText(tr("No image chosen"))
            self.mark.hide()
            for value in self.values.values():
                value.setText("–")
            self._show_notes(())
            return
        mark = marks.get(record.label or "")
        self.mark.setVisible(mark is not None)
        if mark is not None:
            self.mark.setText(mark.letter)
            self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.mark.setStyleSheet(
                f"background: {mark.colour}; color: {ON_MARK}; border-radius: 4px; font-weight: 700; "
                "min-width: 20px; min-height: 20px;"
            )
        self.label.setText(record.label or tr(POOL_ONLY if record.pool_only else UNLABELLED))
        patient = wording.short_id(record.patient)
        self.values[PATIENT].setText(
            patient if record.patient_known else tr("{patient} (not named by the file)", patient=patient)
        )
        self.values[SIZE].setText(tr("{rows} × {columns} pixels", rows=record.rows, columns=record.columns))
        source = " · ".join(part for part in (record.modality, record.manufacturer) if part)
        self.values[SOURCE].setText(source or tr("Picture file, not DICOM"))
        self._show_notes(record.notes)

    def show_copies(self, others: int) -> None:
        """How many other images have the same pixels."""
        self.copies.setText(wording.copies(others))
        self.copies.setVisible(others > 0)
        self.copies_icon.setVisible(others > 0)

    def _show_notes(self, codes: tuple[str, ...]) -> None:
        self.notes.setText("\n".join(f"· {wording.intake_note(code)}" for code in codes))
        self.notes_heading.setVisible(bool(codes))
        self.notes.setVisible(bool(codes))
