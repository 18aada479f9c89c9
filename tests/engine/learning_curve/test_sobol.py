from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaincinv, ndtri, stdtrit
from scipy.stats import qmc

from engine.learning_curve.sobol import MAX_DIMENSIONS, beta_table, normal_quantiles, normal_table, sobol, t_quantiles


@pytest.mark.parametrize("power", [3, 10])
def test_the_points_are_sobols(power: int) -> None:
    expected = qmc.Sobol(MAX_DIMENSIONS, scramble=False).random_base2(power)
    assert np.allclose(sobol(2**power, MAX_DIMENSIONS) - 0.5 / 2**power, expected, atol=1e-9)


def test_no_point_is_0_or_1() -> None:
    points = sobol(16_384, 4)
    assert points.min() > 0
    assert points.max() < 1


@pytest.mark.parametrize(("n", "dimensions"), [(100, 2), (0, 2), (8, 0), (8, MAX_DIMENSIONS + 1)])
def test_other_sizes_are_refused(n: int, dimensions: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        sobol(n, dimensions)


def test_quantiles_are_scipys() -> None:
    p = np.linspace(0.001, 0.999, 400)
    assert np.allclose(np.interp(p, *beta_table(0.646, 0.619)), betaincinv(0.646, 0.619, p), atol=2e-5)
    assert np.allclose(np.interp(p, *normal_table()), ndtri(p), atol=1e-5)
    assert np.allclose(normal_quantiles(np.array([0.025, 0.5, 0.9])), [-1.959964, 0.0, 1.281552], atol=1e-6)


@pytest.mark.parametrize("degrees", [1.0, 2.0, 4.7, 30.0, 900.0, 1e4])
def test_t_quantiles_are_scipys(degrees: float) -> None:
    p = (0.025, 0.1, 0.5, 0.9, 0.975)
    assert t_quantiles(p, degrees) == pytest.approx(tuple(stdtrit(degrees, p)), rel=2e-3, abs=1e-9)
