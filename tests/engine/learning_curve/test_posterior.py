from __future__ import annotations

import math

import numpy as np
import pytest

from engine.learning_curve.posterior import fit
from engine.learning_curve.prior import N_DRAWS, TAU_WEIGHTS, TAUS, prior_draws
from engine.learning_curve.shapes import remaining
from tests.engine.learning_curve.made_up import curve

SCALES = ((0.05, 2.0), (0.25, 8.0), (0.25, 8.0))


def test_the_prior_is_the_documented_one() -> None:
    draws = prior_draws()
    assert np.diff(draws.shape_starts) / N_DRAWS == pytest.approx([0.455, 0.170, 0.375], abs=2e-4)
    assert np.mean(draws.u) == pytest.approx(0.646 / (0.646 + 0.619), abs=2e-3)
    assert np.mean(np.log(draws.steepness)) == pytest.approx(-0.62, abs=2e-3)
    assert np.std(np.log(draws.steepness)) == pytest.approx(0.81, abs=2e-3)


def slow_median(observations: tuple, n_future: float) -> float:
    """One draw after the other, the level m integrated on a grid."""
    draws = prior_draws()
    posterior = fit(observations)
    n = np.array([o.n_labels for o in observations], float)
    y = np.array([o.mean for o in observations])
    v = posterior.scatter.at(n) ** 2 / np.array([len(o.values) for o in observations])
    room = min(max((1 - y[-1]) / 0.2, 0.15), 2.0)
    grid = np.linspace(y[-1] - 0.1, min(y[-1] + 0.1, 1.0), 81)
    values, weights = [], []
    for i in range(0, N_DRAWS, 32):
        shape = int(np.searchsorted(draws.shape_starts, i, side="right")) - 1
        low, high = math.log(SCALES[shape][0] * n[0] / n[-1]), math.log(SCALES[shape][1])
        scale = np.array(math.exp(low + (high - low) * draws.scale[i]))
        b = draws.steepness[i : i + 1]
        r = remaining(shape, n / n[-1], b, scale)
        future = remaining(shape, np.array([n_future / n[-1]]), b, scale)[0]
        for m in grid:
            expected = m + (1 - m) * draws.u[i] * (1 - r)
            values.append(m + (1 - m) * draws.u[i] * (1 - future))
            weights.append(
                sum(
                    w * np.prod(np.exp(-((y - expected) ** 2) / (2 * (v + t * t))) / np.sqrt(v + t * t))
                    for t, w in zip(np.array(TAUS) * room, TAU_WEIGHTS, strict=True)
                )
            )
    order = np.argsort(values)
    cumulative = np.cumsum(np.array(weights)[order])
    return float(np.array(values)[order][np.searchsorted(cumulative, 0.5 * cumulative[-1])])


def test_every_second_curve_is_the_same_curve() -> None:
    whole = fit(curve(0.70, 0.76, 0.81, 0.84))
    half, n = whole.every_second(), np.array([80.0, 640.0])
    assert np.array_equal(half.curve(n), whole.curve(n)[:, ::2])
    assert np.array_equal(half.new_patients(n, 0.02), whole.new_patients(n, 0.02)[:, ::2])
    assert np.array_equal(half.labels_needed(0.9), whole.labels_needed(0.9)[::2])


def test_the_posterior_is_that_of_a_slow_reference() -> None:
    observations = curve(0.70, 0.76, 0.81, 0.84, scatter=0.02)
    found = np.median(fit(observations).curve(np.array([640.0])))
    assert found == pytest.approx(slow_median(observations, 640.0), abs=0.004)


def test_labels_needed_is_where_the_curve_arrives() -> None:
    posterior = fit(curve(0.70, 0.76, 0.81, 0.84, 0.86))
    needed = posterior.labels_needed(0.87)
    share = np.mean(posterior.new_patients(np.array([500.0]), 0.0)[0] >= 0.87)
    assert np.mean(needed <= 500) == pytest.approx(share, abs=1e-3)


def test_huge_slopes_do_not_drown_the_arithmetic() -> None:
    """Halving errors near 1: stretched exponentials then take differences of squares of 1e13."""
    posterior = fit(curve(0.9556, 0.9776, 0.9884, 0.9931, 0.9965, scatter=0.002))
    assert posterior.residual < 3
    assert posterior.effective > 100


def test_the_same_points_give_the_same_bytes() -> None:
    observations = curve(0.7, 0.75, 0.79)
    assert fit(observations).curve(np.array([200.0])).tobytes() == fit(observations).curve(np.array([200.0])).tobytes()


def random_median(observations: tuple, n_future: float) -> float:
    """Half a million random draws from the prior; the level's most likely value and its error given each."""
    g = np.random.default_rng(3)
    n = np.array([o.n_labels for o in observations], float)
    y = np.array([o.mean for o in observations])[:, None]
    v = fit(observations).scatter.at(n) ** 2 / np.array([len(o.values) for o in observations])
    room = min(max((1 - y[-1, 0]) / 0.2, 0.15), 2.0)
    values, weights = [], []
    for shape, share in enumerate((0.455, 0.170, 0.375)):
        count = round(500_000 * share)
        u, b = g.beta(0.646, 0.619, count), g.lognormal(-0.62, 0.81, count)
        scale = np.exp(g.uniform(math.log(SCALES[shape][0] * n[0] / n[-1]), math.log(SCALES[shape][1]), count))
        x = 1 - u * (1 - remaining(shape, (n / n[-1])[:, None], b, scale))
        future = 1 - u * (1 - remaining(shape, np.array([n_future / n[-1]])[:, None], b, scale)[0])
        for tau, weight in zip(np.array(TAUS) * room, TAU_WEIGHTS, strict=True):
            precision = (1 / (v + tau**2))[:, None]
            information = np.sum(precision * x * x, axis=0)
            left = np.sum(precision * x * (1 - y), axis=0) / information  # 1 − m
            misfit = np.sum(precision * (1 - y - left * x) ** 2, axis=0)
            values.append(1 - left * future)
            weights.append(weight * np.sqrt(np.prod(precision) / information) * np.exp(-misfit / 2))
    value, weight = np.concatenate(values), np.concatenate(weights)
    order = np.argsort(value)
    cumulative = np.cumsum(weight[order])
    return float(value[order][np.searchsorted(cumulative, 0.5 * cumulative[-1])])


def test_precise_points_do_not_starve_the_sampler() -> None:
    """Few of the prior's draws fit a precisely measured curve; the adapted ones do, and agree on the answer."""
    observations = curve(0.70, 0.76, 0.81, 0.84, 0.865)
    posterior = fit(observations)
    assert posterior.effective > 300
    assert posterior.residual < 2
    assert np.median(posterior.curve(np.array([640.0]))) == pytest.approx(
        random_median(observations, 640.0), abs=0.0015
    )
