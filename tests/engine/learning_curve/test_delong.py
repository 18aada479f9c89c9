from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata
from sklearn.metrics import roc_auc_score

from engine.errors import InputError
from engine.learning_curve.delong import compare_areas, midranks, structural_components
from engine.learning_curve.image_scores import clustered_error, influence

# Albumin, total protein, K-G score and outcome of DeLong et al.'s patients with ovarian cancer, the 43 complete
# records, as SAS/STAT prints them in its example "Comparing Receiver Operating Characteristic Curves" of PROC LOGISTIC.
_RECORDS = """
3.0 5.8 10 0  3.2 6.3 5 1  3.9 6.8 3 1  2.8 4.8 6 0  3.2 5.8 3 1  0.9 4.0 5 0  2.5 5.7 8 0  1.6 5.6 5 1
3.8 5.7 5 1  3.7 6.7 6 1  3.2 5.4 4 1  3.8 6.6 6 1  4.1 6.6 5 1  3.6 5.7 5 1  4.3 7.0 4 1  3.6 6.7 4 0
2.3 4.4 6 1  4.2 7.6 4 0  4.0 6.6 6 0  3.5 5.8 6 1  3.8 6.8 7 1  3.0 4.7 8 0  4.5 7.4 5 1  3.7 7.4 5 1
3.1 6.6 6 1  4.1 8.2 6 1  4.3 7.0 5 1  4.3 6.5 4 1  3.2 5.1 5 1  2.6 4.7 6 1  3.3 6.8 6 0  1.7 4.0 7 0
3.7 6.1 5 1  3.3 6.3 7 1  4.2 7.7 6 1  3.5 6.2 5 1  2.9 5.7 9 0  2.1 4.8 7 1  2.8 6.2 8 0  4.0 7.0 7 1
3.3 5.7 6 1  3.7 6.9 5 1  3.6 6.6 5 1
"""
OVARIAN = np.array(_RECORDS.split(), dtype=float).reshape(-1, 4)


def test_the_published_comparison() -> None:
    """Areas, standard errors, differences, chi-squares and p-values as SAS/STAT's output gives them."""
    benefit, score = OVARIAN[:, 3] == 1, -OVARIAN[:, 2]
    albumin = compare_areas(score, OVARIAN[:, 0], benefit)
    assert (albumin.first, albumin.error_first) == pytest.approx((0.7258, 0.1028), abs=5e-5)
    assert (albumin.second, albumin.error_second) == pytest.approx((0.7366, 0.0927), abs=5e-5)
    assert (albumin.difference, albumin.standard_error) == pytest.approx((0.0108, 0.0953), abs=5e-5)
    assert (albumin.z**2, albumin.p_value) == pytest.approx((0.0127, 0.9102), abs=5e-5)
    assert (albumin.low95, albumin.high95) == pytest.approx((-0.1761, 0.1976), abs=5e-5)
    protein = compare_areas(score, OVARIAN[:, 1], benefit)
    assert (protein.second, protein.error_second) == pytest.approx((0.6478, 0.1000), abs=5e-5)
    assert (protein.difference, protein.standard_error) == pytest.approx((-0.0780, 0.1046), abs=5e-5)
    assert (protein.z**2, protein.p_value) == pytest.approx((0.5554, 0.4561), abs=5e-5)


def test_published_implementations_give_the_same() -> None:
    """z and p of MLstatkit 0.1.91's `Delong_test`, standard errors of confidenceinterval 1.0.5's `delong_roc_variance`
    (in single precision), both run on these records."""
    benefit, score = OVARIAN[:, 3] == 1, -OVARIAN[:, 2]
    albumin, protein = (compare_areas(score, OVARIAN[:, column], benefit) for column in (0, 1))
    assert (albumin.z, albumin.p_value) == pytest.approx((0.11277826904452642, 0.9102063472010351), rel=1e-12)
    assert (protein.z, protein.p_value) == pytest.approx((-0.7452183896579927, 0.45613970750747357), rel=1e-12)
    errors = (albumin.error_first, albumin.error_second, protein.error_second)
    assert errors == pytest.approx((0.10282160805301042, 0.0926943465700338, 0.1000473755300777), rel=1e-7)


