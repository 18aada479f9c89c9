"""The labels there are: by class and by where they are from, what follows from them, and the ways to change them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.choice import Choice
from desktop_app.forms.class_counts import ClassCounts
from desktop_app.forms.label_import import hint_of_format
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import Card, Notice, body_label, centred, note_label, quiet_button, row, secondary_button
from engine.translation import listed, mark, tr

WIDTH = 880
_ORIGINS = {
    "app": mark("{n} by hand"),
    "csv": mark("{n} from a table"),
    "folders": mark("{n} from folders' names"),
    "dicom": mark("{n} from a DICOM field"),
    "scan": mark("{n} from the reading of the images"),
}
_HERE, _TABLE, _FOLDERS, _FIELD = (
    mark("Label images here"), mark("Import a table"), mark("Use the folders' names"), mark("Use a DICOM field"),
)  # fmt: skip


class LabelChoices(QWidget):
    """What a project without labels offers. Buttons: `here`, `table`, `folders`, `field`."""

    def __init__(self) -> None:
        super().__init__()
        self.here = Choice(
            "microscope", tr(_HERE), tr("One image after another, in random order. A key is a label, saved at once.")
        )
        self.table = Choice(
            "table", tr(_TABLE), tr("A CSV from your RIS or a spreadsheet. You see what fits before it is used.")
        )
        self.folders = Choice("folder-open", tr(_FOLDERS), "")
        self.field = Choice("file-text", tr(_FIELD), "")
        body = QWidget()
        grid = QGridLayout()
        grid.setSpacing(SPACE_BETWEEN)
        for at, choice in enumerate((self.here, self.table, self.folders, self.field)):
            grid.addWidget(choice, at // 2, at % 2)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, SPACE_BETWEEN, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        column.addLayout(grid)
        column.addWidget(note_label(tr("Unlabelled images are useful too: the pretraining learns from them.")))
        column.addStretch(1)
        _fill(self, body)

    def show_sources(self, folders: list[str], *, dicom: bool) -> None:
        """Which sources there are: the folders' names that could be classes, and whether images have headers."""
        self.folders.setEnabled(bool(folders))
        self.folders.say(
            tr("The images lie in folders: {names}.", names=listed(folders[:6]))
            if folders
            else tr("For images that lie in one folder a class. These do not.")
        )
        self.field.setEnabled(dicom)
        self.field.say(
            tr("For example the series description, where it says what the image shows.")
            if dicom
            else tr("For DICOM images. These are picture files.")
        )


class LabelOverview(QWidget):
    """Signals: `undo_wanted`, `edit_wanted` (the classes). Buttons: `here`, `table`, `folders`, `field`."""

    undo_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.counts = ClassCounts()
        self.origins = note_label()
        self.finding_note = note_label(tr("Sensitivity is about the finding; specificity about the other class."))
        self.next_words = body_label()
        self.next_notice = Notice("attention")
        self.fixed_note = note_label(
            tr("The test patients are fixed and stay as they are. The next study uses the labels as they are then.")
        )
        self.here = secondary_button(tr(_HERE), "microscope")
        self.table = secondary_button(tr("Import a table…"), "table")
        self.folders = secondary_button(tr(_FOLDERS), "folder-open")
        self.field = secondary_button(tr("Use a DICOM field…"), "file-text")
        self.undo = quiet_button(tr("Undo the last label"), "undo")
        self.edit = quiet_button(tr("Edit classes…"), "tags")
        self.undo.clicked.connect(self.undo_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        classes = Card(tr("Labelled images"))
        classes.body.addWidget(self.counts)
        for part in (self.origins, self.finding_note):
            classes.body.addWidget(part)
        classes.body.addLayout(row(self.edit, 1))
        following = Card(tr("What happens next"))
        for part in (self.next_words, self.next_notice, self.fixed_note):
            following.body.addWidget(part)
        source = Card(
            tr("Add or change labels"),
            tr("A table adds to the labels and replaces those of the images that it names."),
        )
        source.body.addLayout(row(self.here, self.table, self.folders, self.field, 1))
        source.body.addWidget(hint_of_format())
        source.body.addLayout(row(self.undo, 1))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        for part in (classes, source, following):
            column.addWidget(part)
        column.addStretch(1)
        _fill(self, body)

    def show_labels(
        self, counts: dict[str, int], unlabelled: int, origins: Mapping[str, int], *, positive: str | None, fixed: bool
    ) -> None:
        """Show the labels. positive: the finding, where there are two classes. fixed: the test patients are drawn."""
        labelled = sum(counts.values())
        self.counts.show_counts(counts, unlabelled=unlabelled, positive=positive)
        parts = [tr(words, n=wording.number(origins[key])) for key, words in _ORIGINS.items() if origins.get(key)]
        self.origins.setText(" · ".join(parts))
        self.origins.setVisible(bool(parts))
        self.finding_note.setVisible(positive is not None)
        self.next_words.setText(
            tr(
                "Some patients of the {images} are kept aside for testing. The study trains on the others with more "
                "and more labels, pretrained and from scratch, and measures on the test patients. From that curve "
                "follows how many labels you need.",
                images=wording.count(labelled, "labelled image"),
            )
        )
        self.next_notice.show_notice(
            "attention",
            tr("All labelled images are of one class. A study needs at least two: label some of another.")
            if len(counts) == 1
            else "",
        )
        self.fixed_note.setVisible(fixed)

    def show_sources(self, folders: list[str], *, dicom: bool) -> None:
        """Which sources there are."""
        self.folders.setVisible(bool(folders))
        self.field.setVisible(dicom)

    def show_undo(self, words: str, *, busy: bool) -> None:
        """What can be undone; "" for nothing."""
        if words:
            self.undo.setText(words)
        self.undo.setVisible(bool(words))
        for button in (self.undo, self.folders):
            button.setEnabled(not busy)


def _fill(page: QWidget, body: QWidget) -> None:
    """`body` in the middle of `page`, scrolled where it is too tall."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(centred(body, WIDTH))
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
