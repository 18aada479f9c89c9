"""From the supervisor's thread to the window's: every event of a run becomes a Qt signal, queued to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from engine.running.events import Event
    from engine.running.requests import Request


class Runner(Protocol):
    """What the bridge needs of `engine.running.supervisor.Supervisor`; every method returns at once."""

    def warm_up(self) -> None:
        """Start the worker process early."""

    def submit(self, request: Request) -> None:
        """Start a job; its events follow."""

    def pause(self) -> None:
        """Stand still at the next step."""

    def resume(self) -> None:
        """Go on."""

    def finish_early(self) -> None:
        """Train nothing new, then sum up."""

    def cancel(self) -> None:
        """Stop at the next step."""

    def close(self) -> None:
        """End the worker process."""


RunnerFactory = Callable[[Callable[["Event"], None]], Runner]


def supervised(on_event: Callable[[Event], None]) -> Runner:
    """The real runner: a worker process under a supervising thread. Imported only when it is first needed."""
    from engine.running.supervisor import Supervisor

    return Supervisor(on_event)


class RunBridge(QObject):
    """Owns the runner. `came(object)` is emitted on the GUI thread, whatever thread the event came from."""

    came = Signal(object)  # not "event": that is QObject's own
    _arrived = Signal(object)

    def __init__(self, factory: RunnerFactory = supervised, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factory = factory
        self._runner: Runner | None = None
        self._arrived.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def warm_up(self) -> None:
        """Start the worker process while the user looks around."""
        self.runner.warm_up()

    @property
    def runner(self) -> Runner:
        """The runner, made at the first use."""
        if self._runner is None:
            self._runner = self._factory(self._arrived.emit)
        return self._runner

    def close(self) -> None:
        """End the worker process; nothing is emitted afterwards."""
        if self._runner is not None:
            self._runner.close()
            self._runner = None

    @Slot(object)
    def _forward(self, event: object) -> None:
        self.came.emit(event)
