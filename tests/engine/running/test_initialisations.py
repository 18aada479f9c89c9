"""A study's initialisations: which images each pretrains on, and which weights a file gives."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.encoder.backbone import build_encoder
from engine.errors import InputError
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation, StudyConfig
from engine.learning_curve.initialisations import from_file, simclr_on
from engine.pretraining.config import SimCLRConfig
from engine.running.control import RunControl
from engine.running.events import EpochProgress, PointMeasured, RunFailed, RunFinished
from engine.running.jobs.file_weights import file_key, load_weights
from engine.running.jobs.pools import pool_of
from engine.running.jobs.study_plan import StudyPlan, plan_study
from engine.running.requests import ExportRequest, ScanRequest, StudyRequest
from engine.running.run import execute
from engine.running.store import ProjectStore
from tests.builders import chest_like, tiny_cohort, write_dicom

CONFIG = StudyConfig(
    image_size=32,
    budgets=(8, 12),
    seeds=1,
    probe=False,
    pretraining=SimCLRConfig(epochs=1, batch_size=16),
    finetuning=FineTuneConfig(epochs=1, min_steps=1, max_steps=1, batch_size=8),
)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 30 patients with a pool folder: 18 new patients, a later image of every patient, a copy of every
    image under another patient's name."""
    folder = tmp_path_factory.mktemp("cohort")
    labels = tiny_cohort(folder / "images", patients=30, images_per_patient=2, seed=1)
    for number in range(18):
        pixels = chest_like(10_000 + number, 64)
        write_dicom(folder / "pool" / f"new{number:02}.dcm", pixels, bits_stored=12, patient_id=f"new{number}")
    for number in range(30):
        later = chest_like(20_000 + number, 64)
        write_dicom(folder / "pool" / f"later{number:02}.dcm", later, bits_stored=12, patient_id=f"{number:04}")
        copied = folder / "images" / f"{number:04}_0.dcm"
        seen = chest_like(1_000_003 + number * 101, 64, bright_at=[None, (0.4, 0.3)][number % 2])
        assert copied.is_file()
        write_dicom(
            folder / "pool" / f"copy{number:02}.dcm",
            seen,
            bits_stored=12,
            patient_id=f"copy{number}",
            window=(2048, 4096),
        )
    project = folder / "project"
    request = ScanRequest(
        str(project), (str(folder / "images"),), (str(folder / "pool"),), labels_csv=str(labels), jobs=1
    )
    assert isinstance(execute(request, lambda _: None, RunControl()), RunFinished)
    return project


@pytest.fixture
def project(scanned: Path, tmp_path: Path) -> Path:
    return shutil.copytree(scanned, tmp_path / "project")


def plan_of(project: Path, **changes: object) -> StudyPlan:
    store = ProjectStore.open(project)
    try:
        return plan_study(store, dataclasses.replace(CONFIG, **changes))
    finally:
        store.close()


def run(project: Path, *initialisations: Initialisation):
    events = []
    config = dataclasses.replace(CONFIG, initialisations=initialisations)
    return execute(StudyRequest(str(project), config, "cpu", 1), events.append, RunControl()), events


def test_no_pool_has_a_test_patient_or_a_copy_of_one(project: Path) -> None:
    plan = plan_of(project)
    patients, pixels = {i.patient for i in plan.test}, {i.pixel_hash for i in plan.test}
    assert patients
    for initialisation in (SIMCLR, simclr_on("task"), simclr_on("generic")):
        images = pool_of(initialisation, plan)
        assert not patients & {image.patient for image in images}
        assert not pixels & {image.pixel_hash for image in images}
    own, generic = pool_of(simclr_on("task"), plan), pool_of(simclr_on("generic"), plan)
    assert len(own) == 60 - 2 * len(patients)
    assert len(generic) == 18 + 2 * (30 - len(patients))  # the new, and of each other patient the later and the copy
    assert not any(image.pool_only for image in own)
    assert all(image.pool_only for image in generic)
    both = pool_of(SIMCLR, plan)
    assert len(both) == len(own) + len(generic)
    assert set(map(id, both)) == set(map(id, (*own, *generic)))


