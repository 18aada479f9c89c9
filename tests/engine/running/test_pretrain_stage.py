"""The pretraining stage: what the pool is read from, what is told in which order, what is warned of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from engine.batches import source as source_module
from engine.batches.source import MappedImages, ResidentImages
from engine.errors import StorageError
from engine.images.cache import ImageCache
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation, StudyConfig
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.training import SimCLRTraining
from engine.running.codec import decode, encode
from engine.running.control import JobCancelled, RunControl
from engine.running.device import DeviceChoice
from engine.running.events import CheckpointSaved, EmbeddingMapped, EpochProgress, Event, LearningChecked, RunWarning
from engine.running.jobs import pool_images
from engine.running.jobs.pool_images import labelled_images, pool_source
from engine.running.jobs.pretrain_stage import PRETRAINING, encoder_of
from engine.running.jobs.study_plan import StudyPlan, plan_study
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.run import execute
from engine.running.store import ProjectStore
from tests.builders import tiny_cohort

CPU = DeviceChoice(torch.device("cpu"), None, 1)
FEW = Initialisation("few", "simclr", pool_size=20)
CONFIG = StudyConfig(
    image_size=32,
    budgets=(8, 12),
    seeds=1,
    initialisations=(SCRATCH, SIMCLR, FEW),
    pretraining=SimCLRConfig(epochs=2, batch_size=16),
)


class Stage:
    """A project with what the stage is called with."""

    def __init__(self, folder: Path) -> None:
        self.store = ProjectStore.open(folder)
        self.plan: StudyPlan = plan_study(self.store, CONFIG)
        self.cache = ImageCache.open(self.store.images_cache_path)
        self.events: list[Event] = []
        self.control = RunControl()
        self.reporter = Reporter(self.events.append, self.control)
        self.reporter.start("study", {PRETRAINING: 1.0}, "CPU")
        self.reporter.stage(PRETRAINING, 100, "images")

    def encoder(self, initialisation: Initialisation = SIMCLR) -> dict[str, torch.Tensor]:
        weights = encoder_of(initialisation, self.plan, self.store, self.cache, CPU, self.reporter, 0)
        assert weights is not None
        return weights

    def source(self, images: int | None = None) -> object:
        return pool_source(self.plan.pool[:images], self.plan, self.store, self.cache, CPU, self.reporter)

    @property
    def copies(self) -> list[str]:
        return sorted(path.name for path in self.store.images_cache_path.parent.glob("pool-*.u8"))

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    labels = tiny_cohort(folder / "images", patients=30, images_per_patient=2, seed=1)
    project = folder / "project"
    execute(
        ScanRequest(str(project), (str(folder / "images"),), labels_csv=str(labels), jobs=1),
        lambda _: None,
        RunControl(),
    )
    return project


@pytest.fixture
def stage(scanned: Path, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(shutil.copytree(scanned, tmp_path / "project"))
    yield stage
    stage.store.close()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pool is too large to be held in memory."""
    monkeypatch.setattr(source_module, "_MOST_BYTES", 0)


def test_what_is_learned_is_told_after_its_epoch(stage: Stage) -> None:
    stage.encoder()
    told = [e for e in stage.events if isinstance(e, EpochProgress | LearningChecked)]
    assert [type(e) for e in told] == [EpochProgress, LearningChecked] * 2
    assert [e.epoch for e in told] == [1, 1, 2, 2]
    for event in told[1::2]:
        assert (event.initialisation, event.epochs, event.measure) == ("simclr", 2, "auc")
        assert 0 <= event.score <= 1
        assert event.random_score == told[1].random_score
        assert 0 <= event.agreement <= 1
    assert all(event.effective_rank > 1 for event in told[::2])
    assert not stage.of(RunWarning)


def test_the_embedding_is_mapped_after_each_look(stage: Stage) -> None:
    stage.encoder()
    maps, looks = stage.of(EmbeddingMapped), stage.of(LearningChecked)
    assert [(m.initialisation, m.epoch, m.epochs) for m in maps] == [("simclr", e.epoch, 2) for e in looks]
    given = labelled_images(stage.plan, stage.cache, CPU)
    for event in maps:
        assert list(event.labels) == given.labels.tolist()[: len(event.points)]
        assert len(event.points) == len(event.labels) > 20
        assert 0 < event.explained <= 1
        squares = [x * x + y * y for x, y in event.points]
        assert sum(squares) / len(squares) == pytest.approx(1, abs=0.01)
    assert maps[0].points != maps[1].points
    assert all(decode(encode(event)) == event for event in maps)


