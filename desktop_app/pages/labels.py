"""Labels: which images are labelled? Label them here, or take labels from a table, folders or headers; then go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.label_classes import LabelClasses
from desktop_app.forms.label_desk import LabelDesk
from desktop_app.forms.label_fields import LabelFields
from desktop_app.forms.label_import import LabelImport
from desktop_app.forms.label_overview import LabelChoices, LabelOverview
from desktop_app.look.tokens import SPACE_AROUND, SPACE_WITHIN
from desktop_app.look.widgets import EmptyState, Notice
from desktop_app.models.label_classes import ClassName, classes_change, project_classes
from desktop_app.models.label_preview import LabelPreview, LabelPreviewer
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.labelling import FROM_FOLDERS, FROM_HEADERS, FROM_TABLE
from desktop_app.runs.looking import Looking
from desktop_app.session import Session
from engine.translation import tr


class LabelsPage(Page):
    """Labels reach the project's record through the session's `labelling` only."""

    name = "Labels"
    icon = "tags"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._by_folder: dict[str, str] = {}
        self._label_next = False  # labelling begins when the classes are on disk
        self.empty = EmptyState(
            "tags",
            tr("No images yet"),
            tr("Once the images are read, you tell here what each shows: by hand, from a table, or from folders."),
            tr("Open a folder of images"),
        )
        self.complaint = Notice("bad")
        self.choices, self.overview = LabelChoices(), LabelOverview()
        self.importer, self.classes, self.fields = LabelImport(), LabelClasses(), LabelFields()
        self.desk = LabelDesk(session, Looking(self))
        self._stack = QStackedWidget()
        for part in (
            self.empty, self.choices, self.overview, self.importer, self.classes, self.fields, self.desk,
        ):  # fmt: skip
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        outer.setSpacing(SPACE_WITHIN)
        outer.addWidget(self.complaint)
        outer.addWidget(self._stack, 1)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        session = self.session
        self.empty.action.connect(lambda: self.page_requested.emit("Start"))
        for part in (self.choices, self.overview):
            part.here.clicked.connect(self.label_here)
            part.table.clicked.connect(self.ask_for_table)
            part.folders.clicked.connect(self.use_folders)
            part.field.clicked.connect(self.ask_for_field)
        self.overview.undo_wanted.connect(session.labelling.undo)
        for editor in (self.overview, self.desk):
            editor.edit_wanted.connect(self.edit_classes)
        self.overview.counts.positive_chosen.connect(session.set_positive_class)
        self.importer.shown.connect(lambda: self._show(self.importer))
        self.importer.failed.connect(self._complain)
        self.importer.accepted.connect(self._use_table)
        self.importer.another_wanted.connect(self.ask_for_table)
        self.classes.accepted.connect(self._use_classes)
        self.fields.accepted.connect(self._use_field)
        for panel in (self.importer, self.classes, self.fields):
            panel.given_up.connect(self.leave)
        self.desk.moved.connect(self.header_changed)
        self.desk.done_wanted.connect(self._go_on)
        session.labelling.saved.connect(self._saved)
        session.labelling.refused.connect(self._refused)
        session.labelling.changed.connect(self._show_undo)
        session.project_changed.connect(self._begin_anew)
        for signal in (session.cohort_changed, session.labels_changed, session.job_ended):
            signal.connect(self.refresh)

    # What every page tells

    def header(self) -> PageHeader:
        question, cohort = tr("Which images are labelled?"), self.session.cohort
        if cohort is None or not cohort.images:
            return PageHeader(question, tr("There are no images yet."))
        shown = self._stack.currentWidget()
        if shown is self.desk:
            return PageHeader(tr("What does this image show?"), self.desk.keys_line(), tr("Done for now"))
        if shown is self.importer:
            return PageHeader(question, tr("This is what the table would do. Nothing is written yet."))
        if shown in (self.classes, self.fields):
            return PageHeader(question, tr("Nothing is written yet."))
        counts, images = cohort.class_counts, wording.count(self._labellable(), "image")
        if not counts:
            return PageHeader(question, tr("None of {images} yet.", images=images), tr("Label images here"))
        classes = " · ".join(f"{name} {wording.number(n)}" for name, n in list(counts.items())[:5])
        labelled = wording.number(sum(counts.values()))
        answer = tr("{n} of {images}: {classes}", n=labelled, images=images, classes=classes)
        return PageHeader(question, answer, tr("Go to Study"), action_enabled=len(counts) > 1)

    def primary_action(self) -> None:
        if self._stack.currentWidget() is self.desk:
            self.leave()
        elif self.session.cohort is not None and self.session.cohort.class_counts:
            self.page_requested.emit("Study")
        else:
            self.label_here()

    def state(self) -> StepState:
        counts = self.session.cohort.class_counts if self.session.cohort is not None else {}
        if not counts:
            return StepState.NOTHING_YET
        return StepState.DONE if len(counts) > 1 else StepState.ATTENTION

    def refresh(self, *_: object) -> None:
        """Show the cohort's labels as they stand; what is being worked on stays on screen."""
        cohort, shown = self.session.cohort, self._stack.currentWidget()
        if cohort is None or not cohort.images:
            self._show(self.empty)
        elif shown is self.desk:
            self.desk.refresh()
        elif shown in (self.empty, self.choices, self.overview):
            self._show(self.overview if cohort.class_counts else self.choices)
        self._look_at_sources()
        self._show_overview()
        self._show_undo()
        self.header_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.labelling.announce()

    def leave(self) -> None:
        """Back from labelling or a panel to the labels as they stand."""
        self._begin_anew()
        self.session.labelling.announce()
        self.refresh()
        self.setFocus()

    def _begin_anew(self) -> None:
        """Leave whatever was being worked on; a project's labels come with `cohort_changed`, right after."""
        self._label_next = False
        self.fields.headers.stop()
        self.complaint.show_notice("bad", "")
        self._show(self.choices)

    def _show(self, part: QWidget) -> None:
        if part is not self._stack.currentWidget():
            self.setFocusProxy(part if part in (self.desk, self.classes) else None)
            self._stack.setCurrentWidget(part)
            if part is self.importer:
                self.importer.use.setFocus()
            self.header_changed.emit()

    # Labelling by hand

    def label_here(self) -> None:
        """Label one image after another; the classes are asked for first where there are none."""
        if self.session.store is None or self.session.cohort is None:
            return
        if len(self._classes()) < 2:
            self.edit_classes()
            return
        self.complaint.show_notice("bad", "")
        self.desk.begin()
        self._show(self.desk)
        self.desk.setFocus()
        self.header_changed.emit()

    def relabel(self, image_id: str) -> None:
        """Show one image to be labelled anew, by hand."""
        self.label_here()
        self.desk.show_image(image_id)

    def edit_classes(self) -> None:
        """Ask for the classes' names."""
        cohort = self.session.cohort
        self._label_next = len(self._classes()) < 2 or self._stack.currentWidget() is self.desk
        self.classes.begin(self._classes(), cohort.class_counts if cohort is not None else {})
        self._show(self.classes)
        self.classes.setFocus()

    def _use_classes(self, classes: tuple[ClassName, ...]) -> None:
        if self.session.store is not None:
            change = classes_change(self.session.store, classes)
            self.session.labelling.change(change, tr("Undo the change of the classes"))

    def _classes(self) -> tuple[str, ...]:
        counts = self.session.cohort.class_counts if self.session.cohort is not None else {}
        return project_classes(self.session.store, counts)

    def _go_on(self) -> None:
        self.leave()
        self.page_requested.emit("Study")

    # Labels from elsewhere

    def ask_for_table(self) -> None:
        """Choose a labels file and preview it."""
        cohort = self.session.cohort
        start = cohort.images[0].source if cohort is not None and cohort.images else ""
        kinds = tr("Tables ({patterns})", patterns="*.csv *.tsv *.txt")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import a table of labels"), start, kinds)
        if chosen:
            self.preview_table(Path(chosen))

    def preview_table(self, path: Path) -> None:
        """Hold the labels file at `path` against the images; the preview appears when that is done."""
        store, cohort = self.session.store, self.session.cohort
        if store is not None and cohort is not None:
            self.complaint.show_notice("bad", "")
            self.importer.begin(LabelPreviewer(path, cohort.images, store.salt, self._classes()))

    def use_folders(self) -> None:
        """Take the first level of folders for the classes."""
        if self._by_folder:
            self.session.labelling.give(self._by_folder, FROM_FOLDERS, tr("Undo taking the folders' names"))

    def ask_for_field(self) -> None:
        """Read the headers, then offer the fields that could be the label."""
        if self.session.cohort is not None:
            self.fields.begin(self.session.cohort.images, self._classes())
            self._show(self.fields)

    def _use_table(self, preview: LabelPreview) -> None:
        words = tr("Undo the import of {file}", file=preview.file_name)
        self.session.labelling.give(preview.labels, FROM_TABLE, words, preview.patients)

    def _use_field(self, labels: dict[str, str | None], field: str) -> None:
        words = tr("Undo taking the labels from “{field}”", field=field)
        self.session.labelling.give(labels, FROM_HEADERS, words)

    def _complain(self, sentence: str) -> None:
        self.complaint.show_notice("bad", sentence)

    def _saved(self, image_id: str) -> None:
        if image_id or self._stack.currentWidget() is self.desk:
            return
        go_on = self._label_next and self._stack.currentWidget() is self.classes
        self.leave()
        if go_on:
            self.label_here()

    def _refused(self, sentence: str) -> None:
        if self._stack.currentWidget() is not self.desk:
            self._complain(tr("{reason}\nNothing was changed.", reason=sentence))

    # What is shown

    def _labellable(self) -> int:
        cohort = self.session.cohort
        return sum(not image.pool_only for image in cohort.images) if cohort is not None else 0

    def _look_at_sources(self) -> None:
        from engine.cohort.labels import labels_from_folders

        images = self.session.cohort.images if self.session.cohort is not None else ()
        self._by_folder = labels_from_folders(images)
        names = sorted(set(self._by_folder.values()))
        dicom = any(image.modality is not None and not image.pool_only for image in images)
        for part in (self.choices, self.overview):
            part.show_sources(names, dicom=dicom)

    def _show_overview(self) -> None:
        store, cohort = self.session.store, self.session.cohort
        counts = cohort.class_counts if cohort is not None else {}
        positive = self._positive(tuple(counts)) if len(counts) == 2 else None
        self.overview.show_labels(
            counts,
            self._labellable() - sum(counts.values()),
            store.origin_counts() if store is not None else {},
            positive=positive,
            fixed=self.session.reading.split_is_fixed,
        )

    def _show_undo(self) -> None:
        labelling = self.session.labelling
        steps = labelling.undo_steps
        self.overview.show_undo(steps[-1].words if steps else "", busy=labelling.busy)

    def _positive(self, classes: tuple[str, ...]) -> str:
        from engine.running.jobs.study_plan import positive_class

        wanted = self.session.positive_class
        return classes[positive_class(classes, wanted if wanted in classes else None)]
