"""How a table is read: which column names the image, which holds the label, which the patient; signs and encoding."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import note_label
from desktop_app.models.label_preview import ImportChoice, LabelPreview
from engine.cohort.label_table import DELIMITERS
from engine.cohort.label_text import ENCODINGS
from engine.translation import mark, tr

_DELIMITER_WORDS = {",": mark("Comma"), ";": mark("Semicolon"), "\t": mark("Tab"), "|": mark("Vertical bar")}
_ENCODING_WORDS = {
    "utf-8-sig": mark("Unicode (UTF-8)"),
    "cp1252": mark("Western (Windows-1252)"),
    "cp932": mark("Japanese (Shift_JIS)"),
    "utf-16": mark("Unicode (UTF-16)"),
}
_NOBODY = -1


class LabelColumnsForm(QWidget):
    """Signal: `changed`, after the user chose; `choice` tells all that was chosen. Values' classes are not its own."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = ImportChoice()
        self._names: tuple[str, ...] = ()
        self.image, self.label, self.patient, self.delimiter, self.encoding = (QComboBox() for _ in range(5))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(SPACE_WITHIN)
        grid.setColumnStretch(1, 1)
        for at, (words, box) in enumerate(
            (
                (tr("Image"), self.image),
                (tr("Label"), self.label),
                (tr("Patient"), self.patient),
                (tr("Separator"), self.delimiter),
                (tr("Encoding"), self.encoding),
            )
        ):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            caption = note_label(words)
            caption.setWordWrap(False)
            caption.setBuddy(box)
            grid.addWidget(caption, at, 0)
            grid.addWidget(box, at, 1)
        for mark_ in DELIMITERS:
            self.delimiter.addItem(tr(_DELIMITER_WORDS[mark_]), mark_)
        for encoding in ENCODINGS:
            self.encoding.addItem(tr(_ENCODING_WORDS[encoding]), encoding)
        for box in (self.image, self.label, self.patient):
            box.activated.connect(lambda _: self._choose())
        for box in (self.delimiter, self.encoding):
            box.activated.connect(lambda _: self._choose_reading())

    def begin(self) -> None:
        """Forget what was chosen: another table comes."""
        self.choice, self._names = ImportChoice(), ()

    def show_columns(self, preview: LabelPreview) -> None:
        """Show how the table was read."""
        table, columns = preview.table, preview.columns
        if table.columns != self._names:
            self._names = table.columns
            for box in (self.image, self.label, self.patient):
                with QSignalBlocker(box):
                    box.clear()
                    if box is self.patient:
                        box.addItem(tr("Not in this table"), _NOBODY)
                    for at, name in enumerate(table.columns):
                        box.addItem(name or tr("Column {n}", n=at + 1), at)
        for box, at in ((self.image, columns.image), (self.label, columns.label), (self.patient, columns.patient)):
            with QSignalBlocker(box):
                nobody = _NOBODY if box is self.patient else None
                box.setCurrentIndex(box.findData(nobody if at is None else at))
                box.setPlaceholderText(tr("Choose a column"))
        uid = tr("Holds SOP instance UIDs") if columns.holds_uids else tr("Holds file names or paths")
        self.image.setToolTip(uid)
        self.delimiter.setCurrentIndex(self.delimiter.findData(table.delimiter))
        self.encoding.setCurrentIndex(self.encoding.findData(table.encoding))

    def set_class(self, value: str, becomes: str | None) -> None:
        """A value of the label's column stands for this class; None leaves it out."""
        self.choice = replace(self.choice, becomes={**self.choice.becomes, value: becomes})
        self.changed.emit()

    def _choose(self) -> None:
        label = self.label.currentData()
        new_label = label is not None and label != self.choice.label
        self.choice = replace(
            self.choice,
            image=self.image.currentData(),
            label=label,
            patient=self.patient.currentData(),
            becomes={} if new_label else self.choice.becomes,
        )
        self.changed.emit()

    def _choose_reading(self) -> None:
        """Another way of reading may give other columns: those are found out again."""
        self.choice = ImportChoice(encoding=self.encoding.currentData(), delimiter=self.delimiter.currentData())
        self.changed.emit()
