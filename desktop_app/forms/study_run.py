"""A study at work: its stages with their times, the live numbers, what the encoder has learned, the log folded away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.study_figure import Figure
from desktop_app.forms.study_learned import StudyLearned
from desktop_app.forms.study_stages import StudyStages
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import Card, Disclosure, Notice, note_label, secondary_button
from desktop_app.models.study_sentences import settled_line
from desktop_app.runs.job import JobView
from engine.translation import tr

_STEPS = 1000


class StudyRun(QWidget):
    """Shows a `JobView` of a study, running or just ended. Signal: `finish_wanted`, what is measured is enough."""

    finish_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logged = 0
        self.settled = Notice("good")
        self.finish = secondary_button(tr("Finish early"), "flag")
        self.finish.setToolTip(tr("Train nothing new, sum up what is measured"))
        self.finish.clicked.connect(self.finish_wanted)
        self.settled.add_button(self.finish)
        self.warning = Notice("attention")
        self.stages = StudyStages()
        self.learned = StudyLearned()
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(1000)
        self.log.setMinimumHeight(180)
        self.log.setAccessibleName(tr("Log"))
        self.log.setTabChangesFocus(True)
        self.log_fold = Disclosure(tr("Log"), self.log)

        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        cards.addWidget(self.stages, 3)
        cards.addWidget(self._build_live(), 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SPACE_BETWEEN)
        page.addWidget(self.settled)
        page.addWidget(self.warning)
        page.addLayout(cards)
        page.addWidget(self.learned)
        page.addWidget(self.log_fold)

    def _build_live(self) -> Card:
        self.overall = QProgressBar()
        self.overall.setRange(0, _STEPS)
        self.overall.setTextVisible(False)
        self.overall.setAccessibleName(tr("Progress of the study"))
        self.done, self.left = Figure(tr("of the study done")), Figure(tr("left"))
        self.points, self.speed = Figure(tr("trainings measured")), Figure(tr("images a second"))
        self.answer = note_label()
        live = Card(tr("So far"))
        figures = QGridLayout()
        figures.setHorizontalSpacing(SPACE_BETWEEN)
        figures.setVerticalSpacing(SPACE_WITHIN)
        for at, figure in enumerate((self.done, self.left, self.points, self.speed)):
            figures.addWidget(figure, *divmod(at, 2))
        for column in (0, 1):
            figures.setColumnStretch(column, 1)
        live.body.addWidget(self.overall)
        live.body.addSpacing(4)
        live.body.addLayout(figures)
        live.body.addWidget(self.answer)
        live.body.addStretch(1)
        return live

    def show_job(self, job: JobView, classes: tuple[str, ...], answer: str = "") -> None:
        """Show the job. classes: the study's. answer: the curve's answer so far."""
        running = job.outcome is None
        self.stages.show_job(job)
        self.overall.setVisible(running)
        self.overall.setValue(round(job.fraction * _STEPS))
        done, total = job.points_done, job.points_total
        of = tr("{done} of {total}", done=wording.number(done), total=wording.number(total))
        self.points.show_number(of if total else wording.number(done))
        self.done.show_number(wording.percent(job.fraction))
        self.left.show_number(wording.duration(job.seconds_left) if job.seconds_left is not None else "–")
        self.speed.show_number(_speed(job.per_second), _a_second(job.unit))
        for figure in (self.done, self.left, self.speed):
            figure.setVisible(running)
        self.answer.setText(answer)
        self.answer.setVisible(bool(answer))
        waiting = job.finishing or job.cancelling
        self.settled.show_notice("good", settled_line(job.settled) if running and not waiting else "")
        self.warning.show_notice("attention", job.warnings[-1] if job.warnings else "")
        self.learned.show_job(job, classes)
        self._show_log(job.log)

    def _show_log(self, log: tuple[str, ...]) -> None:
        if len(log) < self._logged or (self._logged == 0 and self.log.blockCount() > 1):
            self.log.clear()
            self._logged = 0
        if len(log) == self._logged and self.log.toPlainText().splitlines() != list(log):
            self.log.setPlainText("\n".join(log))  # the oldest lines have been dropped
        for line in log[self._logged :]:
            self.log.appendPlainText(line)
        self._logged = len(log)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the loss line and the map."""
        self.learned.apply_tokens(tokens)


def _speed(per_second: float | None) -> str:
    if not per_second:
        return "–"
    return wording.number(round(per_second)) if per_second >= 10 else f"{per_second:.1f}"


def _a_second(unit: str) -> str:
    words = {"images": tr("images a second"), "probes": tr("checks a second"), "answers": tr("answers a second")}
    return words.get(unit, tr("steps a second"))
