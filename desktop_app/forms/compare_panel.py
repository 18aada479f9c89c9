"""Compare two studies: their curves in one plot, their paired differences, and the settings in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.forms.compare_table import CompareTable
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import Card, Notice, body_label, heading_label, note_label
from desktop_app.models.compare_build import CompareView, RunChoice, build_comparison, named_runs
from desktop_app.models.series_look import looks_of
from desktop_app.plots.lazy import LazyPlot
from desktop_app.runs.background import Background
from desktop_app.session import Session
from engine.errors import PlannerError
from engine.translation import tr

if TYPE_CHECKING:
    from engine.running.study_record import StudyEntry

_PLOT_HEIGHT = 320


def _build_plot() -> QWidget:
    from desktop_app.plots.learning_curve_plot import LearningCurvePlot

    return LearningCurvePlot()


class RunBoxes(QWidget):
    """One side of the comparison: a run and one of its starts. Signal: `changed`."""

    changed = Signal()

    def __init__(self, title: str, run: str, start: str) -> None:
        super().__init__()
        self._entries: dict[str, StudyEntry] = {}
        self.run, self.start = QComboBox(), QComboBox()
        self.run.setAccessibleName(run)
        self.start.setAccessibleName(start)
        label = QLabel(title)
        label.setProperty("role", "muted")
        label.setBuddy(self.run)
        line = QGridLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setHorizontalSpacing(SPACE_WITHIN)
        line.addWidget(label, 0, 0)
        line.addWidget(self.run, 0, 1)
        line.addWidget(self.start, 0, 2)
        line.setColumnMinimumWidth(0, 64)
        line.setColumnStretch(1, 3)
        line.setColumnStretch(2, 2)
        for box in (self.run, self.start):
            box.setMinimumWidth(96)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.run.activated.connect(self._run_chosen)
        self.start.activated.connect(lambda _: self.changed.emit())

    def show_runs(self, runs: Sequence[tuple[str, StudyEntry]], at: int, start: int) -> None:
        """Offer these runs; what was chosen stays, else number `at` and its start number `start`. Emits nothing."""
        before = self.choice()
        self._entries = {entry.study_key: entry for _, entry in runs}
        self.run.clear()
        for name, entry in runs:
            self.run.addItem(name, entry.study_key)
        kept = self.run.findData(before.study_key) if before is not None else -1
        self.run.setCurrentIndex(kept if kept >= 0 else min(at, len(runs) - 1))
        self._show_starts(before.start if before is not None and kept >= 0 else None, start)

    def choice(self) -> RunChoice | None:
        """What is chosen; None while there is nothing to choose."""
        key, start = self.run.currentData(), self.start.currentData()
        return RunChoice(key, start) if key is not None and start is not None else None

    def _show_starts(self, wanted: str | None, at: int) -> None:
        self.start.clear()
        entry = self._entries.get(self.run.currentData())
        if entry is None:
            return
        for name, look in looks_of(entry.config.initialisations).items():
            self.start.addItem(look.label, name)
        kept = self.start.findData(wanted)
        self.start.setCurrentIndex(kept if kept >= 0 else min(at, self.start.count() - 1))

    def _run_chosen(self, _: int) -> None:
        self._show_starts(self.start.currentData(), 0)
        self.changed.emit()


class ComparePanel(QWidget):
    """Computes only while it is unfolded, on another thread than the window's."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view: CompareView | None = None
        self._unfolded = False
        self._background = Background(self)
        self.first = RunBoxes(tr("Study A"), tr("Study A"), tr("Start of study A"))
        self.second = RunBoxes(tr("Study B"), tr("Study B"), tr("Start of study B"))
        for boxes in (self.first, self.second):
            boxes.changed.connect(self._compute)
        self.hint = note_label(
            tr(
                "The project has one study so far: its own starts can be compared here. Run another study, with other "
                "settings, and it is in both lists."
            )
        )
        self.headline = heading_label()
        self.notice = Notice("attention")
        self.plot_host: LazyPlot = LazyPlot(_build_plot)
        self.plot_host.setFixedHeight(_PLOT_HEIGHT)
        self.plot_host.whenever_built(self._plot_built)
        self.table = CompareTable()
        self.settings_title = heading_label(tr("Other settings, A → B"))
        self.settings = body_label()
        choice = QVBoxLayout()
        choice.setSpacing(SPACE_WITHIN)
        for part in (self.first, self.second, self.hint):
            choice.addWidget(part)
        card = Card()
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addLayout(choice)
        card.body.addWidget(self.headline)
        card.body.addWidget(self.notice)
        card.body.addWidget(self.plot_host)
        card.body.addWidget(self.table)
        card.body.addWidget(self.settings_title)
        card.body.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        session.project_changed.connect(self._project_changed)
        for signal in (session.study_changed, session.points_changed, session.answer_changed):
            signal.connect(self.read)

    def set_unfolded(self, unfolded: bool) -> None:
        """Whether it is on screen: what is folded costs nothing."""
        self._unfolded = unfolded
        if unfolded:
            self.read()

    def _project_changed(self) -> None:
        self.first.run.clear()
        self.second.run.clear()
        self.read()

    def read(self, *_: object) -> None:
        """List the project's runs anew and compare what is chosen."""
        if not self._unfolded or self.session.store is None:
            return
        try:
            runs = named_runs(self.session.store.studies())
        except PlannerError as error:
            self.session.problem.emit(str(error))
            return
        several = len(runs) > 1
        # The older one is A, so that "B has more" reads as "the newer has more".
        self.first.show_runs(runs, 1 if several else 0, 0)
        same = self.first.choice()
        names = [i.name for i in runs[0][1].config.initialisations] if runs else []
        alike = names.index(same.start) if several and same is not None and same.start in names else len(names) - 1
        self.second.show_runs(runs, 0, alike)
        self.hint.setVisible(not several)
        self._compute()

    def _compute(self) -> None:
        first, second = self.first.choice(), self.second.choice()
        if self.session.store is None or first is None or second is None:
            return
        folder, metric, mode = self.session.store.folder, self.session.metric, self.session.mode
        self._background.start(lambda: build_comparison(folder, first, second, metric, mode), self._show, self._failed)

    def _failed(self, error: PlannerError) -> None:
        self.view = None
        self.notice.show_notice("attention", str(error))
        for part in (self.headline, self.plot_host, self.table, self.settings_title, self.settings):
            part.setVisible(False)

    def _show(self, view: CompareView) -> None:
        self.view = view
        self.headline.setText(view.headline)
        self.headline.setVisible(bool(view.headline))
        self.notice.show_notice("attention", view.obstacle)
        self.plot_host.setVisible(True)
        self.table.setVisible(bool(view.rows))
        self.table.show_view(view)
        self.settings_title.setVisible(True)
        self.settings.setVisible(True)
        same = self.first.run.currentData() == self.second.run.currentData()
        alike = tr("This is one study: only the start differs.") if same else tr("None: both studies were run alike.")
        self.settings.setText("\n".join(view.settings) or alike)
        if self.plot_host.plot is not None:
            self._draw(self.plot_host.plot)

    def _plot_built(self, plot: QWidget) -> None:
        plot.apply_tokens(self.session.tokens)
        self._draw(plot)

    def _draw(self, plot: QWidget) -> None:
        if self.view is not None:
            plot.show_view(self.view.curve)
            plot.setAccessibleName(tr("The two studies: performance vs labelled images"))

    def apply_tokens(self, tokens: Tokens) -> None:
        """The theme has changed."""
        if self.plot_host.plot is not None:
            self.plot_host.plot.apply_tokens(tokens)
        self.table.viewport().update()
