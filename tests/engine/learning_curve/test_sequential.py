"""The order of the trainings and the stop rule, on made-up curves whose weak spot is known."""

from __future__ import annotations

import numpy as np
import pytest

from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.points import FINE_TUNED
from engine.learning_curve.sequential import Pair, aim_at, aims_of, next_pair, settled
from engine.planning.verdict import make_verdict
from tests.engine.learning_curve.made_up import study

BUDGETS = (20, 40, 80, 160, 320)
MEANS = (0.70, 0.76, 0.80, 0.83, 0.85)


def observed(runs, scatter=0.01, means=MEANS):
    """Observations with so many runs at each budget, evenly about the mean with that standard deviation."""
    found = []
    for n, mean, count in zip(BUDGETS, means, runs, strict=True):
        steps = np.linspace(-1, 1, count) if count > 1 else np.zeros(1)
        sd = np.std(steps, ddof=1) if count > 1 else 1.0
        found.append(BudgetObservation(n, tuple(float(mean + scatter * s / sd) for s in steps)))
    return tuple(found)


def aim(runs, target=0.82, scatter=0.01, test_se=0.0):
    return aim_at("scratch", fit_curve(observed(runs, scatter), "auc", test_se=0.01), target, test_se)


def left(runs, seeds):
    return tuple(Pair(n, seed) for n, r in zip(BUDGETS, runs, strict=True) for seed in range(r, seeds))


def cost(n):
    return 1.0


def test_every_budget_comes_once_before_any_comes_twice():
    open_pairs, order = list(left((0,) * 5, 3)), []
    for _ in range(5):
        order.append(next_pair((), BUDGETS, open_pairs, (), cost, 3))
        open_pairs.remove(order[-1])
    assert order == [Pair(n, 0) for n in BUDGETS]


def test_three_budgets_get_a_second_run_before_any_gets_a_third():
    runs = [1] * 5
    for _ in range(3):
        pair = next_pair((aim(runs),), BUDGETS, left(runs, 5), (), cost, 5)
        assert pair.seed == 1
        runs[BUDGETS.index(pair.n_labels)] += 1
    assert sum(r == 2 for r in runs) == 3


def test_the_run_that_narrows_most_is_next():
    """Where one budget beside the crossing has two runs and all others have many, it is that one's."""
    for weak in (2, 3):
        runs = [9] * 5
        runs[weak] = 2
        assert next_pair((aim(runs, scatter=0.03),), BUDGETS, left(runs, 10), (), cost, 10).n_labels == BUDGETS[weak]


def test_a_dear_training_must_be_worth_it():
    runs = (3, 3, 3, 3, 3)
    curve = (aim(runs, scatter=0.03),)
    free = next_pair(curve, BUDGETS, left(runs, 5), (), cost, 5).n_labels
    dear = next_pair(curve, BUDGETS, left(runs, 5), (), lambda n: 1000.0 if n == free else 1.0, 5).n_labels
    assert dear != free


def test_runs_under_way_count_as_done():
    runs = (3, 3, 3, 3, 3)
    curve = (aim(runs, scatter=0.03),)
    once = next_pair(curve, BUDGETS, left(runs, 9), (), cost, 9)
    many = tuple(Pair(once.n_labels, seed) for seed in range(3, 8))
    open_pairs = tuple(p for p in left(runs, 9) if p not in many)
    assert next_pair(curve, BUDGETS, open_pairs, many, cost, 9).n_labels != once.n_labels


def test_gain_grows_with_runs_and_vanishes_with_their_scatter():
    gains = [aim((3,) * 5, scatter=0.03).gain({80: more}) for more in (0, 1, 2, 8, 500)]
    assert gains[0] == 0
    assert gains == sorted(gains)
    assert gains[-1] < 1
    quiet = aim((40,) * 5, scatter=0.001)
    assert quiet.gain({80: 1}) < 0.01


