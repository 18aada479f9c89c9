"""The three wishes a user may have of a running job: pause, finish early, cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable


class JobCancelled(BaseException):
    """Raised by `RunControl.check` in the job's thread. Not an Exception, so that no handler on the way swallows it."""


class RunControl:
    """Set from any thread; looked at by the job's thread at every step.

    `on_paused` and `on_resumed` are called on the job's thread, when it stands still and when it goes on.
    """

    def __init__(self) -> None:
        self._cancel = threading.Event()
        self._finish_early = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self.on_paused: Callable[[], None] | None = None
        self.on_resumed: Callable[[], None] | None = None

    def cancel(self) -> None:
        """Stop at the next step; what is measured is kept."""
        self._cancel.set()
        self._running.set()

    def finish_early(self) -> None:
        """Train nothing new after what is being trained now; sum up what is measured."""
        self._finish_early.set()
        self._running.set()

    def pause(self) -> None:
        """Stand still at the next step."""
        self._running.clear()

    def resume(self) -> None:
        """Go on after a pause."""
        self._running.set()

    @property
    def finishing_early(self) -> bool:
        """Whether the user asked to finish early."""
        return self._finish_early.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to cancel."""
        return self._cancel.is_set()

    def wait_while_paused(self, seconds: float) -> bool:
        """Wait for at most so long; whether the job may go on. For the threads that a job has at work."""
        return self._running.wait(seconds)

    def check(self) -> None:
        """Call at every step of a job: waits while paused; raises JobCancelled once cancelled."""
        if not self._running.is_set():
            if self.on_paused:
                self.on_paused()
            self._running.wait()
            if self.on_resumed and not self._cancel.is_set():
                self.on_resumed()
        if self._cancel.is_set():
            raise JobCancelled
