from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from engine.learning_curve.sampling_error import binormal_area_error, closed_form_error


def test_the_published_example() -> None:
    """Hanley & McNeil 1982: area 0.893 with 51 abnormal and 58 normal cases has the standard error 0.032."""
    assert closed_form_error("auc", 0.893, 109, 51 / 109) == pytest.approx(0.032, abs=0.001)


def test_binomial_metrics() -> None:
    assert closed_form_error("accuracy", 0.8, 400) == pytest.approx(0.02)
    assert closed_form_error("sensitivity", 0.8, 400) == pytest.approx(0.02 * np.sqrt(2))
    assert closed_form_error("specificity", 0.8, 400, 0.75) == pytest.approx(0.04)
    assert closed_form_error("balanced_accuracy", 0.8, 400) == pytest.approx(0.02)


@pytest.mark.parametrize("metric", ["auc", "accuracy", "sensitivity"])
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_perfect_score_has_an_error(metric: str, value: float) -> None:
    assert 0 < closed_form_error(metric, value, 100) < 0.05
    assert np.isfinite(closed_form_error(metric, value, 1))


@pytest.mark.parametrize("area", [0.6, 0.85, 0.97])
@pytest.mark.parametrize("positives", [20, 75, 130])
def test_the_binormal_error_is_the_spread_of_made_up_areas(area: float, positives: int) -> None:
    g = np.random.default_rng(1)
    shift = np.sqrt(2) * stats.norm.ppf(area)
    wins = [np.mean(g.normal(shift, 1, positives)[:, None] > g.normal(size=150 - positives)) for _ in range(3000)]
    assert binormal_area_error(area, positives, 150 - positives) == pytest.approx(np.std(wins), rel=0.05)
