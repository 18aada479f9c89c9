"""The Bayesian mixture of three saturating shapes: prior draws re-weighted by how well they explain the points.

Self-normalised importance sampling with fixed draws: deterministic, no optimiser, no starting values, milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

    def every_second(self) -> Posterior:
        """Half of the curves, as evenly spread: for what is drawn and need not be exact to the last digit."""
        half = slice(None, None, 2)
        return replace(
            self,
            level=self.level[half],
            u=self.u[half],
            steepness=self.steepness[half],
            scale=self.scale[half],
            shape_starts=tuple((start + 1) // 2 for start in self.shape_starts),
            noise=self.noise[half],
            test=self.test[half],
            misfit_sd=self.misfit_sd[half],
        )

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
        weighed = _weigh(weighed.draws.adapted(np.log(np.maximum(weighed.by_draw, 1e-300))), n, means, variance, taus)
    return _resampled(weighed, means, variance, taus, float(n[-1]), noise)


@dataclass(frozen=True)
class _Weighed:
    """Draws with their weights (τ, draws), summing to 1; remaining_error: 1 − m given each, and its precision.

    x = 1 − g. by_draw: weights summed over τ.
    """

    draws: PriorDraws
    scale: Array
    x: Array
    remaining_error: Array
    precision: Array
    weight: Array
    by_draw: Array
    effective: float


def _weigh(draws: PriorDraws, n: Array, means: Array, variance: Array, taus: Array) -> _Weighed:
    scale = np.empty_like(draws.u)
    x = np.empty((len(n), len(draws.u)))
    for shape, (low, high) in enumerate(_SCALE_RANGES):
        part = slice(draws.shape_starts[shape], draws.shape_starts[shape + 1])
        bottom, top = math.log(low * n[0] / n[-1]), math.log(high)
        scale[part] = np.exp(bottom + (top - bottom) * draws.scale[part])
        r = remaining(shape, (n / n[-1])[:, None], draws.steepness[part], scale[part])
        fallen = np.subtract(1.0, np.minimum(r, _STEEPEST, out=r), out=r)
        np.subtract(1.0, np.multiply(draws.u[part], fallen, out=r), out=x[:, part])
    # With 1 − m as the unknown, 1 − mean ≈ (1 − m)·x goes through the origin. So the squares may be expanded, however
    # huge x is, and the misfits under all four τ are two products of matrices. In place: fresh memory takes longest.
    error = 1.0 - means
    w = 1.0 / (variance + taus[:, None] ** 2)
    precision = w @ (x * x)
    product = (w * error) @ x
    remaining_error = product / precision
    explained = np.multiply(product, remaining_error, out=product)
    constant = 0.5 * (np.log(w).sum(axis=1) - w @ error**2) + np.log(TAU_WEIGHTS)
    weight = np.log(precision)
    np.multiply(np.subtract(explained, weight, out=weight), 0.5, out=weight)
    weight += constant[:, None]
    weight += draws.log_weight
    weight -= weight.max()
    np.exp(np.maximum(weight, -700.0, out=weight), out=weight)  # no denormals, which are slow
    weight /= weight.sum()
    by_draw = weight.sum(axis=0)
    return _Weighed(draws, scale, x, remaining_error, precision, weight, by_draw, float(1.0 / np.sum(by_draw**2)))


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
    spread = normals[:, 0] / np.sqrt(weighed.precision[tau, which])
    m = np.minimum(1.0 - weighed.remaining_error[tau, which] + spread, 1.0)
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
