"""All six files in one folder, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.export.bundle import TrainedModel, export_bundle
from engine.export.folder import EXPORTED_FILES
from engine.export.model import torch_probabilities
from engine.finetuning.classifier import load_classifier
from engine.learning_curve.points import FINE_TUNED
from engine.planning.verdict import make_verdict
from tests.engine.export.builders import classifier_state, random_images
from tests.engine.export.test_card import FACTS
from tests.engine.export.test_results import measurements


class Stop(Exception):  # noqa: N818  # no error: the caller's wish
    pass


def bundle(out: Path, stop_at: int = 0) -> tuple[str, ...]:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == stop_at:
            raise Stop

    images, measured, state = random_images(2), measurements(), classifier_state()
    scores = torch_probabilities(load_classifier(state, "resnet18"), images, 64)
    model = TrainedModel(state, "resnet18", 64, images, scores)
    verdict = make_verdict(measured, "auc", FINE_TUNED, target=0.8)
    return export_bundle(out, model, FACTS, measured, verdict, None, check=check).files


def test_six_files_that_tell_of_no_machine(tmp_path: Path) -> None:
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
