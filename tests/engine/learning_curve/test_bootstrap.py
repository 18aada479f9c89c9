from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from engine.errors import InputError
from engine.learning_curve.bootstrap import crossed_bootstrap, weighted_area, weighted_share
from engine.learning_curve.image_scores import hits_of, rankings_of
from engine.learning_curve.points import FINE_TUNED, METRICS, MeasuredCell, StudyMeasurements
from tests.engine.learning_curve.made_up import cell, slow_auc, study


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("metric", METRICS)
def test_weighting_images_is_repeating_them(metric: str, n_classes: int) -> None:
    made = study(budgets=(20,), seeds=1, n_test=60, n_classes=n_classes, rounding=1, initialisations=("scratch",))
    weights = np.random.default_rng(0).integers(0, 3, size=(60, 4))
    scores = made.cells[0].scores
    if metric == "auc":
        found = np.mean([weighted_area(r, weights.astype(np.float32)) for r in rankings_of(scores, made.truth, 1)], 0)
    else:
        found = weighted_share(hits_of(metric, scores, made.truth, 1), weights.astype(np.float32))
    for b in range(4):
        rows = np.repeat(np.arange(60), weights[:, b])
        repeated = cell("x", 20, 0, scores[rows], made.truth[rows])
        assert found[b] == pytest.approx(repeated.point.metric(metric), abs=1e-6)


def test_the_area_is_that_of_all_pairs() -> None:
    made = study(budgets=(20,), seeds=1, n_test=50, rounding=1)
    ranking = rankings_of(made.cells[0].scores, made.truth, 1)[0]
    area = weighted_area(ranking, np.ones((50, 1), dtype=np.float32))[0]
    assert area == pytest.approx(slow_auc(made.cells[0].scores[:, 1].astype(float), made.truth == 1), abs=1e-6)


def test_the_spread_is_that_of_a_slow_bootstrap() -> None:
    """Seeds and patients drawn one by one, cells measured from their definitions."""
    made = study(budgets=(20, 40), seeds=3, n_test=60, initialisations=("scratch",))
    quick = crossed_bootstrap(made, "auc", FINE_TUNED, replicates=2000).means[0]
    g = np.random.default_rng(9)
    images = [np.flatnonzero(made.patients == p) for p in np.unique(made.patients)]
    slow = []
    for _ in range(400):
        rows = np.concatenate([images[k] for k in g.integers(0, len(images), len(images))])
        runs = g.integers(0, 3, 3)
        slow.append(
            [
                np.mean([cell("x", n, 0, made.cells[3 * j + r].scores[rows], made.truth[rows]).point.auc for r in runs])
                for j, n in enumerate((20, 40))
            ]
        )
    assert quick.std(axis=1) == pytest.approx(np.std(slow, axis=0), rel=0.15)
    assert np.corrcoef(quick)[0, 1] == pytest.approx(np.corrcoef(np.array(slow).T)[0, 1], abs=0.15)


def test_the_same_seed_gives_the_same_bytes() -> None:
    made = study(n_test=80)
    first, second = (crossed_bootstrap(made, "auc", FINE_TUNED, replicates=50).means for _ in range(2))
    assert first.tobytes() == second.tobytes()
    assert crossed_bootstrap(made, "auc", FINE_TUNED, replicates=50, seed=1).means.tobytes() != first.tobytes()


def test_one_positive_patient_is_in_every_replicate() -> None:
    made = study(n_test=40, images_a_patient=1.0)
    truth = np.zeros(40, dtype=np.int64)
    truth[7] = 1
    lonely = _with_truth(made, truth)
    for metric in METRICS:
        assert np.isfinite(crossed_bootstrap(lonely, metric, FINE_TUNED, replicates=100).means).all()


def test_a_class_missing_from_the_test_set() -> None:
    made = study(n_test=40)
    lacking = _with_truth(made, np.zeros(40, dtype=np.int64))
    assert np.all(crossed_bootstrap(lacking, "auc", FINE_TUNED, replicates=20).means == 0.5)
    assert np.all(crossed_bootstrap(lacking, "sensitivity", FINE_TUNED, replicates=20).means == 0.0)


