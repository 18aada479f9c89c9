"""A second, unrelated reading of the curve: an ensemble of classical shapes weighted by AICc.

It shares nothing with the Bayesian mixture but the points; where its median leaves the mixture's 80 % band, the points
do not settle the shape and the screen says so. Shapes of Viering & Loog 2023, "The shape of learning curves: a review",
table 1; weights of Burnham & Anderson 2002, "Model Selection and Multimodel Inference", sections 2.9 and 7.4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.observations import BudgetObservation, scatter
from engine.learning_curve.second_opinion_words import departure_sentence

Array = NDArray[np.float64]

_GRID = 40  # values of each shape's one parameter that is not linear
_MISFIT = 0.02  # of the remaining error: how closely a shape of three parameters may be held to the points


@dataclass(frozen=True)
class Ensemble:
    """Every shape at every value of its parameter, fitted: y = ceiling − drop·fall(N), with weights summing to 1.

    float64 (candidates,) each. parameter: the shape's own, meaningless where it has none.
    """

    shape: NDArray[np.int64]
    parameter: Array
    ceiling: Array
    drop: Array
    weight: Array

    def median(self, n_labels: Array) -> Array:
        """The weighted median curve, float64 of n_labels' shape (k,), within 0–1."""
        predicted = np.empty((len(self.weight), len(n_labels)))
        for k, shape in enumerate(_SHAPES):
            part = self.shape == k
            fall = shape.fall(n_labels[None], self.parameter[part, None])
            predicted[part] = self.ceiling[part, None] - self.drop[part, None] * fall
        order = np.argsort(predicted, axis=0)
        cumulative = np.cumsum(self.weight[order], axis=0)
        middle = np.argmax(cumulative >= 0.5, axis=0)
        found = np.take_along_axis(predicted, np.take_along_axis(order, middle[None], axis=0), axis=0)[0]
        return np.asarray(np.clip(found, 0.0, 1.0))


@dataclass(frozen=True)
class SecondOpinion:
    """What other shapes say, on the forecast's grid of labels.

    metric: what is forecast. median: float64 (k,), the ensemble's at each n_labels of the band. departs_at: the fewest
    labels, beyond the largest budget, at which it lies outside the 80 % band; None where it stays inside. farthest: the
    most labels at which it does, value: the median there, higher: whether above the band.
    """

    metric: str
    median: Array
    departs_at: float | None
    farthest: float = 0.0
    value: float = 0.0
    higher: bool = False

    @property
    def sentence(self) -> str:
        """The warning, "" where there is none; said anew each time, since forecasts are kept and languages change."""
        if self.departs_at is None:
            return ""
        return departure_sentence(self.metric, self.farthest, self.value, self.higher)


@dataclass(frozen=True)
class _Shape:
    """fall(n, parameter): decreasing; parameters: of the smallest and largest budget; free: how many parameters."""

    fall: Callable[[Array, Array], Array]
    parameters: Callable[[float, float], Array]
    free: int


def _scales(smallest: float, largest: float) -> Array:
    return np.geomspace(smallest / 4.0, 8.0 * largest, _GRID)


def _none(_: float, __: float) -> Array:
    return np.ones(1)


_SHAPES = (
    _Shape(lambda n, b: n**-b, lambda _, __: np.geomspace(0.02, 3.0, _GRID), 3),  # inverse power law
    _Shape(lambda n, s: np.exp(-n / s), _scales, 3),  # exponential
    _Shape(lambda n, s: np.exp(-np.sqrt(n / s)), _scales, 3),  # stretched exponential
    _Shape(lambda n, k: 1.0 / (1.0 + n / k), _scales, 3),  # Morgan-Mercer-Flodin
    _Shape(lambda n, _: -np.log(n), _none, 2),  # logarithm
    _Shape(lambda n, _: np.zeros_like(n), _none, 1),  # level
)


