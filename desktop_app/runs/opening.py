"""A large project's record is read on another thread while it is opened: the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.runs.background import Background
from desktop_app.runs.reading import read_cohort
from engine.errors import PlannerError

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.running.store import ProjectStore


class Opening(QObject):
    """`name` of the project that is being opened and how many `images` its record holds; "" and 0 for none.

    Signals: `changed`; `failed(str)`, why it could not be read.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.name, self.images = "", 0
        self._store: ProjectStore | None = None
        self._background = Background(self)

    def begin(self, store: ProjectStore, images: int, then: Callable[[ProjectStore, Cohort], None]) -> None:
        """Read the cohort of `store`, then `then(store, cohort)`; the store is closed where that fails."""
        self.give_up()
        self._store, self.name, self.images = store, store.name, images
        folder = store.folder

        def read(cohort: Cohort) -> None:
            if self._store is store:
                self._end()
                then(store, cohort)

        def failed(error: PlannerError) -> None:
            if self._store is store:
                self.give_up()
                self.failed.emit(str(error))

        self.changed.emit()
        self._background.start(lambda: read_cohort(folder), read, failed)

    def give_up(self) -> None:
        """Another project is opened, or the window closes: whatever is read now is not wanted."""
        if self._store is not None:
            self._store.close()
            self._end()

    def _end(self) -> None:
        self._store, self.name, self.images = None, "", 0
        self.changed.emit()
