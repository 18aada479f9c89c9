"""A study at work: its stages with their times, the live numbers, and the log folded away."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SIZE_TITLE, SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import (
    Card,
    Disclosure,
    IconLabel,
    Notice,
    Tone,
    body_label,
    column,
    note_label,
    number_label,
)
from desktop_app.models.figures import clock
from desktop_app.plots.loss_line import LossLine
from desktop_app.runs.job import JobView, StageView

_STATES: dict[str, tuple[str, Tone]] = {
    "waiting": ("circle-dashed", "muted"),
    "running": ("circle-dot", "accent"),
    "done": ("circle-check", "good"),
    "stopped": ("circle-stop", "attention"),
}


class StageLine(QWidget):
    """One stage: state by icon and word, how far, and the time it took or is expected to take."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("circle-dashed")
        self._name = body_label()
        self._name.setWordWrap(False)
        self._far = note_label()
        self._far.setWordWrap(False)
        self._time = number_label()
        self._time.setProperty("role", "note")
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(SPACE_WITHIN)
        row.addWidget(self._icon)
        row.addWidget(self._name)
        row.addWidget(self._far, 1)
        row.addWidget(self._time)

    def show_stage(self, stage: StageView, now: float) -> None:
        """Show the stage as it stands at `now` (seconds of the monotonic clock)."""
        icon, tone = _STATES[stage.state]
        self._icon.show_icon(icon, tone, stage.state)
        self._name.setText(stage.name)
        far = ""
        if stage.state == "running" and stage.total:
            far = f"{wording.number(stage.done)} of {wording.number(stage.total)} {stage.unit}"
        self._far.setText(far)
        self._time.setText(_stage_time(stage, now))
        self.setAccessibleName(f"{stage.name}: {stage.state} {far}")


def _stage_time(stage: StageView, now: float) -> str:
    if stage.started is None:
        return ""
    passed = clock((stage.ended if stage.ended is not None else now) - stage.started)
    left = wording.time_left(stage.seconds_left) if stage.state == "running" else ""
    return f"{passed} · {left}" if left else passed


class Figure(QWidget):
    """A large number over a small word."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number_label("–")
        self.number.setProperty("role", "title")
        self.number.setFont(tabular(self.number.font(), SIZE_TITLE))
        self.word = note_label(word)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.number)
        lines.addWidget(self.word)

    def show_number(self, text: str, word: str | None = None) -> None:
        """Show another number (and word)."""
        self.number.setText(text)
        if word is not None:
            self.word.setText(word)


class StudyRun(QWidget):
    """Shows a `JobView` of a study, running or just ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: JobView | None = None
        self._lines: list[StageLine] = []
        self._logged = 0
        self.stages_card = Card("Stages")
        self._stage_column = column(spacing=0)
        self.stages_card.body.addLayout(self._stage_column)
        self.stages_card.body.addStretch(1)
        self.points = Figure("trainings measured")
        self.speed = Figure("images a second")
        self.left = Figure("left")
        self.loss = LossLine()
        self.loss_word = note_label("Pretraining loss: it falls while the encoder learns")
        self.answer = note_label()
        live = Card("So far")
        figures = QGridLayout()
        figures.setHorizontalSpacing(SPACE_BETWEEN)
        for at, figure in enumerate((self.points, self.speed, self.left)):
            figures.addWidget(figure, 0, at)
            figures.setColumnStretch(at, 1)
        live.body.addLayout(figures)
        live.body.addSpacing(SPACE_WITHIN)
        live.body.addWidget(self.loss_word)
        live.body.addWidget(self.loss)
        live.body.addWidget(self.answer)
        live.body.addStretch(1)
        self.warning = Notice("attention")
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(1000)
        self.log.setMinimumHeight(180)
        self.log.setAccessibleName("Log")
        self.log_fold = Disclosure("Log", self.log)

        cards = QHBoxLayout()
        cards.setSpacing(SPACE_BETWEEN)
        cards.addWidget(self.stages_card, 3)
        cards.addWidget(live, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SPACE_BETWEEN)
        page.addWidget(self.warning)
        page.addLayout(cards)
        page.addWidget(self.log_fold)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def show_job(self, job: JobView, answer: str = "") -> None:
        """Show the job; `answer` is the curve's answer so far."""
        self._job = job
        running = job.outcome is None
        while len(self._lines) < len(job.stages):
            line = StageLine()
            self._lines.append(line)
            self._stage_column.addWidget(line)
        for line in self._lines[len(job.stages) :]:
            line.hide()
        self._tick()
        done, total = job.points_done, job.points_total
        self.points.show_number(
            f"{wording.number(done)} of {wording.number(total)}" if total else "0", "trainings measured"
        )
        self.speed.show_number(
            _speed(job.per_second) if running else "–", f"{job.unit} a second" if job.unit else "images a second"
        )
        self.speed.setVisible(running)
        self.left.setVisible(running)
        self.left.show_number(wording.duration(job.seconds_left) if job.seconds_left is not None else "–", "left")
        losses = [epoch.loss for epoch in job.epochs]
        self.loss.show_losses(losses)
        for widget in (self.loss, self.loss_word):
            widget.setVisible(len(losses) > 1)
        self.answer.setText(answer)
        self.answer.setVisible(bool(answer))
        self.warning.show_notice("attention", job.warnings[-1] if job.warnings else "")
        self._show_log(job.log)
        if running and not self._clock.isActive():
            self._clock.start()
        elif not running:
            self._clock.stop()

    def _show_log(self, log: tuple[str, ...]) -> None:
        if len(log) < self._logged or (self._logged == 0 and self.log.blockCount() > 1):
            self.log.clear()
            self._logged = 0
        if len(log) == self._logged and self.log.toPlainText().splitlines() != list(log):
            self.log.setPlainText("\n".join(log))  # the oldest lines have been dropped
        for line in log[self._logged :]:
            self.log.appendPlainText(line)
        self._logged = len(log)

    def _tick(self) -> None:
        if self._job is None:
            return
        now = time.monotonic()
        for line, stage in zip(self._lines, self._job.stages, strict=False):
            line.show()
            line.show_stage(stage, now)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour the loss line."""
        self.loss.apply_tokens(tokens)


def _speed(per_second: float | None) -> str:
    if not per_second:
        return "–"
    return wording.number(round(per_second)) if per_second >= 10 else f"{per_second:.1f}"
