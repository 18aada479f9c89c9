"""The Bayesian mixture of three saturating shapes: prior draws re-weighted by how well they explain the points.

Self-normalised importance sampling with fixed draws: deterministic, no optimiser, no starting values, milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.observations import BudgetObservation, Scatter, scatter
from engine.learning_curve.prior import TAU_WEIGHTS, TAUS, PriorDraws, prior_draws, slot_normals
from engine.learning_curve.shapes import labels_at, remaining

Array = NDArray[np.float64]

N_PARTICLES = 4096
_SCALE_RANGES = ((0.05, 2.0), (0.25, 8.0), (0.25, 8.0))  # × smallest budget … × largest: of d, K and s
_STEEPEST = 1e6  # × today's remaining error, at the smallest budget
_ENOUGH, _ADAPTATIONS = 300.0, 3
_LEVEL_CAP = 0.9999  # of the level where the misfit is scaled by 1 − level


@dataclass(frozen=True)
class Posterior:
    """4096 equally likely curves, given the points; N_max is the largest budget seen.

    level: m. u, steepness, scale (in units of N_max): the shape's parameters. shape_starts as in `PriorDraws`. noise,
    test: standard normals, one a curve, for how far truth and runs stray from the shape, and for the test set;
    misfit_sd: τ, scaled. effective: effective number of prior draws. residual: largest |z| of a seed
    mean against the posterior mean curve.
    """

    n_max: float
    level: Array
    u: Array
    steepness: Array
    scale: Array
    shape_starts: tuple[int, ...]
    noise: Array
    test: Array
    misfit_sd: Array
    scatter: Scatter
    effective: float
    residual: float

    def curve(self, n_labels: Array) -> Array:
        """Each draw's curve, float64 (len(n_labels), 4096); not yet clipped to 1."""
        return self.level + (1.0 - self.level) * self.u * (1.0 - self._remaining(n_labels))

    def same_test_set(self, n_labels: Array, runs: int) -> Array:
        """Draws of the mean of `runs` further runs on the same test set, float64 (len(n_labels), 4096), within 0–1."""
        run_sd = self.scatter.at(n_labels)[:, None] / math.sqrt(runs) if runs else 0.0
        return np.clip(self.curve(n_labels) + np.hypot(self.misfit_sd, run_sd) * self.noise, 0.0, 1.0)

    def new_patients(self, n_labels: Array, test_se: float) -> Array:
        """Draws of the expected metric on new patients of the same kind, float64 (len(n_labels), 4096), within 0–1."""
        strays = self.misfit_sd * self.noise + test_se * self.test
        return np.clip(self.curve(n_labels) + strays, 0.0, 1.0)

    def labels_needed(self, target: float, test_se: float = 0.0) -> Array:
        """Each draw's number of labels at which its curve reaches the target, float64 (4096,); infinite where never.

        test_se: standard error of the test set, for the answer on new patients; 0 for the same test set.
        """
        aim = target - self.misfit_sd * self.noise - test_se * self.test
        gap = aim - self.level
        room = (1.0 - self.level) * self.u
        with np.errstate(divide="ignore", invalid="ignore"):
            r = np.where(room > 0, 1.0 - gap / room, np.where(gap > 0, -1.0, np.inf))
        n = np.empty_like(r)
        for shape, part in self._parts():
            n[part] = labels_at(shape, r[part], self.steepness[part], self.scale[part])
        return n * self.n_max

    def _remaining(self, n_labels: Array) -> Array:
        r = np.empty((len(n_labels), len(self.level)))
        n = (n_labels / self.n_max)[:, None]
        for shape, part in self._parts():
            r[:, part] = remaining(shape, n, self.steepness[part], self.scale[part])
        return r

    def _parts(self) -> list[tuple[int, slice]]:
        return [
            (i, slice(a, b)) for i, (a, b) in enumerate(zip(self.shape_starts, self.shape_starts[1:], strict=False))
        ]


