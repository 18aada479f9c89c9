"""A long job has ended while the user was elsewhere: the system says so, in a sentence without patient data."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop_app import wording
from desktop_app.runs.job_session import JobSession
from engine.translation import mark, tr

LONG_SECONDS = 300.0
_SHOWN_MS = 15_000
_ANY_JOB = mark("The job has ended")
_JOBS = {
    "study": mark("The study has ended"),
    "scan": mark("All images are read"),
    "sample": mark("The sample cohort is ready"),
    "export": mark("The export has ended"),
}


class Notifier(Protocol):
    """A way to reach a user who looks at another window."""

    def notify(self, title: str, sentence: str, *, good: bool) -> None:
        """Say it."""


class SystemNotifier:
    """The desktop's notifications; where it has none, the window asks for attention in the task bar."""

    def __init__(self, window: QWidget, icon: QIcon) -> None:
        self._window, self._icon = window, icon
        self._tray: QSystemTrayIcon | None = None

    def notify(self, title: str, sentence: str, *, good: bool) -> None:
        """See `Notifier`. A click on it brings the window to the front."""
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self._window)
            self._tray.messageClicked.connect(self._come_forward)
        self._tray.show()  # a message needs its icon there
        icon = QSystemTrayIcon.MessageIcon.Information if good else QSystemTrayIcon.MessageIcon.Warning
        self._tray.showMessage(title, sentence, icon, _SHOWN_MS)
        QTimer.singleShot(_SHOWN_MS, self._tray, self._tray.hide)

    def _come_forward(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


class EndNotice(QObject):
    """Follows the session's job; tells of its end where it took long and the window is not the active one."""

    def __init__(self, session: JobSession, window: QWidget, notifier: Notifier) -> None:
        super().__init__(session)
        self._session, self._window, self._notifier = session, window, notifier
        session.job_ended.connect(self._ended)

    def _ended(self, _: object) -> None:
        job = self._session.job
        if job is None or job.outcome is None or job.started is None:
            return
        if time.monotonic() - job.started < LONG_SECONDS or self._window.isActiveWindow():
            return
        tone = wording.outcome_tone(job.outcome)
        title = tr(_JOBS.get(job.job, _ANY_JOB)) if tone == "good" else wording.outcome_word(job.outcome)
        self._notifier.notify(title, job.outcome.sentence, good=tone != "bad")
