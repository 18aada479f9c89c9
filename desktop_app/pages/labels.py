"""Labels: which images are labelled? Import a table or take the folders' names; then see the classes and go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.choice import Choice
from desktop_app.forms.class_counts import ClassCounts
from desktop_app.forms.label_import import LabelImport, hint_of_format
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    EmptyState,
    Notice,
    body_label,
    note_label,
    row,
    secondary_button,
)
from desktop_app.models.label_preview import LabelPreview, preview_labels
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.background import Background
from desktop_app.session import Session
from engine.errors import PlannerError

_QUESTION = "Which images are labelled?"
_EMPTY, _CHOICES, _PREVIEW, _OVERVIEW = range(4)
_WIDTH = 880
_LONELY = "All labelled images are of one class. A study needs at least two: label some of another."


class LabelsPage(Page):
    """Labels reach the project's record through the session only."""

    name = "Labels"
    icon = "tags"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._background = Background(self)
        self._by_folder: dict[str, str] = {}
        self.empty = EmptyState(
            "tags",
            "No images yet",
            "Once the images are read, you tell here which of them show what: from a table, or from folders.",
            "Open a folder of images",
        )
        self.csv_choice = Choice("table", "Import a table", "A CSV with the columns “file” and “label”.")
        self.folder_choice = Choice("folder-open", "Use the folders' names", "")
        self.complaint = Notice("bad")
        self.importer = LabelImport()
        self.counts = ClassCounts()
        self.finding_note = note_label()
        self.next_words = body_label()
        self.next_notice = Notice("attention")
        self.replace_csv = secondary_button("Import a table…", "table")
        self.replace_folders = secondary_button("Use the folders' names", "folder-open")
        self.empty.action.connect(lambda: self.page_requested.emit("Start"))
        for button in (self.csv_choice, self.replace_csv):
            button.clicked.connect(self.ask_for_table)
        for button in (self.folder_choice, self.replace_folders):
            button.clicked.connect(self.use_folders)
        self.importer.accepted.connect(self._use)
        self.importer.given_up.connect(self._leave_preview)
        self.importer.another_wanted.connect(self.ask_for_table)
        self.counts.positive_chosen.connect(session.set_positive_class)
        self._stack = QStackedWidget()
        for part in (self.empty, self._build_choices(), self.importer, self._build_overview()):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        outer.setSpacing(SPACE_WITHIN)
        outer.addWidget(self.complaint)
        outer.addWidget(self._stack, 1)
        for signal in (session.cohort_changed, session.labels_changed, session.project_changed, session.job_ended):
            signal.connect(self.refresh)
        self.refresh()

    def _build_choices(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, SPACE_BETWEEN, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        column.addLayout(row(self.csv_choice, self.folder_choice, spacing=SPACE_BETWEEN))
        column.addWidget(note_label("Unlabelled images are useful too: the pretraining learns from them."))
        column.addStretch(1)
        return _centred(body)

    def _build_overview(self) -> QWidget:
        classes = Card("Labelled images")
        classes.body.addWidget(self.counts)
        classes.body.addWidget(self.finding_note)
        following = Card("What happens next")
        following.body.addWidget(self.next_words)
        following.body.addWidget(self.next_notice)
        source = Card("Change the labels", "A table adds to the labels and replaces those of the images that it names.")
        source.body.addLayout(row(self.replace_csv, self.replace_folders, 1))
        source.body.addWidget(hint_of_format())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        for part in (classes, following, source):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(_centred(body))
        return scroll

    # What every page tells

    def header(self) -> PageHeader:
        cohort = self.session.cohort
        if cohort is None or not cohort.images:
            return PageHeader(_QUESTION, "There are no images yet.")
        if self._stack.currentIndex() == _PREVIEW:
            return PageHeader(_QUESTION, "This is what the table would do. Nothing is written yet.")
        counts = cohort.class_counts
        if not counts:
            return PageHeader(
                _QUESTION, f"None of {wording.count(self._labellable(), 'image')} yet.", "Import a table…"
            )
        classes = " · ".join(f"{name} {wording.number(n)}" for name, n in list(counts.items())[:5])
        answer = f"{wording.number(sum(counts.values()))} of {wording.count(self._labellable(), 'image')}: {classes}"
        return PageHeader(_QUESTION, answer, "Go to Study", action_enabled=len(counts) > 1)

    def primary_action(self) -> None:
        if self.session.cohort is not None and self.session.cohort.class_counts:
            self.page_requested.emit("Study")
        else:
            self.ask_for_table()

    def state(self) -> StepState:
        counts = self.session.cohort.class_counts if self.session.cohort is not None else {}
        if not counts:
            return StepState.NOTHING_YET
        return StepState.DONE if len(counts) > 1 else StepState.ATTENTION

    def refresh(self, *_: object) -> None:
        """Show the cohort's labels as they stand."""
        cohort = self.session.cohort
        if cohort is None or not cohort.images:
            self._stack.setCurrentIndex(_EMPTY)
        elif self._stack.currentIndex() != _PREVIEW:
            self._stack.setCurrentIndex(_OVERVIEW if cohort.class_counts else _CHOICES)
        self._look_at_folders()
        self._show_overview()
        self.header_changed.emit()

    # Wishes

    def ask_for_table(self) -> None:
        """Choose a labels file and preview it."""
        cohort = self.session.cohort
        start = cohort.images[0].source if cohort is not None and cohort.images else ""
        chosen, _ = QFileDialog.getOpenFileName(self, "Import a table of labels", start, "Tables (*.csv *.tsv *.txt)")
        if chosen:
            self.preview_table(Path(chosen))

    def preview_table(self, path: Path) -> None:
        """Hold the labels file at `path` against the images; the preview appears when that is done."""
        store, cohort = self.session.store, self.session.cohort
        if store is None or cohort is None:
            return
        images, salt = cohort.images, store.salt
        self.complaint.show_notice("bad", "")
        self._background.start(lambda: preview_labels(path, images, salt), self._show_preview, self._complain)

    def use_folders(self) -> None:
        """Take the first level of folders for the classes."""
        if self._by_folder and self.session.set_labels(self._by_folder, "folders"):
            self.refresh()

    def _show_preview(self, preview: LabelPreview) -> None:
        self.importer.show_preview(preview)
        self._stack.setCurrentIndex(_PREVIEW)
        self.importer.use.setFocus()
        self.header_changed.emit()

    def _complain(self, error: PlannerError) -> None:
        self.complaint.show_notice("bad", str(error))

    def _use(self, preview: LabelPreview) -> None:
        if self.session.set_labels(preview.labels, "csv", preview.patients):
            self._leave_preview()

    def _leave_preview(self) -> None:
        self._stack.setCurrentIndex(_CHOICES)
        self.refresh()

    # What is shown

    def _labellable(self) -> int:
        cohort = self.session.cohort
        return sum(not image.pool_only for image in cohort.images) if cohort is not None else 0

    def _look_at_folders(self) -> None:
        from engine.cohort.labels import labels_from_folders

        cohort = self.session.cohort
        self._by_folder = labels_from_folders(cohort.images) if cohort is not None else {}
        names = sorted(set(self._by_folder.values()))
        self.folder_choice.setEnabled(bool(names))
        self.replace_folders.setVisible(bool(names))
        self.folder_choice.say(
            f"The images lie in folders: {', '.join(names[:6])}."
            if names
            else "For images that lie in one folder a class. These do not."
        )

    def _show_overview(self) -> None:
        cohort = self.session.cohort
        counts = cohort.class_counts if cohort is not None else {}
        labelled = sum(counts.values())
        unlabelled = self._labellable() - labelled
        two = len(counts) == 2
        positive = self._positive(tuple(counts)) if two else None
        self.counts.show_counts(counts, unlabelled=unlabelled, positive=positive)
        self.finding_note.setVisible(two)
        self.finding_note.setText("Sensitivity is about the finding; specificity about the other class.")
        self.next_words.setText(
            f"Some patients of the {wording.count(labelled, 'labelled image')} are kept aside for testing. The study "
            "trains on the others with more and more labels, pretrained and from scratch, and measures on the test "
            "patients. From that curve follows how many labels you need."
        )
        lonely = len(counts) == 1
        self.next_notice.show_notice("attention", _LONELY if lonely else "")

    def _positive(self, classes: tuple[str, ...]) -> str:
        from engine.running.jobs.study_plan import positive_class

        wanted = self.session.positive_class
        return classes[positive_class(classes, wanted if wanted in classes else None)]


def _centred(body: QWidget) -> QWidget:
    body.setMaximumWidth(_WIDTH)
    frame = QWidget()
    line = QHBoxLayout(frame)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    line.addWidget(body, 100)
    line.addStretch(1)
    return frame
