from __future__ import annotations

import numpy as np
import pytest

from engine.errors import TrainingError
from engine.finetuning.metrics import CellMetrics, measure


def binary(probabilities: list[float]) -> np.ndarray:
    positive = np.array(probabilities, dtype=np.float32)
    return np.stack([1 - positive, positive], axis=1)


def test_two_classes_by_hand() -> None:
    # Positives score 0.9, 0.6, 0.4; negatives 0.7, 0.3, 0.2, 0.4. Of the 12 pairs 8 are in order and the two 0.4 tie:
    # 0.9 beats 4, 0.6 beats 3, 0.4 beats 2 and ties 1: 9.5 of 12.
    metrics = measure(binary([0.9, 0.6, 0.4, 0.7, 0.3, 0.2, 0.4]), [1, 1, 1, 0, 0, 0, 0], 1)
    assert metrics.auc == pytest.approx(9.5 / 12)
    assert metrics.sensitivity == pytest.approx(2 / 3)
    assert metrics.specificity == pytest.approx(3 / 4)
    assert metrics.accuracy == pytest.approx(5 / 7)
    assert metrics.balanced_accuracy == pytest.approx((2 / 3 + 3 / 4) / 2)


def test_the_other_class_as_positive_swaps_sensitivity_and_specificity() -> None:
    scores, truth = binary([0.9, 0.6, 0.4, 0.7, 0.3, 0.2, 0.4]), [1, 1, 1, 0, 0, 0, 0]
    one, zero = measure(scores, truth, 1), measure(scores, truth, 0)
    assert (zero.sensitivity, zero.specificity) == (one.specificity, one.sensitivity)
    assert zero.auc == pytest.approx(one.auc)
    assert measure(scores, truth, None) == one


def test_three_classes_by_hand() -> None:
    scores = np.array([[0.8, 0.1, 0.1], [0.3, 0.5, 0.2], [0.2, 0.7, 0.1], [0.1, 0.3, 0.6]], dtype=np.float32)
    metrics = measure(scores, [0, 0, 1, 2], None)
    assert metrics.accuracy == pytest.approx(3 / 4)
    # one against the rest: class 0 {0.8, 0.3} over {0.2, 0.1} 1; class 1 {0.7} over {0.1, 0.5, 0.3} 1; class 2 1
    assert metrics.auc == pytest.approx(1.0)
    assert metrics.sensitivity == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert metrics.balanced_accuracy == metrics.sensitivity
    assert metrics.specificity == pytest.approx((1 + 2 / 3 + 1) / 3)


def test_a_class_that_the_test_set_lacks_is_left_out() -> None:
    scores = np.array([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.1, 0.8, 0.1]], dtype=np.float32)
    metrics = measure(scores, [0, 1, 0], 2)
    assert metrics.auc == pytest.approx((0.5 + 0.5) / 2)
    assert metrics.sensitivity == pytest.approx((1 / 2 + 1) / 2)
    assert metrics.specificity == pytest.approx((1 + 1 / 2 + 1) / 3)


def test_one_class_alone_tells_nothing_about_ranking() -> None:
    assert measure(binary([0.9, 0.2]), [1, 1], 1) == CellMetrics(0.5, 0.5, 0.5, 0.5, 0.0)
    assert measure(binary([0.9, 0.2]), [0, 0], 1) == CellMetrics(0.5, 0.5, 0.5, 0.0, 0.5)


def test_what_cannot_be_measured_is_an_error() -> None:
    with pytest.raises(TrainingError):
        measure(np.zeros((0, 2), dtype=np.float32), [], 1)
    with pytest.raises(TrainingError):
        measure(binary([float("nan"), 0.2]), [0, 1], 1)
