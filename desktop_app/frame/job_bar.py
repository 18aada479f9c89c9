"""The job bar at the window's foot: what is being done, how far, how fast, how long yet; afterwards how it ended."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app import wording
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    IconButton,
    IconLabel,
    body_label,
    note_label,
    number_label,
    quiet_button,
    secondary_button,
    set_role,
)
from desktop_app.runs.job import JobView
from desktop_app.runs.job_words import speed, stage_title
from desktop_app.session import Session
from engine.translation import tr

_OUTCOME_ICON = {"good": "circle-check", "attention": "circle-stop", "bad": "circle-x"}
_STEPS = 1000


class JobBar(QFrame):
    """Follows the session's job; hidden while there is none. Its buttons are wishes to the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("jobBar")
        self.setAccessibleName(tr("Running job"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stack = _SnugStack()
        self._stack.addWidget(self._build_running())
        self._stack.addWidget(self._build_ended())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._compact = False
        session.job_changed.connect(self.refresh)
        self.refresh()

    def _build_running(self) -> QWidget:
        self.state_icon = IconLabel("play", "accent")
        self.stage = body_label()
        self.stage.setWordWrap(False)
        set_role(self.stage, "heading")
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the job"))
        self.percent = number_label()
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.percent.setMinimumWidth(44)
        self.read_out = number_label()
        set_role(self.read_out, "muted")
        self.pause_button = secondary_button(tr("Pause"), "pause")
        self.finish_button = secondary_button(tr("Finish early"), "flag")
        self.finish_button.setToolTip(tr("Train nothing new, sum up what is measured"))
        self.cancel_button = secondary_button(tr("Cancel"), "x")
        self.cancel_button.setToolTip(tr("Stop now; what is measured is kept"))
        self.pause_button.clicked.connect(self._pause_or_resume)
        self.finish_button.clicked.connect(self.session.finish_early)
        self.cancel_button.clicked.connect(self.session.cancel)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(SPACE_AROUND, SPACE_WITHIN, SPACE_AROUND, SPACE_WITHIN)
        row.setSpacing(SPACE_WITHIN)
        row.addWidget(self.state_icon)
        row.addWidget(self.stage)
        row.addSpacing(SPACE_WITHIN)
        row.addWidget(self.progress, 1)
        row.addWidget(self.percent)
        row.addSpacing(SPACE_WITHIN)
        row.addWidget(self.read_out)
        row.addSpacing(SPACE_BETWEEN)
        for button in (self.pause_button, self.finish_button, self.cancel_button):
            row.addWidget(button)
        return page

    def _build_ended(self) -> QWidget:
        self.outcome_icon = IconLabel("circle-check", "good", 20)
        self.outcome_word = QLabel()
        self.outcome = body_label()
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail = note_label()
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail_button = quiet_button(tr("Details"))
        self.detail_button.setCheckable(True)
        self.detail_button.toggled.connect(self.detail.setVisible)
        self.dismiss_button = IconButton("x", tr("Dismiss"))
        self.dismiss_button.clicked.connect(self.session.dismiss_job)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_AROUND, SPACE_WITHIN, SPACE_AROUND, SPACE_WITHIN)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(SPACE_WITHIN)
        row.addWidget(self.outcome_icon)
        row.addWidget(self.outcome_word)
        row.addWidget(self.outcome, 1)
        row.addWidget(self.detail_button)
        row.addWidget(self.dismiss_button)
        column.addLayout(row)
        column.addWidget(self.detail)
        return page

    def set_compact(self, compact: bool) -> None:
        """Where room is short, the buttons show their icons only."""
        self._compact = compact
        self.refresh()

    def refresh(self) -> None:
        """Show the session's job as it stands."""
        job = self.session.job
        self.setVisible(job is not None)
        if job is None:
            return
        if job.outcome is None:
            self._show_running(job)
        else:
            self._show_outcome(job)
        self._stack.setCurrentIndex(0 if job.outcome is None else 1)

    def _show_running(self, job: JobView) -> None:
        waiting = job.cancelling or job.finishing
        self.stage.setText(self._stage_words(job))
        self.state_icon.show_icon("pause" if job.paused else "play", "muted" if job.paused else "accent")
        known = (job.fraction > 0 or job.total > 0) and not job.counting
        self.progress.setRange(0, _STEPS if known or job.paused else 0)
        self.progress.setValue(round(job.fraction * _STEPS))
        state = "paused" if job.paused else "running"
        if self.progress.property("state") != state:
            self.progress.setProperty("state", state)
            self.progress.style().unpolish(self.progress)
            self.progress.style().polish(self.progress)
        self.percent.setText(wording.percent(job.fraction) if known else "")
        self.read_out.setText(self._read_out(job))
        self._size_read_out()
        self._dress(self.pause_button, tr("Resume") if job.paused else tr("Pause"), "play" if job.paused else "pause")
        self._dress(self.finish_button, tr("Finish early"), "flag")
        self._dress(self.cancel_button, tr("Cancel"), "x")
        self.pause_button.setEnabled(bool(job.job) and not waiting and not job.pausing)
        self.finish_button.setVisible(job.job == "study")
        self.finish_button.setEnabled(not waiting)
        self.cancel_button.setEnabled(not job.cancelling)

    def _dress(self, button: QWidget, text: str, stem: str) -> None:
        button.setText("" if self._compact else text)  # type: ignore[attr-defined]
        button.setAccessibleName(text)
        button.set_icon(stem)  # type: ignore[attr-defined]
        if self._compact and not button.toolTip():
            button.setToolTip(text)

    def _stage_words(self, job: JobView) -> str:
        if job.cancelling:
            return tr("Stopping")
        if job.finishing:
            return tr("Finishing early")
        if job.paused:
            return tr("Paused: {stage}", stage=stage_title(job.stage)) if job.stage else tr("Paused")
        if job.pausing:
            return tr("Pausing")
        return stage_title(job.stage) or tr("Starting")

    def _read_out(self, job: JobView) -> str:
        if job.paused or job.cancelling:
            return ""
        fast = "" if self._compact else speed(job)
        if job.counting:
            done = wording.how_far(job.done, job.total, job.unit, counting=True)
            return " · ".join(part for part in (done, fast) if part)
        return " · ".join(part for part in (fast, wording.time_left(job.seconds_left)) if part)

    def _size_read_out(self) -> None:
        """Grow, never shrink, while a job runs, so that the bar beside it does not dance."""
        width = QFontMetrics(self.read_out.font()).horizontalAdvance(self.read_out.text())
        floor = self.read_out.minimumWidth() if self.read_out.text() and not self._compact else 0
        self.read_out.setMinimumWidth(max(width + 4 if width else 0, floor))

    def _show_outcome(self, job: JobView) -> None:
        from engine.running.events import RunFailed

        outcome = job.outcome
        assert outcome is not None
        tone, word = wording.outcome_tone(outcome), wording.outcome_word(outcome)
        self.outcome_icon.show_icon(_OUTCOME_ICON[tone], tone)
        self.outcome_word.setText(word)
        self.outcome_word.setFont(tabular(self.outcome_word.font()))
        set_role(self.outcome_word, tone)
        self.outcome.setText(outcome.sentence)
        # For a bug report: as the engine has it, in no language.
        detail = f"{outcome.code}: {outcome.detail}" if isinstance(outcome, RunFailed) and outcome.detail else ""
        self.detail.setText(detail)
        self.detail_button.setVisible(bool(detail))
        self.detail_button.setChecked(False)
        self.detail.setVisible(False)

    def _pause_or_resume(self) -> None:
        if self.session.job is not None and self.session.job.paused:
            self.session.resume()
        else:
            self.session.pause()


class _SnugStack(QStackedWidget):
    """As high as the page that is shown, not as the highest."""

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize(0, page.minimumSizeHint().height() if page is not None else 0)
