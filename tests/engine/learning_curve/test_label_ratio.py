from __future__ import annotations

import math

import numpy as np
import pytest

from engine.learning_curve.label_ratio import label_ratio

LOG_N = np.log([20.0, 40.0, 80.0, 160.0])


def test_a_shifted_curve_is_shifted() -> None:
    base = 0.5 + 0.1 * (LOG_N - LOG_N[0])
    found = label_ratio(LOG_N, base, LOG_N, base + 0.1 * math.log(1.6))
    assert math.exp(found.log_ratio) == pytest.approx(1 / 1.6)
    assert math.exp(found.log_at_full) == pytest.approx(1 / 1.6)
    assert (found.bound, found.at_full_bound) == (0, 0)


def test_curves_apart() -> None:
    low, high = np.array([0.5, 0.55, 0.58, 0.6]), np.array([0.7, 0.75, 0.78, 0.8])
    above, below = label_ratio(LOG_N, low, LOG_N, high), label_ratio(LOG_N, high, LOG_N, low)
    assert (above.bound, above.at_full_bound) == (-1, -1)
    assert math.exp(above.log_ratio) == pytest.approx(20 / 160)
    assert (below.bound, below.at_full_bound) == (1, 1)
    assert math.exp(below.log_ratio) == pytest.approx(160 / 20)


def test_flat_curves_of_one_level_tell_nothing() -> None:
    flat = np.full(4, 0.5)
    assert label_ratio(LOG_N, flat, LOG_N, flat).log_ratio == 0
