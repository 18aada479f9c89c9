"""The Plan page's cards: what is asked, what it costs, how likely it is, and what the number rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.forms.cost_more import CostMore
from desktop_app.forms.field_grid import decimal
from desktop_app.forms.plan_inputs import PlanInputs
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN, WIDEST_PAGE
from desktop_app.look.wheel import guard_wheel
from desktop_app.look.widgets import Card, Disclosure, Notice, body_label, note_label, row, title_label, verdict_label
from desktop_app.plots.reach_chart import ReachChart
from engine.translation import tr

_LOWEST_CHART, _HIGHEST_CHART = 246, 420


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
        self.chart.setMinimumHeight(_LOWEST_CHART)
        self.chart.setMaximumHeight(_HIGHEST_CHART)
        self.plans, self.best, self.maintained = body_label(), body_label(), body_label()
        self.starts = body_label()
        self.test_set = body_label()
        self.last_round, self.next_round = body_label(), body_label()
        self.notes = note_label()

        self.more_fold = Disclosure(tr("More about costs and worth"), self.more)
        need = Card(tr("What do you need?"))
        _fill(need.body, self.inputs, self.more_fold)
        need.body.addSpacing(SPACE_WITHIN)
        _fill(need.body, self.cost, self.cost_note)
        chance = Card(tr("How likely is the target?"))
        _fill(chance.body, self.chance_line, self.no_chart)
        chance.body.addWidget(self.chart, 1)
        self.best_card = _card(tr("The best budget"), self.plans, self.best)
        self.fewer_card = _card(tr("Would fewer labels do as well?"), self.maintained)
        self.starts_card = _card(tr("Which pretraining?"), self.starts)
        several = note_label(tr("Of starts that do not differ, one comparison in twenty appears shown by chance."))
        self.starts_card.body.addWidget(several)
        self.test_card = _card(tr("Is the test set large enough?"), self.test_set)
        self.exactness = decimal(0.005, 0.2, 3, 0.005)
        self.exactness.setPrefix("± ")
        self.exactness.setFixedWidth(104)
        name = tr("Wanted exactness")
        self.exactness.setAccessibleName(name)
        self.exactness.setToolTip(tr("Half the width of the 95 % interval that the test set should give."))
        asked = note_label(name)
        asked.setWordWrap(False)
        asked.setBuddy(self.exactness)
        self.test_card.body.addLayout(row(asked, self.exactness, 1))
        self.round_card = _card(tr("From round to round"), self.last_round, self.next_round)
        self.notes_card = _card(tr("What this rests on"), self.notes)
        cards = (need, chance, self.best_card, self.test_card, self.round_card, self.fewer_card, self.starts_card)
        for card in (*cards, self.notes_card):
            card.body.addStretch(0 if card is chance else 1)

        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        _fill(column, self.verdict, self.savings, self.warning)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE_BETWEEN)
        self._cards: tuple[Card, ...] = cards
        self._placed: tuple[Card, ...] = ()
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
            self._grid.setColumnMinimumWidth(side, 330)
        self.arrange()
        column.addLayout(self._grid)
        column.addStretch(1)
        content.setMaximumWidth(WIDEST_PAGE)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        guard_wheel(content)

    def arrange(self) -> None:
        """Put the cards that are not hidden side by side, without holes; the notes, and one left over, across."""
        shown = tuple(card for card in self._cards if not _put_away(card))
        if shown == self._placed:
            return
        for card in (*self._cards, self.notes_card):
            self._grid.removeWidget(card)
        for at, card in enumerate(shown):
            alone = at == len(shown) - 1 and at % 2 == 0
            self._grid.addWidget(card, at // 2, at % 2, 1, 2 if alone else 1)
        self._grid.addWidget(self.notes_card, (len(shown) + 1) // 2, 0, 1, 2)
        self._placed = shown


def _card(title: str, *labels: QLabel) -> Card:
    card = Card(title)
    for label in labels:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(label)
    return card


def _fill(column: QVBoxLayout, *parts: QWidget) -> None:
    for part in parts:
        column.addWidget(part)


def _put_away(card: Card) -> bool:
    """Whether the card was hidden on purpose; all are hidden before the page is first shown."""
    return card.isHidden() and card.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