def test_test_images_are_not_looked_at(stage: Stage) -> None:
    given = labelled_images(stage.plan, stage.cache, CPU)
    pixels = {stage.cache.read()[image.cache_slot].tobytes() for image in stage.plan.test}
    assert len(given.images) == len(stage.plan.train)
    slots = [image.cache_slot for image in stage.plan.orders[0]]
    looked_at = {stage.cache.read()[slot].tobytes() for slot in slots}
    assert not looked_at & pixels
    assert [stage.plan.class_index(image) for image in stage.plan.orders[0]] == given.labels.tolist()
    same_patient = [image.patient == stage.plan.orders[0][0].patient for image in stage.plan.orders[0]]
    assert (given.patients == given.patients[0]).tolist() == same_patient


def test_a_large_pool_trains_the_same_encoder_from_a_copy(
    stage: Stage, large: None, scanned: Path, tmp_path: Path
) -> None:
    held = Stage(shutil.copytree(scanned, tmp_path / "held"))
    assert isinstance(stage.source(), MappedImages)
    from_file, few = stage.encoder(), stage.encoder(FEW)
    assert len(stage.copies) == 1  # shared
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_module, "_MOST_BYTES", 1 << 30)
        assert isinstance(held.source(), ResidentImages)
        expected = {"simclr": held.encoder(), "few": held.encoder(FEW)}
    for weights, name in ((from_file, "simclr"), (few, "few")):
        assert all(torch.equal(weights[key], expected[name][key]) for key in weights)
    held.store.close()


def test_a_copy_that_is_not_wanted_any_more_goes(stage: Stage, large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.source()
    first = stage.copies
    stage.source(10)
    assert stage.copies == first
    monkeypatch.setattr(pool_images, "training_side", lambda size, cache_side: 64)
    stage.source()
    assert len(stage.copies) == 1
    assert stage.copies != first
    monkeypatch.setattr(source_module, "_MOST_BYTES", 1 << 30)
    stage.source()
    assert stage.copies == []


def test_a_pool_at_the_caches_own_side_is_not_copied(
    stage: Stage, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_images, "training_side", lambda size, cache_side: cache_side)
    source = stage.source()
    assert isinstance(source, MappedImages)
    assert stage.copies == []
    slot = stage.plan.pool[3].cache_slot
    assert source.gather(torch.tensor([3])).numpy().tobytes() == stage.cache.read()[slot].tobytes()


def test_without_room_for_the_copy_it_goes_on_and_says_so(
    stage: Stage, large: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = stage.source().gather(torch.arange(8))

    def full(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.", code="disk_full")

    monkeypatch.setattr(pool_images, "reduced_copy", full)
    source = stage.source()
    assert torch.equal(source.gather(torch.arange(8)), expected)
    assert [warning.code for warning in stage.of(RunWarning)] == ["no_pool_copy"]
    assert stage.copies == []


def test_a_collapse_is_warned_of_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.pretraining.simclr.has_collapsed", lambda *_, **__: True)
    stage.encoder()
    (warning,) = stage.of(RunWarning)
    assert warning.code == "collapse"
    assert "'SimCLR' has collapsed" in warning.sentence
    assert stage.events.index(warning) > stage.events.index(stage.of(EpochProgress)[0])


def test_a_smaller_batch_is_warned_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = SimCLRTraining.step, iter([True])

    def step(self: SimCLRTraining, views: torch.Tensor, *rest: float) -> torch.Tensor:
        if next(failures, False):
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(self, views, *rest)

    monkeypatch.setattr(SimCLRTraining, "step", step)
    stage.encoder()
    (warning,) = stage.of(RunWarning)
    assert warning.code == "smaller_batch"
    assert "fewer others" in warning.sentence
    assert len(stage.of(EpochProgress)) == 2


def test_stopped_after_a_collapse_it_is_not_warned_of_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.pretraining import simclr
    from engine.running.jobs import pretrain_stage

    monkeypatch.setattr(simclr, "has_collapsed", lambda *_, **__: True)
    eager = lambda *args, **kwargs: simclr.pretrain(*args, **kwargs, checkpoint_seconds=0.0)  # noqa: E731
    monkeypatch.setattr(pretrain_stage, "pretrain", eager)
    emit = stage.reporter.emit

    def stop_at_a_checkpoint(event: Event) -> None:
        emit(event)
        if isinstance(event, CheckpointSaved) and stage.of(EpochProgress):
            stage.control.cancel()

    stage.reporter.emit = stop_at_a_checkpoint
    with pytest.raises(JobCancelled):
        stage.encoder()
    assert [warning.code for warning in stage.of(RunWarning)] == ["collapse"]
    again = Stage(stage.store.folder)
    again.encoder()
    assert again.of(RunWarning) == []
    assert [event.epoch for event in again.of(EpochProgress)] == [2]
    again.store.close()
