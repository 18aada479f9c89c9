"""The window: rail, header, pages, job bar. It arranges and routes; what is open is the session's affair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.frame.drops import dropped_paths
from desktop_app.frame.header import Header
from desktop_app.frame.job_bar import JobBar
from desktop_app.frame.leaving import Leaving
from desktop_app.frame.rail import SETTINGS, Rail
from desktop_app.frame.theme_menu import open_theme_menu
from desktop_app.frame.tour import Tour
from desktop_app.look.appearance import Appearance
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, Tokens
from desktop_app.look.widgets import Notice
from desktop_app.pages.catalogue import STEPS, build_page
from desktop_app.pages.page import Page
from desktop_app.pages.start import StartPage
from desktop_app.preferences import PreferencesKeeper, projects_folder
from desktop_app.runs.sample_tour import SAMPLE_NAME, SampleTour
from desktop_app.session import Session
from engine.translation import mark, tr

BUSY = mark("A job is running. Let it finish, or cancel it, before you start another project.")
BREATH_MS = 30  # between two pages that are built before anybody asks for them
FOLD_BELOW = 1000
TITLE = "Annotation Budget Planner"  # a name, the same in every language


class MainWindow(QMainWindow):
    """The application's window. `show_page(name)` goes to a page of the rail."""

    def __init__(self, session: Session, preferences: PreferencesKeeper, appearance: Appearance) -> None:
        super().__init__()
        self.session, self.preferences, self.appearance = session, preferences, appearance
        self.pages: dict[str, Page] = {}
        self.current = "Start"
        self._leaving = Leaving(self, session)
        self._guide: QWidget | None = None
        self.tour = SampleTour(session)
        self._build()
        self._add_shortcuts()
        self._connect()
        self.resize(*preferences.current.size)
        self.setMinimumSize(720, 520)
        self.setAcceptDrops(True)
        self.set_page(StartPage(session, preferences))
        self.show_page("Start")
        self._project_changed()

    def _build(self) -> None:
        self.rail = Rail(STEPS)
        self.header = Header()
        self.notice = Notice("bad")
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.job_bar = JobBar(self.session)
        framed = QWidget()
        inner = QVBoxLayout(framed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._said = QWidget()
        said = QHBoxLayout(self._said)
        said.setContentsMargins(SPACE_AROUND, SPACE_BETWEEN, SPACE_AROUND, 0)
        said.addWidget(self.notice)
        inner.addWidget(self._said)
        inner.addWidget(self.stack, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(framed, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.job_bar)
        self.setCentralWidget(central)
        self.first_steps = Tour(self, self.rail)
        self._say("")
        self._notice_timer = QTimer(self)
        self._notice_timer.setSingleShot(True)
        self._notice_timer.setInterval(12_000)
        self._notice_timer.timeout.connect(lambda: self._say(""))

    def _add_shortcuts(self) -> None:
        def add(keys: str | QKeySequence.StandardKey, slot: object) -> None:
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

        for position, (name, _) in enumerate(STEPS, start=1):
            add(f"Ctrl+{position}", lambda name=name: self.show_page(name))
        add("F1", self.open_guide)
        add("Ctrl+,", lambda: self.show_page(SETTINGS))
        add("F11", self._toggle_full_screen)
        add("Ctrl+O", self._open_project)
        add("Ctrl+N", self._new_project)
        add("Ctrl+Return", self._act)
        add(QKeySequence.StandardKey.Quit, self.close)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.rail.help_wanted.connect(self.open_guide)
        self.rail.settings_wanted.connect(lambda: self.show_page(SETTINGS))
        self.rail.theme_wanted.connect(lambda: open_theme_menu(self.rail.theme_button, self.appearance))
        self.header.action.connect(self._act)
        self.tour.page_requested.connect(self.show_page)
        self.appearance.changed.connect(self.set_tokens)
        session = self.session
        session.project_changed.connect(self._project_changed)
        session.problem.connect(self._show_problem)
        for signal in (
            session.cohort_changed,
            session.labels_changed,
            session.study_changed,
            session.points_changed,
            session.answer_changed,
            session.job_changed,
        ):
            signal.connect(self._refresh_rail)
        self.set_tokens(self.appearance.tokens)

    # Pages

    def set_page(self, page: Page) -> None:
        """Put a page into its place."""
        self.pages[page.name] = page
        self.stack.addWidget(page)
        page.header_changed.connect(lambda: self._header_changed(page))
        page.page_requested.connect(self.show_page)
        page.apply_tokens(self.session.tokens)
        if isinstance(page, StartPage):
            page.sample_wanted.connect(self.try_sample)

    def page(self, name: str) -> Page:
        """The page `name`, built if it was not needed before."""
        if name == SETTINGS and name not in self.pages:
            from desktop_app.pages.settings import SettingsPage

            self.set_page(SettingsPage(self.session, self.preferences, self.appearance))
        elif name not in self.pages:
            self.set_page(build_page(name, self.session))
        return self.pages[name]

    def build_next_page(self) -> None:
        """Build one page that is not there yet, then come back: between two pages the event loop breathes."""
        missing = [name for name, _ in STEPS if name not in self.pages]
        if missing and self.isVisible():
            self.page(missing[0])
            self._refresh_rail()
            QTimer.singleShot(BREATH_MS, self, self.build_next_page)

    def show_page(self, name: str) -> None:
        """Go to a page."""
        page = self.page(name)
        self.current = name
        self.first_steps.end()
        self.rail.choose(name)
        self.stack.setCurrentWidget(page)
        self.header.show_header(page.header())
        self._refresh_rail()
        focused = self.focusWidget()
        if focused is None or not self.rail.isAncestorOf(focused):
            page.setFocus()  # a page hands it on to what is used most, or keeps it

    def _header_changed(self, page: Page) -> None:
        if page.name == self.current:
            self.header.show_header(page.header())
        self._refresh_rail()

    def _refresh_rail(self) -> None:
        for name, page in self.pages.items():
            if name in self.rail.steps:
                self.rail.steps[name].set_step_state(None if name == "Start" else page.state())

    def _act(self) -> None:
        header = self.page(self.current).header()
        if header.action is not None and header.action_enabled:
            self.page(self.current).primary_action()

    # The session

    def _project_changed(self) -> None:
        store = self.session.store
        self.setWindowTitle(store.name if store is not None else TITLE)
        self.rail.show_project(store.name if store is not None else "")
        self._say("")
        self._refresh_rail()
        if store is not None and self.current == "Start":
            self.show_page(self._best_page())
        elif store is None:
            self.show_page("Start")

    def _best_page(self) -> str:
        """Where an opened project goes on."""
        cohort, study = self.session.cohort, self.session.study
        if study is not None:
            return "Curve" if self.session.measurements and self.session.measurements.cells else "Study"
        if cohort is not None and cohort.images and not cohort.class_counts:
            return "Labels"
        return "Study" if cohort is not None and cohort.images else "Data"

    def _show_problem(self, sentence: str) -> None:
        if self.current != "Start":  # the Start page says it in its own place
            self._say(sentence)
            self._notice_timer.start()

    def _say(self, sentence: str) -> None:
        self.notice.show_notice("bad", sentence)
        self._said.setVisible(bool(sentence))

    def set_tokens(self, tokens: Tokens) -> None:
        """The theme has changed: tell the session and the pages."""
        self.session.set_tokens(tokens)
        for page in self.pages.values():
            page.apply_tokens(tokens)
        self.rail.theme_button.set_icon("moon" if tokens.name == "light" else "sun")

    # Wishes

    def try_sample(self, folder: Path | None = None) -> None:
        """Make or open the sample project and run its study."""
        self.tour.start(folder or projects_folder() / SAMPLE_NAME)

    def open_folder(self, *paths: Path) -> None:
        """Folders (or a DICOMDIR) were dropped or named at the start: open the project, else begin one of them."""
        from engine.running.store import ProjectStore

        start = self.page("Start")
        assert isinstance(start, StartPage)
        if ProjectStore.is_project(paths[0]):
            self.session.open_project(paths[0])
        elif self.session.busy:
            self.session.problem.emit(tr(BUSY))
        else:
            self.show_page("Start")
            start.begin_project(*paths)

    def open_guide(self) -> None:
        """The guide, beside the work."""
        from desktop_app.help_dialog import HelpDialog

        if self._guide is None:
            self._guide = HelpDialog(self)
            self._guide.tour_wanted.connect(self.first_steps.begin)
        if isinstance(self._guide, HelpDialog):
            self._guide.open_topic(self.current)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def _open_project(self) -> None:
        self.show_page("Start")
        start = self.pages["Start"]
        assert isinstance(start, StartPage)
        start.ask_for_project()

    def _new_project(self) -> None:
        self.show_page("Start")
        start = self.pages["Start"]
        assert isinstance(start, StartPage)
        start.ask_for_images()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_folded(self.width() < FOLD_BELOW)
        self.job_bar.set_compact(self.width() < FOLD_BELOW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.open_folder(*paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.busy:
            event.ignore()
            self._leaving.ask()
            return
        size = (self.width(), self.height()) if not self.isMaximized() else self.preferences.current.size
        self.preferences.change(replace(self.preferences.current, size=size, maximised=self.isMaximized()))
        event.accept()
