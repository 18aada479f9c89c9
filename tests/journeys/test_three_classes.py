"""Three classes from class-named folders, with unlabelled images, headless from scan to export and prediction."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.cli import main
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.pretraining.config import SimCLRConfig
from engine.running.control import RunControl
from engine.running.events import RunFinished
from engine.running.requests import ExportRequest, ScanRequest, StudyRequest
from engine.running.run import execute
from engine.running.store import ProjectStore
from tests.builders import chest_like, write_png

pytestmark = pytest.mark.slow
PLACES = {"covid": (0.4, 0.3), "normal": None, "pneumonia": (0.6, 0.7)}


def run(request):
    outcome = execute(request, lambda event: None, RunControl())
    assert isinstance(outcome, RunFinished), outcome
    return outcome


def test_three_classes_from_folders_to_predictions(tmp_path, capfd):
    images = tmp_path / "images"
    for number, (name, place) in enumerate(PLACES.items()):
        for image in range(16):
            pixels = chest_like(100 * number + image, 64, bright_at=place) >> 4
            write_png(images / name / f"{name}-{image}.png", pixels.astype(np.uint8))
    for image in range(6):
        write_png(images / "unlabelled" / f"{image}.png", (chest_like(900 + image, 64) >> 4).astype(np.uint8))
    project = str(tmp_path / "project")
    run(ScanRequest(project, (str(images),), jobs=1))
    config = StudyConfig(
        image_size=32,
        budgets=(9, 15, 24),
        seeds=2,
        pretraining=SimCLRConfig(epochs=1, batch_size=16),
        finetuning=FineTuneConfig(epochs=1, min_steps=3, max_steps=4, batch_size=8),
    )
    run(StudyRequest(project, config, "cpu", 1))
    store = ProjectStore.open(tmp_path / "project")
    study = store.latest_study()
    measured = store.measurements(study.study_key)
    pool = study.n_pool
    store.close()
    assert measured.classes == ("covid", "normal", "pneumonia")
    assert pool == 54 - len(measured.truth)  # everything but the test patients, the unlabelled images too
    assert len(measured.cells) == 3 * 2 * 2 * 2
    for cell in measured.cells:
        assert cell.scores.shape == (len(measured.truth), 3)
        shares = [(cell.scores.argmax(1) == k)[measured.truth == k].mean() for k in range(3)]
        assert cell.point.sensitivity == pytest.approx(np.mean(shares))

    exported = tmp_path / "export"
    run(ExportRequest(project, str(exported)))
    described = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    assert described["classes"] == ["covid", "normal", "pneumonia"]
    assert described["parity"]["max_difference"] < 1e-4
    capfd.readouterr()
    assert main(["predict", str(exported), str(images / "normal"), "--jobs", "1", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert len(told["predictions"]) == 16
    for prediction in told["predictions"]:
        assert sum(prediction["probabilities"]) == pytest.approx(1, abs=1e-5)
        assert prediction["prediction"] in told["classes"]
