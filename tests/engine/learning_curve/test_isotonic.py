from __future__ import annotations

import itertools

import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression

from engine.learning_curve.isotonic import log_labels_at, non_decreasing


def brute_force(values: list[float]) -> np.ndarray:
    """The best of all ways to cut the sequence into constant blocks with rising means."""
    best, found = np.inf, np.array(values)
    for cuts in itertools.product([False, True], repeat=len(values) - 1):
        edges = [0, *(i + 1 for i, cut in enumerate(cuts) if cut), len(values)]
        fit = np.concatenate([np.full(b - a, np.mean(values[a:b])) for a, b in itertools.pairwise(edges)])
        error = float(np.sum((fit - values) ** 2))
        if np.all(np.diff(fit) >= -1e-12) and error < best - 1e-12:
            best, found = error, fit
    return found


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_nearest_rising_sequence(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=7).round(1).tolist()
    assert non_decreasing(values) == pytest.approx(brute_force(values), abs=1e-9)


def test_reading_off() -> None:
    log_n = np.log([10.0, 20.0, 40.0])
    level = np.array([0.6, 0.7, 0.7])
    found = np.exp(log_labels_at(log_n, level, np.array([0.5, 0.6, 0.65, 0.7, 0.71])))
    assert found == pytest.approx([0, 10, np.sqrt(200), 20, np.inf])


@pytest.mark.parametrize("seed", range(30))
def test_reading_off_is_a_search_along_the_curve(seed: int) -> None:
    """The first of 200 001 places on the curve, drawn point by point, that is as high as the target."""
    g = np.random.default_rng(seed)
    log_n = np.cumsum(g.uniform(0.3, 1.0, 6))
    level = non_decreasing(g.normal(0.7, 0.1, 6).round(2))
    places = np.linspace(log_n[0], log_n[-1], 200_001)
    drawn = np.interp(places, log_n, level)
    for target in (*g.uniform(0.45, 0.95, 8), *level):
        reached = np.flatnonzero(drawn >= target - 1e-12)
        found = float(log_labels_at(log_n, level, np.array([target]))[0])
        if not len(reached):
            assert found == np.inf
        elif level[0] > target:
            assert found == -np.inf
        else:
            assert found == pytest.approx(places[reached[0]], abs=2e-4)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_scikit_learns(seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=40)
    expected = IsotonicRegression().fit_transform(np.arange(40.0), values)
    assert non_decreasing(values) == pytest.approx(expected)
