from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from engine.learning_curve.non_inferiority_bound import added_by_overlap, one_sided_bound, overlap_variance
from engine.learning_curve.observations import BudgetObservation, RunVariance, run_variance


def test_overlap_is_nadeau_and_bengio() -> None:
    assert overlap_variance(1e-4, 50, 100) == 0.0, "up to half the pool the runs count as independent"
    assert overlap_variance(1e-4, 60, 100) == pytest.approx(1e-4 * 0.6 / 0.4)
    assert overlap_variance(1e-4, 100, 100) == overlap_variance(1e-4, 90, 100) == pytest.approx(9e-4)


def test_of_one_curve_two_budgets_are_not_known_better_than_one() -> None:
    seen = RunVariance(1e-4, 8.0)
    assert added_by_overlap([(seen, 60), (seen, 60)], 100, of_one_curve=True) == pytest.approx((3e-4, 8.0))
    assert added_by_overlap([(seen, 60), (seen, 60)], 100, of_one_curve=False) == pytest.approx((3e-4, 16.0))
    assert added_by_overlap([(seen, 20), (seen, 60)], 100, of_one_curve=False) == pytest.approx((1.5e-4, 8.0))
    assert added_by_overlap([(seen, 20), (seen, 30)], 100, of_one_curve=True) == (0.0, 1.0)


def test_with_overlapping_subsets_the_bound_is_below_the_truth_as_often_as_it_says() -> None:
    """Five runs of 150 and of 300 labels of a pool of 420; what runs at 300 have in common shows in no run."""
    g = np.random.default_rng(3)
    right, of = 0, 8000
    for _ in range(of):
        half, full = g.normal(0, 0.02 * 2**0.5, 5), g.normal(0, 0.02, 5)
        full_level = g.normal(0, 0.02 * (300 / 120) ** 0.5)
        by_seed = half - full - full_level
        rest = g.normal(0, 0.002)
        replicates = g.choice(by_seed, size=(200, 5)).mean(axis=1) + rest + g.normal(0, 0.002, 200)
        seen = [BudgetObservation(150, tuple(0.7 + half)), BudgetObservation(300, tuple(0.7 + full + full_level))]
        added = added_by_overlap([(run_variance(seen, n), n) for n in (150, 300)], 420, of_one_curve=True)
        right += one_sided_bound(float(by_seed.mean()) + rest, replicates, by_seed, *added, 500) < 0
    assert right / of == pytest.approx(0.975, abs=0.004)


def test_of_seeds_alone_it_is_students_t() -> None:
    """Five differences resampled: the stretched bootstrap must come out at the t interval's lower bound."""
    by_seed = np.array([-0.018, -0.009, 0.0, 0.009, 0.018])
    g = np.random.default_rng(0)
    replicates = g.choice(by_seed, size=(200_000, 5)).mean(axis=1)
    found = one_sided_bound(float(by_seed.mean()), replicates, by_seed, 0.0, 1, 500)
    exact = stats.t.interval(0.95, 4, by_seed.mean(), stats.sem(by_seed))[0]
    assert found == pytest.approx(exact, rel=0.1)


def test_of_patients_alone_it_is_the_percentile() -> None:
    replicates = np.random.default_rng(1).normal(0.01, 0.02, 50_000)
    found = one_sided_bound(0.01, replicates, np.full(5, 0.01), 0.0, 1, 500)
    assert found == pytest.approx(np.quantile(replicates, 0.025), abs=2e-4)


def test_perfect_runs_are_not_certainty() -> None:
    """None of 30 patients ranks differently: up to 11.6 % may (scipy's exact binomial interval)."""
    share = stats.binomtest(0, 30).proportion_ci(0.95).high
    assert one_sided_bound(0.0, np.zeros(100), np.zeros(3), 0.0, 1, 30) == pytest.approx(-share)


def test_the_bound_is_below_the_truth_as_often_as_it_says() -> None:
    """Seeds and patients both by chance, four of the one, many of the other: 97.5 % of 4 000 made-up differences."""
    g = np.random.default_rng(2)
    right = 0
    for _ in range(4000):
        by_seed = g.normal(0, 0.02, 4) + g.normal(0, 0.008)
        replicates = g.choice(by_seed, size=(400, 4)).mean(axis=1) + g.normal(0, 0.008, 400)
        right += one_sided_bound(float(by_seed.mean()), replicates, by_seed, 0.0, 1, 500) < 0
    assert right / 4000 == pytest.approx(0.975, abs=0.0125)
