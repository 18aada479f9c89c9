from __future__ import annotations

import math

import numpy as np
import pytest

from engine.learning_curve.observations import BudgetObservation, observations_of, run_variance, scatter, tidy
from engine.learning_curve.points import FINE_TUNED
from tests.engine.learning_curve.made_up import BUDGETS, curve, study


def test_observations_are_the_cells() -> None:
    cells = study().of(FINE_TUNED, "simclr")
    found = observations_of(cells, "accuracy")
    assert tuple(o.n_labels for o in found) == BUDGETS
    assert found[2].values == tuple(c.point.accuracy for c in cells if c.point.n_labels == 80)


def test_tidy_merges_sorts_and_drops_what_is_no_number() -> None:
    given = [
        BudgetObservation(80, (0.8,)),
        BudgetObservation(20, (0.6, math.nan)),
        BudgetObservation(80, (0.82,)),
        BudgetObservation(0, (0.5,)),
        BudgetObservation(40, (math.nan,)),
    ]
    assert tidy(given) == (BudgetObservation(20, (0.6,)), BudgetObservation(80, (0.8, 0.82)))


def test_scatter_finds_a_power_of_n() -> None:
    g = np.random.default_rng(1)
    n = [2**i for i in range(4, 9)]
    given = [BudgetObservation(k, tuple(0.5 + 0.2 * k**-0.7 * g.normal(size=400))) for k in n]
    found = scatter(given)
    assert found.slope == pytest.approx(-0.7, abs=0.03)
    assert found.at(np.array([16.0, 256.0])) == pytest.approx([0.2 * 16**-0.7, 0.2 * 256**-0.7], rel=0.1)


def test_scatter_without_repetition_is_a_share_of_the_error() -> None:
    assert scatter(curve(0.6, 0.7, 0.8, runs=1)).at(np.array([80.0, 320.0])) == pytest.approx([0.03, 0.03])
    assert scatter(curve(1.0, 1.0, 1.0)).at(np.array([80.0]))[0] >= 0.001


def test_the_variance_of_a_run_is_not_too_low() -> None:
    """Over many studies its mean is the truth, below which the square of the smoothed deviation stays."""
    g = np.random.default_rng(0)
    budgets, at = np.array([20, 40, 80, 160]), 160
    pooled, smoothed = [], []
    for _ in range(2000):
        made = [BudgetObservation(int(n), tuple(0.8 + 0.03 * (n / 20) ** -0.5 * g.normal(size=5))) for n in budgets]
        pooled.append(run_variance(made, at).value)
        smoothed.append(float(scatter(made).at(np.array([float(at)]))[0]) ** 2)
    truth = 0.03**2 * 20 / at
    assert np.mean(pooled) == pytest.approx(truth, rel=0.05)
    assert np.mean(smoothed) < 0.9 * truth


@pytest.mark.parametrize("at", [80, 320])
def test_the_variance_of_a_run_says_how_well_it_is_known(at: int) -> None:
    """2·value²/freedom is how far it strays from study to study, at the budgets' middle and at their end."""
    g = np.random.default_rng(1)
    found = []
    for _ in range(4000):
        made = [BudgetObservation(20 * 2**k, tuple(0.8 + 0.01 * 2 ** (-k / 2) * g.normal(size=5))) for k in range(5)]
        found.append(run_variance(made, at))
    values = np.array([f.value for f in found])
    freedom = found[0].freedom
    assert 2.0 / freedom == pytest.approx(values.var() / values.mean() ** 2, rel=0.12)
    assert freedom == pytest.approx(20.0, abs=1e-9) if at == 80 else freedom < 15


def test_without_repetitions_the_variance_is_guessed_as_the_deviation_is() -> None:
    made = [BudgetObservation(20, (0.7,)), BudgetObservation(40, (0.8,))]
    found = run_variance(made, 40)
    assert found.value == pytest.approx(float(scatter(made).at(np.array([40.0]))[0]) ** 2)
    assert found.freedom == 1.0