def ensemble(observations: Sequence[BudgetObservation]) -> Ensemble:
    """Fit the shapes to tidied observations in order of N, at least one; about 1 ms.

    Weighted least squares of the seed means, variance s²/R + misfit², s smoothed as in `scatter`; ceiling at most 1 and
    drop at least 0. AICc with the number of runs as the sample's size. Within a shape the values of its parameter share
    its weight by their likelihood.
    """
    n = np.array([o.n_labels for o in observations], dtype=float)
    means = np.array([o.mean for o in observations])
    runs = np.array([len(o.values) for o in observations], dtype=float)
    misfit = _MISFIT * max(1.0 - float(means[-1]), 0.02)
    w = 1.0 / (scatter(observations).at(n) ** 2 / runs + misfit**2)
    size = int(runs.sum())
    columns: list[tuple[Array, ...]] = []
    score = []
    for k, shape in enumerate(_SHAPES):
        parameters = shape.parameters(n[0], n[-1])
        ceiling, drop, misfits = _fitted(shape.fall(n[None], parameters[:, None]), means, w, bounded=shape.free == 3)
        likelihood = np.exp(-0.5 * (misfits - misfits.min()))
        columns.append((np.full(len(parameters), k), parameters, ceiling, drop, likelihood / likelihood.sum()))
        score.append(float(misfits.min()) + 2 * shape.free + _correction(shape.free, size))
    by_shape = np.exp(-0.5 * (np.array(score) - min(score)))
    by_shape /= by_shape.sum()
    kinds, parameter, ceiling, drop, within = (np.concatenate(c) for c in zip(*columns, strict=True))
    kinds = kinds.astype(np.int64)
    return Ensemble(kinds, parameter, ceiling, drop, within * by_shape[kinds])


def _correction(free: int, size: int) -> float:
    """AICc's for small samples; where the sample is too small for it, out of the question beside simpler shapes."""
    return 2.0 * free * (free + 1) / (size - free - 1) if size > free + 1 else 1e3 * free


def _fitted(fall: Array, means: Array, w: Array, *, bounded: bool) -> tuple[Array, Array, Array]:
    """Ceiling, drop and weighted squares (p,) of means (k,) ≈ ceiling − drop·fall (p, k)."""
    total = w.sum()
    x_mean, y_mean = fall @ w / total, float(w @ means) / total
    centred = fall - x_mean[:, None]
    spread = centred**2 @ w
    with np.errstate(invalid="ignore", divide="ignore"):
        drop = np.where(spread > 1e-300, -(centred * (means - y_mean)) @ w / spread, 0.0)
    drop = np.maximum(drop, 0.0)
    ceiling = y_mean + drop * x_mean
    if bounded:
        with np.errstate(invalid="ignore", divide="ignore"):
            through_one = np.maximum((fall * (1.0 - means)) @ w / (fall**2 @ w), 0.0)
        drop = np.where(ceiling > 1.0, through_one, drop)
        ceiling = np.minimum(ceiling, 1.0)
    left = means - (ceiling[:, None] - drop[:, None] * fall)
    return ceiling, drop, left**2 @ w


def second_opinion(
    observations: Sequence[BudgetObservation], metric: str, n_labels: Array, low80: Array, high80: Array
) -> SecondOpinion:
    """Compare the ensemble's median with a forecast's 80 % band, float64 (k,) each, n_labels increasing."""
    median = ensemble(observations).median(n_labels)
    beyond = n_labels > observations[-1].n_labels * (1 + 1e-9)
    outside = beyond & ((median < low80 - 1e-9) | (median > high80 + 1e-9))
    if not outside.any():
        return SecondOpinion(metric, median, None)
    first, last = int(np.argmax(outside)), int(np.flatnonzero(outside)[-1])
    higher = bool(median[last] > high80[last])
    return SecondOpinion(metric, median, float(n_labels[first]), float(n_labels[last]), float(median[last]), higher)
