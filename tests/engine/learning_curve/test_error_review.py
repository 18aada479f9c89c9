"""The error review against counting by hand, scikit-learn's ROC, and simulated patients."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve

from engine.export.performance import performance_of
from engine.learning_curve.error_review import clustered_rate, default_cell, review
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, LearningCurvePoint, MeasuredCell, StudyMeasurements


def cell(scores: np.ndarray, n_labels: int = 100, name: str = "scratch", seed: int = 0, auc: float = 0.5):
    point = LearningCurvePoint(n_labels, name, seed, FINE_TUNED, 0.5, auc, 0.5, 0.5, 0.5, len(scores))
    return MeasuredCell(f"{name}-{n_labels}-{seed}", point, scores.astype(np.float32))


def study(truth: np.ndarray, n_classes: int, cells=(), patients: np.ndarray | None = None, positive: int = 1):
    classes = tuple(f"c{k}" for k in range(n_classes))
    patients = np.arange(len(truth)) if patients is None else patients
    return StudyMeasurements(classes, positive, truth.astype(np.int64), patients.astype(np.int64), 500, tuple(cells))


def made_up(n: int, n_classes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, n_classes, n)
    logits = rng.normal(size=(n, n_classes)) + 1.2 * np.eye(n_classes)[truth]
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return truth, np.round(scores, 2) if seed % 2 else scores  # rounded: many ties


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("n_classes", [2, 3, 5])
def test_as_scikit_learn_counts(n_classes: int, seed: int) -> None:
    truth, scores = made_up(150, n_classes, seed)
    one = cell(scores)
    found = review(study(truth, n_classes), one)
    np.testing.assert_array_equal(found.confusion, confusion_matrix(truth, one.scores.argmax(axis=1)))
    assert len(found.roc) == (1 if n_classes == 2 else n_classes)
    for curve in found.roc:
        is_class = truth == curve.of_class
        of_class = one.scores[:, curve.of_class]
        x, y, _ = roc_curve(is_class, of_class, drop_intermediate=False)
        np.testing.assert_allclose(curve.false_positive, x)
        np.testing.assert_allclose(curve.true_positive, y)
        assert curve.auc == pytest.approx(roc_auc_score(is_class, of_class))
        answered = found.predicted == curve.of_class
        assert curve.sensitivity.value == pytest.approx((answered & is_class).sum() / is_class.sum())
        assert curve.specificity.value == pytest.approx((~answered & ~is_class).sum() / (~is_class).sum())
        assert (curve.sensitivity.hits, curve.sensitivity.images) == ((answered & is_class).sum(), is_class.sum())


def test_the_operating_point_lies_on_the_curve_of_two_classes() -> None:
    truth, scores = made_up(200, 2, 2)
    curve = review(study(truth, 2), cell(scores)).roc[0]
    at = np.argmin(np.abs(curve.false_positive - (1 - curve.specificity.value)))
    levels = curve.true_positive[np.isclose(curve.false_positive, curve.false_positive[at])]
    assert np.isclose(levels, curve.sensitivity.value).any()


def test_the_worst_mistake_comes_first() -> None:
    truth = np.array([0, 1, 1, 0, 1])
    scores = np.array([[0.9, 0.1], [0.6, 0.4], [0.97, 0.03], [0.2, 0.8], [0.1, 0.9]])
    assert review(study(truth, 2), cell(scores)).mistakes.tolist() == [2, 3, 1]
    assert review(study(truth, 2), cell(np.eye(2)[truth])).mistakes.tolist() == []


def test_a_class_without_test_images_has_no_curve() -> None:
    truth = np.array([0, 1, 0, 1])
    scores = np.full((4, 3), 1 / 3)
    assert [curve.of_class for curve in review(study(truth, 3), cell(scores)).roc] == [0, 1]
    assert review(study(np.zeros(4, dtype=int), 2), cell(scores[:, :2])).roc == ()


def test_two_classes_have_the_export_cards_intervals() -> None:
    truth, scores = made_up(180, 2, 0)
    patients = np.arange(180) // 3
    curve = review(study(truth, 2, patients=patients), cell(scores)).roc[0]
    said = {p.metric: p for p in performance_of(scores.astype(np.float32), truth, patients, 1)}
    for rate, name in ((curve.sensitivity, "sensitivity"), (curve.specificity, "specificity")):
        assert (rate.value, rate.low95, rate.high95) == pytest.approx(
            (said[name].value, said[name].low95, said[name].high95)
        )


def test_clustered_intervals_hold_what_they_promise() -> None:
    """Patients with four images each that share their difficulty; intervals that count images would fail here."""
    rng = np.random.default_rng(0)
    covered, naive = 0, 0
    for _ in range(400):
        easy = np.repeat(rng.normal(size=60), 4)
        right = easy + 0.5 * rng.normal(size=240) > -0.9
        truth = np.ones(240, dtype=np.int64)
        truth[:4] = 0
        scores = np.stack([~right, right], axis=1).astype(np.float32)
        rate = clustered_rate("sensitivity", scores, truth, np.arange(240) // 4, 1)
        expected = 0.7895  # P(N(0, 1.25) > −0.9)
        covered += rate.low95 <= expected <= rate.high95
        half = 1.96 * np.sqrt(rate.value * (1 - rate.value) / rate.images)
        naive += abs(rate.value - expected) <= half
    assert 0.92 <= covered / 400 <= 0.98
    assert naive / 400 < 0.85


def test_nobody_wrong_is_still_uncertain() -> None:
    truth = np.array([0, 1] * 10)
    curve = review(study(truth, 2), cell(np.eye(2)[truth])).roc[0]
    assert curve.sensitivity.value == 1.0
    assert 0.6 < curve.sensitivity.low95 < 0.9


def test_the_default_cell_is_not_chosen_by_its_own_result() -> None:
    scores = np.full((4, 2), 0.5)
    cells = [
        cell(scores, 80, "simclr", 0, 0.99),
        cell(scores, 160, "scratch", 0, 0.90),
        cell(scores, 160, "scratch", 1, 0.70),
        cell(scores, 160, "simclr", 0, 0.80),
        cell(scores, 160, "simclr", 1, 0.90),
    ]
    chosen = default_cell(study(np.array([0, 1, 0, 1]), 2, cells), "auc")
    assert chosen is not None
    assert chosen.key == "simclr-160-0"
    assert default_cell(study(np.array([0, 1]), 2), "auc") is None
    assert default_cell(study(np.array([0, 1]), 2, cells), "auc", LINEAR_PROBE) is None
