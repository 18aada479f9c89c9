"""Short work (reading a table, matching names) on a thread of Qt's pool, its result handed back on the GUI thread."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from engine.errors import PlannerError

Result = TypeVar("Result")


class _Reply(QObject):
    done = Signal(object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], object], reply: _Reply) -> None:
        super().__init__()
        self._work, self._reply = work, reply

    def run(self) -> None:
        """On a thread of the pool."""
        try:
            result: object = self._work()
        except PlannerError as error:
            result = error
        with contextlib.suppress(RuntimeError):  # who asked is gone, and nobody wants the answer
            self._reply.done.emit(result)


class Background(QObject):
    """Runs one piece of work at a time for its owner; a newer one makes the older's result void."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._serial = 0
        self._replies: dict[int, _Reply] = {}

    def start(
        self, work: Callable[[], Result], then: Callable[[Result], None], failed: Callable[[PlannerError], None]
    ) -> None:
        """Run `work` on another thread, then `then(result)` or `failed(error)` on this one."""
        self._serial += 1
        serial = self._serial
        reply = _Reply()  # no child of ours, which could be gone in the middle of a thread's answer
        self._replies[serial] = reply

        def take(result: object) -> None:
            self._replies.pop(serial).deleteLater()
            if not isValid(self) or serial != self._serial:
                return
            if isinstance(result, PlannerError):
                failed(result)
            else:
                then(result)  # type: ignore[arg-type]

        relay = _Relay(take, reply)
        reply.done.connect(relay.take, Qt.ConnectionType.QueuedConnection)
        QThreadPool.globalInstance().start(_Task(work, reply))

    @property
    def running(self) -> bool:
        """Whether something has not been handed back yet."""
        return bool(self._replies)


class _Relay(QObject):
    def __init__(self, function: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function

    @Slot(object)
    def take(self, result: object) -> None:
        self._function(result)
