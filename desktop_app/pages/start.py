"""Start: open images, open a project, or try the sample; the recent projects below."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.forms.choice import Choice
from desktop_app.forms.new_project import NewProject, NewProjectForm
from desktop_app.forms.recent_row import RecentRow
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Notice, centred, heading_label, note_label, quiet_button, row
from desktop_app.models.image_sources import is_dicomdir
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.preferences import PreferencesKeeper, projects_folder
from desktop_app.session import Session
from engine.translation import tr

_COLUMN_WIDTH = 880


class StartPage(Page):
    """Signal: `sample_wanted`, beside those of every page."""

    sample_wanted = Signal()

    name = "Start"
    icon = "house"

    def __init__(self, session: Session, preferences: PreferencesKeeper | None = None) -> None:
        super().__init__(session)
        self._preferences = preferences or PreferencesKeeper()
        self.images_choice = Choice(
            "folder-images",
            tr("Open a folder of images"),
            tr("DICOM, PNG, JPEG or TIFF. They are read where they are and never changed."),
        )
        self.project_choice = Choice(
            "project",
            tr("Open a project"),
            tr("Go on where you stopped: labels, results and trained models are kept in it."),
        )
        self.sample_choice = Choice(
            "sample",
            tr("Try the sample cohort"),
            tr("Synthetic chest X-rays with a known answer, from images to verdict. About 4 minutes."),
        )
        self.disc_button = quiet_button(tr("Open a DICOMDIR…"), "file")
        self.disc_button.clicked.connect(self.ask_for_disc)
        disc_note = note_label(tr("The index of a disc or of an export. Folders can also be dropped on this window."))
        self.images_choice.clicked.connect(self.ask_for_images)
        self.project_choice.clicked.connect(self.ask_for_project)
        self.sample_choice.clicked.connect(self.sample_wanted)
        self.opening = Notice("info")
        self.complaint = Notice("bad")
        self.recent_heading = heading_label(tr("Recent projects"))
        self.recent_rows: list[RecentRow] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        choices = row(self.images_choice, self.project_choice, self.sample_choice, spacing=SPACE_BETWEEN)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addLayout(choices)
        disc = row(self.disc_button, disc_note)
        disc.setStretch(1, 1)
        column.addLayout(disc)
        column.addWidget(self.opening)
        column.addWidget(self.complaint)
        column.addSpacing(SPACE_BETWEEN)
        column.addWidget(self.recent_heading)
        column.addLayout(self._recent)
        column.addStretch(1)
        self.form = NewProjectForm(projects_folder())
        self.form.wanted.connect(self._create)
        self.form.given_up.connect(self.show_choices)
        form_page = QWidget()
        form_column = QVBoxLayout(form_page)
        form_column.setContentsMargins(0, 0, 0, 0)
        form_column.addWidget(self.form)
        form_column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(body)
        self._stack.addWidget(form_page)
        margins = (SPACE_AROUND, SPACE_AROUND + SPACE_BETWEEN, SPACE_AROUND, SPACE_AROUND)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(centred(self._stack, _COLUMN_WIDTH, margins))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        session.project_changed.connect(self._project_changed)
        session.problem.connect(self._complain)
        session.opening.changed.connect(self._show_opening)
        self.refresh_recent()

    def header(self) -> PageHeader:
        if self._stack.currentIndex() == 1:
            return PageHeader(tr("Which images, and where is the project kept?"), tr("Nothing leaves this computer."))
        return PageHeader(
            tr("How many images must we label?"),
            tr("Open your images to find out. Everything stays on this computer."),
        )

    def state(self) -> StepState:
        return StepState.DONE if self.session.store is not None else StepState.NOTHING_YET

    def ask_for_images(self) -> None:
        """Choose a folder of images, then the form."""
        last = self._preferences.current.image_folder
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a folder of images"), last)
        if chosen:
            self.begin_project(Path(chosen))

    def ask_for_disc(self) -> None:
        """Choose a DICOMDIR, then the form."""
        last = self._preferences.current.image_folder
        names = tr("DICOMDIR (DICOMDIR* dicomdir*);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a DICOMDIR"), last, names)
        if not chosen:
            return
        if is_dicomdir(Path(chosen)):
            self.begin_project(Path(chosen))
        else:
            self._complain(
                tr("This is not a DICOMDIR. Choose the file of that name, or open the folder of images instead.")
            )

    def begin_project(self, *images: Path) -> None:
        """Show the form for folders of images, or a DICOMDIR."""
        if self.session.busy:
            self._complain(tr("A job is running. Let it finish, or cancel it, before you start another project."))
            return
        self._preferences.change(replace(self._preferences.current, image_folder=str(images[0].parent)))
        self._complain("")
        self.form.begin(*images)
        self._stack.setCurrentIndex(1)
        self.header_changed.emit()

    def ask_for_project(self) -> None:
        """Choose a project's folder and open it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a project"), str(projects_folder()))
        if chosen:
            self.open_project(chosen)

    def open_project(self, folder: str) -> None:
        """Open the project in `folder`; the page says why where it cannot be."""
        self._complain("")
        self.session.open_project(folder)

    def show_choices(self) -> None:
        """Back from the form."""
        self._stack.setCurrentIndex(0)
        self.header_changed.emit()

    def refresh_recent(self) -> None:
        """List the recent projects anew."""
        for line in self.recent_rows:
            self._recent.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.recent_rows = []
        recent = self._preferences.current.recent
        now = datetime.now().astimezone()
        for project in recent:
            line = RecentRow(project, now)
            line.opened.connect(self.open_project)
            line.removed.connect(self._remove_recent)
            self._recent.addWidget(line)
            self.recent_rows.append(line)
        self.recent_heading.setVisible(bool(recent))

    def _remove_recent(self, folder: str) -> None:
        self._preferences.change(self._preferences.current.without_recent(folder))
        self.refresh_recent()

    def _create(self, wish: NewProject) -> None:
        from engine.running.requests import ScanRequest

        if not self.session.new_project(wish.folder, wish.name):
            return
        self.session.submit(
            ScanRequest(
                str(wish.folder),
                tuple(str(source) for source in wish.images),
                pool_folders=tuple(str(pool) for pool in wish.pool_folders),
                patient_pattern=wish.patient_pattern,
                patient_folders=wish.patient_folders,
                side=wish.side,
            )
        )
        self.show_choices()
        self.page_requested.emit("Data")

    def _project_changed(self) -> None:
        store = self.session.store
        if store is not None:
            self._preferences.change(self._preferences.current.with_recent(store.folder, store.name))
            self.refresh_recent()
            self._complain("")

    def _show_opening(self) -> None:
        opening = self.session.opening
        words = tr(
            "Opening {project}: the record of its {n:,} images is being read.", project=opening.name, n=opening.images
        )
        self.opening.show_notice("info", words if opening.name else "")
        if opening.name:
            self.page_requested.emit("Start")

    def _complain(self, sentence: str) -> None:
        if self._stack.currentIndex() == 1:
            self.form.complain(sentence)
        else:
            self.complaint.show_notice("bad", sentence)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.refresh_recent()
        return super().event(event)
