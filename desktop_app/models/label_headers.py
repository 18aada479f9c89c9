"""The headers of the project's DICOM files, read on another thread for fields that could be the label."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.runs.background import Background
from engine.errors import PlannerError

if TYPE_CHECKING:
    from engine.cohort.label_fields import FieldLabels
    from engine.cohort.records import ImageRecord

_TELL_SECONDS = 0.1
_BREATHE_SECONDS = 0.0005  # between files, so that the window's thread is never kept waiting for Python


class _StoppedError(PlannerError):
    """The user has stopped the reading."""


class LabelHeaders(QObject):
    """Signals: `progressed(int, int)`, files read of all; `found(object)`, a tuple of `FieldLabels`; `stopped`.

    The reading itself runs on a thread of Qt's pool; everything else on the GUI thread.
    """

    progressed = Signal(int, int)
    found = Signal(object)
    stopped = Signal()
    _told = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stop = threading.Event()
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether headers are being read."""
        return self._background.running

    def start(self, images: Sequence[ImageRecord]) -> None:
        """Read the headers of these images; a reading before it is stopped."""
        self._stop.set()
        self._stop = stop = threading.Event()
        tell = self._told.emit

        def work() -> tuple[FieldLabels, ...]:
            from engine.cohort.label_fields import read_field_labels

            told = 0.0

            def progress(done: int, total: int) -> None:
                nonlocal told
                if stop.is_set():
                    raise _StoppedError("stopped")
                if time.monotonic() - told > _TELL_SECONDS:
                    told = time.monotonic()
                    tell(done, total)
                time.sleep(_BREATHE_SECONDS)

            return read_field_labels(images, progress=progress)

        self._background.start(work, self.found.emit, lambda _: self.stopped.emit())

    def stop(self) -> None:
        """Stop reading; nothing comes of it."""
        self._stop.set()
