"""Data: what images do we have? Facets at the left, thumbnails in the middle, the chosen image at the right."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.facet_list import FacetList
from desktop_app.forms.inspector import Inspector
from desktop_app.forms.skipped_list import SkippedList
from desktop_app.forms.thumbnail_grid import ThumbnailGrid
from desktop_app.look.class_marks import ClassMark, class_marks
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import EmptyState, note_label, quiet_button, row
from desktop_app.models.facets import ImageFacets, chosen, facet_values, image_facets
from desktop_app.models.thumbnails import Thumbnails
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.session import Session
from engine.cohort.records import Cohort, ImageRecord

_INSPECTOR_WIDTH, _FACETS_WIDTH = 296, 208
_NARROW = 900  # below this the two sides make room for the images


class DataPage(Page):
    """Reads the session's cohort; its thumbnails come from the project's image cache."""

    name = "Data"
    icon = "images"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facets: tuple[ImageFacets, ...] = ()
        self._marks: dict[str, ClassMark] = {}
        self.thumbnails = Thumbnails()
        self.facets = FacetList()
        self.grid = ThumbnailGrid(self.thumbnails)
        self.inspector = Inspector(self.thumbnails)
        self.skipped = SkippedList()
        self.shown_note = note_label()
        self.shown_note.setWordWrap(False)
        self.clear_button = quiet_button("Show all")
        self.skipped_button = quiet_button("", "chevron-right")
        self.skipped_button.setCheckable(True)
        self.empty = EmptyState("images", "", "", "")
        self.facets.changed.connect(self._filter)
        self.grid.image_chosen.connect(lambda record: self._inspect(record))
        self.clear_button.clicked.connect(self.facets.clear_choice)
        self.skipped_button.toggled.connect(self._show_skipped)
        self.empty.action.connect(lambda: self.page_requested.emit("Start"))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.skipped)
        middle = QVBoxLayout()
        middle.setSpacing(SPACE_WITHIN)
        middle.addLayout(row(self.shown_note, self.clear_button, 1, self.skipped_button))
        middle.addWidget(self._middle, 1)
        full = QWidget()
        line = QHBoxLayout(full)
        line.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        line.setSpacing(SPACE_BETWEEN)
        line.addWidget(self.facets)
        line.addLayout(middle, 1)
        line.addWidget(self.inspector)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        self.setFocusProxy(self.grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        session.cohort_changed.connect(self.refresh)
        session.project_changed.connect(self.refresh)
        session.job_changed.connect(self._job_changed)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.inspector.setFixedWidth(232 if narrow else _INSPECTOR_WIDTH)
        self.facets.setFixedWidth(168 if narrow else _FACETS_WIDTH)

    def header(self) -> PageHeader:
        cohort = self.session.cohort
        if cohort is None or not cohort.images:
            return PageHeader("What images do we have?", self._progress() or "None yet.")
        line = wording.cohort_line(len(cohort.images), cohort.patient_count, len(cohort.labelled), len(cohort.problems))
        action = "Go to Labels" if not cohort.class_counts else "Go to Study"
        return PageHeader("What images do we have?", self._progress() or line, action)

    def primary_action(self) -> None:
        cohort = self.session.cohort
        self.page_requested.emit("Study" if cohort is not None and cohort.class_counts else "Labels")

    def state(self) -> StepState:
        if self._scanning():
            return StepState.IN_WORK
        cohort = self.session.cohort
        if cohort is None or (not cohort.images and not cohort.problems):
            return StepState.NOTHING_YET
        return StepState.DONE if cohort.images else StepState.ATTENTION

    def refresh(self) -> None:
        """Show the session's cohort as it stands."""
        cohort, store = self.session.cohort, self.session.store
        self.thumbnails.reopen(store.images_cache_path if store is not None else None)
        if cohort is None or not (cohort.images or cohort.problems):
            self._stack.setCurrentIndex(0)
            self._job_changed()
            return
        self._marks = class_marks(cohort.class_counts)
        self._facets = image_facets(cohort)
        self.facets.show_values(facet_values(self._facets), self._marks)
        self.skipped.show_problems(cohort.problems)
        self.skipped_button.setVisible(bool(cohort.problems))
        self.skipped_button.setText(f"{wording.number(len(cohort.problems))} skipped")
        if not cohort.problems:
            self.skipped_button.setChecked(False)
        elif not cohort.images:
            self.skipped_button.setChecked(True)
        self._stack.setCurrentIndex(1)
        self._filter()
        self.header_changed.emit()

    def _filter(self) -> None:
        cohort = self.session.cohort or Cohort(())
        shown = chosen(self._facets, self.facets.wanted())
        self.grid.show_images(cohort.images, shown, self._marks)
        all_shown = len(shown) == len(cohort.images)
        total = wording.count(len(cohort.images), "image")
        self.shown_note.setText(total if all_shown else f"{wording.number(len(shown))} of {total}")
        self.clear_button.setVisible(not all_shown)
        if not self.skipped_button.isChecked():
            self._middle.setCurrentIndex(0)

    def _inspect(self, record: ImageRecord | None) -> None:
        self.inspector.show_record(record, self._marks)

    def _show_skipped(self, shown: bool) -> None:
        self.skipped_button.set_icon("chevron-down" if shown else "chevron-right")
        self._middle.setCurrentIndex(1 if shown else 0)
        self.inspector.setVisible(not shown)

    def _scanning(self) -> bool:
        job = self.session.job
        return self.session.busy and job is not None and job.job in ("", "scan", "sample")

    def _progress(self) -> str:
        job = self.session.job
        if not self._scanning() or job is None:
            return ""
        if not job.total:
            return f"{job.stage or 'Starting'}…"
        parts = (f"{job.stage}: {wording.number(job.done)} of {wording.count(job.total, job.unit)}",
                 wording.rate(job.per_second, job.unit), wording.time_left(job.seconds_left))  # fmt: skip
        return " · ".join(part for part in parts if part)

    def _job_changed(self) -> None:
        if self._stack.currentIndex() == 0:
            if self._scanning():
                self.empty.say("The images are being read", self._progress() or "Starting…")
            elif self.session.store is None:
                self.empty.say(
                    "No images yet", "Here you will see every image that was found, who it belongs to by number, and "
                    "what could not be read.", "Open a folder of images",
                )  # fmt: skip
            else:
                self.empty.say(
                    "This project has no images yet", "Open a folder of images to begin. They stay where they are.",
                    "Open a folder of images",
                )  # fmt: skip
        self.header_changed.emit()
