"""What the study asks of the machine, in four figures, before it is launched."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.forms.study_figure import Figure
from desktop_app.look.tokens import SPACE_AROUND
from desktop_app.look.widgets import Card, Notice
from desktop_app.models.study_summary import StudySummary
from engine.translation import tr


class StudyFigures(QWidget):
    """Trainings, time, memory and disk; below them what the machine lacks. Hidden while nothing can be computed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = tuple(Figure("") for _ in range(4))
        self.card = Card()
        self.card.setAccessibleName(tr("What the study takes"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_AROUND)
        for at, figure in enumerate(self.figures):
            grid.addWidget(figure, 0, at)
            grid.setColumnStretch(at, 1)
        self.card.body.addLayout(grid)
        self.concern = Notice("attention")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.concern)

    def show_summary(self, summary: StudySummary) -> None:
        """Show other figures."""
        self.card.setVisible(bool(summary.figures))
        for widget, figure in zip(self.figures, summary.figures, strict=False):
            widget.show_number(figure.text, figure.word)
            widget.setToolTip(figure.tip)
        self.concern.show_notice("attention", summary.concern)
