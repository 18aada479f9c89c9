"""What a forecast is made from: at each budget, the values of the runs; and how much single runs scatter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.points import MeasuredCell

_SD_FLOOR = 0.001  # a metric of a finite test set is a step function; no smaller scatter is believable
_SD_GUESS = 0.15  # of the remaining error 1 − m, where no budget was measured twice
_SLOPE = -0.5  # scatter falls about so fast with N (log-log) when nothing says otherwise
_SLOPE_PRECISION = 20.0  # of that belief, in squared log-units of N times degrees of freedom


@dataclass(frozen=True, slots=True)
class BudgetObservation:
    """The metric's values (one a seed, any number of them) measured with n_labels labelled images."""

    n_labels: int
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean over the runs."""
        return math.fsum(self.values) / len(self.values)


def observations_of(cells: Sequence[MeasuredCell], metric: str) -> tuple[BudgetObservation, ...]:
    """One observation a budget, in order of the budgets, from cells of one mode and initialisation.

    Values that are no numbers (a training that went wrong) are left out.
    """
    return tidy([BudgetObservation(cell.point.n_labels, (cell.point.metric(metric),)) for cell in cells])


def tidy(observations: Sequence[BudgetObservation]) -> tuple[BudgetObservation, ...]:
    """Sorted, the runs of equal budgets put together, values that are no numbers and budgets below 1 left out."""
    merged: dict[int, list[float]] = {}
    for o in observations:
        values = [float(v) for v in o.values if math.isfinite(v)]
        if values and o.n_labels >= 1:
            merged.setdefault(int(o.n_labels), []).extend(values)
    return tuple(BudgetObservation(n, tuple(merged[n])) for n in sorted(merged))


@dataclass(frozen=True)
class Scatter:
    """Standard deviation of a single run as a power of N: exp(intercept)·(N/reference)^slope, at least 0.001."""

    intercept: float
    slope: float
    reference: float

    def at(self, n_labels: NDArray[np.float64]) -> NDArray[np.float64]:
        """float64 of n_labels' shape."""
        return np.asarray(np.maximum(np.exp(self.intercept) * (n_labels / self.reference) ** self.slope, _SD_FLOOR))


def scatter(observations: Sequence[BudgetObservation]) -> Scatter:
    """Smooth the budgets' seed standard deviations: weighted least squares of log s on log N, slope held near −0.5.

    Weights are the degrees of freedom R − 1. Without any budget of two runs, 15 % of the remaining error.
    """
    reference = float(observations[-1].n_labels)
    repeated = [o for o in observations if len(o.values) > 1]
    if not repeated:
        return Scatter(math.log(max(_SD_GUESS * (1.0 - observations[-1].mean), _SD_FLOOR)), 0.0, reference)
    freedom = np.array([len(o.values) - 1.0 for o in repeated])
    log_n = np.log([o.n_labels / reference for o in repeated])
    deviations = np.array([np.std(o.values, ddof=1) for o in repeated])
    floor = max(_SD_FLOOR, 0.1 * math.sqrt(float(np.average(deviations**2, weights=freedom))))
    log_s = np.log(np.maximum(deviations, floor))
    centre_n, centre_s = np.average(log_n, weights=freedom), np.average(log_s, weights=freedom)
    spread = float(np.sum(freedom * (log_n - centre_n) ** 2))
    product = float(np.sum(freedom * (log_n - centre_n) * (log_s - centre_s)))
    slope = float(np.clip((product + _SLOPE_PRECISION * _SLOPE) / (spread + _SLOPE_PRECISION), -1.0, 0.3))
    return Scatter(float(centre_s - slope * centre_n), slope, reference)


@dataclass(frozen=True, slots=True)
class RunVariance:
    """Variance of a single run, and how many degrees of freedom it is known from: its own is 2·value²/freedom."""

    value: float
    freedom: float


def run_variance(observations: Sequence[BudgetObservation], n_labels: int) -> RunVariance:
    """Of a run at n_labels, pooled over the budgets: Σν·s²·(n_labels/N)^(2·slope) / Σν, ν = R − 1.

    The slope is that of `scatter`, whose own level is a mean of logarithms and so, for a variance, too low: by a
    quarter with five runs. Degrees of freedom are Σν, fewer the farther n_labels lies from the budgets' middle, since
    the slope is estimated too. Without any budget of two runs, the guess of `scatter`, as good as one degree.
    """
    smooth = scatter(observations)
    repeated = [o for o in observations if len(o.values) > 1]
    if not repeated:
        return RunVariance(float(smooth.at(np.array([float(n_labels)]))[0]) ** 2, 1.0)
    freedom = np.array([len(o.values) - 1.0 for o in repeated])
    moved = [np.var(o.values, ddof=1) * (n_labels / o.n_labels) ** (2 * smooth.slope) for o in repeated]
    log_n = np.log([o.n_labels / n_labels for o in repeated])
    centre = float(np.average(log_n, weights=freedom))
    spread = float(np.sum(freedom * (log_n - centre) ** 2))
    slope_variance = 0.5 * spread / (spread + _SLOPE_PRECISION) ** 2  # that of log s being 1/(2ν)
    return RunVariance(
        max(float(np.average(moved, weights=freedom)), _SD_FLOOR**2),
        2.0 / (2.0 / float(freedom.sum()) + 4.0 * centre**2 * slope_variance),
    )
