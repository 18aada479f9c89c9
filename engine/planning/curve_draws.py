"""One curve's posterior draws as planning needs them, kept so that a plan answers while a slider is dragged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.curve_state import CHANCE, NOT_UNDERSTOOD, TOO_EARLY
from engine.learning_curve.forecast import FittedCurve, Prediction

Array = NDArray[np.float64]

_GRID = 160


@dataclass(frozen=True)
class CurveDraws:
    """The draws of one initialisation's curve: 4096 equally likely curves, about new patients where `fitted.test_se`
    is known, else about the same test set. What is computed is kept; `needed` for the last targets.
    """

    initialisation: str
    fitted: FittedCurve

    @property
    def plannable(self) -> bool:
        """Whether anything may be said beyond the points: not too early, no guessing, a curve that is understood."""
        return self.fitted.state not in (TOO_EARLY, CHANCE, NOT_UNDERSTOOD)

    @property
    def smallest(self) -> float:
        """The smallest budget measured: below it nothing is claimed."""
        return float(self.fitted.observations[0].n_labels)

    @property
    def horizon(self) -> float:
        """The largest number of labels that anything is claimed about."""
        return self.fitted.horizon

    def needed(self, target: float) -> Array:
        """Labels that reach the target, float64 (4096,), ascending, at least `smallest`, infinite where never."""
        if target not in self._needed:
            if len(self._needed) >= 64:
                self._needed.clear()
            draws = np.sort(self.fitted.posterior.labels_needed(target, self.fitted.test_se))
            self._needed[target] = np.maximum(draws, self.smallest)
        return self._needed[target]

    def chance(self, target: float, n_labels: Array) -> Array:
        """P(the target is reached with n_labels), float64 of n_labels' shape."""
        draws = self.needed(target)
        return np.asarray(np.searchsorted(draws, n_labels, side="right") / len(draws))

    def labels_for(self, target: float, wanted: float) -> int | None:
        """The fewest labels that reach the target with a chance of `wanted` (0–1]; None beyond the horizon."""
        draws = self.needed(target)
        n = draws[max(math.ceil(wanted * len(draws) - 1e-9), 1) - 1]
        return math.ceil(n) if n <= self.horizon else None

    def expected_level(self, n_labels: Array) -> Array:
        """Mean of the draws' metric at n_labels within smallest … horizon, float64 of n_labels' shape.

        Interpolated in log N between 160 budgets; the mean of 4096 smooth curves bends little between two of them.
        """
        n, mean = self._mean
        return np.asarray(np.interp(np.log(n_labels), np.log(n), mean))

    @cached_property
    def next_round(self) -> Prediction:
        """The mean of as many runs on the same test set with twice the largest budget."""
        last = self.fitted.observations[-1]
        return self.fitted.forecast(at=(2 * last.n_labels,), runs=len(last.values)).at_same[0]

    @cached_property
    def _needed(self) -> dict[float, Array]:
        return {}

    @cached_property
    def _mean(self) -> tuple[Array, Array]:
        n = np.geomspace(self.smallest, self.horizon, _GRID)
        fitted = self.fitted
        draws = fitted.posterior.new_patients(n, fitted.test_se)
        return n, draws.mean(axis=1)