def test_subsets_are_nested_and_follow_the_seed(project: Path) -> None:
    plan = plan_of(project)
    ids = [{i.image_id for i in pool_of(simclr_on("generic", n), plan)} for n in (5, 20, 40)]
    assert [len(chosen) for chosen in ids] == [5, 20, 40]
    assert ids[0] < ids[1] < ids[2]
    assert all(image.pool_only for image in pool_of(simclr_on("generic", 5), plan))
    other = plan_of(project, pretraining=dataclasses.replace(CONFIG.pretraining, seed=1))
    assert {i.image_id for i in pool_of(simclr_on("generic", 20), other)} != ids[1]
    assert pool_of(SCRATCH, plan) == ()


def test_what_a_pool_lacks_is_said(project: Path) -> None:
    plan = plan_of(project)
    with pytest.raises(InputError) as refused:
        pool_of(simclr_on("task", 5000), plan)
    assert refused.value.code == "pool_too_small"
    without = dataclasses.replace(plan, pool=pool_of(simclr_on("task"), plan))
    with pytest.raises(InputError) as refused:
        pool_of(simclr_on("generic"), without)
    assert refused.value.code == "no_generic_pool"


def test_the_answer_is_about_the_first_pool(project: Path) -> None:
    n_pool = {
        "all": plan_of(project, initialisations=(SCRATCH, SIMCLR)).entry.n_pool,
        "task": plan_of(project, initialisations=(SCRATCH, simclr_on("task"), SIMCLR)).entry.n_pool,
        "few": plan_of(project, initialisations=(SCRATCH, simclr_on("generic", 7))).entry.n_pool,
        "none": plan_of(project, initialisations=(SCRATCH,)).entry.n_pool,
        "file": plan_of(project, initialisations=(SCRATCH, from_file("x.safetensors"), SIMCLR)).entry.n_pool,
    }
    plan = plan_of(project)
    assert n_pool == {
        "all": len(plan.pool),
        "task": len(pool_of(simclr_on("task"), plan)),
        "few": 7,
        "none": 0,
        "file": 0,
    }


def test_each_is_pretrained_once_and_shared(project: Path) -> None:
    own, generic = simclr_on("task", 16), simclr_on("generic", 16)
    outcome, events = run(project, SCRATCH, own, generic)
    assert isinstance(outcome, RunFinished), outcome
    assert [e.initialisation for e in events if isinstance(e, EpochProgress)] == ["task-16", "generic-16"]
    assert len(list((project / "encoders").iterdir())) == 2
    measured = {e.point.initialisation for e in events if isinstance(e, PointMeasured)}
    assert measured == {"scratch", "task-16", "generic-16"}
    _, again = run(project, generic, SCRATCH)
    assert not any(isinstance(e, EpochProgress) for e in again)
    assert all(e.reused for e in again if isinstance(e, PointMeasured))


def colour_weights(path: Path, seed: int = 0) -> Path:
    """torchvision's own keys, three channels and a layer of 1 000 classes."""
    state = build_encoder("resnet18", seed=seed).state_dict()
    state["conv1.weight"] = torch.randn(64, 3, 7, 7, generator=torch.Generator().manual_seed(seed)) * 0.05
    save_file(state | {"fc.weight": torch.zeros(1000, 512), "fc.bias": torch.zeros(1000)}, path)
    return path


def test_colour_weights_are_summed_to_grey(tmp_path: Path) -> None:
    path = colour_weights(tmp_path / "imagenet.safetensors")
    weights, given = load_weights(str(path), "resnet18"), load_file(path)
    assert torch.allclose(weights["conv1.weight"], given["conv1.weight"].sum(dim=1, keepdim=True))
    same = [key for key in weights if key != "conv1.weight"]
    assert all(torch.equal(weights[key], given[key]) for key in same)
    assert not any(key.startswith("fc.") for key in weights)


