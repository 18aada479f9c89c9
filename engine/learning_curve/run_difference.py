"""Two curves of a project, perhaps of two studies, compared budget by budget on the same test patients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import InputError
from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.points import MeasuredCell, StudyMeasurements
from engine.learning_curve.summary import CurveSeries, summarise
from engine.translation import tr

FIRST, SECOND = "first", "second"


def _unchecked() -> None:
    return None


@dataclass(frozen=True, slots=True)
class BudgetDifference:
    """At one label budget: both means, and second − first with its 95 % interval for new patients and runs.

    runs: how many trainings each mean is of. low95, high95: None where either mean is of one run only, which says
    nothing of how much another run would differ.
    """

    n_labels: int
    first: float
    second: float
    difference: float
    low95: float | None
    high95: float | None
    runs: tuple[int, int]

    @property
    def shown(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low95 is not None and self.high95 is not None and (self.low95 > 0 or self.high95 < 0)


@dataclass(frozen=True)
class RunDifference:
    """first, second: the two curves, whatever they can be compared on. differences: of the budgets that both have.

    obstacle: "" where the comparison is paired; else why there is none: "test_images", "classes", "budgets".
    """

    first: CurveSeries
    second: CurveSeries
    differences: tuple[BudgetDifference, ...]
    obstacle: str = ""


def compare_runs(
    first: tuple[StudyMeasurements, str],
    second: tuple[StudyMeasurements, str],
    metric: str,
    mode: str,
    *,
    same_images: bool = True,
    replicates: int = 1000,
    seed: int = 0,
    check: Callable[[], None] = _unchecked,
) -> RunDifference:
    """Compare two (measurements, initialisation); each needs at least one cell of `mode`.

    Paired by the crossed bootstrap: the same draws of test patients and of runs for both. Run k of either drew the same
    order of labelled images where both studies rest on the same cohort. same_images: False where the caller knows that
    the test images differ, which labels and patients alone do not always tell. check: called often; may raise to stop.
    Raises InputError (code "no_points") where one of them has measured nothing.
    """
    chosen = [_cells(*side, mode, name) for side, name in ((first, FIRST), (second, SECOND))]
    curves = [
        summarise(replace(side[0], cells=cells), metric, mode)[0]
        for side, cells in zip((first, second), chosen, strict=True)
    ]
    obstacle = _obstacle(first[0], second[0], same_images, *curves)
    if obstacle:
        return RunDifference(curves[0], curves[1], (), obstacle)
    common = sorted(set(curves[0].n_labels) & set(curves[1].n_labels))
    cells = tuple(cell for side in chosen for cell in side if cell.point.n_labels in common)
    drawn = crossed_bootstrap(
        replace(first[0], cells=cells),
        metric,
        mode,
        initialisations=(FIRST, SECOND),
        replicates=replicates,
        seed=seed,
        check=check,
    )
    differences = []
    for at, n_labels in enumerate(drawn.n_labels):
        a, b = drawn.point[:, at]
        runs = int(drawn.runs[0, at]), int(drawn.runs[1, at])
        low, high = np.quantile(drawn.means[1, at] - drawn.means[0, at], (0.025, 0.975))
        known = min(runs) > 1
        differences.append(
            BudgetDifference(
                n_labels, float(a), float(b), float(b - a), float(low) if known else None,
                float(high) if known else None, runs,
            )
        )  # fmt: skip
    return RunDifference(curves[0], curves[1], tuple(differences))


def _cells(measurements: StudyMeasurements, initialisation: str, mode: str, name: str) -> tuple[MeasuredCell, ...]:
    found = measurements.of(mode, initialisation)
    if not found:
        raise InputError(tr("Nothing is measured yet. Run the study first."), code="no_points")
    return tuple(replace(cell, point=replace(cell.point, initialisation=name)) for cell in found)


def _obstacle(first: StudyMeasurements, second: StudyMeasurements, same_images: bool, *curves: CurveSeries) -> str:
    if first.classes != second.classes or first.positive != second.positive:
        return "classes"
    same = np.array_equal(first.truth, second.truth) and np.array_equal(first.patients, second.patients)
    if not (same_images and same):
        return "test_images"
    return "" if set(curves[0].n_labels) & set(curves[1].n_labels) else "budgets"
