"""Plan: how many should we label? The verdict, its cost, how sure it is, and whether the test set is large enough."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.forms.plan_inputs import PlanInputs
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, Tokens
from desktop_app.look.widgets import Card, EmptyState, body_label, note_label, verdict_label
from desktop_app.models.emphasis import plain, show_sentence
from desktop_app.models.figures import labels, level, metric_name
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_view import best_series, chance_sentence, cost_range_sentence, cost_sentence
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.plots.reach_chart import ReachChart, ReachLine
from desktop_app.session import Session
from engine.planning.cost import reading_cost

_WIDEST, _CHART_HEIGHT = 1440, 208


class PlanPage(Page):
    """Shows what `LiveCurve` computed, as a decision."""

    name = "Plan"
    icon = "plan"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._show)
        self._live.outdated.connect(self._schedule)
        self._chance = 0.8
        self.empty = EmptyState(
            "plan",
            "The plan appears here",
            "It says how many images to label for the performance you need, what that costs, and how sure the number "
            "is. It needs a measured curve.",
            "Choose a study",
        )
        self.empty.action.connect(lambda: self.page_requested.emit("Study"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build_body())

    def _build_body(self) -> QWidget:
        self.verdict = verdict_label()
        self.savings = body_label()
        self.inputs = PlanInputs()
        self.inputs.target_chosen.connect(self.session.set_target)
        self.inputs.minutes_chosen.connect(self.session.set_minutes_per_image)
        self.inputs.chance_chosen.connect(self._want)
        self.inputs.cost_changed.connect(self._show)
        self.cost = body_label()
        self.cost.setProperty("role", "title")
        self.cost_range = note_label()
        question = Card("What do you need?")
        question.body.addWidget(self.inputs)
        question.body.addWidget(self.cost)
        question.body.addWidget(self.cost_range)
        question.body.addStretch(1)

        self.chart = ReachChart()
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.chance_line = body_label()
        self.no_chart = note_label()
        chance = Card("How likely is the target?")
        chance.body.addWidget(self.chance_line)
        chance.body.addWidget(self.chart)
        chance.body.addWidget(self.no_chart)
        chance.body.addStretch(1)

        self.test_set = body_label()
        self.test_card = Card("Is the test set large enough?")
        self.test_card.body.addWidget(self.test_set)
        self.notes = note_label()
        self.notes_card = Card("What this rests on")
        self.notes_card.body.addWidget(self.notes)
        self.test_card.body.addStretch(1)
        self.notes_card.body.addStretch(1)
        for label in (self.savings, self.test_set, self.notes, self.chance_line):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addWidget(self.verdict)
        column.addWidget(self.savings)
        grid = QGridLayout()
        grid.setSpacing(SPACE_BETWEEN)
        grid.addWidget(question, 0, 0)
        grid.addWidget(chance, 0, 1)
        grid.addWidget(self.test_card, 1, 0)
        grid.addWidget(self.notes_card, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        content.setMaximumWidth(_WIDEST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    # Page

    def header(self) -> PageHeader:
        question = "How many should we label?"
        if self._nothing():
            return PageHeader(question)
        return PageHeader(question, self._answer_line(), "Export")

    def primary_action(self) -> None:
        self.page_requested.emit("Export")

    def state(self) -> StepState:
        if self._nothing():
            return StepState.NOTHING_YET
        return StepState.IN_WORK if self.session.busy else StepState.DONE

    def apply_tokens(self, tokens: Tokens) -> None:
        self.chart.apply_tokens(tokens)

    def _nothing(self) -> bool:
        return self.session.measurements is None or not self.session.measurements.cells

    def _answer_line(self) -> str:
        view = self._live.view()
        best = best_series(view)
        if best is None or best.needed is None or view.target is None:
            return "Too early to say"
        if not math.isfinite(best.needed.median):
            return f"{metric_name(view.metric)} {level(view.target)} is not supported by this curve"
        return f"About {labels(best.needed.median)} for {metric_name(view.metric)} {level(view.target)}"

    # Showing

    def _want(self, chance: float) -> None:
        self._chance = chance
        self._show()

    def _schedule(self) -> None:
        if self.isVisible():
            self._redraw.start(0)
        else:
            self.header_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw.start(0)

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._nothing() else 1)
        if not self._nothing():
            view = self._live.view()
            best = best_series(view)
            self.verdict.setText(plain(view.headline))
            show_sentence(self.savings, view.savings_sentence)
            self.inputs.show_question(view.metric, view.target, self.session.minutes_per_image)
            self._show_cost(best.needed if best else None)
            lines = tuple(ReachLine(s.look, s.reach) for s in view.series if s.reach is not None)
            self.chart.setVisible(bool(lines))
            self.chart.show_lines(lines, self._chance, max((s.n_labels[-1] for s in view.series), default=0.0))
            self.chance_line.setText(chance_sentence(view, best, self._chance))
            self.chance_line.setVisible(bool(lines))
            self.no_chart.setVisible(not lines)
            self.no_chart.setText(
                "It takes at least three budgets with two repetitions each before a chance can be told."
            )
            show_sentence(self.test_set, view.test_sentence)
            self.test_card.setVisible(bool(view.test_sentence))
            self.notes.setText(plain("\n".join(view.notes)))
            self.notes_card.setVisible(bool(view.notes))
        self.header_changed.emit()

    def _show_cost(self, needed: object) -> None:
        from desktop_app.models.curve_view import Needed

        minutes, readers, rate = self.session.minutes_per_image, self.inputs.readers.value(), self.inputs.rate.value()
        if not isinstance(needed, Needed) or not math.isfinite(needed.median):
            self.cost.setText("The cost cannot be told: no number of labels is supported for this target.")
            self.cost_range.setText("")
            return
        middle = reading_cost(needed.median, minutes, readers, rate)
        self.cost.setText(f"About {labels(needed.median)}: {cost_sentence(middle)}")
        low, high = (reading_cost(n, minutes, readers, rate) for n in (needed.low, needed.high))
        self.cost_range.setText(cost_range_sentence(low, high))