def test_a_classifiers_encoder_is_taken_without_its_head(tmp_path: Path) -> None:
    state = build_encoder("resnet18", seed=4).state_dict()
    save_file({f"encoder.{k}": v for k, v in state.items()} | {"head.weight": torch.zeros(2, 512)}, tmp_path / "m")
    weights = load_weights(str(tmp_path / "m"), "resnet18")
    assert weights.keys() == state.keys()
    assert all(torch.equal(weights[key], state[key]) for key in state)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"layer2.0.conv1.weight": torch.zeros(128, 64, 1, 1)}, "weights_do_not_fit"),
        ({"layer2.0.conv1.weight": None}, "weights_do_not_fit"),
        ({"layer2.0.bn1.bias": torch.full((128,), torch.inf)}, "weights_not_finite"),
    ],
)
def test_weights_that_do_not_fit_are_refused_before_anything_is_trained(
    project: Path, tmp_path: Path, change: dict[str, torch.Tensor | None], code: str
) -> None:
    state = build_encoder("resnet18", seed=0).state_dict() | change
    save_file({key: tensor for key, tensor in state.items() if tensor is not None}, tmp_path / "w.safetensors")
    outcome, events = run(project, SIMCLR, from_file(tmp_path / "w.safetensors"))
    assert isinstance(outcome, RunFailed)
    assert outcome.code == code
    assert not any(isinstance(e, EpochProgress) for e in events)
    store = ProjectStore.open(project)
    assert store.latest_study() is None
    store.close()


def test_another_content_of_the_file_replaces_its_cells(project: Path, tmp_path: Path) -> None:
    path = colour_weights(tmp_path / "w.safetensors")
    start = from_file(path)
    first = file_key(start)
    outcome, _ = run(project, SCRATCH, start)
    assert isinstance(outcome, RunFinished), outcome
    colour_weights(path, seed=1)
    assert file_key(start) != first
    outcome, events = run(project, SCRATCH, start)
    assert isinstance(outcome, RunFinished), outcome
    fresh = {e.point.initialisation for e in events if isinstance(e, PointMeasured) and not e.reused}
    assert fresh == {"w"}
    store = ProjectStore.open(project)
    measured = store.measurements(store.latest_study().study_key)
    assert len(store.studies()) == 1
    store.close()
    assert [(c.point.n_labels, c.point.initialisation) for c in measured.cells] == [
        (8, "scratch"), (8, "w"), (12, "scratch"), (12, "w"),
    ]  # fmt: skip


def test_an_exported_encoder_starts_another_project_as_it_started_this_one(project: Path, tmp_path: Path) -> None:
    outcome, first = run(project, SCRATCH, simclr_on("task", 24))
    assert isinstance(outcome, RunFinished), outcome
    out = tmp_path / "export"
    exported = execute(ExportRequest(str(project), str(out), initialisation="task-24"), first.append, RunControl())
    assert isinstance(exported, RunFinished), exported
    (kept,) = (project / "encoders").iterdir()
    given, before = load_file(out / "encoder.safetensors"), load_file(kept)
    assert given.keys() == before.keys()
    assert all(torch.equal(given[key], before[key]) for key in before)
    card = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "SimCLR pretraining on 24 of the project's own images" in card
    assert "pretrained on 24 images" in card
    shutil.rmtree(project / "encoders")
    outcome, events = run(project, SCRATCH, from_file(out))
    assert isinstance(outcome, RunFinished), outcome
    assert not any(isinstance(e, EpochProgress) for e in events)

    def tuned(told, name: str) -> list[float]:
        points = [e.point for e in told if isinstance(e, PointMeasured) and e.point.initialisation == name]
        return [point.auc for point in sorted(points, key=lambda point: point.n_labels)]

    assert tuned(events, "export") == tuned(first, "task-24")
    again = execute(ExportRequest(str(project), str(out), initialisation="scratch"), events.append, RunControl())
    assert isinstance(again, RunFinished)
    assert not (out / "encoder.safetensors").exists()