@pytest.mark.parametrize("scatter", [0.01, 0.02])
def test_the_foreseen_gain_is_about_what_more_runs_bring(scatter):
    """Twice the runs at every budget: the variance of log N* falls about as foreseen."""
    before, after = aim((3,) * 5, scatter=scatter), aim((6,) * 5, scatter=scatter)
    foreseen = before.gain(dict.fromkeys(BUDGETS, 3))
    found = 1 - np.var(after.log_needed) / np.var(before.log_needed)
    assert foreseen == pytest.approx(found, abs=0.2)
    assert foreseen > 0.05


def test_the_budgets_next_to_the_crossing():
    assert aim((9,) * 5, target=0.78, scatter=0.002).near() == (40, 80)
    assert aim((9,) * 5, target=0.70, scatter=0.002).near() == (20, 40)
    assert aim((9,) * 5, target=0.90, scatter=0.002).near() == (160, 320)


def test_a_narrow_interval_settles_only_with_three_runs_beside_the_crossing():
    enough, lacking = aim((2, 3, 3, 2, 2), 0.78, 0.003), aim((2, 3, 2, 2, 2), 0.78, 0.003)
    assert enough.spread <= 1.5
    assert settled((enough,), BUDGETS, left((2, 3, 3, 2, 2), 6), 6)
    assert not settled((lacking,), BUDGETS, left((2, 3, 2, 2, 2), 6), 6)
    assert next_pair((lacking,), BUDGETS, left((2, 3, 2, 2, 2), 6), (), cost, 6) == Pair(80, 2)
    assert not settled((enough, lacking), BUDGETS, left((2, 3, 2, 2, 2), 6), 6)


def test_a_wide_interval_that_trainings_cannot_narrow_settles():
    """The test set's chance is what makes it wide."""
    runs = (4, 4, 4, 4, 4)
    wide = aim(runs, 0.82, 0.003, test_se=0.05)
    assert wide.spread > 3
    assert settled((wide,), BUDGETS, left(runs, 5), 5)
    scattered = aim((3,) * 5, 0.82, 0.04)
    assert not settled((scattered,), BUDGETS, left((3,) * 5, 12), 12)


def test_too_little_settles_nothing():
    assert not settled((), BUDGETS, left((0,) * 5, 3), 3)
    early = aim((1,) * 5, scatter=0.0001)
    assert not early.understood
    assert not settled((early,), BUDGETS, left((1,) * 5, 3), 3)


@pytest.mark.parametrize("target", [0.75, None])
def test_the_aims_are_the_verdicts(target):
    measurements = study(seeds=4, n_test=300)
    verdict = make_verdict(measurements, "auc", FINE_TUNED, target=target)
    for found, answer in zip(aims_of(measurements, "auc", FINE_TUNED, target), verdict.answers, strict=True):
        needed = answer.needed if target is not None else answer.needed_same
        assert found.name == answer.initialisation
        low, median, high = np.exp(np.quantile(found.log_needed, (0.1, 0.5, 0.9), method="inverted_cdf"))
        assert low == pytest.approx(needed.low80)
        assert median == pytest.approx(needed.median)
        assert high == pytest.approx(needed.high80 or needed.horizon)


def test_one_bad_run_does_not_make_the_gain_impossible() -> None:
    """Once met in the sample study: a single run far below chance, and the covariance of the draws was singular."""
    values = {16: (0.6194,), 33: (0.5786,), 67: (0.3889, 0.7153), 134: (0.7305,)}
    curve = fit_curve([BudgetObservation(n, v) for n, v in values.items()], "auc", test_se=0.05)
    aim = aim_at("scratch", curve, 0.73, 0.05)
    for more in ({16: 1, 67: 1}, {33: 1, 67: 1}, {16: 1, 33: 1, 67: 1, 134: 1}, {33: 2, 134: 3}):
        assert 0.0 <= aim.gain(more) <= 1.0
    assert aim.gain({16: 1, 33: 1, 67: 1, 134: 1}) > 0.01
