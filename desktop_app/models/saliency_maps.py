"""Maps of where a model looks: asked of the worker process, kept while the window is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.translation import mark, tr

if TYPE_CHECKING:
    from desktop_app.session import Session
    from engine.running.events import SaliencyMapped

_KEPT = 2000
_PLACES = (
    (mark("upper left"), mark("upper middle"), mark("upper right")),
    (mark("middle left"), mark("centre"), mark("middle right")),
    (mark("lower left"), mark("lower middle"), mark("lower right")),
)
Key = tuple[str, str, int]  # cell key, image id, class


class SaliencyMaps(QObject):
    """On the GUI thread. `changed`: maps have come, or the waiting has ended."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._maps: dict[Key, SaliencyMapped] = {}
        self.waiting = False
        session.bridge.came.connect(self._take)
        session.job_ended.connect(self._ended)
        session.project_changed.connect(self._maps.clear)

    def find(self, cell_key: str, image_id: str, towards: int) -> SaliencyMapped | None:
        """The map if it is there."""
        return self._maps.get((cell_key, image_id, towards))

    def ask(self, study_key: str, cell_key: str, image_ids: Sequence[str], towards: int) -> bool:
        """Have maps drawn; False where another job is at work."""
        from engine.running.requests import SaliencyRequest

        if self._session.store is None or self._session.busy:
            return False
        folder = str(self._session.store.folder)
        self.waiting = True
        return self._session.submit(SaliencyRequest(folder, study_key, cell_key, tuple(image_ids), towards))

    def _take(self, event: object) -> None:
        from engine.running.events import SaliencyMapped

        if isinstance(event, SaliencyMapped):
            self._maps[event.cell_key, event.image_id, event.towards] = event
            if len(self._maps) > _KEPT:
                self._maps.pop(next(iter(self._maps)))
            self.changed.emit()

    def _ended(self, outcome: object) -> None:
        from engine.running.events import RunFinished

        if not self.waiting:
            return
        self.waiting = False
        if isinstance(outcome, RunFinished):
            self._session.dismiss_job()  # the map itself tells that it is done
        self.changed.emit()


def grid_of(event: SaliencyMapped) -> NDArray[np.float32]:
    """The map as an array, (rows, columns), its strongest place 1; all 0 where there is no evidence."""
    values = np.array(event.values, dtype=np.float32).reshape(event.rows, event.columns)
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else values


def enlarged(grid: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """The map at (side, side), linear between the centres of its places, level beyond the outermost ones."""

    def along(n: int) -> NDArray[np.float64]:
        at = np.clip((np.arange(side) + 0.5) * n / side - 0.5, 0, n - 1)
        low = np.minimum(at.astype(int), max(n - 2, 0))
        weights = np.zeros((side, n))
        weights[np.arange(side), low] = 1 - (at - low)
        if n > 1:
            weights[np.arange(side), low + 1] += at - low
        return weights

    rows, columns = grid.shape
    result: NDArray[np.float32] = (along(rows) @ grid @ along(columns).T).astype(np.float32)
    return result


def strongest_place(grid: NDArray[np.float32]) -> str:
    """ "lower left": where the map is strongest; "" where it is empty."""
    if not grid.max(initial=0.0) > 0:
        return ""
    row, column = divmod(int(grid.argmax()), grid.shape[1])
    third = [min(int(3 * (at + 0.5) / n), 2) for at, n in ((row, grid.shape[0]), (column, grid.shape[1]))]
    return tr(_PLACES[third[0]][third[1]])
