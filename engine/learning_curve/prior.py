"""The fixed draws from the prior, the same for every curve: a forecast re-weights them by the measured points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.shapes import SHAPE_WEIGHTS
from engine.learning_curve.sobol import beta_table, normal_quantiles, normal_table, sobol

N_DRAWS = 16_384
_U_BETA = (0.646, 0.619)
_LOG_STEEPNESS = (-0.62, 0.81)  # mean and standard deviation
TAUS = (0.002, 0.006, 0.015, 0.03)
TAU_WEIGHTS = (0.427, 0.222, 0.194, 0.157)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class PriorDraws:
    """16 384 draws, sorted by shape; shape_starts[i]:shape_starts[i + 1] are those of shape i.

    places: float64 (3, 16 384), where u, b and the scale lie within their priors, as standard normals. u: float64
    (16 384,), share of the remaining error that labels can remove. steepness: b. scale: place of d, K or s within its
    log-uniform range, 0 to 1; the range is set by the curve's budgets. log_weight: of each draw under the prior, 0 for
    draws from it.
    """

    places: Array
    u: Array
    steepness: Array
    scale: Array
    log_weight: Array
    shape_starts: tuple[int, ...]

    def adapted(self, log_posterior: Array) -> PriorDraws:
        """The same number of draws nearer to the posterior, (16 384,) at these draws up to a constant.

        Within each shape four fifths come from a normal distribution with the draws' weighted mean and covariance (of a
        power of the posterior that leaves at least 100 effective draws, and half as wide again), one fifth from the
        prior, so that no weight exceeds five times the prior's. Cappé et al. 2008, "Adaptive importance sampling in
        general mixture classes".
        """
        base = prior_draws().places
        places, log_weight = np.empty_like(base), np.empty_like(self.u)
        for start, stop in zip(self.shape_starts[:-1], self.shape_starts[1:], strict=True):
            mean, covariance = _moments(self.places[:, start:stop], log_posterior[start:stop])
            root = np.linalg.cholesky(_WIDER * covariance + 1e-6 * np.eye(3))
            standard = base[:, start:stop].copy()  # as the normal distribution counts, and
            z = root @ standard + mean[:, None]  # as the prior counts: the same draws
            stays = slice(-start % 5, None, 5)
            z[:, stays] = standard[:, stays]
            standard[:, stays] = np.linalg.solve(root, z[:, stays] - mean[:, None])
            log_normal = -0.5 * _squared_length(standard) - np.sum(np.log(np.diag(root)))
            log_prior = -0.5 * _squared_length(z)
            places[:, start:stop] = z
            log_weight[start:stop] = -np.log(0.2 + 0.8 * np.exp(np.minimum(log_normal - log_prior, 500.0)))
        return _draws(places, log_weight, self.shape_starts)


_WIDER = 1.5


def _squared_length(columns: Array) -> Array:
    return np.asarray(np.einsum("ij,ij->j", columns, columns))


def _moments(z: Array, log_weight: Array) -> tuple[Array, Array]:
    """Mean (3,) and covariance (3, 3) of z (3, k) under the weights' highest power 2^−k with 100 effective draws."""
    power, centred = 1.0, log_weight - log_weight.max()
    while True:
        w = np.exp(power * centred)
        w /= w.sum()
        if 1.0 / np.sum(w**2) >= 100 or power < 1e-4:
            break
        power /= 2
    mean = z @ w
    left = z - mean[:, None]
    return mean, (w * left) @ left.T


@lru_cache(maxsize=1)
def prior_draws() -> PriorDraws:
    """The draws of the whole prior; made once a process, in about 30 ms."""
    points = sobol(N_DRAWS, 4)
    points = points[np.argsort(points[:, 0], kind="stable")]
    edges = np.concatenate([[0.0], np.cumsum(SHAPE_WEIGHTS)])
    starts = (*(int(i) for i in np.searchsorted(points[:, 0], edges[:-1])), N_DRAWS)
    return _draws(np.ascontiguousarray(normal_quantiles(points[:, 1:]).T), np.zeros(N_DRAWS), starts)


def _draws(places: Array, log_weight: Array, starts: tuple[int, ...]) -> PriorDraws:
    mean, deviation = _LOG_STEEPNESS
    shares, probabilities = _tables()
    return PriorDraws(
        places=places,
        u=_looked_up(shares, places[0]),
        steepness=np.exp(mean + deviation * places[1]),
        scale=_looked_up(probabilities, places[2]),
        log_weight=log_weight,
        shape_starts=starts,
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[Array, Array]:
    """At the normal table's places: quantiles of u's prior, and probabilities."""
    probabilities, values = beta_table(*_U_BETA)
    normal_p, _ = normal_table()
    return np.interp(normal_p, probabilities, values), normal_p


def _looked_up(table: Array, z: Array) -> Array:
    """Linear interpolation at z (n,) by index, the table's places being even: nine times as fast as a search."""
    _, places = normal_table()
    position = np.clip((z - places[0]) / (places[1] - places[0]), 0.0, len(table) - 1.000001)
    below = position.astype(np.int64)
    return np.asarray(table[below] + (position - below) * (table[below + 1] - table[below]))


@lru_cache(maxsize=1)
def slot_normals(n: int) -> Array:
    """Standard normals, float64 (n, 3), for the level m, for misfit and runs, and for the test set."""
    return normal_quantiles(sobol(n, 4)[:, 1:])
