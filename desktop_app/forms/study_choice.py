"""A study to be chosen: the presets side by side, what is wrong with the choice, Advanced folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.forms.study_advanced import StudyAdvanced
from desktop_app.forms.study_cards import PresetCard
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import Disclosure, Notice, body_label, quiet_button, row
from desktop_app.models.study_view import PresetView


class StudyChoice(QWidget):
    """Signals: `chosen(str)` a preset's name; `advanced.changed` a setting; `back.clicked` keep the last study."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[PresetView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = body_label()
        self.cards = {view.name: PresetCard(view) for view in views}
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, preset=name: self.chosen.emit(preset))
            cards.addWidget(card, 1)
        self.advanced = StudyAdvanced()
        self.advanced_fold = Disclosure("Advanced", self.advanced)
        self.problem = Notice("attention")
        self.back = quiet_button("Back to the last study", "arrow-left")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        lead = row(self.lead, self.back)
        lead.setStretch(0, 1)
        column.addLayout(lead)
        column.addLayout(cards)
        column.addWidget(self.problem)
        column.addWidget(self.advanced_fold)
        column.addStretch(1)

    def show_choice(self, views: Sequence[PresetView], lead: str, problem: str, can_go_back: bool) -> None:
        """Show what each preset costs and shows now. problem: why the chosen study cannot be run, "" where it can."""
        for view in views:
            self.cards[view.name].show_view(view)
        self.lead.setText(lead)
        self.problem.show_notice("attention", problem)
        self.back.setVisible(can_go_back)
