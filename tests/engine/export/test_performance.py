"""Metrics as the study measures them; intervals that a simulation confirms."""

from __future__ import annotations

import numpy as np
import pytest

from engine.export.performance import performance_of
from engine.finetuning.metrics import measure
from engine.learning_curve.points import METRICS


@pytest.mark.parametrize("classes", [2, 3])
def test_values_are_those_of_the_study(classes: int) -> None:
    rng = np.random.default_rng(classes)
    truth = rng.integers(0, classes, 90)
    scores = rng.dirichlet(np.ones(classes), 90) + 0.4 * np.eye(classes)[truth]
    scores = (scores / scores.sum(axis=1, keepdims=True)).astype(np.float32)
    found = {p.metric: p for p in performance_of(scores, truth, np.arange(90), 1)}
    expected = measure(scores, truth, 1)
    assert tuple(found) == METRICS
    for metric in METRICS:
        assert found[metric].value == pytest.approx(getattr(expected, metric), abs=1e-9)
        assert 0 <= found[metric].low95 < found[metric].value < found[metric].high95 <= 1


def test_perfect_results_keep_an_interval() -> None:
    truth = np.arange(30) % 2
    scores = np.stack([1 - truth, truth], axis=1).astype(np.float32)
    for one in performance_of(scores, truth, np.arange(30), 1):
        assert one.value == 1
        assert 0.8 < one.low95 < 0.95
        assert one.high95 == pytest.approx(1)


def test_images_of_one_patient_count_as_one() -> None:
    rng = np.random.default_rng(0)
    truth = np.repeat(np.arange(40) % 2, 3)
    score = np.repeat(rng.normal(size=40), 3) + truth
    scores = np.stack([-score, score], axis=1).astype(np.float32)
    apart = performance_of(scores, truth, np.arange(120), 1)[0]
    together = performance_of(scores, truth, np.repeat(np.arange(40), 3), 1)[0]
    assert together.value == apart.value
    assert together.high95 - together.low95 > 1.4 * (apart.high95 - apart.low95)


def test_intervals_cover_as_they_say() -> None:
    rng, hits, rounds = np.random.default_rng(1), 0, 400
    truth = np.repeat([0, 1], 40)
    expected = 0.7602  # Φ(1 / √2), of two normal classes one standard deviation apart
    for _ in range(rounds):
        score = rng.normal(size=80) + truth
        one = performance_of(np.stack([-score, score], 1).astype(np.float32), truth, np.arange(80), 1)[0]
        hits += one.low95 <= expected <= one.high95
    assert 0.92 <= hits / rounds <= 0.98
