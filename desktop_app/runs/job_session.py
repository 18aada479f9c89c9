"""The job half of the session: hands requests and wishes to the worker, and keeps the view of the job up to date."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.runs.bridge import RunBridge, RunnerFactory
from desktop_app.runs.job import JobView, advance, noted
from desktop_app.runs.wishes import WorkerWishes, with_wishes
from engine.translation import tr

if TYPE_CHECKING:
    from engine.running.events import Event, Outcome
    from engine.running.requests import Request

PROGRESS_MS = 100  # the job bar is redrawn at most ten times a second


class JobSession(QObject):
    """One job at a time. Everything runs on the GUI thread.

    A subclass takes part through `_note` (an event has come) and `_wind_up` (the job has ended), both called before the
    signals.
    """

    job_changed = Signal()
    job_ended = Signal(object)  # an engine.running.events.Outcome
    speed_changed = Signal()  # the worker has timed this machine: `images_per_second`, `device`
    problem = Signal(str)  # a sentence for the user about something that could not be done

    def __init__(self, runner_factory: RunnerFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job: JobView | None = None
        self.busy = False
        self.images_per_second: float | None = None  # 64-pixel ResNet-18 training images, as `SpeedMeasured` has it
        self.device = ""  # in words, "" until the worker has said
        self.autocast = "bfloat16"  # as `SpeedMeasured` has it
        self.devices: tuple[str, ...] = ()  # that the worker can use, as in `StudyRequest`; () until it has said
        self.wishes = WorkerWishes()  # from the settings; they go into every request
        self.bridge = RunBridge(runner_factory, self)
        self.bridge.came.connect(self._take)
        self._progress_timer = single_shot(self, PROGRESS_MS, self.job_changed.emit)

    def warm_up(self) -> None:
        """Start the worker process early; it costs the window nothing."""
        self.bridge.warm_up()

    def submit(self, request: Request) -> bool:
        """Start a job. False where one is running already."""
        if self.busy:
            self.problem.emit(tr("A job is running already. Let it finish, or cancel it, first."))
            return False
        self.busy, self.job = True, JobView()
        self.bridge.runner.submit(with_wishes(request, self.wishes))
        self.job_changed.emit()
        return True

    def pause(self) -> None:
        """Ask the job to stand still; `job.paused` tells when it does."""
        if self.busy and self.job is not None and not (self.job.paused or self.job.pausing):
            self.job = replace(self.job, pausing=True)
            self.bridge.runner.pause()
            self.job_changed.emit()

    def resume(self) -> None:
        """Ask the job to go on."""
        if self.busy and self.job is not None:
            self.job = replace(self.job, pausing=False)
            self.bridge.runner.resume()
            self.job_changed.emit()

    def finish_early(self) -> None:
        """Ask the job to train nothing new and sum up."""
        self._ask(finishing=True)

    def cancel(self) -> None:
        """Ask the job to stop; what is measured is kept."""
        self._ask(cancelling=True)

    def _ask(self, *, finishing: bool = False, cancelling: bool = False) -> None:
        if not self.busy or self.job is None:
            return
        self.job = replace(
            self.job, finishing=self.job.finishing or finishing, cancelling=self.job.cancelling or cancelling
        )
        (self.bridge.runner.cancel if cancelling else self.bridge.runner.finish_early)()
        self.job_changed.emit()

    def note_in_log(self, line: str) -> None:
        """Put a line of the window's own into the running job's log."""
        if self.busy and self.job is not None:
            self.job = noted(self.job, line)
            self.job_changed.emit()

    def dismiss_job(self) -> None:
        """Forget a job that has ended."""
        if not self.busy and self.job is not None:
            self.job = None
            self.job_changed.emit()

    def end_runner(self) -> None:
        """End the worker process; no event follows."""
        self._progress_timer.stop()
        self.bridge.close()
        self.busy = False

    def _note(self, event: Event) -> None:
        """An event of the running job has come."""

    def _wind_up(self, outcome: Outcome) -> None:
        """The job has ended; `busy` is False by now."""

    def _take(self, event: Event) -> None:
        from engine.running import events as e

        if isinstance(event, e.SpeedMeasured):
            self.images_per_second, self.device, self.devices = event.images_per_second, event.device, event.devices
            self.autocast = event.autocast
            self.speed_changed.emit()
            return
        if not self.busy:  # an event of a job that was given up
            return
        self.job = advance(self.job or JobView(), event, time.monotonic())
        if isinstance(event, e.StageProgress):
            if not self._progress_timer.isActive():
                self._progress_timer.start()
        elif isinstance(event, e.RunFinished | e.RunCancelled | e.RunFailed):
            self.busy = False
            self._progress_timer.stop()
            self._wind_up(event)
            self.job_changed.emit()
            self.job_ended.emit(event)
        else:
            self._note(event)
            self.job_changed.emit()


def single_shot(parent: QObject, milliseconds: int, slot: object) -> QTimer:
    """A timer that calls `slot` once, so long after it was started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
