from __future__ import annotations

import numpy as np
import pytest

from engine.learning_curve.image_scores import asked_classes, clustered_error, influence
from engine.learning_curve.points import METRICS
from tests.engine.learning_curve.made_up import cell, study


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("metric", METRICS)
def test_influence_is_the_derivative(metric: str, n_classes: int) -> None:
    """Leaving an image out changes the metric by minus its influence, to first order."""
    made = study(budgets=(40,), seeds=1, n_test=240, n_classes=n_classes, rounding=2)
    scores = made.cells[0].scores
    found = influence(metric, scores, made.truth, 1)
    whole = made.cells[0].point.metric(metric)
    left_out = [
        whole - cell("x", 40, 0, np.delete(scores, i, 0), np.delete(made.truth, i)).point.metric(metric)
        for i in range(0, 240, 7)
    ]
    assert found.sum() == pytest.approx(0, abs=1e-9)
    assert found[::7] == pytest.approx(left_out, abs=3e-4)


def test_the_error_is_that_of_new_test_sets() -> None:
    values, errors = [], []
    for seed in range(400):
        made = study(budgets=(40,), seeds=1, n_test=200, seed=seed, initialisations=("scratch",), seed_scatter=0.0)
        values.append(made.cells[0].point.auc)
        errors.append(clustered_error(influence("auc", made.cells[0].scores, made.truth, 1), made.patients))
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.1)


def test_copies_of_an_image_are_no_new_information() -> None:
    made = study(budgets=(40,), seeds=1, n_test=100, images_a_patient=1.0)
    once = influence("auc", made.cells[0].scores, made.truth, 1)
    twice = influence("auc", np.repeat(made.cells[0].scores, 2, 0), np.repeat(made.truth, 2), 1)
    assert clustered_error(twice, np.repeat(made.patients, 2)) == pytest.approx(clustered_error(once, made.patients))


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown metric"):
        asked_classes(2, 1, "f1")
