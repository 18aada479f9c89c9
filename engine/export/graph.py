"""The trained classifier as an ONNX graph, preprocessing included: bytes in, probabilities out.

The graph is put together here, layer by layer, from the torchvision network: it carries the weights under their own
names and nothing of the machine that wrote it (exporters that trace a program write its source paths into the file).
"""

from __future__ import annotations

from typing import Any

from onnx import ModelProto, TensorProto, checker, helper
from torch import nn

from engine.errors import ExportError
from engine.export.graph_layers import INPUT, LayerBuilder
from engine.translation import tr

OPSET = 17
IR_VERSION = 8  # of ONNX 1.12, the first with opset 17
OUTPUT = "probabilities"


def onnx_graph(classifier: nn.Module, image_size: int, side: int, description: str) -> ModelProto:
    """The classifier (`finetuning.classifier.Classifier`, evaluation mode) as a checked ONNX model.

    Input "images": uint8 (batch, side, side), any batch. Output "probabilities": float32 (batch, classes).
    Raises ExportError for a network that is not one of torchvision's ResNets, ConvNeXts or EfficientNets.
    """
    build = _NetworkBuilder()
    x = build.encoder(build.prepare(image_size, side), "encoder", classifier.encoder)
    head: Any = classifier.head
    build.node("Softmax", [build.linear(x, "head", head)], output=OUTPUT, axis=1)
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


class _NetworkBuilder(LayerBuilder):
    """Blocks and whole networks, each as its `forward` reads in torchvision."""

    def encoder(self, x: str, name: str, network: Any) -> str:
        """Features, (batch, width)."""
        from torchvision.models import ConvNeXt, EfficientNet, ResNet

        if isinstance(network, ResNet):
            for part in ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool"):
                x = self.layer(x, f"{name}.{part}", getattr(network, part))
            return self.node("Flatten", [x], axis=1)
        if isinstance(network, ConvNeXt):
            for part in ("features", "avgpool", "classifier"):
                x = self.layer(x, f"{name}.{part}", getattr(network, part))
            return x
        if isinstance(network, EfficientNet):
            for part in ("features", "avgpool"):
                x = self.layer(x, f"{name}.{part}", getattr(network, part))
            return self.node("Flatten", [x], axis=1)
        raise _unknown()

    def layer(self, x: str, name: str, layer: Any) -> str:
        """Whatever it is, with what is in it. Raises ExportError for a layer that is not known here."""
        from torchvision.models.convnext import CNBlock, LayerNorm2d
        from torchvision.models.efficientnet import MBConv
        from torchvision.models.resnet import BasicBlock, Bottleneck
        from torchvision.ops import Permute, SqueezeExcitation

        match layer:
            case BasicBlock() | Bottleneck():
                return self._residual(x, name, layer)
            case CNBlock():
                scale = self.tensor(f"{name}.layer_scale", layer.layer_scale)
                scaled = self.node("Mul", [scale, self.layer(x, f"{name}.block", layer.block)])
                return self.node("Add", [scaled, x])
            case MBConv():
                answer = self.layer(x, f"{name}.block", layer.block)
                return self.node("Add", [answer, x]) if layer.use_res_connect else answer
            case SqueezeExcitation():
                scale = x
                for part in ("avgpool", "fc1", "activation", "fc2", "scale_activation"):
                    scale = self.layer(scale, f"{name}.{part}", getattr(layer, part))
                return self.node("Mul", [scale, x])
            case LayerNorm2d():
                x = self.layer_norm(self.permute(x, (0, 2, 3, 1)), name, layer)
                return self.permute(x, (0, 3, 1, 2))
            case nn.Sequential():
                for part, inner in layer.named_children():
                    x = self.layer(x, f"{name}.{part}", inner)
                return x
            case Permute():
                return self.permute(x, layer.dims)
        return self._plain(x, name, layer)

    def _plain(self, x: str, name: str, layer: Any) -> str:
        match layer:
            case nn.Conv2d():
                return self.conv(x, name, layer)
            case nn.BatchNorm2d():
                return self.batch_norm(x, name, layer)
            case nn.LayerNorm():
                return self.layer_norm(x, name, layer)
            case nn.Linear():
                return self.linear(x, name, layer)
            case nn.MaxPool2d():
                return self.max_pool(x, layer)
            case nn.AdaptiveAvgPool2d() if layer.output_size in (1, (1, 1)):
                return self.node("GlobalAveragePool", [x])
            case nn.ReLU():
                return self.node("Relu", [x])
            case nn.Sigmoid():
                return self.node("Sigmoid", [x])
            case nn.SiLU():
                return self.silu(x)
            case nn.GELU() if layer.approximate == "none":
                return self.gelu(x)
            case nn.Flatten():
                return self.node("Flatten", [x], axis=1)
            case nn.Identity():
                return x
        raise _unknown()

    def _residual(self, x: str, name: str, block: Any) -> str:
        """A residual block of two or three convolutions (He et al. 2016, figures 2 and 5)."""
        shortcut = x
        last = 3 if hasattr(block, "conv3") else 2
        for number in range(1, last + 1):
            x = self.conv(x, f"{name}.conv{number}", getattr(block, f"conv{number}"))
            x = self.batch_norm(x, f"{name}.bn{number}", getattr(block, f"bn{number}"))
            x = self.node("Relu", [x]) if number < last else x
        if block.downsample is not None:
            shortcut = self.layer(shortcut, f"{name}.downsample", block.downsample)
        return self.node("Relu", [self.node("Add", [x, shortcut])])


def _unknown() -> ExportError:
    return ExportError(
        tr("This network cannot be written as ONNX. Choose another network for the study."), code="not_exportable"
    )
