from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from engine.learning_curve.few_runs import Expansion, expansion, jackknife_variance


def test_the_jackknife_of_a_mean_is_its_variance() -> None:
    values = np.random.default_rng(0).normal(size=7)
    without = [np.delete(values, i).mean() for i in range(7)]
    assert jackknife_variance(without) == pytest.approx(values.var(ddof=1) / 7)
    assert jackknife_variance([0.3]) == 0.0


def test_of_runs_alone_it_restores_students_interval() -> None:
    """Resampled means have variance s²(R−1)/R²: scale √(R/(R−1)) and R − 1 degrees of freedom."""
    for runs in (2, 3, 5, 10):
        found = expansion(shown=1.0 * (runs - 1) / runs, of_seeds=1.0, seeds=runs, patients=500)
        assert found.scale == pytest.approx(np.sqrt(runs / (runs - 1)))
        assert found.freedom == pytest.approx(runs - 1)


def test_of_patients_alone_it_changes_next_to_nothing() -> None:
    found = expansion(shown=1.0, of_seeds=0.0, seeds=3, patients=400)
    assert (found.scale, found.freedom) == (1.0, pytest.approx(399))
    replicates = np.random.default_rng(1).normal(size=20_000)
    assert found.quantiles(replicates, (0.1, 0.9)) == pytest.approx(np.quantile(replicates, (0.1, 0.9)), abs=0.01)


def test_quantiles_are_stretched_from_the_middle() -> None:
    replicates = np.random.default_rng(2).normal(3.0, 1.0, 100_000)
    found = Expansion(scale=1.5, freedom=4.0).quantiles(replicates, (0.025, 0.5, 0.975))
    assert found == pytest.approx(3.0 + 1.5 * stats.t.ppf((0.025, 0.5, 0.975), 4), abs=0.05)
    around = Expansion(scale=2.0, freedom=1e4).quantiles(replicates, (0.025,), centre=2.0)[0]
    assert around == pytest.approx(2.0 + 2.0 * (3.0 - 1.96 - 2.0), abs=0.05)


def test_added_variance_widens() -> None:
    alone = expansion(1.0, 0.2, 5, 100)
    more = expansion(1.0, 0.2, 5, 100, added=1.0, added_freedom=8)
    assert more.scale == alone.scale
    assert more.freedom < alone.freedom
    replicates = np.random.default_rng(4).normal(3.0, 1.0, 100_000)
    low, middle, high = more.quantiles(replicates, (0.025, 0.5, 0.975))
    wide = stats.t.ppf(0.975, more.freedom) * np.hypot(more.scale, 1.0)
    assert (low, middle, high) == pytest.approx((3.0 - wide, 3.0, 3.0 + wide), abs=0.05)


def test_added_variance_leaves_a_quantile_on_its_side() -> None:
    """Where every replicate lies above the centre, the lower bound is still below it."""
    found = Expansion(scale=1.0, freedom=1e4, added=0.01).quantiles(np.full(100, 5.0), (0.025,), centre=4.0)
    assert found == pytest.approx([4.0 - 0.196], abs=1e-3)


@pytest.mark.parametrize("runs", [3, 5])
def test_coverage_with_few_runs(runs: int) -> None:
    """Means of few runs, resampled: the plain 80 % percentile interval falls short, the expanded one does not."""
    g = np.random.default_rng(3)
    plain = wider = 0
    for _ in range(2000):
        values = g.normal(size=runs)
        replicates = g.choice(values, size=(300, runs)).mean(axis=1)
        low, high = np.quantile(replicates, (0.1, 0.9))
        plain += low <= 0 <= high
        without = [float(np.delete(values, i).mean()) for i in range(runs)]
        found = expansion(float(replicates.var(ddof=1)), jackknife_variance(without), runs, 500)
        low, high = found.quantiles(replicates, (0.1, 0.9))
        wider += low <= 0 <= high
    assert plain / 2000 < 0.75
    assert wider / 2000 == pytest.approx(0.8, abs=0.045)
