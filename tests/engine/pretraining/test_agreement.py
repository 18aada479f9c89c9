from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from engine.pretraining.agreement import area, neighbour_agreement, quick_auc

RNG = np.random.default_rng(3)


def slow_agreement(features: np.ndarray, labels: np.ndarray, patients: np.ndarray, k: int) -> float:
    """Image by image, neighbour by neighbour."""
    centred = features - features.mean(axis=0)
    shares: dict[int, list[float]] = {}
    for i in range(len(features)):
        likeness = []
        for j in range(len(features)):
            if patients[i] != patients[j]:
                cosine = centred[i] @ centred[j] / np.linalg.norm(centred[i]) / np.linalg.norm(centred[j])
                likeness.append((cosine, labels[j]))
        nearest = sorted(likeness, key=lambda pair: -pair[0])[:k]
        shares.setdefault(labels[i], []).append(np.mean([label == labels[i] for _, label in nearest]))
    return float(np.mean([np.mean(of_class) for of_class in shares.values()]))


@pytest.mark.parametrize(("m", "classes", "k"), [(40, 2, 5), (30, 3, 10), (12, 2, 11)])
def test_agreement_is_what_counting_gives(m: int, classes: int, k: int) -> None:
    features = RNG.normal(size=(m, 6)).astype(np.float32)
    labels, patients = np.arange(m) % classes, np.arange(m) // 3
    got = neighbour_agreement(features, labels, patients, k)
    assert got == pytest.approx(slow_agreement(features.astype(float), labels, patients, k))


def test_ones_own_patient_neither_votes_nor_teaches() -> None:
    patients = np.repeat(np.arange(60), 4)
    labels = RNG.integers(0, 2, 60)[patients]
    # Features that tell the patient and nothing of the class, apart from a little noise.
    features = (RNG.normal(size=(60, 64))[patients] + 0.01 * RNG.normal(size=(240, 64))).astype(np.float32)
    assert neighbour_agreement(features, labels, np.arange(240), k=3) == 1.0  # if images were patients of their own
    assert neighbour_agreement(features, labels, patients, k=3) < 0.65
    assert 0.3 < quick_auc(features, labels, patients) < 0.7
    assert quick_auc(features, labels, np.arange(240)) > 0.9


@pytest.mark.parametrize("positives", [100, 30])
def test_features_that_know_nothing_are_at_chance_and_informative_ones_are_not(positives: int) -> None:
    labels, patients = (np.arange(200) < positives).astype(np.int64), np.arange(200)
    noise = RNG.normal(size=(200, 100)).astype(np.float32) + 5
    assert quick_auc(noise, labels, patients) == pytest.approx(0.5, abs=0.12)
    assert neighbour_agreement(noise, labels, patients) == pytest.approx(0.5, abs=0.05)
    noise[:, :10] += labels[:, None]
    assert quick_auc(noise, labels, patients) > 0.75
    assert neighbour_agreement(noise, labels, patients) > 0.53


def test_more_than_two_classes_and_constant_features() -> None:
    labels, patients = np.arange(90) % 3, np.arange(90)
    assert quick_auc(np.ones((90, 8), dtype=np.float32), labels, patients) == pytest.approx(0.5)
    assert quick_auc(np.eye(3, dtype=np.float32)[labels], labels, patients) == 1.0


def test_area_is_scikit_learns() -> None:
    scores, truth = RNG.integers(0, 6, 80).astype(float), RNG.integers(0, 2, 80).astype(bool)
    assert area(scores, truth) == pytest.approx(roc_auc_score(truth, scores))
