"""The saliency job on a project whose model was written by hand: nothing is trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.export.model import torch_probabilities
from engine.finetuning.classifier import build_classifier
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import StudyMeasurements
from engine.running.checkpoint import save_tensors
from engine.running.codec import decode, encode
from engine.running.control import RunControl
from engine.running.events import RunFailed, RunFinished, RunStarted, SaliencyMapped
from engine.running.requests import SaliencyRequest
from engine.running.run import execute
from engine.running.scored_images import save_scored_images, scored_images
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import make_cohort, make_picture, make_project

LABELS = ("covid", "normal")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "p", make_cohort(12, 1.0), pixels=12)
    store = ProjectStore.open(folder)
    entry = StudyEntry("k", StudyConfig(image_size=64), "2026", "finished", LABELS, 0, (8,), 8, 8)
    truth = np.array([0, 1, 0, 1], dtype=np.int64)
    store.begin_study(entry, StudyMeasurements(LABELS, 0, truth, np.arange(4), 8, ()))
    classifier = build_classifier("resnet18", 2, seed=3)
    save_tensors(store.model_path("cell"), classifier.state_dict(), {"model": "test"})
    store.close()
    return folder


def run(request: SaliencyRequest) -> tuple[object, list[object]]:
    events: list[object] = []
    return execute(request, events.append, RunControl()), events


def test_a_map_an_image(project: Path) -> None:
    ids = tuple(f"{at:016x}" for at in (7, 2))
    outcome, events = run(SaliencyRequest(str(project), "k", "cell", ids, 1))
    assert isinstance(outcome, RunFinished), outcome
    assert isinstance(events[0], RunStarted)
    assert events[0].job == "saliency"
    maps = [event for event in events if isinstance(event, SaliencyMapped)]
    assert [m.image_id for m in maps] == list(ids)
    classifier = build_classifier("resnet18", 2, seed=3).eval()
    expected = torch_probabilities(classifier, np.stack([make_picture(7), make_picture(2)]), 64)
    for found, scores in zip(maps, expected, strict=True):
        assert (found.rows, found.columns, len(found.values)) == (8, 8, 64)
        assert min(found.values) >= 0
        np.testing.assert_allclose(found.scores, scores, atol=1e-5)
        assert decode(encode(found)) == found


def test_a_cell_without_a_kept_model(project: Path) -> None:
    outcome, _ = run(SaliencyRequest(str(project), "k", "another", ("0" * 16,), 1))
    assert isinstance(outcome, RunFailed)
    assert outcome.code == "no_model"


def test_a_damaged_model_is_said_to_be(project: Path) -> None:
    (project / "models" / "cell.safetensors").write_bytes(b"not a model")
    outcome, _ = run(SaliencyRequest(str(project), "k", "cell", (f"{1:016x}",), 1))
    assert isinstance(outcome, RunFailed)
    assert outcome.code == "damaged"
    assert torch.is_grad_enabled()


def test_scored_images_are_kept_and_found_again(project: Path) -> None:
    store = ProjectStore.open(project)
    measured = store.measurements("k")
    assert measured is not None
    cohort = store.cohort()
    assert scored_images(store, "k", measured, cohort) is None  # no split, nothing kept
    ids = tuple(f"{at:016x}" for at in (1, 3, 5, 7))
    save_scored_images(store, "k", ids)
    assert scored_images(store, "k", measured, cohort) == ids
    save_scored_images(store, "k", ids[:3])
    assert scored_images(store, "k", measured, cohort) is None
    store.close()


def test_an_older_study_is_matched_by_its_labels(project: Path) -> None:
    from dataclasses import replace

    from engine.cohort.split import Split

    store = ProjectStore.open(project)
    cohort = store.cohort()
    ids = tuple(image.image_id for image in cohort.images[:8:2])
    store.save_split(Split(ids, ids, 0, 0.3))
    truth = np.array([LABELS.index(image.label) for image in cohort.images[:8:2]], dtype=np.int64)
    measured = StudyMeasurements(LABELS, 0, truth, np.arange(4), 8, ())
    assert scored_images(store, "k", measured, cohort) == ids
    assert scored_images(store, "k", replace(measured, truth=1 - truth), cohort) is None
    assert scored_images(store, "k", replace(measured, patients=np.zeros(4, dtype=np.int64)), cohort) is None
    store.close()
