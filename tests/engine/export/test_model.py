"""The exported files answer as the trained network does, carry nothing else, and are checked before they are given."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from engine.errors import ExportError
from engine.export.folder import MANIFEST
from engine.export.graph import onnx_graph
from engine.export.manifest import read_manifest
from engine.export.model import TOLERANCE, check_parity, export_model, torch_probabilities
from engine.finetuning.classifier import load_classifier
from engine.finetuning.finetune import predict
from engine.running.device import DeviceChoice
from tests.engine.export.builders import as_cached, classifier_state, random_images, sample_files, telling_state

CPU = DeviceChoice(torch.device("cpu"), None, 1)
CLASSES = ("lesion", "normal")


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.uint8]:
    return np.concatenate([random_images(6), as_cached(sample_files(tmp_path_factory.mktemp("sample")))])


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, images: NDArray[np.uint8]) -> Path:
    out = tmp_path_factory.mktemp("export") / "model"
    state = classifier_state()
    scores = predict(load_classifier(state, "resnet18"), torch.from_numpy(images), 64, CPU)
    export_model(state, "resnet18", 64, CLASSES, 0, out, images, scores)
    return out


def session(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


@pytest.mark.parametrize("batch", [1, 3])
def test_onnx_equals_the_evaluation_of_the_study(exported: Path, images: NDArray[np.uint8], batch: int) -> None:
    model = session(exported / "model.onnx")
    expected = predict(load_classifier(classifier_state(), "resnet18"), torch.from_numpy(images), 64, CPU)
    assert expected.std(axis=0).min() > 0.01  # the images are told apart, or equality would mean nothing
    for first in range(0, len(images) - batch + 1, batch):
        found = model.run(None, {"images": images[first : first + batch]})[0]
        assert np.abs(found - expected[first : first + batch]).max() < 1e-4
    assert np.allclose(expected.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("backbone", "size", "classes"),
    [
        ("resnet50", 96, 3),
        ("resnet18", 256, 2),
        ("resnet34", 64, 2),
        ("convnext_tiny", 64, 2),
        ("convnext_tiny", 96, 3),
        ("efficientnet_b0", 64, 2),
        ("efficientnet_b0", 160, 3),
    ],
)
def test_other_networks_and_sizes(tmp_path: Path, backbone: str, size: int, classes: int) -> None:
    shades = np.linspace(0.2, 1, 6)[:, None, None]
    images = (random_images(6, seed=2) * shades).astype(np.uint8)
    state = telling_state(backbone, classes, size, images)
    answers = torch_probabilities(load_classifier(state, backbone), images, size)
    assert answers.std(axis=0).min() > 0.05  # the images are told apart, or equality would mean nothing
    names = tuple("abc"[:classes])
    result = export_model(state, backbone, size, names, 0, tmp_path / "out", images, answers)
    assert result.max_difference <= TOLERANCE
    manifest = read_manifest(tmp_path / "out")
    assert manifest.positive == ("a" if classes == 2 else None)
    assert manifest.operating_threshold == (0.5 if classes == 2 else None)


def test_one_sound_file_without_traces_of_this_machine(exported: Path) -> None:
    assert sorted(path.name for path in exported.iterdir()) == ["model.json", "model.onnx", "model.safetensors"]
    model = onnx.load(exported / "model.onnx", load_external_data=False)
    onnx.checker.check_model(model, full_check=True)
    assert not any(tensor.external_data for tensor in model.graph.initializer)
    assert [entry.version for entry in model.opset_import] == [17]
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"
    for tensor in model.graph.initializer:
        tensor.raw_data = b""  # among millions of weights any few letters turn up
    words = model.SerializeToString() + (exported / MANIFEST).read_bytes()
    for trace in (str(Path.home()), str(Path(__file__).parents[3]), str(exported.parent), "site-packages", ".py"):
        assert trace.encode() not in words


def test_the_graph_carries_the_weights_under_their_own_names(exported: Path) -> None:
    model = onnx.load(exported / "model.onnx")
    own = [t for t in model.graph.initializer if t.name.startswith(("encoder.", "head."))]
    weights = {t.name: onnx.numpy_helper.to_array(t) for t in own}
    state = {key: value for key, value in classifier_state().items() if not key.endswith("num_batches_tracked")}
    assert weights.keys() == state.keys()
    assert all(np.array_equal(weights[key], state[key].numpy()) for key in state)


def test_safetensors_reproduce_the_network(exported: Path, images: NDArray[np.uint8]) -> None:
    loaded = load_classifier(load_file(exported / "model.safetensors"), "resnet18")
    original = load_classifier(classifier_state(), "resnet18")
    assert np.array_equal(torch_probabilities(loaded, images, 64), torch_probabilities(original, images, 64))


def test_the_manifest_tells_what_was_checked(exported: Path, images: NDArray[np.uint8]) -> None:
    manifest = read_manifest(exported)
    assert manifest.classes == CLASSES
    assert manifest.positive == "lesion"
    assert manifest.input.shape == ("batch", 256, 256)
    assert manifest.parity.images == len(images)
    assert 0 <= manifest.parity.max_difference <= TOLERANCE == manifest.parity.tolerance
    assert manifest.parity.measured_difference is not None
    assert manifest.parity.measured_difference <= TOLERANCE
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in manifest.sha256.values())


def test_two_exports_are_equal_byte_for_byte(exported: Path, tmp_path: Path, images: NDArray[np.uint8]) -> None:
    export_model(classifier_state(), "resnet18", 64, CLASSES, 0, tmp_path / "again", images)
    for name in ("model.onnx", "model.safetensors"):
        assert (tmp_path / "again" / name).read_bytes() == (exported / name).read_bytes()


def test_a_graph_that_differs_is_refused(tmp_path: Path) -> None:
    other = load_classifier(classifier_state(seed=5), "resnet18")
    path = tmp_path / "model.onnx"
    path.write_bytes(onnx_graph(other, 64, 256, "").SerializeToString())
    with pytest.raises(ExportError, match="differs from the trained one") as caught:
        check_parity(path, load_classifier(classifier_state(), "resnet18"), 64, random_images(2))
    assert caught.value.code == "parity"


def test_scores_of_another_model_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    images = random_images(2)
    scores = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    with pytest.raises(ExportError, match="does not repeat the scores"):
        export_model(classifier_state(), "resnet18", 64, CLASSES, 0, tmp_path / "out", images, scores)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("classes", "images", "scores"),
    [
        (CLASSES, random_images(0), None),
        (("one", "two", "three"), random_images(1), None),
        (CLASSES, random_images(2), np.zeros((3, 2), dtype=np.float32)),
    ],
)
def test_what_does_not_fit_together_is_refused(
    tmp_path: Path, classes: tuple[str, ...], images: NDArray[np.uint8], scores: NDArray[np.float32] | None
) -> None:
    with pytest.raises(ExportError):
        export_model(classifier_state(), "resnet18", 64, classes, 0, tmp_path / "out", images, scores)


def test_exporting_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    export_model(classifier_state(), "resnet18", 64, CLASSES, 0, tmp_path / "out", random_images(1))
    assert capfd.readouterr() == ("", "")


def test_a_network_of_another_family_is_refused() -> None:
    class Other(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.head = torch.nn.Flatten(), torch.nn.Linear(4, 2)

    with pytest.raises(ExportError, match="cannot be written as ONNX"):
        onnx_graph(Other(), 2, 2, "")


def test_an_unknown_layer_is_refused() -> None:
    classifier = load_classifier(classifier_state(), "resnet18")
    classifier.encoder.relu = torch.nn.Softplus()
    with pytest.raises(ExportError, match="cannot be written as ONNX"):
        onnx_graph(classifier, 64, 256, "")
