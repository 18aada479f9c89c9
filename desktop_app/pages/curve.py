"""Curve: how good do we get with how many labels? The plot, the question's knobs, and what the curve says."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.forms.compare_panel import ComparePanel
from desktop_app.forms.curve_controls import CurveControls
from desktop_app.forms.curve_sections import CurveSections
from desktop_app.forms.review_panel import ReviewPanel
from desktop_app.forms.save_points import ask_for_table, save_points
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import (
    Card,
    Disclosure,
    EmptyState,
    IconButton,
    Notice,
    body_label,
    heading_label,
    note_label,
    row,
    separator,
)
from desktop_app.models.curve_cost import curve_cost
from desktop_app.models.curve_view import CurveView
from desktop_app.models.emphasis import plain, show_sentence, show_sentences
from desktop_app.models.figures import count, metric_name, span, value
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_settings import read_settings
from desktop_app.pages.page import Page, PageHeader, StepState
from desktop_app.plots.lazy import LazyPlot
from desktop_app.session import Session
from engine.errors import PlannerError
from engine.translation import mark, tr

_SIDE_WIDTH, _SIDE_WIDTH_NARROW, _NARROW = 316, 264, 940
_NOTE = mark(
    "Shaded: 95 % interval of the mean, with new test patients. Dashed: forecast with its 80 % interval "
    "(right 8 times out of 10), fading where it is speculative. Drag the target line, or press ↑ ↓; ← → read the "
    "points out."
)
_SHORT_NOTE = mark("Shaded: 95 % interval. Dashed: forecast, 80 % interval.")


def _build_plot() -> QWidget:
    from desktop_app.plots.learning_curve_plot import LearningCurvePlot

    return LearningCurvePlot()


class CurvePage(Page):
    """Shows what `LiveCurve` computed; the target is one value, moved by the line, the box or the arrow keys."""

    name = "Curve"
    icon = "curve"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._live = LiveCurve.of(session)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)  # with no interval: once for all that changed in this round of the event loop
        self._redraw.timeout.connect(self._show)
        self._live.outdated.connect(self._schedule)
        session.job_changed.connect(self.header_changed)

        self.empty = EmptyState(
            "curve",
            tr("The curve appears here"),
            tr(
                "It shows how the model's performance grows with the number of labelled images, with and without "
                "pretraining. Run a study to measure it."
            ),
            tr("Choose a study"),
        )
        self.empty.action.connect(lambda: self.page_requested.emit("Study"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build_body())

    def _build_body(self) -> QWidget:
        self.plot_host: LazyPlot = LazyPlot(_build_plot)
        self.plot_host.whenever_built(self._plot_built)
        self.plot_note = note_label(tr(_NOTE))
        self.plot_note.setToolTip(tr(_NOTE))
        self._copy = IconButton("copy", tr("Copy the picture"))
        self._save = IconButton("download", tr("Save the picture (PNG or SVG)"))
        self._table = IconButton("table", tr("Save the points as a table (CSV)"))
        self._copy.clicked.connect(self._copy_picture)
        self._save.clicked.connect(self._save_picture)
        self._table.clicked.connect(self._save_points)
        plot_card = Card()
        plot_card.body.setContentsMargins(SPACE_WITHIN, SPACE_WITHIN, SPACE_WITHIN, SPACE_WITHIN)
        plot_card.body.addWidget(self.plot_host, 1)
        foot = row(self.plot_note, self._copy, self._save, self._table, spacing=4)
        foot.setStretch(0, 1)
        foot.setContentsMargins(SPACE_WITHIN, 0, 0, 0)
        plot_card.body.addLayout(foot)

        self.controls = CurveControls()
        self.controls.metric_chosen.connect(self.session.set_metric)
        self.controls.mode_chosen.connect(self.session.set_mode)
        self.controls.target_chosen.connect(self.session.set_target)
        self.controls.doubling_chosen.connect(
            lambda doubling: self.plot_host.whenever_built(lambda plot: plot.set_doubling(doubling))
        )
        self.controls.hidden_chosen.connect(
            lambda names: self.plot_host.whenever_built(lambda plot: plot.set_hidden(names))
        )
        self.controls.parts_chosen.connect(
            lambda parts: self.plot_host.whenever_built(lambda plot: plot.set_parts(parts))
        )
        self.controls.cost_chosen.connect(lambda _: self._show_cost())
        curve = QWidget()
        layout = QHBoxLayout(curve)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addWidget(plot_card, 1)
        layout.addWidget(self._build_side())
        self.review = ReviewPanel(self.session)
        self.compare = ComparePanel(self.session)
        self.sections = CurveSections(
            curve, ((tr("Where it goes wrong"), self.review), (tr("Compare two studies"), self.compare))
        )
        return self.sections

    def _build_side(self) -> QWidget:
        self.says = tuple(body_label() for _ in range(3))
        self.notes = note_label()
        folded = QWidget()  # around the label, which shows and hides itself
        QVBoxLayout(folded).setContentsMargins(0, 0, 0, 0)
        folded.layout().addWidget(self.notes)
        self.notes_fold = Disclosure(tr("What this rests on"), folded)
        words = Card()
        words.body.addWidget(heading_label(tr("What the curve says")))
        for label in (*self.says, self.notes):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = Notice("attention")
        for part in (*self.says, self.warning, self.notes_fold):
            words.body.addWidget(part)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addWidget(words)
        layout.addWidget(separator())
        layout.addWidget(self.controls)
        layout.addStretch(1)
        self._side = side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setFixedWidth(_SIDE_WIDTH)
        side.setWidget(column)
        return side

    def _plot_built(self, plot: QWidget) -> None:
        plot.apply_tokens(self.session.tokens)
        plot.target_dragged.connect(self.session.set_target)
        self._show()

    # Page

    def header(self) -> PageHeader:
        question = tr("How good do we get with how many labels?")
        if self.session.measurements is None or not self.session.measurements.cells:
            return PageHeader(question)
        return PageHeader(question, answer_line(self._live.view()), tr("Plan the labelling"))

    def primary_action(self) -> None:
        self.page_requested.emit("Plan")

    def state(self) -> StepState:
        measured = self.session.measurements
        if measured is None or not measured.cells:
            return StepState.NOTHING_YET
        studying = self.session.busy and self.session.job is not None and self.session.job.job == "study"
        return StepState.IN_WORK if studying else StepState.DONE

    def apply_tokens(self, tokens: Tokens) -> None:
        if self.plot_host.plot is not None:
            self.plot_host.plot.apply_tokens(tokens)
        self.controls.apply_tokens(tokens)
        self.review.apply_tokens(tokens)
        self.compare.apply_tokens(tokens)

    # Showing

    def _schedule(self) -> None:
        if self.isVisible():
            self._redraw.start(0)
        else:
            self.header_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._side.setFixedWidth(_SIDE_WIDTH_NARROW if narrow else _SIDE_WIDTH)
        self.plot_note.setText(tr(_SHORT_NOTE if narrow else _NOTE))

    def _show(self) -> None:
        view = self._live.view()
        nothing = self.session.measurements is None or not self.session.measurements.cells
        self._stack.setCurrentIndex(0 if nothing else 1)
        if not nothing:
            if self.plot_host.plot is not None:
                self.plot_host.plot.show_view(view)
                self._show_cost()
            with QSignalBlocker(self.controls):
                self.controls.show_view(view, self.session.tokens)
            sentences = (view.headline, view.savings_sentence, view.test_sentence)
            for label, sentence in zip(self.says, sentences, strict=True):
                show_sentence(label, sentence)
            self.warning.show_notice("attention", plain(view.second_opinion))
            notes = tuple(filter(None, (*view.notes, view.test_details)))
            show_sentences(self.notes, notes)
            self.notes_fold.setVisible(bool(notes))
        self.header_changed.emit()

    def _show_cost(self) -> None:
        """The second axis, from the Plan page's inputs as they stand now."""
        kind = self.controls.cost_box.currentData()
        cost = curve_cost(kind, read_settings(self.session.store), self.session.minutes_per_image) if kind else None
        if cost is not None and cost.kind == "money" and cost.model.hourly_rate == 0:
            cost = None
            self.session.problem.emit(tr("Enter the cost of an hour of reading on the Plan page to see money here."))
            self.controls.cost_box.setCurrentIndex(0)
        self.plot_host.whenever_built(lambda plot: plot.set_cost(cost))

    # Taking it along

    def _copy_picture(self) -> None:
        from desktop_app.plots.picture import copy_picture

        copy_picture(self.plot_host.ensure())

    def _save_picture(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            tr("Save the picture"),
            "performance-vs-labels.png",
            ";;".join((tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)"))),
        )
        if path:
            self.save_picture_to(Path(path))

    def save_picture_to(self, path: Path) -> None:
        """Write the plot to `path`; a refusal of the disk is told through the session."""
        from desktop_app.plots.picture import save_picture

        try:
            save_picture(self.plot_host.ensure(), path)
        except PlannerError as error:
            self.session.problem.emit(str(error))

    def _save_points(self) -> None:
        path = ask_for_table(self)
        if path is not None:
            self.save_points_to(path)

    def save_points_to(self, path: Path) -> None:
        """Write the measured points to `path` as CSV; a refusal of the disk is told through the session."""
        save_points(self.session, path)


def answer_line(view: CurveView) -> str:
    """ "AUC 0.87 (0.84–0.90) at 320 labels · 3 of 5 budgets done": the best initialisation at its largest budget."""
    if view.empty:
        return tr("Nothing measured in this mode yet")
    best = max(view.series, key=lambda s: (s.n_labels[-1], s.mean[-1]))
    low, high = best.low[-1], best.high[-1]
    said = {
        "start": best.look.short,
        "metric": metric_name(view.metric),
        "value": value(best.mean[-1]),
        "n": count(best.n_labels[-1]),
    }
    if math.isfinite(low) and math.isfinite(high):
        parts = [tr("{start}: {metric} {value} ({interval}) at {n} labels", interval=span(low, high), **said)]
    else:
        parts = [tr("{start}: {metric} {value} at {n} labels", **said)]
    done = len({n for s in view.series for n in s.n_labels})
    if done < len(view.budgets):
        parts.append(tr("{done} of {total} budgets done", done=done, total=len(view.budgets)))
    return " · ".join(parts)
