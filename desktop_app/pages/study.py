"""Study: what will be tried? Three choices, the settings behind Advanced; then the run, then its outcome."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from desktop_app.forms.study_choice import StudyChoice
from desktop_app.forms.study_chooser import StudyChooser
from desktop_app.forms.study_empty import StudyEmpty
from desktop_app.forms.study_report import StudyReport
from desktop_app.look.tokens import WIDEST_PAGE, Tokens
from desktop_app.models.emphasis import plain
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.study_sentences import done_line, progress_line
from desktop_app.models.study_view import tried
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.job import JobView
from desktop_app.session import Session
from engine.learning_curve.design import StudyConfig
from engine.translation import tr

Shown = Literal["empty", "choose", "running", "stopped", "done"]


class StudyPage(Page):
    """Chooses a study, runs it, tells how it went."""

    name = "Study"
    icon = "study"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._choosing_again = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)

        self.empty = StudyEmpty()
        self.empty.action.connect(self._leave_empty)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scrolled(self._build_choice()))
        self._stack.addWidget(self._scrolled(self._build_report()))

        session.project_changed.connect(self._start_over)
        session.study_changed.connect(self._go_back)
        for signal in (
            session.cohort_changed,
            session.job_changed,
            session.points_changed,
            session.answer_changed,
            session.speed_changed,
        ):
            signal.connect(self._schedule)
        session.job_ended.connect(lambda _: self._schedule())
        self._start_over()

    @staticmethod
    def _scrolled(content: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        content.setMaximumWidth(WIDEST_PAGE)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        return area

    def _build_choice(self) -> StudyChoice:
        chooser = self._chooser = StudyChooser(self.session)
        chooser.changed.connect(self.header_changed)
        chooser.folder_being_read.connect(lambda: self.page_requested.emit("Data"))
        choice = chooser.form
        choice.back.clicked.connect(self._go_back)
        self.lead, self.cards, self.problem, self.back = choice.lead, choice.cards, choice.problem, choice.back
        self.advanced, self.advanced_fold = choice.advanced, choice.advanced_fold
        self.experiments, self.starts, self.figures = choice.experiments, choice.starts, choice.figures
        return choice

    def _build_report(self) -> StudyReport:
        report = StudyReport()
        report.again.clicked.connect(self._choose_another)
        report.run_view.finish_wanted.connect(self.session.finish_early)
        self._report = report
        self.sentence, self.detail, self.run_view = report.sentence, report.detail, report.run_view
        self.tried, self.again = report.tried, report.again
        return report

    # Page

    def shown(self) -> Shown:
        """Which of the page's faces is on."""
        if self._job_of_study() is not None and self.session.busy:
            return "running"
        if self._choosing_again or self.session.study is None:
            return "choose" if self._chooser.draft.counts.n_labelled else "empty"
        return "stopped" if self.session.study.state == "running" else "done"

    def header(self) -> PageHeader:
        question = tr("What will be tried?")
        match self.shown():
            case "empty":
                return PageHeader(question)
            case "choose":
                runnable = not self._chooser.wrong() and not self.session.busy
                return PageHeader(question, self._chooser.wrong() or self._chooser.line(), tr("Run study"), runnable)
            case "running":
                return PageHeader(tr("What is being tried?"), progress_line(self._job_of_study()), None)
            case "stopped":
                kept = tr("Stopped midway; what was measured is kept")
                return PageHeader(tr("What was tried?"), kept, tr("Resume study"), self._idle())
        return PageHeader(tr("What was tried?"), self._done_line(), tr("See the curve"))

    def primary_action(self) -> None:
        match self.shown():
            case "choose":
                if not self._chooser.wrong():
                    self._submit(self.config)
            case "stopped":
                if self.session.study is not None:
                    self._submit(self.session.study.config)
            case "done":
                self.page_requested.emit("Curve")

    def state(self) -> StepState:
        return {
            "empty": StepState.NOTHING_YET,
            "choose": StepState.NOTHING_YET if self.session.study is None else StepState.DONE,
            "running": StepState.IN_WORK,
            "stopped": StepState.ATTENTION,
            "done": StepState.DONE,
        }[self.shown()]

    def apply_tokens(self, tokens: Tokens) -> None:
        self.run_view.apply_tokens(tokens)
        self._chooser.form.apply_tokens(tokens)

    # Choosing

    @property
    def config(self) -> StudyConfig:
        """The study that "Run study" would run."""
        return self._chooser.config

    def choose(self, preset: str) -> None:
        """Take a preset; Advanced then shows its settings."""
        self._chooser.choose(preset)

    def _submit(self, config: StudyConfig) -> None:
        if self.session.store is None or not self._idle():
            return
        from engine.running.requests import StudyRequest

        self._choosing_again = False
        self.session.submit(StudyRequest(str(self.session.store.folder), config))

    def _idle(self) -> bool:
        return not self.session.busy

    def _choose_another(self) -> None:
        self._choosing_again = True
        self._show()

    def _go_back(self) -> None:
        self._choosing_again = False
        self._schedule()

    def _leave_empty(self) -> None:
        self.page_requested.emit("Labels" if self._has_images() else "Start")

    def _has_images(self) -> bool:
        return self.session.cohort is not None and bool(self.session.cohort.images)

    # Showing

    def _job_of_study(self) -> JobView | None:
        job = self.session.job
        return job if job is not None and job.job == "study" else None

    def _start_over(self) -> None:
        self._choosing_again = False
        self._chooser.start_over()
        self._schedule()

    def _schedule(self) -> None:
        if self.isVisible():
            self._later.start(0)
        else:
            self.header_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if not self.session.busy:
            self._chooser.count()
        match self.shown():
            case "empty":
                if self._has_images():
                    self.empty.ask_for_labels()
                self._stack.setCurrentIndex(0)
            case "choose":
                self._chooser.show()
                self._stack.setCurrentIndex(1)
            case _:
                self._show_run()
                self._stack.setCurrentIndex(2)
        self.header_changed.emit()

    def _show_run(self) -> None:
        job, shown = self._job_of_study(), self.shown()
        measured = self.session.measurements is not None and bool(self.session.measurements.cells)
        view = self._live.view() if measured else None
        answer = plain(view.headline) if view else ""
        classes = self.session.study.classes if self.session.study is not None else ()
        self._report.show_run(job, classes, answer, shown == "running")
        study = self.session.study if shown != "running" else None
        self._report.show_tried(tried(study.config, study.budgets, study.n_pool) if study else ())
        if shown == "running":
            self._report.say("", tr("You can go on working; the curve fills in as trainings finish."))
        elif shown == "stopped":
            told = job.outcome.sentence if job is not None and job.outcome is not None else ""
            kept = tr("What was measured is kept; the study goes on from there.")
            self._report.say(tr("The study was stopped midway."), told or kept)
        else:
            self._report.say(answer or tr("The study is done."), view.savings_sentence if view else "")

    def _done_line(self) -> str:
        measured = self.session.measurements
        return done_line(self.session.study, len(measured.of("fine_tuned")) if measured else 0)
