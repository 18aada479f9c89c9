"""While a job works, the computer does not go to sleep by itself; the screen still goes dark and locks as ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from desktop_app.runs.job_session import JobSession
from engine.translation import tr


class Inhibitor(Protocol):
    """A system's way to be kept awake. Both methods return at once, on the GUI thread."""

    def hold(self, answer: Callable[[bool], None]) -> None:
        """Ask the system not to sleep; `answer(granted)` is called on the GUI thread, now or later."""

    def release(self) -> None:
        """It may sleep again; also where it was never held."""


class KeepAwake(QObject):
    """Follows the session's job. Where the system refuses, the job's log says so, once a job."""

    def __init__(self, session: JobSession, inhibitor: Inhibitor) -> None:
        super().__init__(session)
        self._session, self._inhibitor = session, inhibitor
        self._holding = self._told = False
        session.job_changed.connect(self._follow)
        session.job_ended.connect(self._follow)

    def _follow(self, *_: object) -> None:
        session = self._session
        if not session.busy:
            self._told = False
        working = session.busy and session.job is not None and not session.job.paused
        if working == self._holding:
            return
        self._holding = working
        if working:
            self._inhibitor.hold(self._answered)
        else:
            self._inhibitor.release()

    def _answered(self, granted: bool) -> None:
        if granted or self._told or not self._session.busy:
            return
        self._told = True
        self._session.note_in_log(
            tr("This computer may go to sleep meanwhile: the system does not let itself be kept awake.")
        )
