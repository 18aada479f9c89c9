"""How good the model gets with more labels, and how many labels a target needs, with honest intervals.

Two steps, since a target is dragged far more often than a point is measured: `fit_curve` (about 10 ms) and
`FittedCurve.forecast` (about 1 ms); `forecast` is both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.errors import InputError
from engine.learning_curve.curve_state import (
    CHANCE,
    CHANCE_LEVEL,
    LARGEST_RESIDUAL,
    NOT_UNDERSTOOD,
    OK,
    PERFECT,
    TOO_EARLY,
    UNREACHABLE,
    curve_state,
)
from engine.learning_curve.forecast_results import EARLY_HORIZON, HORIZON
from engine.learning_curve.forecast_results import LEVELS as LEVELS
from engine.learning_curve.forecast_results import TRUSTED as TRUSTED
from engine.learning_curve.forecast_results import Band as Band
from engine.learning_curve.forecast_results import LabelsNeeded as LabelsNeeded
from engine.learning_curve.forecast_results import Prediction as Prediction
from engine.learning_curve.forecast_words import forecast_sentence
from engine.learning_curve.observations import BudgetObservation, tidy
from engine.learning_curve.posterior import Posterior, fit
from engine.learning_curve.sampling_error import closed_form_error
from engine.learning_curve.second_opinion import SecondOpinion, second_opinion
from engine.translation import tr

Array = NDArray[np.float64]

NEW_PATIENTS, SAME_TEST_SET = "new_patients", "same_test_set"
_GRID = 40


@dataclass(frozen=True)
class Forecast:
    """The answer about one curve.

    scope: whom `needed`, `at`, `band` and `chance` speak of: "new_patients" when the test set's standard error
        `test_se` is known, otherwise "same_test_set". needed_same, at_same: always about the same test set.
    status: "ok", "too_early", "unreachable", "not_understood", "flat", "falling", "perfect", "chance".
    horizon: labels beyond which nothing is said (8 × the largest budget; 2 × when too early or not understood).
    needed: None without a target, and where nothing may be said (too early, chance, a curve that no shape fits).
    chance: float64 (k,), probability that the target is reached with band.n_labels; None where needed is None.
    likely_level: the metric that is likely (> 80 %) reached with likely_level_at labels (4 × the largest budget).
    second: what other shapes say of the same points, with a sentence where they leave the band; None where the forecast
        itself says nothing (too early, chance, perfect).
    """

    metric: str
    target: float | None
    scope: str
    test_se: float
    status: str
    sentence: str
    n_max: float
    horizon: float
    needed: LabelsNeeded | None
    needed_same: LabelsNeeded | None
    at: tuple[Prediction, ...]
    at_same: tuple[Prediction, ...]
    band: Band
    chance: Array | None
    likely_level: float | None
    likely_level_at: float | None
    effective_draws: float
    residual: float
    second: SecondOpinion | None = None

    def labels_for(self, wanted: float) -> float | None:
        """Labels that reach the target with a chance of `wanted` (0–1); None where no such number is known."""
        if self.chance is None or self.chance[-1] < wanted:
            return None
        i = int(np.argmax(self.chance >= wanted))
        n = self.band.n_labels
        if i == 0:
            return float(n[0])
        share = (wanted - self.chance[i - 1]) / (self.chance[i] - self.chance[i - 1])
        return float(n[i - 1] * (n[i] / n[i - 1]) ** share)


@dataclass(frozen=True)
class FittedCurve:
    """A curve with its posterior and band; `forecast` aims it at a target. Made by `fit_curve`."""

    observations: tuple[BudgetObservation, ...]
    metric: str
    posterior: Posterior
    state: str
    test_se: float
    horizon: float
    band: Band
    likely_level: float | None
    second: SecondOpinion | None = None

    def forecast(self, target: float | None = None, at: Sequence[int] = (), runs: int = 0) -> Forecast:
        """Aim at a target and predict at budgets; runs: of the future mean that `at_same` is about, 0: expectation.

        Raises InputError for a target outside 0–1.
        """
        if target is not None and not 0.0 < target <= 1.0:
            raise InputError(tr("The target must lie between 0 and 1. Choose a value such as 0.90."), code="target")
        needed = needed_same = None
        chance: Array | None = None
        if target is not None and self._may_aim:
            draws = np.sort(self.posterior.labels_needed(target, self.test_se))
            needed = self._needed(target, draws)
            chance = np.searchsorted(draws, self.band.n_labels, side="right") / len(draws)
            same = draws if self.test_se == 0 else np.sort(self.posterior.labels_needed(target))
            needed_same = self._needed(target, same)
        status = UNREACHABLE if self.state == OK and needed is not None and needed.median is None else self.state
        likely_at = TRUSTED * self.posterior.n_max if self.likely_level is not None else None
        scope = NEW_PATIENTS if self.test_se > 0 else SAME_TEST_SET
        return Forecast(
            metric=self.metric,
            target=target,
            scope=scope,
            test_se=self.test_se,
            status=status,
            sentence=forecast_sentence(
                status, self.observations, self.metric, needed, self.likely_level, likely_at, scope == NEW_PATIENTS
            ),
            n_max=self.posterior.n_max,
            horizon=self.horizon,
            needed=needed,
            needed_same=needed_same,
            at=self._at(at, runs, new=self.test_se > 0),
            at_same=self._at(at, runs, new=False),
            band=self.band,
            chance=chance,
            likely_level=self.likely_level,
            likely_level_at=likely_at,
            effective_draws=self.posterior.effective,
            residual=self.posterior.residual,
            second=self.second,
        )

    @property
    def _may_aim(self) -> bool:
        """Whether the target may be looked for: also where too few draws fit, but not where none does."""
        if self.state == NOT_UNDERSTOOD:
            return self.posterior.residual <= LARGEST_RESIDUAL
        return self.state not in (TOO_EARLY, CHANCE)

    def _needed(self, target: float, draws: Array) -> LabelsNeeded:
        low95, low80, median, high80, high95 = np.quantile(draws, LEVELS, method="inverted_cdf")
        smallest = float(self.observations[0].n_labels)

        def upper(n: float) -> float | None:
            return max(float(n), smallest) if n <= self.horizon else None

        def lower(n: float) -> float:
            return min(max(float(n), smallest), self.horizon)

        return LabelsNeeded(
            target,
            upper(median),
            lower(low80),
            upper(high80),
            lower(low95),
            upper(high95),
            float(np.mean(draws <= self.horizon)),
            self.horizon,
        )

    def _at(self, at: Sequence[int], runs: int, *, new: bool) -> tuple[Prediction, ...]:
        inside = np.array([n for n in at if 1 <= n <= self.horizon], dtype=float)
        found: dict[int, Prediction] = {}
        if len(inside):
            draws = _draws(self.posterior, inside, self.test_se, runs, new=new)
            for n, (low95, low80, median, high80, high95) in zip(
                inside, _quantiles(draws, LEVELS).T.tolist(), strict=True
            ):
                found[int(n)] = Prediction(int(n), median, low80, high80, low95, high95)
        nothing = (None, None, None, None, None)
        return tuple(found.get(int(n)) or Prediction(int(n), *nothing) for n in at)


def fit_curve(
    observations: Sequence[BudgetObservation],
    metric: str,
    *,
    n_test: int | None = None,
    test_se: float | None = None,
    chance_level: float | None = None,
) -> FittedCurve:
    """Fit the mixture to the observations of one curve (in any order).

    test_se: standard error of the metric due to the test set's finite size, best from `summary` (clustered by
    patient); from n_test images alone it is a textbook formula; with neither, the answer is about the same test set
    only. chance_level: of guessing, None takes the metric's (0.5 for AUC and balanced accuracy). The last 64 curves
    are kept. Raises InputError without any usable point and for values outside 0–1.
    """
    seen = tidy(observations)
    if not seen:
        raise InputError(
            tr("There is no usable point to forecast from. Measure at least three budgets."), code="no_points"
        )
    if any(not 0.0 <= v <= 1.0 for o in seen for v in o.values):
        raise InputError(
            tr("A point's value lies outside 0 to 1. Give the metric as a share, not in percent."), code="value"
        )
    if test_se is None:
        test_se = closed_form_error(metric, seen[-1].mean, n_test) if n_test else 0.0
    return _fitted(seen, metric, test_se, CHANCE_LEVEL.get(metric) if chance_level is None else chance_level)


@lru_cache(maxsize=64)
def _fitted(seen: tuple[BudgetObservation, ...], metric: str, test_se: float, level: float | None) -> FittedCurve:
    posterior = fit(seen)
    state = curve_state(seen, posterior, level, test_se)
    early = state in (TOO_EARLY, NOT_UNDERSTOOD)
    horizon = (EARLY_HORIZON if early else HORIZON) * posterior.n_max
    likely = None
    if not early:
        at = np.array([TRUSTED * posterior.n_max])
        likely = float(_quantiles(_draws(posterior, at, test_se, 0, new=test_se > 0), (0.2,))[0, 0])
    band = _band(posterior, seen[0].n_labels, horizon, test_se)
    second = None
    if state not in (TOO_EARLY, CHANCE, PERFECT):
        second = second_opinion(seen, metric, band.n_labels, band.low80, band.high80)
    return FittedCurve(seen, metric, posterior, state, test_se, horizon, band, likely, second)


def forecast(
    observations: Sequence[BudgetObservation],
    metric: str,
    *,
    target: float | None = None,
    at: Sequence[int] = (),
    n_test: int | None = None,
    test_se: float | None = None,
    runs: int = 0,
) -> Forecast:
    """`fit_curve` and `FittedCurve.forecast` in one; see there for the arguments and errors."""
    return fit_curve(observations, metric, n_test=n_test, test_se=test_se).forecast(target, at, runs)


def _draws(posterior: Posterior, n_labels: Array, test_se: float, runs: int, *, new: bool) -> Array:
    return posterior.new_patients(n_labels, test_se) if new else posterior.same_test_set(n_labels, runs)


def _quantiles(draws: Array, levels: Sequence[float]) -> Array:
    """Of each row (k, draws), float64 (levels, k), by linear interpolation.

    As numpy's own, which looks for each level by itself and takes six times as long as sorting.
    """
    ordered = np.sort(draws, axis=1)
    position = np.array(levels) * (draws.shape[1] - 1)
    below = np.minimum(position.astype(np.int64), draws.shape[1] - 2)
    low, high = ordered[:, below], ordered[:, below + 1]
    return np.asarray((low + (high - low) * (position - below)).T)


def _band(posterior: Posterior, smallest: int, horizon: float, test_se: float) -> Band:
    # Evenly in log N, with N_max on the grid so that the forecast begins where the points end.
    before = max(2, round(_GRID * math.log(max(posterior.n_max / smallest, 1.01)) / math.log(horizon / smallest)))
    seen = (
        np.geomspace(smallest, posterior.n_max, before) if smallest < posterior.n_max else np.array([posterior.n_max])
    )
    n_labels = np.concatenate([seen[:-1], np.geomspace(posterior.n_max, horizon, max(_GRID - before, 8))])
    draws = _draws(posterior.every_second(), n_labels, test_se, 0, new=test_se > 0)
    low95, low80, median, high80, high95 = _quantiles(draws, LEVELS)
    speculative = n_labels > TRUSTED * posterior.n_max * (1 + 1e-9)
    return Band(n_labels, median, low80, high80, low95, high95, speculative)