def fit(observations: Sequence[BudgetObservation]) -> Posterior:
    """The posterior given at least one budget with at least one run; observations tidied and in order of N.

    Each budget's seed mean ~ Normal(y(N), s(N)²/R + τ²); m is flat on the real line and integrated analytically,
    since y is linear in it: y = g + m·(1 − g) with g = u·(1 − r) ≤ 0 at the budgets seen. Where precise points leave
    fewer than 300 effective draws, the draws are adapted to the posterior, three times at most.
    """
    n = np.array([o.n_labels for o in observations], dtype=float)
    means = np.array([o.mean for o in observations])
    runs = np.array([len(o.values) for o in observations], dtype=float)
    noise = scatter(observations)
    variance = noise.at(n) ** 2 / runs
    room = float(np.clip((1.0 - min(means[-1], _LEVEL_CAP)) / 0.2, 0.15, 2.0))
    taus = np.array(TAUS) * room
    weighed = _weigh(prior_draws(), n, means, variance, taus)
    for _ in range(_ADAPTATIONS):
        if weighed.effective >= _ENOUGH:
            break
        weighed = _weigh(weighed.draws.adapted(weighed.log_posterior), n, means, variance, taus)
    return _resampled(weighed, means, variance, taus, float(n[-1]), noise)


@dataclass(frozen=True)
class _Weighed:
    """Draws with their weights (τ, draws), summing to 1; level and level_sd: m given each. x = 1 − g."""

    draws: PriorDraws
    scale: Array
    x: Array
    level: Array
    level_sd: Array
    weight: Array
    log_posterior: Array
    effective: float


def _weigh(draws: PriorDraws, n: Array, means: Array, variance: Array, taus: Array) -> _Weighed:
    scale = np.empty_like(draws.u)
    x = np.empty((len(n), len(draws.u)))
    for shape, (low, high) in enumerate(_SCALE_RANGES):
        part = slice(draws.shape_starts[shape], draws.shape_starts[shape + 1])
        bottom, top = math.log(low * n[0] / n[-1]), math.log(high)
        scale[part] = np.exp(bottom + (top - bottom) * draws.scale[part])
        r = remaining(shape, (n / n[-1])[:, None], draws.steepness[part], scale[part])
        x[:, part] = 1.0 - draws.u[part] * (1.0 - np.minimum(r, _STEEPEST))
    rest = means[:, None] - 1.0 + x
    squares, products, left = x * x, x * rest, np.empty_like(x)
    log_likelihood = np.empty((len(taus), len(draws.u)))
    level, level_sd = np.empty_like(log_likelihood), np.empty_like(log_likelihood)
    for k, tau in enumerate(taus):
        w = 1.0 / (variance + tau**2)
        precision = w @ squares
        level[k] = (w @ products) / precision
        level_sd[k] = 1.0 / np.sqrt(precision)
        np.square(np.subtract(rest, np.multiply(level[k], x, out=left), out=left), out=left)
        misfit = w @ left  # never expanded: x may be huge
        log_likelihood[k] = 0.5 * (np.sum(np.log(w)) - np.log(precision) - misfit) + math.log(TAU_WEIGHTS[k])
    log_weight = log_likelihood + draws.log_weight
    weight = np.exp(np.maximum(log_weight - log_weight.max(), -700.0))  # no denormals, which are slow
    weight /= weight.sum()
    by_draw = weight.sum(axis=0)
    log_posterior = np.log(np.maximum(by_draw, 1e-300))
    return _Weighed(draws, scale, x, level, level_sd, weight, log_posterior, float(1.0 / np.sum(by_draw**2)))


def _resampled(
    weighed: _Weighed, means: Array, variance: Array, taus: Array, n_max: float, noise: Scatter
) -> Posterior:
    """Systematic resampling: equally spaced places on the cumulative weight, draws of one shape together."""
    flat = weighed.weight.T.ravel()
    cumulative = np.cumsum(flat)
    places = (np.arange(N_PARTICLES) + 0.5) / N_PARTICLES
    chosen = np.minimum(np.searchsorted(cumulative, places * cumulative[-1]), len(flat) - 1)
    which, tau = chosen // len(taus), chosen % len(taus)
    normals = slot_normals(N_PARTICLES)
    m = np.minimum(weighed.level[tau, which] + weighed.level_sd[tau, which] * normals[:, 0], 1.0)
    x = weighed.x[:, which]
    fitted = (1.0 - x + m * x).mean(axis=1)
    typical = np.sqrt(variance + np.mean(taus[tau] ** 2))
    return Posterior(
        n_max=n_max,
        level=m,
        u=weighed.draws.u[which],
        steepness=weighed.draws.steepness[which],
        scale=weighed.scale[which],
        shape_starts=tuple(int(i) for i in np.searchsorted(which, weighed.draws.shape_starts)),
        noise=normals[:, 1],
        test=normals[:, 2],
        misfit_sd=taus[tau],
        scatter=noise,
        effective=weighed.effective,
        residual=float(np.max(np.abs(means - fitted) / typical)),
    )
