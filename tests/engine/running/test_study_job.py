"""The study job on a tiny cohort: every cell measured once, found again, the same whoever runs it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation, StudyConfig
from engine.pretraining.config import SimCLRConfig
from engine.running.control import RunControl
from engine.running.events import (
    AnswerSettled,
    AnswerUpdated,
    EpochProgress,
    PointMeasured,
    RunCancelled,
    RunFailed,
    RunFinished,
    RunStarted,
    RunWarning,
    StageProgress,
)
from engine.running.requests import ScanRequest, StudyRequest
from engine.running.run import execute
from engine.running.scored_images import scored_images
from engine.running.store import ProjectStore
from tests.builders import tiny_cohort

CONFIG = StudyConfig(
    image_size=32,
    budgets=(8, 12, 16),
    seeds=2,
    pretraining=SimCLRConfig(epochs=2, batch_size=16),
    finetuning=FineTuneConfig(epochs=1, min_steps=2, max_steps=3, batch_size=8),
)


def run(request, control=None, on_event=lambda event: None):
    events = []

    def emit(event):
        events.append(event)
        on_event(event)

    return execute(request, emit, control or RunControl()), events


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A scanned project, to be copied by tests that run a study."""
    folder = tmp_path_factory.mktemp("cohort")
    labels = tiny_cohort(folder / "images", patients=30, images_per_patient=2, seed=1)
    project = folder / "project"
    outcome, events = run(ScanRequest(str(project), (str(folder / "images"),), labels_csv=str(labels), jobs=1))
    assert isinstance(outcome, RunFinished), outcome
    assert isinstance(events[0], RunStarted)
    return project


@pytest.fixture
def project(scanned, tmp_path):
    import shutil

    return shutil.copytree(scanned, tmp_path / "project")


@pytest.fixture(scope="module")
def finished(scanned, tmp_path_factory):
    """A finished study with its events; read only."""
    import shutil

    project = shutil.copytree(scanned, tmp_path_factory.mktemp("finished") / "project")
    outcome, events = run(StudyRequest(str(project), CONFIG, "cpu", 1))
    return project, outcome, events


def points(project):
    store = ProjectStore.open(project)
    measured = store.measurements(store.latest_study().study_key)
    store.close()
    return measured


