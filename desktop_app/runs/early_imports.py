"""Libraries that the pages need, those of a study's first answer too, imported on another thread meanwhile.

The first window is there by then. Imported when the first answer comes, they would hold it for a tenth of a second.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_app.runs.background import Background

# Nothing of Qt: its classes are made on the GUI thread. Nothing that brings training libraries.
MODULES = (
    "numpy",
    "msgspec",
    "engine.running.events",
    "engine.running.store",
    "engine.learning_curve.presets",
    "engine.learning_curve.summary",
    "engine.planning.verdict",
    "engine.planning.curve_draws",
)


def import_early(parent: QObject, then: Callable[[], None]) -> None:
    """Import `MODULES` off the GUI thread, then call `then` on it; who needs one of them earlier waits for it."""

    def work() -> bool:
        for name in MODULES:
            importlib.import_module(name)
        return True

    Background(parent).start(work, lambda _: then(), lambda _: then())
