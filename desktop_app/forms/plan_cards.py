"""The Plan page's cards: what is asked, what it costs, how likely it is, and what the number rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.forms.cost_more import CostMore
from desktop_app.forms.plan_inputs import PlanInputs
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import Card, Disclosure, Notice, body_label, note_label, title_label, verdict_label
from desktop_app.plots.reach_chart import ReachChart
from engine.translation import tr

_WIDEST, _CHART_HEIGHT = 1440, 246


class PlanCards(QScrollArea):
    """Labels and forms in their places; the page fills them."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = verdict_label()
        self.savings = body_label()
        self.warning = Notice("attention")
        self.inputs, self.more = PlanInputs(), CostMore()
        self.cost, self.cost_note = title_label(), note_label()
        self.chance_line, self.no_chart = body_label(), note_label()
        self.chart = ReachChart()
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.plans, self.best, self.maintained = body_label(), body_label(), body_label()
        self.test_set = body_label()
        self.last_round, self.next_round = body_label(), body_label()
        self.notes = note_label()

        self.more_fold = Disclosure(tr("More about costs and worth"), self.more)
        need = Card(tr("What do you need?"))
        _fill(need.body, self.inputs, self.more_fold, self.cost, self.cost_note)
        chance = Card(tr("How likely is the target?"))
        _fill(chance.body, self.chance_line, self.chart, self.no_chart)
        self.best_card = _card(tr("The best budget"), self.plans, self.best, self.maintained)
        self.test_card = _card(tr("Is the test set large enough?"), self.test_set)
        self.round_card = _card(tr("From round to round"), self.last_round, self.next_round)
        self.notes_card = _card(tr("What this rests on"), self.notes)
        for card in (need, chance):
            card.body.addStretch(1)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        _fill(column, self.verdict, self.savings, self.warning)
        grid = QGridLayout()
        grid.setSpacing(SPACE_BETWEEN)
        cards = (need, chance, self.best_card, self.test_card, self.round_card, self.notes_card)
        for at, card in enumerate(cards):
            card.setMinimumWidth(0)
            grid.addWidget(card, at // 2, at % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
            grid.setColumnMinimumWidth(side, 330)
        column.addLayout(grid)
        column.addStretch(1)
        content.setMaximumWidth(_WIDEST)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)


def _card(title: str, *labels: QLabel) -> Card:
    card = Card(title)
    for label in labels:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(label)
    card.body.addStretch(1)
    return card


def _fill(column: QVBoxLayout, *parts: QWidget) -> None:
    for part in parts:
        column.addWidget(part)
