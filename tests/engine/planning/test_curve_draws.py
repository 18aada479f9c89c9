from __future__ import annotations

import math

import numpy as np
import pytest

from engine.learning_curve.forecast import fit_curve
from engine.planning.curve_draws import CurveDraws
from tests.engine.learning_curve.made_up import curve

FITTED = fit_curve(curve(0.66, 0.72, 0.77, 0.81, 0.84), "auc", test_se=0.012)
DRAWS = CurveDraws("scratch", FITTED)


@pytest.mark.parametrize("target", [0.7, 0.86, 0.9, 0.99])
def test_chances_are_the_forecasts(target: float) -> None:
    said = FITTED.forecast(target)
    assert said.chance is not None
    np.testing.assert_array_equal(DRAWS.chance(target, said.band.n_labels), said.chance)


@pytest.mark.parametrize("wanted", [0.5, 0.8, 0.95])
def test_labels_for_a_chance_draw_by_draw(wanted: float) -> None:
    draws = sorted(FITTED.posterior.labels_needed(0.86, 0.012).tolist())
    n = draws[math.ceil(wanted * len(draws)) - 1]
    assert DRAWS.labels_for(0.86, wanted) == (math.ceil(n) if n <= DRAWS.horizon else None)
    assert DRAWS.labels_for(0.9999, wanted) is None


def test_the_expected_level_is_the_mean_of_the_draws() -> None:
    n = np.array([20.0, 33.0, 150.0, 320.0, 777.0, 2560.0])
    slow = [float(np.mean(FITTED.posterior.new_patients(np.array([x]), 0.012))) for x in n]
    np.testing.assert_allclose(DRAWS.expected_level(n), slow, atol=2e-5)


def test_nothing_below_the_smallest_budget() -> None:
    assert DRAWS.needed(0.5).min() == DRAWS.smallest == 20
    assert np.all(np.diff(DRAWS.needed(0.86)[np.isfinite(DRAWS.needed(0.86))]) >= 0)


def test_the_last_targets_are_kept() -> None:
    draws = CurveDraws("scratch", FITTED)
    first = draws.needed(0.86)
    assert draws.needed(0.86) is first
    for step in range(100):
        draws.needed(0.8 + step / 1000)
    assert len(draws._needed) <= 64
    np.testing.assert_array_equal(draws.needed(0.86), first)


def test_the_next_round_is_twice_the_largest_budget_on_the_same_test_set() -> None:
    assert DRAWS.next_round == FITTED.forecast(at=(640,), runs=3).at_same[0]


@pytest.mark.parametrize(
    ("points", "plannable"),
    [((0.66, 0.72, 0.77, 0.81), True), ((0.66, 0.72), False), ((0.5, 0.5, 0.5), False), ((0.8, 0.8, 0.8, 0.8), True)],
)
def test_which_curves_may_be_planned_with(points: tuple[float, ...], plannable: bool) -> None:
    assert CurveDraws("scratch", fit_curve(curve(*points), "auc", test_se=0.01)).plannable is plannable
