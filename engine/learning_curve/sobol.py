"""Sobol points in numpy alone: importing scipy.stats for them would cost the window more than a second.

Sobol 1967, with the direction numbers of Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional
projections" (table new-joe-kuo-6, first dimensions).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_BITS = 30
# (degree, coefficients, initial direction numbers) of dimensions two and up; the first is van der Corput's sequence.
_JOE_KUO: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
)
MAX_DIMENSIONS = 1 + len(_JOE_KUO)


def _directions(dimension: int) -> list[int]:
    if dimension == 0:
        return [1 << (_BITS - 1 - k) for k in range(_BITS)]
    degree, coefficients, initial = _JOE_KUO[dimension - 1]
    v = [m << (_BITS - 1 - k) for k, m in enumerate(initial)]
    for k in range(degree, _BITS):
        value = v[k - degree] ^ (v[k - degree] >> degree)
        for i in range(1, degree):
            if (coefficients >> (degree - 1 - i)) & 1:
                value ^= v[k - i]
        v.append(value)
    return v


def sobol(n: int, dimensions: int) -> NDArray[np.float64]:
    """The first n points, float64 (n, dimensions), each shifted by 1/(2n) so that none is 0 or 1.

    Unscrambled, so always the same. n: a power of two. Raises ValueError for other n or too many dimensions.
    """
    if n < 1 or n & (n - 1) or not 1 <= dimensions <= MAX_DIMENSIONS:
        raise ValueError(f"n must be a power of two and dimensions at most {MAX_DIMENSIONS}")
    index = np.arange(n, dtype=np.int64)
    gray = index ^ (index >> 1)
    points = np.zeros((n, dimensions), dtype=np.int64)
    for d in range(dimensions):
        for k, direction in enumerate(_directions(d)[: max(n.bit_length() - 1, 1)]):
            points[:, d] ^= np.where((gray >> k) & 1, direction, 0)
    return points / float(1 << _BITS) + 0.5 / n


def normal_quantiles(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard normal quantiles of p, of the same shape; 0 < p < 1."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse(float(x)) for x in p.ravel()]).reshape(p.shape)


@lru_cache(maxsize=1)
def normal_table() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probabilities and standard normal quantiles to interpolate between, from −6 to 6 in steps of 0.001."""
    z = np.linspace(-6.0, 6.0, 12_001)
    return np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in z]), z


@lru_cache(maxsize=4)
def beta_table(a: float, b: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probabilities and quantiles of Beta(a, b) to interpolate between, accurate to about 1e-5; a and b above 1/2.

    With u = sin² φ the density is 2 sin^(2a−1) φ cos^(2b−1) φ, which is bounded, so its integral can be tabulated.
    """
    if min(a, b) <= 0.5:
        raise ValueError("a and b must be above 1/2")
    edges = np.linspace(0.0, math.pi / 2, 40_001)
    middle = (edges[:-1] + edges[1:]) / 2
    mass = np.sin(middle) ** (2 * a - 1) * np.cos(middle) ** (2 * b - 1)
    cumulative = np.concatenate([[0.0], np.cumsum(mass)])
    return cumulative / cumulative[-1], np.sin(edges) ** 2


def t_quantiles(p: Sequence[float], degrees: float) -> tuple[float, ...]:
    """Quantiles of Student's t for 0 < p < 1 and degrees of freedom of at least 1 (not necessarily whole).

    With t = √ν tan θ the density is proportional to cos^(ν−1) θ, whose integral is tabulated: accurate to about 1e-4.
    """
    if degrees > 1000:
        return tuple(NormalDist().inv_cdf(x) for x in p)
    edges = np.linspace(0.0, math.pi / 2, 4001)
    cumulative = np.concatenate([[0.0], np.cumsum(np.cos((edges[:-1] + edges[1:]) / 2) ** (degrees - 1))])
    theta = np.interp(np.abs(2 * np.asarray(p) - 1), cumulative / cumulative[-1], edges)
    return tuple(
        math.copysign(math.sqrt(degrees) * math.tan(t), x - 0.5) for x, t in zip(p, theta.tolist(), strict=True)
    )
