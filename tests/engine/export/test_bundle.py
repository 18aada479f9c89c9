"""All files in one folder, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engine.encoder.backbone import build_encoder
from engine.export.bundle import TrainedModel, export_bundle
from engine.export.folder import EXPORTED_FILES
from engine.export.manifest import read_manifest
from engine.export.model import torch_probabilities
from engine.finetuning.classifier import load_classifier
from engine.learning_curve.initialisations import from_file
from engine.learning_curve.points import FINE_TUNED
from engine.planning.verdict import make_verdict
from engine.running.jobs.file_weights import load_weights
from tests.engine.export.builders import classifier_state, random_images
from tests.engine.export.test_card import FACTS
from tests.engine.export.test_results import measurements


class Stop(Exception):  # noqa: N818  # no error: the caller's wish
    pass


def bundle(out: Path, stop_at: int = 0, *, pretrained: bool = True) -> tuple[str, ...]:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == stop_at:
            raise Stop

    images, measured, state = random_images(2), measurements(), classifier_state()
    scores = torch_probabilities(load_classifier(state, "resnet18"), images, 64)
    encoder = build_encoder("resnet18", seed=5).state_dict() if pretrained else None
    model = TrainedModel(state, "resnet18", 64, images, scores, encoder)
    verdict = make_verdict(measured, "auc", FINE_TUNED, target=0.8)
    return export_bundle(out, model, FACTS, measured, verdict, None, check=check).files


def test_all_files_are_there_and_tell_of_no_machine(tmp_path: Path) -> None:
    files = bundle(tmp_path / "out")
    assert sorted(files) == sorted(EXPORTED_FILES) == sorted(path.name for path in (tmp_path / "out").iterdir())
    for name in files:
        data = (tmp_path / "out" / name).read_bytes()
        assert str(tmp_path).encode() not in data
        assert str(Path.home()).encode() not in data


def test_stopped_midway_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Stop):
        bundle(tmp_path / "out", stop_at=2)
    assert not list(tmp_path.iterdir())


def test_the_encoder_is_a_start_for_another_project(tmp_path: Path) -> None:
    """Exported, chosen as a folder or as a file, loaded: the very tensors."""
    bundle(tmp_path / "out")
    pretrained = build_encoder("resnet18", seed=5).state_dict()
    trained = {k.removeprefix("encoder."): v for k, v in classifier_state().items() if k.startswith("encoder.")}
    for chosen, expected in (
        (tmp_path / "out", pretrained),
        (tmp_path / "out" / "encoder.safetensors", pretrained),
        (tmp_path / "out" / "model.safetensors", trained),
    ):
        weights = load_weights(from_file(chosen).weights_file, "resnet18")
        assert weights.keys() == expected.keys()
        assert all(torch.equal(weights[key], expected[key]) for key in expected)
    manifest = read_manifest(tmp_path / "out")
    assert manifest.sha256.keys() == {"model.onnx", "model.safetensors", "encoder.safetensors"}


def test_without_a_pretrained_encoder_there_is_no_such_file_and_an_earlier_one_goes(tmp_path: Path) -> None:
    bundle(tmp_path / "out")
    files = bundle(tmp_path / "out", pretrained=False)
    assert set(EXPORTED_FILES) - set(files) == {"encoder.safetensors"}
    assert not (tmp_path / "out" / "encoder.safetensors").exists()
