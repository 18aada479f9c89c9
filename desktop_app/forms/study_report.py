"""A study that runs, was stopped or is done: a sentence, the run itself, and what was tried."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.forms.study_run import StudyRun
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN
from desktop_app.look.widgets import Card, body_label, quiet_button, row, verdict_label
from desktop_app.models.emphasis import show_sentence
from desktop_app.runs.job import JobView
from engine.translation import tr


class StudyReport(QWidget):
    """Signal: `again.clicked`, another study is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = verdict_label()
        self.detail = body_label()
        self.run_view = StudyRun()
        self.tried = Card(tr("This study"))
        self._tried_lines = QGridLayout()
        self._tried_lines.setHorizontalSpacing(SPACE_AROUND)
        self._tried_lines.setColumnStretch(1, 1)
        self.tried.body.addLayout(self._tried_lines)
        self.again = quiet_button(tr("Try another study"), "refresh")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        column.setSpacing(SPACE_BETWEEN)
        column.addWidget(self.sentence)
        column.addWidget(self.detail)
        column.addWidget(self.run_view)
        column.addWidget(self.tried)
        column.addLayout(row(self.again, 1))
        column.addStretch(1)

    def say(self, sentence: str, detail: str) -> None:
        """Say how it stands, large, and the rest below, whose figures may have ** around them; "" for nothing."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        show_sentence(self.detail, detail)

    def show_run(self, job: JobView | None, classes: tuple[str, ...], answer: str, running: bool) -> None:
        """Show the run, as long as its job is known. classes: the study's. answer: the curve's answer so far."""
        self.run_view.setVisible(job is not None)
        if job is not None:
            self.run_view.show_job(job, classes, answer if running else "")
        self.again.setVisible(not running)

    def show_tried(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show what was tried as (name, value) lines; none hide the card."""
        self.tried.setVisible(bool(lines))
        while self._tried_lines.count():
            self._tried_lines.takeAt(0).widget().deleteLater()
        for at, (name, text) in enumerate(lines):
            name_label = body_label(name)
            name_label.setProperty("role", "muted")
            name_label.setWordWrap(False)
            self._tried_lines.addWidget(name_label, at, 0)
            self._tried_lines.addWidget(body_label(text), at, 1)
