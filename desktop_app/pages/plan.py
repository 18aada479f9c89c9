"""Plan: how many should we label? The verdict, its cost, how sure it is, and whether the test set is large enough."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.forms.field_grid import show_number
from desktop_app.forms.plan_cards import PlanCards
from desktop_app.look.tokens import Tokens
from desktop_app.look.widgets import EmptyState
from desktop_app.models.emphasis import plain, show_sentence, show_sentences
from desktop_app.models.figures import labels, level, metric_name
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_build import KeptAnswers, PlanView, build_plan, rarest_share
from desktop_app.models.plan_settings import PlanSettings, measured_minutes, read_settings, write_settings
from desktop_app.models.plan_view import best_series, chance_sentence
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.plots.reach_chart import ReachLine
from desktop_app.plots.reach_cost import reach_cost_axis
from desktop_app.session import Session
from engine.errors import PlannerError
from engine.translation import tr

if TYPE_CHECKING:
    from desktop_app.models.curve_view import CurveView
    from engine.learning_curve.points import StudyMeasurements
    from engine.running.store import ProjectStore

_WRITE_MS = 600  # after the last change of a setting


class PlanPage(Page):
    """Shows what `LiveCurve` and `build_plan` computed, as a decision."""

    name = "Plan"
    icon = "plan"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._settings = PlanSettings()
        self._kept = KeptAnswers()
        self._measured: float | None = None
        self._owner: ProjectStore | None = None  # of the settings
        self._changed = False
        self._redraw, self._write = QTimer(self), QTimer(self)
        for timer in (self._redraw, self._write):
            timer.setSingleShot(True)
        self._redraw.timeout.connect(self._show)
        self._write.timeout.connect(self._write_settings)
        self.empty = EmptyState(
            "plan",
            tr("The plan appears here"),
            tr(
                "It says how many images to label for the performance you need, what that costs, and how sure the "
                "number is. It needs a measured curve."
            ),
            tr("Choose a study"),
        )
        self.empty.action.connect(lambda: self.page_requested.emit("Study"))
        self.cards = PlanCards()
        self.cards.inputs.target_chosen.connect(session.set_target)
        self.cards.inputs.minutes_chosen.connect(self._set_minutes)
        for form in (self.cards.inputs, self.cards.more):
            form.setting_changed.connect(self._change)
        self.cards.exactness.valueChanged.connect(lambda half: self._change("exactness", round(half, 4)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.cards)
        self._live.outdated.connect(self._schedule)
        session.project_changed.connect(self._read)
        session.study_changed.connect(self._read)
        session.answer_changed.connect(self._read_maintained)
        session.labels_changed.connect(self._take_minutes)
        self._read()

    # Page

    def header(self) -> PageHeader:
        question = tr("How many should we label?")
        if self._nothing():
            return PageHeader(question)
        return PageHeader(question, self._answer_line(), tr("Export"))

    def primary_action(self) -> None:
        self.page_requested.emit("Export")

    def state(self) -> StepState:
        if self._nothing():
            return StepState.NOTHING_YET
        return StepState.IN_WORK if self.session.busy else StepState.DONE

    def apply_tokens(self, tokens: Tokens) -> None:
        self.cards.chart.apply_tokens(tokens)

    def _nothing(self) -> bool:
        return self.session.measurements is None or not self.session.measurements.cells

    def _answer_line(self) -> str:
        view = self._live.view()
        best = best_series(view)
        if best is None or best.needed is None or view.target is None:
            return tr("Too early to say")
        places = {"metric": metric_name(view.metric), "level": level(view.target)}
        if not math.isfinite(best.needed.median):
            return tr("{metric} {level} is not supported by this curve", **places)
        return tr("About {labels} for {metric} {level}", labels=labels(best.needed.median), **places)

    # What the plan rests on, kept in the project

    def _read(self) -> None:
        """Another project or study: its settings, and the round that came before it."""
        store, study = self.session.store, self.session.study
        if store is not self._owner:
            self._changed = False  # what it was about to write is another project's, which is closed
            self._owner = store
        self._write_settings()
        self._settings, self._kept = PlanSettings(), KeptAnswers()
        try:
            self._settings = read_settings(store)
            if store is not None and study is not None:
                last = store.round_before(study, store.studies())
                key = study.study_key
                self._kept = KeptAnswers(last, store.maintained(key), store.comparisons(key))
        except PlannerError as error:
            self.session.problem.emit(str(error))
        self._live.set_readers(self._settings.readers)
        self._take_minutes()
        self._schedule()

    def _read_maintained(self) -> None:
        """The job may have written a new answer."""
        store, study = self.session.store, self.session.study
        if store is None or study is None:
            return
        try:
            key = study.study_key
            self._kept = KeptAnswers(self._kept.last, store.maintained(key), store.comparisons(key))
        except PlannerError as error:
            self.session.problem.emit(str(error))

    def _take_minutes(self) -> None:
        """The minutes an image: as the user said, else as measured while labelling, else the study's."""
        self._measured = measured_minutes(self.session.store)
        minutes = self._settings.minutes or self._measured
        if minutes is not None:
            self.session.set_minutes_per_image(round(minutes, 2))

    def _set_minutes(self, minutes: float) -> None:
        self._change("minutes", minutes)
        self.session.set_minutes_per_image(minutes)

    def _change(self, field: str, value: object) -> None:
        self._settings = replace(self._settings, **{field: value})  # type: ignore[arg-type]
        self._changed = True
        self._write.start(_WRITE_MS)
        self._live.set_readers(self._settings.readers)
        self._redraw.start(0)

    def _write_settings(self) -> None:
        """Write the settings that the user has changed since they were read or written."""
        if not self._changed or self._owner is None or self._owner is not self.session.store:
            return
        self._changed = False
        try:
            write_settings(self._owner, self._settings)
        except PlannerError as error:
            self.session.problem.emit(str(error))

    # Showing

    def _schedule(self) -> None:
        if self.isVisible():
            self._redraw.start(0)
        else:
            self.header_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._write_settings()

    def _show(self) -> None:
        measurements = self.session.measurements
        self._stack.setCurrentIndex(0 if self._nothing() else 1)
        if measurements is not None and not self._nothing():
            view = self._live.view()
            basis = self._live.basis()
            if basis is not None:
                minutes = self.session.minutes_per_image
                plan = build_plan(view, self._live.draws(), basis, measurements, self._settings, minutes, self._kept)
                self._show_question(view, plan, measurements)
                self._show_answers(view, plan)
        self.header_changed.emit()

    def _show_question(self, view: CurveView, plan: PlanView, measurements: StudyMeasurements) -> None:
        cards = self.cards
        cards.inputs.show_settings(self._settings, self._measured)
        cards.inputs.show_question(view.metric, view.target, self.session.minutes_per_image)
        cards.more.show_settings(self._settings, view.metric, measurements.n_train_labelled, rarest_share(measurements))
        show_number(cards.exactness, self._settings.exactness)
        cards.cost.setText(plan.cost_title)
        cards.cost_note.setText(plan.cost_note)
        cards.cost_note.setVisible(bool(plan.cost_note))

    def _show_answers(self, view: CurveView, plan: PlanView) -> None:
        cards = self.cards
        best = best_series(view)
        cards.verdict.setText(plain(view.headline))
        show_sentence(cards.savings, view.savings_sentence)
        lines = tuple(ReachLine(s.look, s.reach) for s in view.series if s.reach is not None)
        cards.chart.setVisible(bool(lines))
        measured_to = max((s.n_labels[-1] for s in view.series), default=0.0)
        cards.chart.show_lines(lines, self._settings.chance, measured_to, reach_cost_axis(plan.cost))
        cards.chance_line.setText(chance_sentence(view, best, self._settings.chance))
        cards.chance_line.setVisible(bool(lines))
        cards.no_chart.setVisible(not lines)
        cards.no_chart.setText(
            tr("It takes at least three budgets with two repetitions each before a chance can be told.")
        )
        show_sentences(cards.plans, plan.options)
        show_sentence(cards.best, plan.best)
        show_sentences(cards.maintained, plan.maintained)
        cards.best_card.setVisible(bool(plan.options or plan.best))
        cards.fewer_card.setVisible(bool(plan.maintained))
        show_sentences(cards.starts, plan.starts)
        cards.starts_card.setVisible(bool(plan.starts))
        show_sentence(cards.test_set, plan.test_set)
        cards.test_card.setVisible(bool(plan.test_set))
        show_sentences(cards.last_round, plan.last_round)
        show_sentence(cards.next_round, plan.next_round)
        cards.round_card.setVisible(bool(plan.last_round or plan.next_round))
        show_sentences(cards.notes, view.notes)
        cards.notes_card.setVisible(bool(view.notes))
        cards.warning.show_notice("attention", view.second_opinion)
        cards.arrange()
