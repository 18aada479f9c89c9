"""How each system is kept from going to sleep. None of them keeps the screen from locking: it may show patients."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from desktop_app.runs.keep_awake import Inhibitor

_WHO = "Annotation Budget Planner"
_WHY = "Training is running"  # for the system's own lists of programs that keep it awake
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001


def system_inhibitor() -> Inhibitor:
    """That of the system the program runs on."""
    if sys.platform == "win32":
        return WindowsInhibitor()
    return CaffeinateInhibitor() if sys.platform == "darwin" else LoginInhibitor()


class LoginInhibitor:
    """Linux: `Inhibit` of org.freedesktop.login1 (systemd, elogind), over D-Bus.

    Its answer is a file descriptor that holds as long as it is open, so the lock ends with the program however that
    ends. What is blocked is sleep, which every desktop asks login1 for; org.freedesktop.ScreenSaver would keep the
    screen from locking too.
    """

    def __init__(self, *, session_bus: bool = False) -> None:
        """session_bus: ask there, where a test answers, in the system bus's place."""
        self._session_bus = session_bus
        self._lock: Any = None  # a QDBusUnixFileDescriptor
        self._watcher: Any = None
        self._wanted = False

    def hold(self, answer: Callable[[bool], None]) -> None:
        """See `Inhibitor`."""
        self._wanted = True
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
        except ImportError:
            answer(False)
            return
        bus = QDBusConnection.sessionBus() if self._session_bus else QDBusConnection.systemBus()
        if not bus.isConnected():
            answer(False)
            return
        call = QDBusMessage.createMethodCall(
            "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit"
        )
        call.setArguments(["sleep:idle", _WHO, _WHY, "block"])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(call))
        self._watcher.finished.connect(lambda watcher: self._take(watcher, answer))

    def _take(self, watcher: Any, answer: Callable[[bool], None]) -> None:
        given = watcher.reply().arguments() if not watcher.isError() else []
        granted = bool(given) and hasattr(given[0], "fileDescriptor") and given[0].isValid()
        if granted and self._wanted:
            self._lock = given[0]
        answer(granted)

    def release(self) -> None:
        """See `Inhibitor`."""
        self._wanted = False
        self._lock = None  # closes the descriptor


class WindowsInhibitor:
    """SetThreadExecutionState: holds for the thread that asked, the window's, until it takes it back or ends."""

    def __init__(self, set_state: Callable[[int], int] | None = None) -> None:
        """set_state: the system's function; a test's in its place."""
        self._set_state = set_state

    def _ask(self, state: int) -> bool:
        if self._set_state is None:
            import ctypes

            self._set_state = ctypes.windll.kernel32.SetThreadExecutionState  # type: ignore[attr-defined]
        return bool(self._set_state(state))

    def hold(self, answer: Callable[[bool], None]) -> None:
        """See `Inhibitor`."""
        answer(self._ask(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED))

    def release(self) -> None:
        """See `Inhibitor`."""
        self._ask(_ES_CONTINUOUS)


class CaffeinateInhibitor:
    """macOS: `caffeinate -i -w PID`, which ends by itself should the program end first."""

    def __init__(self, command: tuple[str, ...] = ("/usr/bin/caffeinate", "-i", "-w")) -> None:
        """command: to which the program's process number is added."""
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self, answer: Callable[[bool], None]) -> None:
        """See `Inhibitor`."""
        self.release()
        try:
            self._process = subprocess.Popen([*self._command, str(os.getpid())], stdin=subprocess.DEVNULL)
        except OSError:
            answer(False)
            return
        answer(True)

    def release(self) -> None:
        """See `Inhibitor`."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None
