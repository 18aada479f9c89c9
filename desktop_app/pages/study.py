"""Study: what will be tried? Three choices, the settings behind Advanced; then the run, then its outcome."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from desktop_app.forms.study_choice import StudyChoice
from desktop_app.forms.study_empty import StudyEmpty
from desktop_app.forms.study_report import StudyReport
from desktop_app.look.tokens import Tokens
from desktop_app.models.emphasis import plain
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.study_draft import StudyDraft
from desktop_app.models.study_sentences import done_line, lead, progress_line
from desktop_app.models.study_view import tried
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.job import JobView
from desktop_app.session import Session
from engine.learning_curve.design import StudyConfig

Shown = Literal["empty", "choose", "running", "stopped", "done"]


class StudyPage(Page):
    """Chooses a study, runs it, tells how it went."""

    name = "Study"
    icon = "study"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._draft = StudyDraft()
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

        for signal in (session.project_changed, session.study_changed):
            signal.connect(self._start_over)
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
        return area

    def _build_choice(self) -> StudyChoice:
        choice = StudyChoice(self._draft.views(None))
        choice.chosen.connect(self.choose)
        choice.advanced.changed.connect(self._advanced_changed)
        choice.back.clicked.connect(self._go_back)
        self._choice = choice
        self.lead, self.cards, self.problem, self.back = choice.lead, choice.cards, choice.problem, choice.back
        self.advanced, self.advanced_fold = choice.advanced, choice.advanced_fold
        return choice

    def _build_report(self) -> StudyReport:
        report = StudyReport()
        report.again.clicked.connect(self._choose_another)
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
            return "choose" if self._draft.counts.n_labelled else "empty"
        return "stopped" if self.session.study.state == "running" else "done"

    def header(self) -> PageHeader:
        question = "What will be tried?"
        match self.shown():
            case "empty":
                return PageHeader(question)
            case "choose":
                runnable = not self._wrong() and not self.session.busy
                return PageHeader(question, self._choice_line(), "Run study", runnable)
            case "running":
                return PageHeader(question, progress_line(self._job_of_study()), None)
            case "stopped":
                return PageHeader(question, "Stopped midway; what was measured is kept", "Resume study", self._idle())
        return PageHeader(question, self._done_line(), "See the curve")

    def primary_action(self) -> None:
        match self.shown():
            case "choose":
                if not self._wrong():
                    self._submit(self._draft.config)
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

    # Choosing

    @property
    def config(self) -> StudyConfig:
        """The study that "Run study" would run."""
        return self._draft.config

    def choose(self, preset: str) -> None:
        """Take a preset; Advanced then shows its settings."""
        self._draft.choose(preset, self.session.minutes_per_image, self.session.positive_class)
        self.cards[preset].setChecked(True)
        self.advanced.load(self._draft.config, self._draft.counts)
        self._show_choice()

    def _advanced_changed(self) -> None:
        config = self.advanced.config()
        if config is not None:
            if config.positive_class != self._draft.config.positive_class:
                self.session.set_positive_class(config.positive_class)
            self._draft.config = config
        self._show_choice()

    def _wrong(self) -> str:
        return self.advanced.problem() or self._draft.problem()

    def _choice_line(self) -> str:
        if self._wrong():
            return "This study cannot be run yet"
        return self._draft.line(self.session.images_per_second)

    def _show_choice(self) -> None:
        can_go_back = self.session.study is not None
        views = self._draft.views(self.session.images_per_second)
        self._choice.show_choice(views, lead(self._draft.counts), self._wrong(), can_go_back)
        self.header_changed.emit()

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
        self._show()

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
        self._count()
        self.choose(self._draft.config.preset if self._draft.config.preset in self.cards else "quick")
        self._schedule()

    def _count(self) -> bool:
        store = self.session.store
        return self._draft.count(self.session.cohort, store.split() if store is not None else None)

    def _schedule(self) -> None:
        if self.isVisible():
            self._later.start(0)
        else:
            self.header_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if not self.session.busy and self._count():
            self.advanced.load(self._draft.config, self._draft.counts)
        match self.shown():
            case "empty":
                if self._has_images():
                    self.empty.ask_for_labels()
                self._stack.setCurrentIndex(0)
            case "choose":
                self._show_choice()
                self._stack.setCurrentIndex(1)
            case _:
                self._show_run()
                self._stack.setCurrentIndex(2)
        self.header_changed.emit()

    def _show_run(self) -> None:
        job, shown = self._job_of_study(), self.shown()
        answer = (
            plain(self._live.view().headline) if self.session.measurements and self.session.measurements.cells else ""
        )
        self._report.show_run(job, answer, shown == "running")
        study = self.session.study if shown != "running" else None
        self._report.show_tried(tried(study.config, study.budgets, study.n_pool) if study else ())
        if shown == "running":
            self._report.say(progress_line(job), "You can go on working; the curve fills in as trainings finish.")
        elif shown == "stopped":
            told = job.outcome.sentence if job is not None and job.outcome is not None else ""
            kept = "What was measured is kept; the study goes on from there."
            self._report.say("The study was stopped midway.", told or kept)
        else:
            self._report.say(answer or "The study is done.", self._done_line())

    def _done_line(self) -> str:
        measured = self.session.measurements
        return done_line(self.session.study, len(measured.of("fine_tuned")) if measured else 0)
