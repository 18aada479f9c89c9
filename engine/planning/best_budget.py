"""The best number of labels: the cheapest plan that reaches a target, or the plan whose worth exceeds its cost most.

Both come from the same posterior draws as the forecast. With N* the labels a draw needs for the target, and with q₀
labels there, Mahmood et al. 2022 ("Optimizing Data Collection for Machine Learning", NeurIPS) minimise
c·(N − q₀) + penalty·P(N* > N). That is the same as maximising worth_of_target·P(N* ≤ N) − c·(N − q₀), which is how it
is written here, beside a worth of the metric itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.planning.cost import CostModel, PlanCost
from engine.planning.curve_draws import CurveDraws

Array = NDArray[np.float64]

_STEPS = 1200  # between the smallest budget and the horizon, evenly in log N: 0.3 % apart over a factor of 40


@dataclass(frozen=True, slots=True)
class Worth:
    """What performance is worth, in the currency of the costs.

    of_hundredth: money for each 0.01 of the metric. of_target: money for reaching the target at all; the same as the
    penalty for missing it. Raises ValueError for negative or unbounded numbers.
    """

    of_hundredth: float = 0.0
    of_target: float = 0.0

    def __post_init__(self) -> None:
        if not all(math.isfinite(x) and x >= 0 for x in (self.of_hundredth, self.of_target)):
            raise ValueError("a worth is a finite number of at least 0")


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One initialisation's plan for a target and a chance.

    n_labels: labelled training images in total; None where no number within the horizon gives that chance. chance: of
    the target with n_labels, or the highest that is supported, at the horizon. cost: None without n_labels.
    """

    initialisation: str
    n_labels: int | None
    chance: float
    horizon: float
    cost: PlanCost | None


@dataclass(frozen=True, slots=True)
class BestBudget:
    """The budget of the largest expected worth after its cost.

    gain: money by which it exceeds labelling nothing more with the better initialisation; 0 where that is best.
    expected_level: of the metric; chance: of the target, None without one. at_horizon: more might be better still, but
    nothing is claimed there.
    """

    initialisation: str
    n_labels: int
    expected_level: float
    chance: float | None
    cost: PlanCost
    gain: float
    at_horizon: bool


def cheapest_plans(
    curves: Sequence[CurveDraws], cost: CostModel, target: float, wanted: float
) -> tuple[PlanOption, ...]:
    """For each curve that may be planned with, the fewest labels that reach the target with a chance of `wanted` (0–1).

    The cheapest first: by money, then hours, then labels; curves on which no number does it come last, the highest
    chance first.
    """
    options = [_option(curve, cost, target, wanted) for curve in curves if curve.plannable]

    def rank(option: PlanOption) -> tuple[float, float, float, float]:
        if option.cost is None or option.n_labels is None:
            return (math.inf, math.inf, math.inf, -option.chance)
        return (option.cost.money, option.cost.hours, option.n_labels, -option.chance)

    return tuple(sorted(options, key=rank))


def _option(curve: CurveDraws, cost: CostModel, target: float, wanted: float) -> PlanOption:
    n = curve.labels_for(target, wanted)
    if n is not None:
        n = max(n, min(cost.already_labelled, math.floor(curve.horizon)))
    at = curve.horizon if n is None else n
    chance = float(curve.chance(target, np.array([at]))[0])
    return PlanOption(curve.initialisation, n, chance, curve.horizon, None if n is None else cost.plan(n))


def best_budget(
    curves: Sequence[CurveDraws], cost: CostModel, worth: Worth, target: float | None = None
) -> BestBudget | None:
    """Maximise E[worth(y(N))] − cost(N) over the curves and over N from the labels there are to the horizon.

    None where no curve may be planned with, nothing has a worth, or labels cost nothing (there more is always better).
    worth.of_target counts only with a target.
    """
    counted = worth.of_hundredth > 0 or (worth.of_target > 0 and target is not None)
    usable = [curve for curve in curves if curve.plannable and curve.horizon > cost.already_labelled]
    if not usable or not counted or cost.hours_per_reading * cost.hourly_rate == 0:
        return None
    best: tuple[float, float, CurveDraws] | None = None
    nothing_more = -math.inf
    for curve in usable:
        n = _candidates(curve, cost, target if worth.of_target > 0 else None)
        value = expected_worth(curve, worth, target, n) - _money(cost, n)
        nothing_more = max(nothing_more, float(value[0]))
        at = int(np.argmax(value))
        if best is None or value[at] > best[0] + 1e-9:
            best = (float(value[at]), float(n[at]), curve)
    assert best is not None
    value_of_best, n_labels, curve = best
    at_n = np.array([n_labels])
    return BestBudget(
        initialisation=curve.initialisation,
        n_labels=round(n_labels),
        expected_level=float(curve.expected_level(at_n)[0]),
        chance=None if target is None else float(curve.chance(target, at_n)[0]),
        cost=cost.plan(n_labels),
        gain=max(value_of_best - nothing_more, 0.0),
        at_horizon=n_labels >= math.floor(curve.horizon),
    )


def expected_worth(curve: CurveDraws, worth: Worth, target: float | None, n_labels: Array) -> Array:
    """E[worth(y(N))] in money at each of n_labels, float64 of their shape."""
    value = np.zeros(len(n_labels))
    if worth.of_hundredth > 0:
        value += worth.of_hundredth * 100.0 * curve.expected_level(n_labels)
    if worth.of_target > 0 and target is not None:
        value += worth.of_target * curve.chance(target, n_labels)
    return value


def _money(cost: CostModel, n_labels: Array) -> Array:
    new = np.maximum(n_labels - cost.already_labelled, 0.0)
    each = cost.readings_per_label * cost.hours_per_reading * cost.hourly_rate
    return np.asarray(new * each + np.where(new > 0, cost.setup_cost, 0.0))


def _candidates(curve: CurveDraws, cost: CostModel, target: float | None) -> Array:
    """Whole numbers of labels, ascending, the first of them the labels there are (or the smallest budget measured).

    Where the chance of a target counts, its steps are at the draws, so the best budget is one of them.
    """
    first, last = max(float(cost.already_labelled), curve.smallest), float(math.floor(curve.horizon))
    n = [np.round(np.geomspace(first, last, _STEPS))]
    if target is not None:
        draws = curve.needed(target)
        n.append(np.ceil(draws[(draws > first) & (draws <= last)]))
    return np.unique(np.concatenate(n))
