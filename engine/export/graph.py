"""The trained classifier as an ONNX graph, preprocessing included: bytes in, probabilities out.

The graph is put together here, layer by layer, from the torchvision network: it carries the weights under their own
names and nothing of the machine that wrote it (exporters that trace a program write its source paths into the file).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper
from torch import Tensor, nn

from engine.batches.resident import PIXEL_MEAN, PIXEL_STD
from engine.errors import ExportError

OPSET = 17
IR_VERSION = 8  # of ONNX 1.12, the first with opset 17
INPUT, OUTPUT = "images", "probabilities"


def onnx_graph(classifier: nn.Module, image_size: int, side: int, description: str) -> ModelProto:
    """The classifier (`finetuning.classifier.Classifier` on a ResNet, evaluation mode) as a checked ONNX model.

    Input "images": uint8 (batch, side, side), any batch. Output "probabilities": float32 (batch, classes).
    Raises ExportError for a network that is not a torchvision ResNet.
    """
    build = _Builder()
    x = build.prepare(image_size, side)
    encoder: Any = classifier.encoder
    try:
        x = build.relu(build.norm(build.conv(x, "encoder.conv1", encoder.conv1), "encoder.bn1", encoder.bn1))
        x = build.pool(x, encoder.maxpool)
        for number in (1, 2, 3, 4):
            for index, block in enumerate(getattr(encoder, f"layer{number}")):
                x = build.block(x, f"encoder.layer{number}.{index}", block)
        x = build.node("GlobalAveragePool", [x])
        x = build.node("Flatten", [x], axis=1)
        head: Any = classifier.head
        weights = [build.tensor(f"head.{name}", getattr(head, name)) for name in ("weight", "bias")]
        x = build.node("Gemm", [x, *weights], transB=1)
    except AttributeError:
        raise ExportError("Only ResNet classifiers can be written as ONNX. Choose a ResNet backbone.") from None
    build.node("Softmax", [x], output=OUTPUT, axis=1)
    model = helper.make_model(
        helper.make_graph(
            build.nodes,
            "classifier",
            [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, ["batch", side, side])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", int(head.out_features)])],
            build.tensors,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="annotation-budget-planner",
        doc_string=description,
    )
    checker.check_model(model, full_check=True)
    return model


class _Builder:
    """Nodes and tensors so far; each method adds one layer and answers with the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []

    def node(self, kind: str, inputs: Sequence[str], *, output: str | None = None, **attributes: Any) -> str:
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=f"node_{output}", **attributes))
        return output

    def tensor(self, name: str, values: Tensor | NDArray[Any]) -> str:
        array = values.detach().cpu().numpy() if isinstance(values, Tensor) else values
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def prepare(self, image_size: int, side: int) -> str:
        """As `batches.resident.evaluation_batch`: to 0…1, resized, normalised; (batch, 1, image_size, image_size)."""

        def number(name: str, value: float) -> str:
            return self.tensor(name, np.array(value, dtype=np.float32))

        x = self.node("Cast", [INPUT], to=TensorProto.FLOAT)
        x = self.node("Div", [x, number("prepare.levels", 255.0)])
        if image_size != side:
            # The filter of `batches.resident.resize` is separable, so it is one matrix from either side: what it makes
            # of the identity. Any ONNX runtime can multiply; not all can resize with antialiasing.
            identity = torch.eye(side).view(1, 1, side, side)
            matrix = F.interpolate(identity, (image_size, side), mode="bilinear", antialias=True)[0, 0]
            x = self.node("MatMul", [x, self.tensor("prepare.columns", matrix.T.contiguous())])
            x = self.node("MatMul", [self.tensor("prepare.rows", matrix), x])
        x = self.node("Sub", [x, number("prepare.mean", PIXEL_MEAN)])
        x = self.node("Div", [x, number("prepare.spread", PIXEL_STD)])
        return self.node("Unsqueeze", [x, self.tensor("prepare.channel", np.array([1], dtype=np.int64))])

    def conv(self, x: str, name: str, layer: nn.Conv2d) -> str:
        inputs = [x, self.tensor(f"{name}.weight", layer.weight)]
        if layer.bias is not None:
            inputs.append(self.tensor(f"{name}.bias", layer.bias))
        padding = [int(width) for width in layer.padding]
        return self.node(
            "Conv",
            inputs,
            kernel_shape=list(layer.kernel_size),
            strides=list(layer.stride),
            pads=padding * 2,
            dilations=list(layer.dilation),
            group=layer.groups,
        )

    def norm(self, x: str, name: str, layer: nn.BatchNorm2d) -> str:
        kept = {part: getattr(layer, part) for part in ("weight", "bias", "running_mean", "running_var")}
        names = [self.tensor(f"{name}.{part}", values) for part, values in kept.items()]
        return self.node("BatchNormalization", [x, *names], epsilon=layer.eps)

    def relu(self, x: str) -> str:
        return self.node("Relu", [x])

    def pool(self, x: str, layer: nn.MaxPool2d) -> str:
        size, stride, padding = (int(v) for v in (layer.kernel_size, layer.stride, layer.padding))  # type: ignore[arg-type]
        return self.node("MaxPool", [x], kernel_shape=[size] * 2, strides=[stride] * 2, pads=[padding] * 4)

    def block(self, x: str, name: str, block: Any) -> str:
        """A residual block of two or three convolutions (He et al. 2016, figures 2 and 5)."""
        shortcut = x
        last = 3 if hasattr(block, "conv3") else 2
        for number in range(1, last + 1):
            x = self.conv(x, f"{name}.conv{number}", getattr(block, f"conv{number}"))
            x = self.norm(x, f"{name}.bn{number}", getattr(block, f"bn{number}"))
            x = self.relu(x) if number < last else x
        if block.downsample is not None:
            shortcut = self.conv(shortcut, f"{name}.downsample.0", block.downsample[0])
            shortcut = self.norm(shortcut, f"{name}.downsample.1", block.downsample[1])
        return self.relu(self.node("Add", [x, shortcut]))
