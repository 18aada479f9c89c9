"""Changes of labels, written to the project's record one after another on a thread of their own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from engine.errors import PlannerError

if TYPE_CHECKING:
    from engine.running.label_record import LabelChange

Written = Callable[["LabelChange | PlannerError"], None]


class LabelWriter(QObject):
    """`write` returns at once; `then` hears on the GUI thread when the change is on disk, or why it is not.

    A record that a running study holds for a moment delays a label, not the window. What was handed over is written
    even when the window closes: the pool waits for it before it is destroyed.
    """

    _done = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # so that changes keep their order
        self._serial = 0
        self._waiting: dict[int, Written] = {}
        self._done.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a change has not been handed back yet."""
        return bool(self._waiting)

    def write(self, folder: Path, change: LabelChange, meta: Mapping[str, str], then: Written) -> None:
        """Write `change` into the project in `folder`; `then` gets what undoes it, or the error."""
        self._serial += 1
        self._waiting[self._serial] = then
        self._pool.start(_Write(self._serial, self._done.emit, folder, change, meta))

    def finish(self) -> None:
        """Return when all that was handed over is on disk, or refused."""
        self._pool.waitForDone()

    @Slot(int, object)
    def _hand_back(self, serial: int, result: LabelChange | PlannerError) -> None:
        self._waiting.pop(serial)(result)


class _Write(QRunnable):
    def __init__(
        self,
        serial: int,
        done: Callable[[int, object], None],
        folder: Path,
        change: LabelChange,
        meta: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._serial, self._done = serial, done
        self._folder, self._change, self._meta = folder, change, meta

    def run(self) -> None:
        """On the pool's thread; a store belongs to the thread that opened it, so the change has one of its own."""
        from engine.running.store import ProjectStore

        result: LabelChange | PlannerError
        try:
            store = ProjectStore.open(self._folder)
            try:
                result = store.change_labels(self._change, self._meta)
            finally:
                store.close()
        except PlannerError as error:
            result = error
        with contextlib.suppress(RuntimeError):  # the window is gone; the change is on disk all the same
            self._done(self._serial, result)
