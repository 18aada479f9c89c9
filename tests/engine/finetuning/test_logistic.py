"""The same optimum as scikit-learn's, from any start, for features of very different sizes."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from engine.finetuning.logistic import fit_logistic


def data(n: int, width: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    features = draw.normal(size=(n, width)) * np.geomspace(30, 0.01, width)
    return features, draw.random(n) < 1 / (1 + np.exp(-features[:, 0] / 10 - 0.5))


@pytest.mark.parametrize(("n", "width"), [(12, 12), (60, 40), (200, 15)])
@pytest.mark.parametrize("strength", [0.001, 0.1, 1.0])
@pytest.mark.parametrize("balanced", [True, False])
def test_it_is_scikit_learns_fit(n, width, strength, balanced):
    x, is_one = data(n, width)
    weight = "balanced" if balanced else None
    peer = LogisticRegression(C=strength, class_weight=weight, solver="newton-cholesky", tol=1e-10).fit(x, is_one)
    mine = fit_logistic(x, is_one, strength, balanced=balanced)
    np.testing.assert_allclose(mine.probability(x), peer.predict_proba(x)[:, 1], atol=1e-3)
    other = fit_logistic(x, is_one, 5.0, balanced=balanced)
    again = fit_logistic(x, is_one, strength, balanced=balanced, start=other)
    np.testing.assert_allclose(again.probability(x), mine.probability(x), atol=1e-3)


def test_the_loss_is_the_mean_log_loss():
    x, is_one = data(30, 5)
    fitted = fit_logistic(x, is_one, 0.1, balanced=False)
    p = fitted.probability(x)
    assert fitted.loss(x, is_one) == pytest.approx(-np.mean(np.log(np.where(is_one, p, 1 - p))))


def test_classes_that_can_be_told_apart_stay_finite():
    x, is_one = np.array([[-1.0], [1.0]]), np.array([False, True])
    fitted = fit_logistic(x, is_one, 1e6, balanced=True)
    assert np.isfinite(fitted.weights).all()
    assert fitted.probability(x)[1] > 0.99
