"""The best budget against brute force over every whole number of labels, on the same draws."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.learning_curve.forecast import fit_curve
from engine.planning.best_budget import Worth, best_budget, cheapest_plans
from engine.planning.cost import CostModel
from engine.planning.curve_draws import CurveDraws
from tests.engine.learning_curve.made_up import curve

SCRATCH = CurveDraws("scratch", fit_curve(curve(0.66, 0.72, 0.77, 0.81, 0.84), "auc", test_se=0.01))
SIMCLR = CurveDraws("simclr", fit_curve(curve(0.72, 0.77, 0.81, 0.84, 0.86), "auc", test_se=0.01))
EARLY = CurveDraws("file", fit_curve(curve(0.8, 0.9), "auc"))
COST = CostModel(1.5, 2, 90.0, setup_cost=300.0, already_labelled=240)


def every(draws: CurveDraws, first: int) -> np.ndarray:
    return np.arange(first, math.floor(draws.horizon) + 1)


def slow_chance(draws: CurveDraws, target: float, n: int) -> float:
    """Draw by draw, from the posterior itself."""
    needed = draws.fitted.posterior.labels_needed(target, draws.fitted.test_se)
    return sum(1 for x in needed if x <= n) / len(needed)


@pytest.mark.parametrize("target", [0.84, 0.87, 0.9])
@pytest.mark.parametrize("wanted", [0.5, 0.8, 0.95])
def test_the_cheapest_plan_is_the_first_number_that_does_it(target: float, wanted: float) -> None:
    for option in cheapest_plans((SCRATCH, SIMCLR), CostModel(), target, wanted):
        draws = SCRATCH if option.initialisation == "scratch" else SIMCLR
        if option.n_labels is None:
            assert slow_chance(draws, target, math.floor(draws.horizon)) < wanted
            assert option.cost is None
            continue
        assert slow_chance(draws, target, option.n_labels) >= wanted
        assert option.chance == pytest.approx(slow_chance(draws, target, option.n_labels))
        if option.n_labels > draws.smallest:
            assert slow_chance(draws, target, option.n_labels - 1) < wanted


@pytest.mark.parametrize("penalty", [500.0, 3000.0, 20_000.0, 500_000.0])
@pytest.mark.parametrize("target", [0.86, 0.89])
def test_mahmoods_loss_against_every_number(penalty: float, target: float) -> None:
    """min c·(N − q₀) + penalty·P(N* > N), over both initialisations."""
    losses = {}
    for draws in (SCRATCH, SIMCLR):
        needed = np.sort(draws.fitted.posterior.labels_needed(target, draws.fitted.test_se))
        n = every(draws, COST.already_labelled)
        missed = 1 - np.searchsorted(needed, n, side="right") / len(needed)
        losses[draws.initialisation] = np.array([COST.money(x) for x in n]) + penalty * missed
    found = best_budget((SCRATCH, SIMCLR), COST, Worth(of_target=penalty), target)
    assert found is not None
    least = min(loss.min() for loss in losses.values())
    ours = losses[found.initialisation][found.n_labels - COST.already_labelled]
    assert ours == pytest.approx(least, abs=1e-6)
    assert found.gain == pytest.approx(min(loss[0] for loss in losses.values()) - least, abs=1e-6)


@pytest.mark.parametrize("of_hundredth", [50.0, 400.0, 3000.0])
@pytest.mark.parametrize("of_target", [0.0, 2500.0])
def test_expected_worth_against_every_number(of_hundredth: float, of_target: float) -> None:
    """max E[worth(y(N))] − cost(N), the expectation draw by draw at each number of labels."""
    cost = CostModel(1.5, 1, 60.0, already_labelled=300)
    values = {}
    for draws in (SCRATCH, SIMCLR):
        n = every(draws, 300)
        posterior, error = draws.fitted.posterior, draws.fitted.test_se
        level = np.concatenate(
            [posterior.new_patients(part, error).mean(axis=1) for part in np.array_split(n + 0.0, 8)]
        )
        chance = np.mean(posterior.labels_needed(0.88, error)[None] <= n[:, None], axis=1)
        paid = np.array([cost.money(x) for x in n])
        values[draws.initialisation] = of_hundredth * 100 * level + of_target * chance - paid
    found = best_budget((SCRATCH, SIMCLR), cost, Worth(of_hundredth, of_target), 0.88)
    assert found is not None
    most = max(value.max() for value in values.values())
    ours = values[found.initialisation][found.n_labels - 300]
    assert most - ours < 0.02 + 1e-5 * most
    assert found.gain == pytest.approx(most - max(value[0] for value in values.values()), abs=0.05 + 1e-4 * most)


def test_pretraining_is_the_cheaper_plan_here() -> None:
    options = cheapest_plans((SCRATCH, SIMCLR), COST, 0.86, 0.5)
    assert [o.initialisation for o in options] == ["simclr", "scratch"]
    assert options[0].cost is not None
    assert options[1].cost is not None
    assert options[0].cost.money < options[1].cost.money


def test_labels_that_are_there_are_not_given_back() -> None:
    option = cheapest_plans((SIMCLR,), CostModel(already_labelled=900), 0.8, 0.8)[0]
    assert option.n_labels == 900
    assert option.cost is not None
    assert option.cost.new_labels == 0


def test_a_small_worth_buys_nothing() -> None:
    found = best_budget((SIMCLR,), COST, Worth(of_hundredth=0.1), None)
    assert found is not None
    assert (found.n_labels, found.gain, found.cost.new_labels) == (240, 0.0, 0.0)


def test_a_huge_worth_goes_as_far_as_anything_is_claimed() -> None:
    found = best_budget((SIMCLR,), COST, Worth(of_hundredth=1e9), None)
    assert found is not None
    assert found.at_horizon
    assert found.chance is None


@pytest.mark.parametrize(
    ("curves", "cost", "worth"),
    [
        ((), COST, Worth(1.0)),
        ((EARLY,), COST, Worth(1.0)),
        ((SIMCLR,), COST, Worth()),
        ((SIMCLR,), COST, Worth(of_target=9.0)),  # no target to be worth it
        ((SIMCLR,), CostModel(1.0), Worth(1.0)),
    ],
)
def test_nothing_to_weigh(curves: tuple[CurveDraws, ...], cost: CostModel, worth: Worth) -> None:
    assert best_budget(curves, cost, worth, None) is None


def test_a_curve_that_may_not_be_planned_with_has_no_plan() -> None:
    assert cheapest_plans((EARLY,), COST, 0.9, 0.8) == ()


def test_a_worth_below_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Worth(of_target=-1)
