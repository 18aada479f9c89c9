"""A study to be chosen: the question, how thorough, from which starts, what it takes; Advanced folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.forms.study_advanced import StudyAdvanced
from desktop_app.forms.study_cards import PresetCard
from desktop_app.forms.study_experiments import StudyExperiments
from desktop_app.forms.study_starts import StudyStarts
from desktop_app.forms.study_summary import StudyFigures
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import Card, Disclosure, Notice, body_label, quiet_button, row
from desktop_app.models.study_summary import StudySummary
from desktop_app.models.study_view import PresetView
from engine.translation import tr


class StudyChoice(QWidget):
    """Signals: `chosen(str)` a preset's name; those of `experiments` and `starts`; `advanced.changed` a setting;
    `back.clicked` keep the last study."""

    chosen = Signal(str)

    def __init__(self, views: Sequence[PresetView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = body_label()
        self.experiments = StudyExperiments()
        self.cards = {view.name: PresetCard(view) for view in views}
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        for name, card in self.cards.items():
            card.clicked.connect(lambda _=False, preset=name: self.chosen.emit(preset))
            cards.addWidget(card, 1)
        self.starts = StudyStarts()
        listed = Card()
        listed.body.addWidget(self.starts)
        self.figures = StudyFigures()
        self.advanced = StudyAdvanced()
        self.advanced_fold = Disclosure(tr("Advanced"), self.advanced)
        self.problem = Notice("attention")
        self.back = quiet_button(tr("Back to the last study"), "arrow-left")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_WITHIN)
        lead = row(self.lead, self.back)
        lead.setStretch(0, 1)
        column.addLayout(lead)
        for heading, part in (
            (tr("What do you want to know?"), self.experiments),
            (tr("How thoroughly?"), cards),
            (tr("Which starts are compared?"), listed),
            (tr("What it takes"), self.figures),
        ):
            column.addSpacing(SPACE_WITHIN)
            column.addWidget(_section(heading))
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addWidget(self.problem)
        column.addSpacing(SPACE_WITHIN)
        column.addWidget(self.advanced_fold)
        column.addStretch(1)

    def show_choice(
        self, views: Sequence[PresetView], lead: str, summary: StudySummary, problem: str, can_go_back: bool
    ) -> None:
        """Show what each preset costs and shows now. problem: why the chosen study cannot be run, "" where it can."""
        for view in views:
            self.cards[view.name].show_view(view)
        self.lead.setText(lead)
        self.figures.show_summary(summary)
        self.problem.show_notice("attention", problem)
        self.back.setVisible(can_go_back)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the starts' marks."""
        self.starts.apply_tokens(tokens)


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
