"""The trained model as files: ONNX, safetensors, and model.json; checked before anyone gets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine import __version__
from engine.batches.resident import evaluation_batch
from engine.errors import ExportError
from engine.export.folder import replacing_folder
from engine.export.graph import IR_VERSION, OPSET, OUTPUT, onnx_graph
from engine.export.graph_layers import INPUT
from engine.export.manifest import (
    HOW_TO_PREPARE,
    ModelManifest,
    Parity,
    TensorContract,
    file_hash,
    write_manifest,
)
from engine.export.runtime import BATCH, OnnxModel
from engine.finetuning.classifier import load_classifier
from engine.translation import tr

TOLERANCE = 1e-4
# The measured scores may come from a GPU whose convolutions round more coarsely; a wrong model is off by far more.
MEASURED_TOLERANCE = 2e-2
ONNX_FILE, WEIGHTS_FILE, ENCODER_FILE = "model.onnx", "model.safetensors", "encoder.safetensors"


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """files: names in the export's folder. max_difference: see `Parity`."""

    folder: Path
    files: tuple[str, ...]
    max_difference: float
    manifest: ModelManifest


def export_model(
    classifier_state: Mapping[str, Tensor],
    backbone: str,
    image_size: int,
    classes: Sequence[str],
    positive: int | None,
    out: Path,
    parity_images: NDArray[np.uint8],
    parity_scores: NDArray[np.float32] | None = None,
) -> ExportedModel:
    """Write model.onnx, model.safetensors and model.json into `out`, whole or not at all; see `write_model`."""
    with replacing_folder(out) as folder:
        exported = write_model(
            folder, classifier_state, backbone, image_size, classes, positive, parity_images, parity_scores
        )
    return ExportedModel(Path(out), exported.files, exported.max_difference, exported.manifest)


def write_model(
    folder: Path,
    classifier_state: Mapping[str, Tensor],
    backbone: str,
    image_size: int,
    classes: Sequence[str],
    positive: int | None,
    parity_images: NDArray[np.uint8],
    parity_scores: NDArray[np.float32] | None = None,
    *,
    pretrained: Mapping[str, Tensor] | None = None,
) -> ExportedModel:
    """Write the files into an empty folder and check the ONNX file against PyTorch.

    classifier_state: keys "encoder.*" and "head.*", float32. positive: index of the positive class; not looked at for
    more than two classes. parity_images: uint8 (n, side, side) from the project's cache, its test images; they also
    set the side that the graph takes. parity_scores: float32 (n, classes), what the study measured on them. pretrained:
    the encoder before any label, keys as torchvision's, for encoder.safetensors; None for no such file.
    Raises ExportError when the probabilities differ by more than `TOLERANCE` from PyTorch's, or plainly from the
    measured ones; OSError when the disk refuses.
    """
    classifier = load_classifier(classifier_state, backbone)
    _check_arguments(classifier_state, classes, parity_images, parity_scores)
    side = int(parity_images.shape[-1])
    description = f"Classes: {', '.join(classes)}. See model.json and MODEL_CARD.md. Not a medical device."
    onnx_path, weights_path = folder / ONNX_FILE, folder / WEIGHTS_FILE
    onnx_path.write_bytes(onnx_graph(classifier, image_size, side, description).SerializeToString(deterministic=True))
    _write_weights(weights_path, classifier_state, f"{backbone} classifier, image size {image_size}")
    written = [onnx_path, weights_path]
    if pretrained is not None:
        written.append(folder / ENCODER_FILE)
        _write_weights(written[-1], pretrained, f"{backbone} encoder, image size {image_size}, pretrained by SimCLR")
    parity = check_parity(onnx_path, classifier, image_size, parity_images, parity_scores)
    two = len(classes) == 2
    manifest = ModelManifest(
        classes=tuple(classes),
        positive=classes[positive] if two and positive is not None else None,
        backbone=backbone,
        image_size=image_size,
        input=TensorContract(INPUT, "uint8", ("batch", side, side), "greyscale images, 0 black"),
        output=TensorContract(OUTPUT, "float32", ("batch", len(classes)), "probability of each class"),
        preparation=HOW_TO_PREPARE.format(side=side),
        operating_threshold=0.5 if two else None,  # the most probable class, as measured
        parity=parity,
        sha256={path.name: file_hash(path) for path in written},
        versions={
            "annotation-budget-planner": __version__,
            **{name: version(name) for name in ("torch", "torchvision", "onnx", "onnxruntime")},
            "opset": str(OPSET),
            "onnx_ir": str(IR_VERSION),
        },
    )
    manifest_path = write_manifest(folder, manifest)
    files = (*(path.name for path in written), manifest_path.name)
    return ExportedModel(folder, files, parity.max_difference, manifest)


def check_parity(
    onnx_path: Path,
    classifier: nn.Module,
    image_size: int,
    images: NDArray[np.uint8],
    measured: NDArray[np.float32] | None = None,
) -> Parity:
    """Run the ONNX file and the network on uint8 (n, side, side) images. Raises ExportError when they disagree."""
    found = OnnxModel(onnx_path).probabilities(images)
    expected = torch_probabilities(classifier, images, image_size)
    difference = float(np.abs(found - expected).max())
    if not difference <= TOLERANCE:  # "not a number" is a disagreement too
        raise ExportError(
            tr(
                "The ONNX model differs from the trained one by {difference}, so nothing was exported. Update "
                "onnxruntime, or export on another machine.",
                difference=f"{difference:.1e}",
            ),
            code="parity",
        )
    if measured is None:
        return Parity(difference, len(images), TOLERANCE)
    from_measured = float(np.abs(found - measured).max())
    if not from_measured <= MEASURED_TOLERANCE:
        raise ExportError(
            tr(
                "The exported model does not repeat the scores that the study measured, so nothing was exported. Run "
                "the study again, then export."
            ),
            code="parity_measured",
        )
    return Parity(difference, len(images), TOLERANCE, from_measured)


def torch_probabilities(classifier: nn.Module, images: NDArray[np.uint8], image_size: int) -> NDArray[np.float32]:
    """float32 (n, classes): the trained network's own answer on the CPU, in float32."""
    answers = []
    with torch.inference_mode():
        for first in range(0, len(images), BATCH):
            batch = torch.from_numpy(np.array(images[first : first + BATCH]))
            answers.append(torch.softmax(classifier(evaluation_batch(batch, image_size)), dim=1))
    result: NDArray[np.float32] = torch.cat(answers).numpy()
    return result


def _check_arguments(
    state: Mapping[str, Tensor],
    classes: Sequence[str],
    images: NDArray[np.uint8],
    scores: NDArray[np.float32] | None,
) -> None:
    if len(images) == 0 or images.ndim != 3 or images.shape[1] != images.shape[2] or images.dtype != np.uint8:
        raise ExportError(tr("There are no test images to check the exported model on. Run the study again."))
    if len(classes) != len(state["head.weight"]):
        raise ExportError(tr("The trained model has another number of classes than the study. Run the study again."))
    if scores is not None and scores.shape != (len(images), len(classes)):
        raise ExportError(tr("The measured scores do not belong to the test images. Run the study again."))


def _write_weights(path: Path, state: Mapping[str, Tensor], what: str) -> None:
    from safetensors.torch import save

    tensors = {key: tensor.detach().cpu().contiguous() for key, tensor in state.items()}
    # `save_file` would hide the operating system's error. One word of metadata: several come in random order.
    path.write_bytes(save(tensors, metadata={"model": what}))
