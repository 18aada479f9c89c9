"""Data: what images do we have? Facets at the left, thumbnails in the middle, the chosen image at the right."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.data_empty import DataEmpty
from desktop_app.forms.data_tools import DataTools
from desktop_app.forms.facet_list import FacetList
from desktop_app.forms.inspector import Inspector
from desktop_app.forms.intake_report import IntakeReport
from desktop_app.forms.patients_panel import PatientsPanel
from desktop_app.forms.thumbnail_grid import ThumbnailGrid
from desktop_app.forms.viewer_panel import ImageViewer
from desktop_app.look.class_marks import ClassMark, class_marks
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Notice, secondary_button
from desktop_app.models.cohort_view import CohortView
from desktop_app.models.facets import chosen
from desktop_app.models.patient_choices import PatientChoice, used_choice
from desktop_app.models.thumbnails import Thumbnails
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.job_session import single_shot
from desktop_app.runs.job_words import reading_line
from desktop_app.session import Session
from engine.cohort.records import Cohort, ImageRecord
from engine.translation import tr

_INSPECTOR_WIDTH, _FACETS_WIDTH = 296, 208
_NARROW, _TIGHT = 900, 700  # below these the sides make room for the images; the inspector is gone
_GROW_MS = 500  # what a scan has read is shown twice a second
_EMPTY, _IMAGES, _PATIENTS, _VIEWER = range(4)


class DataPage(Page):
    """Shows the session's cohort, and while a scan runs what it has read; thumbnails come from the image cache."""

    name = "Data"
    icon = "images"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._view = CohortView(Cohort(()))
        self._taken = (0, 0)  # images and problems of `session.reading` that are in the view
        self._each_alone = False  # the user has said so
        self._marks: dict[str, ClassMark] = {}
        self.thumbnails = Thumbnails()
        self.facets = FacetList()
        self.grid = ThumbnailGrid(self.thumbnails)
        self.inspector = Inspector(self.thumbnails)
        self.report = IntakeReport()
        self.skipped = self.report.skipped
        self.viewer = ImageViewer(session, self.thumbnails, self.grid)
        self.tools = DataTools()
        self.notice = Notice("attention")
        self.who_button = secondary_button(tr("Who is who…"), "user")
        self.notice.add_button(self.who_button)
        self.stopped = Notice("attention")
        self.go_on_button = secondary_button(tr("Read on"), "play")
        self.stopped.add_button(self.go_on_button)
        self.patients = PatientsPanel()
        self.empty = DataEmpty()
        self._grow_timer = single_shot(self, _GROW_MS, self._grow)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.report)
        middle = QVBoxLayout()
        middle.setSpacing(SPACE_WITHIN)
        middle.addWidget(self.tools)
        middle.addWidget(self._middle, 1)
        line = QHBoxLayout()
        line.setSpacing(SPACE_BETWEEN)
        line.addWidget(self.facets)
        line.addLayout(middle, 1)
        line.addWidget(self.inspector)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addWidget(self.stopped)
        column.addWidget(self.notice)
        column.addLayout(line, 1)
        self._stack = QStackedWidget()
        for part in (self.empty, full, self.patients, self.viewer):
            self._stack.addWidget(part)
        self.setFocusProxy(self.grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        session = self.session
        self.facets.changed.connect(self._filter)
        self.grid.image_chosen.connect(self._inspect)
        self.grid.activated.connect(lambda _: self.look_closely())
        self.inspector.look_wanted.connect(self.look_closely)
        self.viewer.closed.connect(self._leave_viewer)
        self.report.images_wanted.connect(self._show_read_so)
        self.tools.clear.clicked.connect(self.facets.clear_choice)
        for button in (self.tools.again, self.go_on_button):
            button.clicked.connect(session.reading.read_again)
        self.tools.skipped.toggled.connect(self._show_skipped)
        self.skipped.include_wanted.connect(session.reading.include)
        for button in (self.tools.who, self.who_button):
            button.clicked.connect(self.ask_who_is_who)
        self.patients.confirmed.connect(self._name_patients)
        self.patients.given_up.connect(self._leave_patients)
        self.empty.action.connect(lambda: self.page_requested.emit("Start"))
        session.cohort_changed.connect(self.refresh)
        session.project_changed.connect(self._project_changed)
        session.job_changed.connect(self._job_changed)
        session.reading.grew.connect(lambda: self._grow_timer.isActive() or self._grow_timer.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.inspector.setFixedWidth(232 if narrow else _INSPECTOR_WIDTH)
        self.facets.setFixedWidth(176 if narrow else _FACETS_WIDTH)
        self._show_inspector()

    def header(self) -> PageHeader:
        question, view = tr("What images do we have?"), self._view
        if self._stack.currentIndex() == _PATIENTS:
            told = self._progress() or wording.nameless_short(view.nameless + view.guessed)
            return PageHeader(tr("Who is who?"), told)
        if not view.images:
            return PageHeader(question, self._progress() or tr("None yet."))
        line = wording.cohort_line(len(view.images), view.patients, view.labelled, len(view.skipped))
        action = tr("Go to Study") if view.labelled else tr("Go to Labels")
        return PageHeader(question, self._progress() or line, action)

    def primary_action(self) -> None:
        self.page_requested.emit("Study" if self._view.labelled else "Labels")

    def state(self) -> StepState:
        if self.session.reading.active:
            return StepState.IN_WORK
        if not self._view.images:
            return StepState.ATTENTION if len(self._view.skipped) else StepState.NOTHING_YET
        return StepState.DONE

    # What is shown

    def _project_changed(self) -> None:
        self.setFocusProxy(self.grid)
        self._stack.setCurrentIndex(_EMPTY)
        self.viewer.leave()
        self.tools.skipped.setChecked(False)  # what there is to see comes with `cohort_changed`, right after

    def refresh(self) -> None:
        """Show the session's cohort, and what a scan has read since, as they stand."""
        self._grow_timer.stop()
        cohort, store, reading = self.session.cohort or Cohort(()), self.session.store, self.session.reading
        self.thumbnails.reopen(store.images_cache_path if store is not None else None)
        self._view = CohortView(cohort)
        if reading.images or reading.problems:
            self._view.add(reading.images, reading.problems)
        self._taken = (len(reading.images), len(reading.problems))
        self._marks = class_marks(self._view.classes)
        self._each_alone = reading.each_alone
        self._show_counts()
        if len(self._view.skipped) and not self._view.images and not reading.active:
            self.tools.skipped.setChecked(True)
        self._filter()
        self._job_changed()

    def _grow(self) -> None:
        """Take in what the scan has read since the last time; what is on screen stays where it is."""
        reading, (images, problems) = self.session.reading, self._taken
        growth = self._view.add(reading.images[images:], reading.problems[problems:])
        self._taken = (len(reading.images), len(reading.problems))
        if not images and not problems:
            store = self.session.store
            self.thumbnails.reopen(store.images_cache_path if store is not None else None)
        self._show_counts()
        wanted, facets = self.facets.wanted(), self._view.facets
        newly = [at for at, before in growth.changed if facets[at].fits(wanted) and not before.fits(wanted)]
        newly += [at for at in range(growth.first, len(facets)) if facets[at].fits(wanted)]
        self.grid.append(newly)
        self.grid.viewport().update()
        self._say_shown()
        self._show_copies(self.grid.chosen())
        self._job_changed()

    def _show_counts(self) -> None:
        view = self._view
        if self._stack.currentIndex() not in (_PATIENTS, _VIEWER) or not view.images:
            self._stack.setCurrentIndex(_IMAGES if view.images or len(view.skipped) else _EMPTY)
        self.facets.show_values(view.values(), self._marks)
        self.report.show_values(view.values(), len(view.skipped))
        self.skipped.show_groups(view.skipped.groups(), unfold=not self.session.reading.active)
        self.tools.show_skipped(len(view.skipped), len(view.images))

    def _filter(self) -> None:
        shown = chosen(self._view.facets, self.facets.wanted())
        self.grid.show_images(self._view.images, shown, self._marks)
        self._say_shown()
        if not self.tools.skipped.isChecked():
            self._middle.setCurrentIndex(0)

    def _say_shown(self) -> None:
        growing = self.session.reading.active and bool(self._view.images)
        self.tools.show_counts(self.grid.images.rowCount(), len(self._view.images), growing=growing)

    def _inspect(self, record: ImageRecord | None) -> None:
        self.inspector.show_record(record, self._marks)
        self._show_copies(record)
        if self._stack.currentIndex() == _VIEWER:
            self._look_at(record)

    def _show_copies(self, record: ImageRecord | None) -> None:
        self.inspector.show_copies(self._view.copies(record) if record is not None else 0)

    def _show_skipped(self, shown: bool) -> None:
        self._middle.setCurrentIndex(int(shown))
        self._show_inspector()

    def _show_inspector(self) -> None:
        self.inspector.setVisible(self.width() >= _TIGHT and not self.tools.skipped.isChecked())

    def _show_read_so(self, facet: str, value: str) -> None:
        self.tools.skipped.setChecked(False)
        self.facets.choose_only(facet, value)
        self.grid.setFocus()

    # One image closely

    def look_closely(self) -> None:
        """Open the viewer on the chosen image."""
        record = self.grid.chosen()
        if record is not None:
            self._stack.setCurrentIndex(_VIEWER)
            self.setFocusProxy(self.viewer)
            self._look_at(record)
            self.viewer.canvas.setFocus()

    def _look_at(self, record: ImageRecord | None) -> None:
        self.viewer.show_record(record, self._marks, self._view.copies(record) if record is not None else 0)

    def _leave_viewer(self) -> None:
        self.viewer.leave()
        self.setFocusProxy(self.grid)
        self._stack.setCurrentIndex(_IMAGES)
        self._show_counts()
        self.grid.setFocus()

    # Who is who

    def ask_who_is_who(self) -> None:
        """Open the panel that lists the rules for patients."""
        reading = self.session.reading
        used = used_choice(reading.last_request(), self._view.images, alone=self._each_alone)
        self._stack.setCurrentIndex(_PATIENTS)
        self.patients.begin(self._view.files_to_name(), used, split_is_fixed=reading.split_is_fixed)
        self.setFocusProxy(self.patients)
        self.header_changed.emit()

    def _name_patients(self, choice: PatientChoice) -> None:
        if self.session.reading.name_patients(choice):
            self._leave_patients()

    def _leave_patients(self) -> None:
        self.setFocusProxy(self.grid)
        self._stack.setCurrentIndex(_IMAGES)
        self._show_counts()
        self.header_changed.emit()
        self.grid.setFocus()

    # The job

    def _progress(self) -> str:
        job = self.session.job
        if not self.session.reading.active or job is None:
            return ""
        return reading_line(job)

    def _job_changed(self) -> None:
        reading, store, busy = self.session.reading, self.session.store, self.session.busy
        self.skipped.set_busy(busy)
        self.patients.set_busy(busy)
        nameless = 0 if reading.active or self._each_alone else self._view.nameless
        self.notice.show_notice("attention", wording.nameless(nameless) if nameless else "")
        self.stopped.show_notice("attention", tr(wording.READING_STOPPED) if reading.interrupted else "")
        self.go_on_button.setEnabled(not busy)
        by_rule = bool(self._view.nameless or self._view.guessed)
        self.tools.show_actions(
            who=by_rule and not nameless and not reading.active, again=not reading.active, enabled=not busy
        )
        self._say_shown()
        if self._stack.currentIndex() == _EMPTY:
            self.empty.explain(reading=reading.active, progress=self._progress(), project=store is not None)
        self.header_changed.emit()
