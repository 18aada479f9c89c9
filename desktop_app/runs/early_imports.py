"""Libraries that the pages need, those of a study's first answer too, imported on another thread meanwhile.

The first window is there by then. Imported when the first answer comes, or the first image is looked at, they would
hold the window for a tenth of a second and more.
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
    "numpy.ma",
    "numpy.polynomial.hermite_e",
    "engine.cohort.label_fields",
    "engine.cohort.label_mapping",
    "engine.cohort.label_order",
    "engine.cohort.label_pace",
    "engine.cohort.label_table",
    "engine.cohort.labels",
    "engine.cohort.patient_rule",
    "engine.export.results",
    "engine.images.cache",
    "engine.learning_curve.error_review",
    "engine.learning_curve.estimate",
    "engine.learning_curve.experiments",
    "engine.learning_curve.needs",
    "engine.learning_curve.run_difference",
    "engine.learning_curve.start_comparison_words",
    "engine.planning.best_budget_words",
    "engine.running.freed_memory",
    "engine.running.jobs.study_plan",
    "engine.running.scored_images",
    "engine.running.supervisor",
    "engine.images.look_process",
)


def import_early(parent: QObject, then: Callable[[], None]) -> None:
    """Import `MODULES` off the GUI thread, then call `then` on it; who needs one of them earlier waits for it."""

    def work() -> bool:
        for name in MODULES:
            importlib.import_module(name)
        return True

    Background(parent).start(work, lambda _: then(), lambda _: then())
