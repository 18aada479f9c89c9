"""ONNX nodes for single layers of a network: each function of the builder adds one layer to the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from engine.batches.resident import PIXEL_MEAN, PIXEL_STD

INPUT = "images"


class LayerBuilder:
    """Nodes and tensors so far. Each method answers with the name of the output that it added.

    Tensors have the names that they have in the network's state dict.
    """

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []

    def node(self, kind: str, inputs: Sequence[str], *, output: str | None = None, **attributes: Any) -> str:
        """One node of any kind; its output is named after it unless `output` names it."""
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], name=f"node_{output}", **attributes))
        return output

    def tensor(self, name: str, values: Tensor | NDArray[Any]) -> str:
        """The values as a constant of that name, in their own format."""
        array = values.detach().cpu().numpy() if isinstance(values, Tensor) else values
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def number(self, value: float) -> str:
        """A constant, written once however often it is used."""
        name = f"number.{value!r}"
        if not any(tensor.name == name for tensor in self.tensors):
            self.tensor(name, np.array(value, dtype=np.float32))
        return name

    def prepare(self, image_size: int, side: int) -> str:
        """As `batches.resident.evaluation_batch`: to 0…1, resized, normalised; (batch, 1, image_size, image_size)."""
        x = self.node("Cast", [INPUT], to=TensorProto.FLOAT)
        x = self.node("Div", [x, self.number(255.0)])
        if image_size != side:
            # The filter of `batches.resident.resize` is separable, so it is one matrix from either side: what it makes
            # of the identity. Any ONNX runtime can multiply; not all can resize with antialiasing.
            identity = torch.eye(side).view(1, 1, side, side)
            matrix = F.interpolate(identity, (image_size, side), mode="bilinear", antialias=True)[0, 0]
            x = self.node("MatMul", [x, self.tensor("prepare.columns", matrix.T.contiguous())])
            x = self.node("MatMul", [self.tensor("prepare.rows", matrix), x])
        x = self.node("Sub", [x, self.number(PIXEL_MEAN)])
        x = self.node("Div", [x, self.number(PIXEL_STD)])
        return self.node("Unsqueeze", [x, self.tensor("prepare.channel", np.array([1], dtype=np.int64))])

    def conv(self, x: str, name: str, layer: nn.Conv2d) -> str:
        """A two-dimensional convolution, grouped or not."""
        padding = [int(width) for width in layer.padding]
        return self.node(
            "Conv",
            [x, *self._weight_and_bias(name, layer)],
            kernel_shape=list(layer.kernel_size),
            strides=list(layer.stride),
            pads=padding * 2,
            dilations=list(layer.dilation),
            group=layer.groups,
        )

    def batch_norm(self, x: str, name: str, layer: nn.BatchNorm2d) -> str:
        """By the running statistics, as in evaluation."""
        kept = {part: getattr(layer, part) for part in ("weight", "bias", "running_mean", "running_var")}
        names = [self.tensor(f"{name}.{part}", values) for part, values in kept.items()]
        return self.node("BatchNormalization", [x, *names], epsilon=layer.eps)

    def layer_norm(self, x: str, name: str, layer: nn.LayerNorm) -> str:
        """Over the last dimension."""
        return self.node("LayerNormalization", [x, *self._weight_and_bias(name, layer)], axis=-1, epsilon=layer.eps)

    def linear(self, x: str, name: str, layer: nn.Linear) -> str:
        """On the last dimension of any number of them."""
        x = self.node("MatMul", [x, self.node("Transpose", [self.tensor(f"{name}.weight", layer.weight)], perm=[1, 0])])
        return x if layer.bias is None else self.node("Add", [x, self.tensor(f"{name}.bias", layer.bias)])

    def max_pool(self, x: str, layer: nn.MaxPool2d) -> str:
        """The largest value of each square window."""
        size, stride, padding = (int(v) for v in (layer.kernel_size, layer.stride, layer.padding))  # type: ignore[arg-type]
        return self.node("MaxPool", [x], kernel_shape=[size] * 2, strides=[stride] * 2, pads=[padding] * 4)

    def permute(self, x: str, order: Sequence[int]) -> str:
        """The dimensions in another order."""
        return self.node("Transpose", [x], perm=list(order))

    def silu(self, x: str) -> str:
        """x·σ(x)."""
        return self.node("Mul", [x, self.node("Sigmoid", [x])])

    def gelu(self, x: str) -> str:
        """The exact x·Φ(x) = x/2·(1 + erf(x/√2)); ONNX has it as one node only from opset 20 on."""
        error = self.node("Erf", [self.node("Div", [x, self.number(2.0**0.5)])])
        share = self.node("Mul", [self.node("Add", [error, self.number(1.0)]), self.number(0.5)])
        return self.node("Mul", [x, share])

    def _weight_and_bias(self, name: str, layer: Any) -> list[str]:
        parts = [part for part in ("weight", "bias") if getattr(layer, part) is not None]
        return [self.tensor(f"{name}.{part}", getattr(layer, part)) for part in parts]