def made(n: int, per_patient: int, seed: int, decimals: int = 1) -> tuple[np.ndarray, ...]:
    """Two models' scores with ties, patients whose images resemble each other and may be of both classes."""
    g = np.random.default_rng(seed)
    patients = np.repeat(np.arange(n // per_patient), per_patient)
    is_positive = g.random(n) < 0.4
    common = g.normal(size=n // per_patient)[patients] + 0.8 * is_positive
    first, second = (np.round(common + 0.7 * g.normal(size=n), decimals) for _ in range(2))
    return first, second, is_positive, patients


def slow_covariance(scores: list[np.ndarray], is_positive: np.ndarray, patients: np.ndarray) -> np.ndarray:
    """Obuchowski 1997 as printed: every pair of images, then sums over the clusters, one model pair at a time."""
    x, y = [s[is_positive] for s in scores], [s[~is_positive] for s in scores]
    wins = [(a[:, None] > b[None]) + 0.5 * (a[:, None] == b[None]) for a, b in zip(x, y, strict=True)]
    areas = [w.mean() for w in wins]
    of_x, of_y = patients[is_positive], patients[~is_positive]
    clusters = np.unique(patients)
    found = np.zeros((2, 2))
    for j in range(2):
        for k in range(2):
            s10 = s01 = s11 = 0.0
            for c in clusters:
                v10 = [
                    w[of_x == c].mean(axis=1).sum() - (of_x == c).sum() * a for w, a in zip(wins, areas, strict=True)
                ]
                v01 = [
                    w[:, of_y == c].mean(axis=0).sum() - (of_y == c).sum() * a for w, a in zip(wins, areas, strict=True)
                ]
                s10 += v10[j] * v10[k]
                s01 += v01[j] * v01[k]
                s11 += v10[j] * v01[k] + v10[k] * v01[j]
            i10, i01, i = len(np.unique(of_x)), len(np.unique(of_y)), len(clusters)
            m, n = len(of_x), len(of_y)
            found[j, k] = s10 * i10 / (i10 - 1) / m**2 + s01 * i01 / (i01 - 1) / n**2 + s11 * i / (i - 1) / (m * n)
    return found


@pytest.mark.parametrize("per_patient", [1, 3])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_definition(per_patient: int, seed: int) -> None:
    first, second, is_positive, patients = made(60, per_patient, seed)
    found = compare_areas(first, second, is_positive, patients)
    covariance = slow_covariance([first, second], is_positive, patients)
    assert found.first == pytest.approx(roc_auc_score(is_positive, first))
    assert found.second == pytest.approx(roc_auc_score(is_positive, second))
    assert found.error_first**2 == pytest.approx(covariance[0, 0])
    assert found.standard_error**2 == pytest.approx(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])


def test_one_image_a_patient_is_plain_delong() -> None:
    first, second, is_positive, patients = made(80, 1, 7)
    assert compare_areas(first, second, is_positive, patients) == compare_areas(first, second, is_positive)


def test_clusters_widen_the_interval_as_a_patient_bootstrap_does() -> None:
    g = np.random.default_rng(3)
    patients = np.repeat(np.arange(120), 5)
    is_positive = (np.arange(120) % 2 == 0)[patients]
    shared = 1.2 * g.normal(size=(2, 120))[:, patients]
    first, second = shared + 0.9 * is_positive + 0.4 * g.normal(size=(2, 600))
    found = compare_areas(first, second, is_positive, patients)
    images = [np.flatnonzero(patients == p) for p in range(120)]
    drawn = []
    for _ in range(400):
        rows = np.concatenate([images[k] for k in g.integers(0, 120, 120)])
        drawn.append(roc_auc_score(is_positive[rows], second[rows]) - roc_auc_score(is_positive[rows], first[rows]))
    assert found.standard_error == pytest.approx(np.std(drawn), rel=0.12)
    assert found.standard_error > 1.6 * compare_areas(first, second, is_positive).standard_error


def test_it_agrees_with_the_influences_that_the_summary_uses() -> None:
    first, second, is_positive, patients = made(300, 2, 5)
    wide = [np.stack([1 - s, s], axis=1).astype(np.float32) for s in (first, second)]
    difference = np.subtract(*(influence("auc", w, is_positive.astype(np.int64), 1) for w in wide))
    assert compare_areas(first, second, is_positive, patients).standard_error == pytest.approx(
        clustered_error(difference, patients), rel=0.02
    )


def test_midranks_are_scipys() -> None:
    values = np.random.default_rng(0).normal(size=200).round(1)
    assert np.array_equal(midranks(values), rankdata(values))
    of_positives, of_negatives = structural_components(values, np.arange(200) % 3 == 0)
    assert of_positives.mean() == pytest.approx(of_negatives.mean())


def test_the_same_model_and_perfect_models() -> None:
    first, _, is_positive, _ = made(40, 1, 1)
    alike = compare_areas(first, first, is_positive)
    assert (alike.difference, alike.standard_error, alike.p_value) == (0.0, 0.0, 1.0)
    perfect = compare_areas(1.0 - is_positive, is_positive.astype(float), is_positive)
    assert (perfect.first, perfect.second, perfect.p_value) == (0.0, 1.0, 0.0)


def test_unusable_input_is_said() -> None:
    scores = np.linspace(0, 1, 10)
    with pytest.raises(InputError) as error:
        compare_areas(scores, scores, np.arange(10) == 3)
    assert error.value.code == "classes"
    with pytest.raises(InputError) as error:
        compare_areas(scores, np.full(10, np.nan), np.arange(10) < 5)
    assert error.value.code == "scores"
