"""The stages of a run, below one another: how far each is, and the time it took or is expected to take."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import Card, IconLabel, Tone, body_label, column, note_label, number_label
from desktop_app.models.figures import clock
from desktop_app.runs.job import JobView, StageView
from desktop_app.runs.job_words import stage_title
from engine.translation import mark, tr

_STATES: dict[str, tuple[str, Tone, str]] = {
    "waiting": ("circle-dashed", "muted", mark("waiting")),
    "running": ("circle-dot", "accent", mark("running")),
    "done": ("circle-check", "good", mark("done")),
    "stopped": ("circle-stop", "attention", mark("stopped")),
}


class StageLine(QWidget):
    """One stage: state by icon and word, how far, and its time."""

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
        icon, tone, state = _STATES[stage.state]
        self._icon.show_icon(icon, tone, tr(state))
        self._name.setText(stage_title(stage.name))
        far = ""
        if stage.state == "running" and stage.total:
            far = wording.how_far(stage.done, stage.total, stage.unit)
        self._far.setText(far)
        self._time.setText(_stage_time(stage, now))
        words = {"stage": stage_title(stage.name), "state": tr(state)}
        self.setAccessibleName(
            tr("{stage}: {state}, {far}", far=far, **words) if far else tr("{stage}: {state}", **words)
        )


def _stage_time(stage: StageView, now: float) -> str:
    if stage.started is None:
        return ""
    passed = clock((stage.ended if stage.ended is not None else now) - stage.started)
    left = wording.time_left(stage.seconds_left) if stage.state == "running" else ""
    return f"{passed} · {left}" if left else passed


class StudyStages(Card):
    """All stages of a job; its clock ticks while the job runs."""

    def __init__(self) -> None:
        super().__init__(tr("Stages"))
        self._job: JobView | None = None
        self.lines: list[StageLine] = []
        self._column = column(spacing=0)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def show_job(self, job: JobView) -> None:
        """Show the job's stages."""
        self._job = job
        while len(self.lines) < len(job.stages):
            line = StageLine()
            self.lines.append(line)
            self._column.addWidget(line)
        for line in self.lines[len(job.stages) :]:
            line.hide()
        self._tick()
        if job.outcome is None and not self._clock.isActive():
            self._clock.start()
        elif job.outcome is not None:
            self._clock.stop()

    def _tick(self) -> None:
        if self._job is None:
            return
        now = time.monotonic()
        for line, stage in zip(self.lines, self._job.stages, strict=False):
            line.show()
            line.show_stage(stage, now)
