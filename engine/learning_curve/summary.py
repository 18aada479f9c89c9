"""From cells to curves: per budget the seed mean with its intervals for new patients of the same kind, and the runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.bootstrap import CrossedBootstrap
from engine.learning_curve.few_runs import expansion
from engine.learning_curve.image_scores import clustered_error, influence
from engine.learning_curve.points import MeasuredCell, StudyMeasurements
from engine.learning_curve.sobol import t_quantiles


@dataclass(frozen=True, slots=True)
class CurveSeries:
    """One initialisation's curve; k tuples, one entry a budget.

    mean: over the runs. low/high: 80 % and 95 % intervals of the expected metric on new patients (None where a single
    run says nothing of the scatter and no test error is known). runs: the values, by seed. test_se: standard error of
    the mean due to the test patients alone, clustered by patient. bootstrapped: whether the intervals are the crossed
    bootstrap's (for what is stored and reported) or the quick closed form (for what is drawn while cells finish).
    """

    initialisation: str
    n_labels: tuple[int, ...]
    mean: tuple[float, ...]
    low95: tuple[float | None, ...]
    high95: tuple[float | None, ...]
    low80: tuple[float | None, ...]
    high80: tuple[float | None, ...]
    runs: tuple[tuple[float, ...], ...]
    test_se: tuple[float, ...]
    bootstrapped: bool


def summarise(
    measurements: StudyMeasurements, metric: str, mode: str, bootstrap: CrossedBootstrap | None = None
) -> tuple[CurveSeries, ...]:
    """One series an initialisation (in order of name), of the mode's cells.

    Without `bootstrap`, the quick path (some milliseconds): seeds by Student's t, test patients by the structural
    components (DeLong's for the AUC) averaged over the runs, both variances added, degrees of freedom after
    Satterthwaite 1946; where a budget has one run only, the interval is of the test patients alone. With `bootstrap`
    (of the same metric and mode), the percentiles of its replicates, widened for what few runs cannot show
    (`few_runs`). Cells with scores that are no numbers are left out.
    """
    cells = [cell for cell in measurements.of(mode) if np.isfinite(cell.scores).all()]
    names = sorted({cell.point.initialisation for cell in cells})
    return tuple(_series(measurements, metric, name, cells, bootstrap) for name in names)


def _series(
    measurements: StudyMeasurements,
    metric: str,
    name: str,
    cells: Sequence[MeasuredCell],
    bootstrap: CrossedBootstrap | None,
) -> CurveSeries:
    groups: dict[int, list[MeasuredCell]] = {}
    for cell in cells:
        if cell.point.initialisation == name:
            groups.setdefault(cell.point.n_labels, []).append(cell)
    budgets = sorted(groups)
    runs = tuple(tuple(cell.point.metric(metric) for cell in groups[n]) for n in budgets)
    errors = tuple(patient_error(measurements, metric, groups[n]) for n in budgets)
    quantiles = (0.025, 0.1, 0.9, 0.975)
    bounds: list[tuple[float | None, ...]]
    resampled = bootstrap is not None and name in bootstrap.initialisations
    if bootstrap is not None and resampled:
        _, _, replicates = bootstrap.of(name)
        patients = len(np.unique(measurements.patients))
        bounds = [_widened(row, v, patients, quantiles) for row, v in zip(replicates, runs, strict=True)]
    else:
        bounds = [quick_interval(values, error, quantiles) for values, error in zip(runs, errors, strict=True)]
    return CurveSeries(
        initialisation=name,
        n_labels=tuple(budgets),
        mean=tuple(math.fsum(values) / len(values) for values in runs),
        low95=tuple(b[0] for b in bounds),
        low80=tuple(b[1] for b in bounds),
        high80=tuple(b[2] for b in bounds),
        high95=tuple(b[3] for b in bounds),
        runs=runs,
        test_se=errors,
        bootstrapped=resampled,
    )


def _widened(
    replicates: NDArray[np.float64], values: Sequence[float], patients: int, quantiles: Sequence[float]
) -> tuple[float | None, ...]:
    """The replicates' quantiles, widened for what few runs cannot show, within 0–1."""
    shown = float(np.var(replicates, ddof=1)) if len(replicates) > 1 else 0.0
    if shown < 1e-18:
        return tuple(float(replicates[0]) for _ in quantiles)
    of_seeds = float(np.var(values, ddof=1)) / len(values) if len(values) > 1 else 0.0
    found = expansion(shown, of_seeds, len(values), patients).quantiles(replicates, quantiles)
    return tuple(min(max(q, 0.0), 1.0) for q in found)


def patient_error(measurements: StudyMeasurements, metric: str, cells: Sequence[MeasuredCell]) -> float:
    """Standard error, due to the test patients, of the mean of the cells' metrics."""
    averaged = np.zeros(len(measurements.truth))
    for cell in cells:
        averaged += influence(metric, cell.scores, measurements.truth, measurements.positive) / len(cells)
    return clustered_error(averaged, measurements.patients)


def quick_interval(values: Sequence[float], test_se: float, quantiles: Sequence[float]) -> tuple[float | None, ...]:
    """Bounds of the mean of values, clipped to 0–1: seeds and test set; all None when neither is known."""
    count = len(values)
    mean = math.fsum(values) / count
    seed_variance = float(np.var(values, ddof=1)) / count if count > 1 else 0.0
    variance = seed_variance + test_se**2
    if variance == 0.0:
        return tuple(mean if count > 1 else None for _ in quantiles)
    freedom = variance**2 / (seed_variance**2 / (count - 1)) if seed_variance > 0 else math.inf
    freedom = min(round(freedom, 1), 1e4)
    return tuple(min(max(mean + t * math.sqrt(variance), 0.0), 1.0) for t in _t(tuple(quantiles), freedom))


@lru_cache(maxsize=1024)
def _t(quantiles: tuple[float, ...], degrees: float) -> tuple[float, ...]:
    return t_quantiles(quantiles, degrees)
