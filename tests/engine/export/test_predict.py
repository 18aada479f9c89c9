"""The exported folder on new files: the same answers, a line for every file, and no torch."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import ExportError, InputError
from engine.export.folder import MANIFEST
from engine.export.model import export_model
from engine.export.predict import ExportedClassifier, Prediction, predict_files, write_predictions
from engine.finetuning.classifier import load_classifier
from engine.finetuning.finetune import predict
from engine.running.device import DeviceChoice
from tests.engine.export.builders import as_cached, classifier_state, random_images, sample_files

CLASSES = ("lesion", "normal")
CPU = DeviceChoice(torch.device("cpu"), None, 1)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "model"
    export_model(classifier_state(), "resnet18", 64, CLASSES, 0, out, random_images(2))
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    sample_files(folder)
    (folder / "labels.csv").unlink()
    (folder / "broken.dcm").write_bytes(sorted(folder.glob("*.dcm"))[0].read_bytes()[:3000])
    return folder


def test_files_get_the_answers_of_the_study(model: Path, folder: Path) -> None:
    files = sorted(path for path in folder.glob("chest*.dcm"))
    expected = predict(load_classifier(classifier_state(), "resnet18"), torch.from_numpy(as_cached(files)), 64, CPU)
    told: list[tuple[int, int]] = []
    found = list(predict_files(model, [folder], jobs=-1, on_progress=lambda *n: told.append(n)))
    assert [one.file for one in found] == ["broken.dcm", *(path.name for path in files)]
    assert found[0].problem
    assert found[0].probabilities == ()
    assert np.abs(np.array([one.probabilities for one in found[1:]]) - expected).max() < 1e-4
    assert [one.prediction for one in found[1:]] == [CLASSES[i] for i in expected.argmax(axis=1)]
    assert told[-1] == (len(found), len(found))


def test_decoding_processes_answer_alike(model: Path, folder: Path) -> None:
    files = [folder / "broken.dcm", sorted(folder.glob("chest*.dcm"))[0]]
    assert list(predict_files(model, files, jobs=1)) == list(predict_files(model, files, jobs=-1))


def test_the_table_has_a_line_for_every_file() -> None:
    stream = io.StringIO()
    rows = [Prediction("=a.dcm", (0.25, 0.75), "normal"), Prediction("b.txt", (), "", "This is a text file.")]
    assert write_predictions(stream, CLASSES, iter(rows)) == (1, 1)
    table = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert table[0] == {
        "file": "'=a.dcm",
        "probability_lesion": "0.250000",
        "probability_normal": "0.750000",
        "prediction": "normal",
        "problem": "",
    }
    assert table[1]["prediction"] == ""
    assert table[1]["problem"] == "This is a text file."


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no exported model"):
        ExportedClassifier(tmp_path)
    (tmp_path / MANIFEST).write_text("{}")
    with pytest.raises(ExportError, match="no exported model"):
        ExportedClassifier(tmp_path)


def test_a_damaged_or_newer_model_is_refused(model: Path, tmp_path: Path) -> None:
    manifest = json.loads((model / MANIFEST).read_text())
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ExportError, match="missing or is not the file"):
        ExportedClassifier(tmp_path)
    (tmp_path / "model.onnx").write_bytes((model / "model.onnx").read_bytes()[:-1] + b"x")
    with pytest.raises(ExportError, match="missing or is not the file"):
        ExportedClassifier(tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps(manifest | {"format_version": 99}))
    with pytest.raises(ExportError, match="newer version"):
        ExportedClassifier(tmp_path)


def test_nothing_to_predict(model: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no files"):
        list(predict_files(model, [tmp_path], jobs=-1))
    with pytest.raises(InputError, match="not found"):
        list(predict_files(model, [tmp_path / "none"], jobs=-1))


def test_predicting_needs_no_torch() -> None:
    code = (
        "import sys, engine.export.predict; print([m for m in ('torch', 'torchvision', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