def _with_truth(made: StudyMeasurements, truth: np.ndarray) -> StudyMeasurements:
    again = [cell(c.point.initialisation, c.point.n_labels, c.point.seed, c.scores, truth) for c in made.cells]
    return replace(made, truth=truth, cells=tuple(again))


def test_an_unfinished_study_and_none() -> None:
    made = study(n_test=40)
    part: tuple[MeasuredCell, ...] = tuple(c for c in made.cells if c.point.seed == 0 or c.point.n_labels == 20)
    drawn = crossed_bootstrap(replace(made, cells=part), "auc", FINE_TUNED, replicates=50)
    assert np.isfinite(drawn.means).all()
    assert drawn.runs.tolist() == [[3, 1, 1, 1, 1]] * 2
    with pytest.raises(InputError):
        crossed_bootstrap(replace(made, cells=()), "auc", FINE_TUNED)


def test_a_wish_to_stop_is_answered_between_cells() -> None:
    calls = []

    def check() -> None:
        calls.append(time.perf_counter())
        if len(calls) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crossed_bootstrap(study(n_test=300), "auc", FINE_TUNED, check=check)
    assert max(np.diff(calls)) < 0.5


@pytest.mark.parametrize("n_classes", [2, 3])
def test_each_replicate_is_scikit_learns_of_the_drawn_images(n_classes: int) -> None:
    """Binary area, macro one-vs-rest, balanced accuracy: on images repeated as often as drawn, ties included."""
    made = study(budgets=(20,), seeds=1, n_test=90, n_classes=n_classes, rounding=1, initialisations=("scratch",))
    weights = np.random.default_rng(4).integers(0, 3, size=(90, 6))
    scores = made.cells[0].scores
    areas = [weighted_area(r, weights.astype(np.float32)) for r in rankings_of(scores, made.truth, 1)]
    balanced = weighted_share(hits_of("balanced_accuracy", scores, made.truth, 1), weights.astype(np.float32))
    for b in range(6):
        rows = np.repeat(np.arange(90), weights[:, b])
        truth, drawn = made.truth[rows], scores[rows].astype(float)
        if n_classes == 2:
            expected = roc_auc_score(truth == 1, drawn[:, 1])
        else:
            expected = roc_auc_score(np.eye(3)[truth], drawn, average="macro")
        assert np.mean(areas, axis=0)[b] == pytest.approx(expected, abs=1e-6)
        assert balanced[b] == pytest.approx(balanced_accuracy_score(truth, drawn.argmax(axis=1)), abs=1e-6)


def test_a_rare_class_of_three_is_in_every_draw() -> None:
    made = study(budgets=(20, 40), seeds=2, n_test=60, n_classes=3, images_a_patient=1.0)
    truth = made.truth.copy()
    truth[truth == 2] = 0
    truth[5] = 2
    drawn = crossed_bootstrap(_with_truth(made, truth), "auc", FINE_TUNED, replicates=200)
    assert np.isfinite(drawn.means).all()


def test_one_patient_and_one_seed_do_not_break_it() -> None:
    made = study(budgets=(20, 40), seeds=1, n_test=30)
    alone = replace(made, patients=np.zeros(30, dtype=np.int64))
    drawn = crossed_bootstrap(alone, "auc", FINE_TUNED, replicates=20)
    assert drawn.means == pytest.approx(np.repeat(drawn.point[:, :, None], 20, axis=2), abs=1e-6)


def test_a_cell_without_numbers_is_left_out() -> None:
    made = study(budgets=(20, 40), seeds=3, n_test=60)
    spoilt = replace(made.cells[0], scores=np.full_like(made.cells[0].scores, np.nan))
    drawn = crossed_bootstrap(replace(made, cells=(spoilt, *made.cells[1:])), "auc", FINE_TUNED, replicates=20)
    assert np.isfinite(drawn.means).all()
    assert drawn.runs.min() == 2