def test_every_cell_is_measured_and_told_of(finished):
    project, outcome, events = finished
    assert isinstance(outcome, RunFinished), outcome
    assert not outcome.early
    measured = points(project)
    assert len(measured.of("fine_tuned")) == len(measured.of("linear_probe")) == 3 * 2 * 2
    told = [e.point for e in events if isinstance(e, PointMeasured)]
    assert sorted(told, key=repr) == sorted((c.point for c in measured.cells), key=repr)
    assert [e.epoch for e in events if isinstance(e, EpochProgress)] == [1, 2]
    assert any(isinstance(e, AnswerUpdated) for e in events)
    fractions = [e.fraction for e in events if isinstance(e, StageProgress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_scores_are_probabilities_of_the_fixed_test_set(finished):
    project, _, _ = finished
    measured = points(project)
    for cell in measured.cells:
        assert cell.scores.shape == (len(measured.truth), 2)
        np.testing.assert_allclose(cell.scores.sum(axis=1), 1, atol=1e-5)
        assert cell.point.n_test == len(measured.truth)
        right = (cell.scores.argmax(axis=1) == measured.truth).mean()
        assert cell.point.accuracy == pytest.approx(right)


def test_no_test_patient_is_pretrained_on_or_trained_on(finished):
    from engine.running.jobs.study_plan import plan_study

    project, _, _ = finished
    store = ProjectStore.open(project)
    plan = plan_study(store, CONFIG)
    store.close()
    test_patients = {image.patient for image in plan.test}
    assert test_patients
    assert not test_patients & {image.patient for image in plan.pool}
    for order in plan.orders:
        assert not test_patients & {image.patient for image in order}
        assert sorted(i.image_id for i in order) == sorted(i.image_id for i in plan.train)


def test_a_finished_study_is_not_trained_again(finished, tmp_path):
    import shutil

    project = shutil.copytree(finished[0], tmp_path / "again")
    outcome, events = run(StudyRequest(str(project), CONFIG, "cpu", 1))
    assert isinstance(outcome, RunFinished)
    assert all(e.reused for e in events if isinstance(e, PointMeasured))
    assert not any(isinstance(e, EpochProgress) for e in events)


def test_another_target_is_the_same_study_and_another_budget_reuses_its_cells(finished, tmp_path):
    import shutil

    project = shutil.copytree(finished[0], tmp_path / "again")
    run(StudyRequest(str(project), dataclasses.replace(CONFIG, target=0.7, minutes_per_image=2.0), "cpu", 1))
    store = ProjectStore.open(project)
    assert len(store.studies()) == 1
    assert store.latest_study().config.target == 0.7
    store.close()
    _, events = run(StudyRequest(str(project), dataclasses.replace(CONFIG, budgets=(8, 12, 16, 20)), "cpu", 1))
    fresh = {e.point.n_labels for e in events if isinstance(e, PointMeasured) and not e.reused}
    assert fresh == {20}


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_study_stopped_anywhere_ends_as_if_it_never_was(finished, project, after):
    control, seen = RunControl(), []

    def stop(event):
        seen.append(event)
        told = [e for e in seen if isinstance(e, PointMeasured) and e.point.mode == "fine_tuned"]
        if (after == 0 and isinstance(event, EpochProgress)) or (after and len(told) == after):
            control.cancel()

    outcome, _ = run(StudyRequest(str(project), CONFIG, "cpu", 1), control, stop)
    assert isinstance(outcome, RunCancelled)
    assert isinstance(run(StudyRequest(str(project), CONFIG, "cpu", 1))[0], RunFinished)
    again, first = points(project), points(finished[0])
    assert [c.point for c in again.cells] == [c.point for c in first.cells]
    for a, b in zip(again.cells, first.cells, strict=True):
        np.testing.assert_array_equal(a.scores, b.scores)


def test_another_project_on_the_same_images_measures_the_same(finished, scanned, tmp_path):
    """Two projects hash their identifiers differently; nothing that is computed may depend on that."""
    images = scanned.parent / "images"
    project = str(tmp_path / "other")
    run(ScanRequest(project, (str(images),), labels_csv=str(images / "labels.csv"), jobs=2))
    assert isinstance(run(StudyRequest(project, CONFIG, "cpu", 1))[0], RunFinished)
    for other, first in zip(points(tmp_path / "other").cells, points(finished[0]).cells, strict=True):
        assert other.point == first.point
        np.testing.assert_array_equal(other.scores, first.scores)


def test_finishing_early_keeps_and_sums_up_what_is_measured(project):
    control = RunControl()

    def stop(event):
        if isinstance(event, PointMeasured) and event.point.mode == "fine_tuned" and event.done == 6:
            control.finish_early()

    outcome, _ = run(StudyRequest(str(project), CONFIG, "cpu", 1), control, stop)
    assert isinstance(outcome, RunFinished)
    assert outcome.early
    # the training that was under way is finished, nothing new is begun
    assert len(points(project).of("fine_tuned")) in (6, 7)
    store = ProjectStore.open(project)
    assert store.latest_study().state == "early"
    store.close()


def test_the_order_of_the_cells_does_not_change_their_numbers(finished, project, monkeypatch):
    """Largest budget first, last seed first: every cell is what it is, both initialisations one after the other."""
    from engine.running.jobs import cell_order

    def backwards(aims, budgets, open_pairs, running, cost, seeds):
        return max(open_pairs, key=lambda pair: (pair.n_labels, pair.seed))

    monkeypatch.setattr(cell_order, "next_pair", backwards)
    outcome, events = run(StudyRequest(str(project), CONFIG, "cpu", 1))
    assert isinstance(outcome, RunFinished), outcome
    told = [e.point for e in events if isinstance(e, PointMeasured) and e.point.mode == "fine_tuned"]
    assert [(p.n_labels, p.seed) for p in told[::2]] == [(n, seed) for n in (16, 12, 8) for seed in (1, 0)]
    assert [(p.n_labels, p.seed) for p in told[::2]] == [(p.n_labels, p.seed) for p in told[1::2]]
    for mine, first in zip(points(project).cells, points(finished[0]).cells, strict=True):
        assert mine.point == first.point
        np.testing.assert_array_equal(mine.scores, first.scores)


def test_a_study_that_may_stop_when_settled_says_what_it_saved(project, monkeypatch):
    from engine.running.jobs import cell_order

    monkeypatch.setattr(cell_order, "settled", lambda aims, budgets, open_pairs, seeds: len(open_pairs) <= 2)
    config = dataclasses.replace(CONFIG, stop_when="settled", probe=False)
    outcome, events = run(StudyRequest(str(project), config, "cpu", 1))
    assert isinstance(outcome, RunFinished), outcome
    assert not outcome.early
    assert "settled after 8 of 12 trainings; 4 were saved" in outcome.sentence
    measured = points(project).of("fine_tuned")
    assert {(c.point.n_labels, c.point.seed) for c in measured} >= {(8, 0), (12, 0), (16, 0)}
    assert len(measured) == 8
    store = ProjectStore.open(project)
    assert store.latest_study().state == "finished"
    store.close()
    # The same study goes on when all trainings are wished for after all.
    outcome, events = run(StudyRequest(str(project), dataclasses.replace(config, stop_when="all"), "cpu", 1))
    assert sum(not e.reused for e in events if isinstance(e, PointMeasured)) == 4
    assert "settled" not in outcome.sentence


def test_a_study_that_runs_all_trainings_tells_when_its_answer_is_settled_and_when_no_longer(project, monkeypatch):
    from engine.running.jobs import cell_order

    monkeypatch.setattr(cell_order, "settled", lambda aims, budgets, open_pairs, seeds: len(open_pairs) in (4, 3, 1))
    outcome, events = run(StudyRequest(str(project), dataclasses.replace(CONFIG, probe=False), "cpu", 1))
    told = [event for event in events if isinstance(event, AnswerSettled)]
    assert [event.settled for event in told] == [True, False, True]
    assert [(event.done, event.total) for event in told] == [(4, 12), (8, 12), (10, 12)]
    assert all(event.spread >= 1 and event.narrow == (event.spread <= 1.5) for event in told)
    assert len([event for event in events if isinstance(event, PointMeasured)]) == 12  # it is not ended by itself
    assert not outcome.early


def test_memory_that_is_short_is_said_once(project, monkeypatch):
    """A device that holds four images at a time: every cell is trained all the same."""
    import torch

    from engine.finetuning.classifier import Classifier

    forward = Classifier.forward

    def crowded(self, images):
        if self.training and len(images) > 4:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(self, images)

    monkeypatch.setattr(Classifier, "forward", crowded)
    config = dataclasses.replace(CONFIG, seeds=1, budgets=(8, 12), probe=False, initialisations=(SCRATCH,))
    outcome, events = run(StudyRequest(str(project), config, "cpu", 2))
    assert isinstance(outcome, RunFinished), outcome
    (warning,) = (e for e in events if isinstance(e, RunWarning) and e.code == "memory_short")
    assert "parts of 4 images" in warning.sentence


def test_cells_of_different_modes_share_no_key(project):
    from engine.learning_curve.design import Cell
    from engine.running.device import choose_device
    from engine.running.jobs.pretrain_stage import key_of_cell
    from engine.running.jobs.study_plan import plan_study

    tunings = [
        FineTuneConfig(),
        FineTuneConfig(trained="last_stage"),
        FineTuneConfig(trained="last_stage", cached_views=4),
        FineTuneConfig(trained="last_two_stages"),
        FineTuneConfig(validation_fraction=0.2),
        FineTuneConfig(validation_fraction=0.2, patience=9),
    ]
    alike = [FineTuneConfig(cached_views=3), FineTuneConfig(patience=9)]  # of what is switched off
    store, device = ProjectStore.open(project), choose_device("cpu", 1)
    keys = []
    for tuning in (*tunings, *alike):
        plan = plan_study(store, dataclasses.replace(CONFIG, finetuning=tuning))
        keys.append((key_of_cell("fine_tuned", plan, Cell(8, SCRATCH, 0), device), plan.entry.study_key))
    store.close()
    assert len({key for key, _ in keys}) == len({study for _, study in keys}) == len(tunings)
    assert keys[-2:] == [keys[0]] * 2


def test_a_subset_of_the_pool_is_another_encoder(project):
    config = dataclasses.replace(
        CONFIG,
        seeds=1,
        budgets=(8, 12),
        probe=False,
        initialisations=(SCRATCH, SIMCLR, Initialisation("few", "simclr", pool_size=16)),
    )
    outcome, events = run(StudyRequest(str(project), config, "cpu", 1))
    assert isinstance(outcome, RunFinished), outcome
    assert {e.initialisation for e in events if isinstance(e, EpochProgress)} == {"simclr", "few"}
    assert len(list((project / "encoders").iterdir())) == 2


def test_an_encoder_from_a_file_is_fine_tuned_like_any_other(finished, project):
    (weights,) = (finished[0] / "encoders").iterdir()
    own = Initialisation("own", "file", weights_file=str(weights))
    config = dataclasses.replace(CONFIG, seeds=1, budgets=(8, 12), initialisations=(SCRATCH, own))
    outcome, events = run(StudyRequest(str(project), config, "cpu", 1))
    assert isinstance(outcome, RunFinished), outcome
    assert not any(isinstance(e, EpochProgress) for e in events)
    tuned = {c.point.n_labels: c.point for c in points(project).of("fine_tuned", "own")}
    first = {c.point.n_labels: c.point for c in points(finished[0]).of("fine_tuned", "simclr") if c.point.seed == 0}
    for n_labels, point in tuned.items():  # the same weights, whatever they are called
        assert dataclasses.replace(point, initialisation="simclr") == first[n_labels]


@pytest.mark.parametrize(
    ("config", "code"),
    [
        (dataclasses.replace(CONFIG, budgets=(8, 5000)), "budget_too_large"),
        (dataclasses.replace(CONFIG, positive_class="martian"), "unknown_class"),
        (
            dataclasses.replace(CONFIG, initialisations=(Initialisation("x", "file", weights_file="/no/where"),)),
            "weights_missing",
        ),
        (
            dataclasses.replace(CONFIG, initialisations=(Initialisation("x", "simclr", pool_size=10**6),)),
            "pool_too_small",
        ),
    ],
)
def test_what_cannot_be_run_is_said_before_anything_is_trained(project, config, code):
    outcome, events = run(StudyRequest(str(project), config, "cpu", 1))
    assert isinstance(outcome, RunFailed)
    assert outcome.code == code
    assert not any(isinstance(e, PointMeasured | EpochProgress) for e in events)
    assert sum(isinstance(e, RunStarted) for e in events) == 1


def test_a_project_without_labels_is_said(tmp_path):
    tiny_cohort(tmp_path / "images", patients=4, images_per_patient=1, seed=1)
    project = str(tmp_path / "project")
    run(ScanRequest(project, (str(tmp_path / "images"),), jobs=1))
    outcome, _ = run(StudyRequest(project, CONFIG, "cpu", 1))
    assert outcome.code == "no_labels"
    assert "No image is labelled yet" in outcome.sentence


def test_a_second_scan_reads_no_source_file(scanned, tmp_path, monkeypatch):
    import shutil

    from engine.cohort import scan as scan_module

    project = shutil.copytree(scanned, tmp_path / "project")
    asked = []
    original = scan_module.decode_all

    def spy(paths, **options):
        def watched():
            for path in paths:
                asked.append(path)
                yield path

        return original(watched(), **options)

    monkeypatch.setattr(scan_module, "decode_all", spy)
    source = scanned.parent / "images"
    outcome, _ = run(ScanRequest(str(project), (str(source),), jobs=1))
    assert isinstance(outcome, RunFinished)
    assert {path.suffix for path in asked if path is not None} == {".csv"}


def test_the_study_says_which_images_its_scores_are_of(finished):
    project, _, _ = finished
    store = ProjectStore.open(project)
    entry = store.latest_study()
    measured = store.measurements(entry.study_key)
    cohort = store.cohort()
    kept = scored_images(store, entry.study_key, measured, cohort)
    labels = {image.image_id: image.label for image in cohort.images}
    assert [measured.classes.index(labels[i]) for i in kept] == measured.truth.tolist()
    assert store.meta(f"test_images {entry.study_key}") is not None
    store.close()
