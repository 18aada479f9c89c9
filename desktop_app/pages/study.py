"""Study: what will be tried? Three choices, the settings behind Advanced; then the run, then its outcome."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.study_advanced import StudyAdvanced
from desktop_app.forms.study_cards import PresetCard
from desktop_app.forms.study_run import StudyRun
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, Tokens
from desktop_app.look.widgets import (
    Card,
    Disclosure,
    EmptyState,
    Notice,
    body_label,
    quiet_button,
    row,
    verdict_label,
)
from desktop_app.models.emphasis import plain
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.study_view import StudyCounts, adapted, preset_view, study_counts, tried, with_counts
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.runs.job import JobView
from desktop_app.session import Session
from engine.learning_curve.design import StudyConfig

Shown = Literal["empty", "choose", "running", "stopped", "done"]


@cache
def _presets() -> tuple[StudyConfig, ...]:
    from engine.learning_curve.presets import load_preset, preset_names

    return tuple(load_preset(name) for name in preset_names())


class StudyPage(Page):
    """Chooses a study, runs it, tells how it went."""

    name = "Study"
    icon = "study"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._config: StudyConfig = _presets()[0]
        self._counts = study_counts(None, None, 0.3)
        self._choosing_again = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)

        self.empty = EmptyState(
            "study",
            "Nothing to try yet",
            "A study trains the model again and again with more and more labelled images. It needs images, and labels "
            "for some of them.",
            "Open images",
        )
        self.empty.action.connect(self._leave_empty)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scrolled(self._build_choice()))
        self._stack.addWidget(self._scrolled(self._build_run()))

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

    def _build_choice(self) -> QWidget:
        self.lead = body_label()
        self.cards = {config.preset: PresetCard(preset_view(config, self._counts, None)) for config in _presets()}
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, chosen=name: self.choose(chosen))
            cards.addWidget(card, 1)
        self.advanced = StudyAdvanced()
        self.advanced.changed.connect(self._advanced_changed)
        self.advanced_fold = Disclosure("Advanced", self.advanced)
        self.problem = Notice("attention")
        self.back = quiet_button("Back to the last study", "arrow-left")
        self.back.clicked.connect(self._go_back)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addLayout(row(self.lead, self.back))
        column.addLayout(cards)
        column.addWidget(self.problem)
        column.addWidget(self.advanced_fold)
        column.addStretch(1)
        return page

    def _build_run(self) -> QWidget:
        self.sentence = verdict_label()
        self.detail = body_label()
        self.run_view = StudyRun()
        self.tried = Card("What was tried")
        self._tried_lines = QGridLayout()
        self._tried_lines.setHorizontalSpacing(SPACE_AROUND)
        self._tried_lines.setColumnStretch(1, 1)
        self.tried.body.addLayout(self._tried_lines)
        self.again = quiet_button("Try another study", "refresh")
        self.again.clicked.connect(self._choose_another)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addWidget(self.sentence)
        column.addWidget(self.detail)
        column.addWidget(self.run_view)
        column.addWidget(self.tried)
        column.addLayout(row(self.again, 1))
        column.addStretch(1)
        return page

    # Page

    def shown(self) -> Shown:
        """Which of the page's faces is on."""
        if self._job_of_study() is not None and self.session.busy:
            return "running"
        if self._choosing_again or self.session.study is None:
            return "choose" if self._counts.n_labelled else "empty"
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
                return PageHeader(question, self._progress_line(), None)
            case "stopped":
                return PageHeader(question, "Stopped midway; what was measured is kept", "Resume study", self._idle())
        return PageHeader(question, self._done_line(), "See the curve")

    def primary_action(self) -> None:
        match self.shown():
            case "choose":
                if not self._wrong():
                    self._submit(self._config)
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
        return self._config

    def choose(self, preset: str) -> None:
        """Take a preset; Advanced then shows its settings."""
        config = next(config for config in _presets() if config.preset == preset)
        config = replace(config, minutes_per_image=self.session.minutes_per_image)
        self._config = adapted(config, self._counts, self.session.positive_class)
        self.cards[preset].setChecked(True)
        self.advanced.load(self._config, self._counts)
        self._show_choice()

    def _advanced_changed(self) -> None:
        config = self.advanced.config()
        if config is not None:
            if config.positive_class != self._config.positive_class:
                self.session.set_positive_class(config.positive_class)
            self._config = config
        self._show_choice()

    def _wrong(self) -> str:
        return self.advanced.problem() or with_counts(self._config, self._counts)

    def _choice_line(self) -> str:
        if self._wrong():
            return "This study cannot be run yet"
        view = preset_view(self._config, self._counts, self.session.images_per_second)
        return f"{view.title} · {view.time} · {view.trainings}"

    def _show_choice(self) -> None:
        for config in _presets():
            mine = self._config if config.preset == self._config.preset else config
            self.cards[config.preset].show_view(preset_view(mine, self._counts, self.session.images_per_second))
        self.lead.setText(_lead(self._counts))
        self.problem.show_notice("attention", self._wrong())
        self.back.setVisible(self.session.study is not None)
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
        self.page_requested.emit("Labels" if self.session.cohort and self.session.cohort.images else "Start")

    # Showing

    def _job_of_study(self) -> JobView | None:
        job = self.session.job
        return job if job is not None and job.job == "study" else None

    def _start_over(self) -> None:
        self._choosing_again = False
        self._count()
        self.choose(self._config.preset if self._config.preset in self.cards else "quick")
        self._schedule()

    def _count(self) -> bool:
        """Count anew; true when anything differs."""
        store = self.session.store
        split = store.split() if store is not None else None
        counts = study_counts(self.session.cohort, split, self._config.test_fraction)
        changed = counts != self._counts
        self._counts: StudyCounts = counts
        return changed

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
            self.advanced.load(self._config, self._counts)
        match self.shown():
            case "empty":
                self._show_empty()
                self._stack.setCurrentIndex(0)
            case "choose":
                self._show_choice()
                self._stack.setCurrentIndex(1)
            case _:
                self._show_run()
                self._stack.setCurrentIndex(2)
        self.header_changed.emit()

    def _show_empty(self) -> None:
        if self.session.cohort is not None and self.session.cohort.images:
            self.empty.say(
                "No labels yet",
                "A study trains the model again and again with more and more labelled images. Import labels or label "
                "some images here: a hundred make a start.",
                "Label images",
            )

    def _show_run(self) -> None:
        job, shown = self._job_of_study(), self.shown()
        answer = (
            plain(self._live.view().headline) if self.session.measurements and self.session.measurements.cells else ""
        )
        self.run_view.setVisible(job is not None)
        if job is not None:
            self.run_view.show_job(job, answer if shown == "running" else "")
        self.again.setVisible(shown != "running")
        self._show_tried()
        if shown == "running":
            self.sentence.setText(self._progress_line())
            self.detail.setText("You can go on working; the curve fills in as trainings finish.")
        elif shown == "stopped":
            self.sentence.setText("The study was stopped midway.")
            told = job.outcome.sentence if job is not None and job.outcome is not None else ""
            self.detail.setText(told or "What was measured is kept; the study goes on from there.")
        else:
            self.sentence.setText(answer or "The study is done.")
            self.detail.setText(self._done_line())

    def _show_tried(self) -> None:
        study = self.session.study
        self.tried.setVisible(study is not None and self.shown() != "running")
        if study is None:
            return
        while self._tried_lines.count():
            self._tried_lines.takeAt(0).widget().deleteLater()
        for at, (name, text) in enumerate(tried(study.config, study.budgets, study.n_pool)):
            name_label = body_label(name)
            name_label.setProperty("role", "muted")
            name_label.setWordWrap(False)
            self._tried_lines.addWidget(name_label, at, 0)
            self._tried_lines.addWidget(body_label(text), at, 1)

    def _progress_line(self) -> str:
        job = self._job_of_study()
        if job is None:
            return ""
        if job.cancelling:
            return "Stopping…"
        if job.finishing:
            return "Finishing early: what runs now is completed"
        stage = job.stage or "Getting ready"
        stage = f"{stage[:1].upper()}{stage[1:]}"
        if job.paused:
            return f"Paused in: {stage[:1].lower()}{stage[1:]}"
        left = wording.time_left(job.seconds_left)
        return f"{stage} · {left}" if left else stage

    def _done_line(self) -> str:
        study = self.session.study
        if study is None:
            return ""
        measured = len(self.session.measurements.of("fine_tuned")) if self.session.measurements else 0
        early = "Finished early" if study.state == "early" else "Done"
        return f"{early} · {wording.count(measured, 'training')} · {wording.count(len(study.budgets), 'budget')}"


def _lead(counts: StudyCounts) -> str:
    return (
        f"{wording.count(counts.n_train, 'labelled image')} to train on, {wording.number(counts.n_test)} kept for "
        f"testing ({wording.count(counts.test_patients, 'patient')}), "
        f"{wording.count(counts.n_pool, 'image')} to pretrain on."
    )
