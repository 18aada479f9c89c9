from __future__ import annotations

import numpy as np
import pytest

from engine.learning_curve.shapes import HILL, POWER, SHAPE_WEIGHTS, STRETCHED, labels_at, remaining

SHAPES = (POWER, HILL, STRETCHED)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("steepness", "scale"), [(0.3, 0.1), (1.0, 0.5), (2.0, 3.0)])
def test_shapes_fall_from_1_at_the_largest_budget(shape: int, steepness: float, scale: float) -> None:
    n = np.geomspace(0.05, 50, 60)
    r = remaining(shape, n, np.array(steepness), np.array(scale))
    assert remaining(shape, np.array([1.0]), np.array(steepness), np.array(scale))[0] == pytest.approx(1.0)
    assert np.all(np.diff(r) <= 0)
    assert np.all(r >= 0)


@pytest.mark.parametrize("shape", SHAPES)
def test_labels_at_inverts(shape: int) -> None:
    n = np.geomspace(0.06, 8, 25)
    steepness, scale = np.full(25, 0.7), np.full(25, 0.4)
    assert labels_at(shape, remaining(shape, n, steepness, scale), steepness, scale) == pytest.approx(n, rel=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_remains_only_at_infinity(shape: int) -> None:
    r = np.array([0.0, -0.5, np.inf])
    found = labels_at(shape, r, np.ones(3), np.ones(3))
    assert np.isinf(found[:2]).all()
    assert found[2] == 0


def test_the_weights_are_shares() -> None:
    assert sum(SHAPE_WEIGHTS) == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [POWER, HILL, STRETCHED])
def test_steep_draws_far_from_the_budgets_stay_numbers(shape: int) -> None:
    steepness, scale = np.array([400.0, 400.0]), np.array([1e-3, 50.0])
    r = remaining(shape, np.array([[1.0], [8.0]]), steepness, scale)
    assert np.isfinite(r).all()
    assert np.allclose(r[0], 1.0)
    assert (r[1] <= 1.0).all()
