"""Which part of a classifier is trained, and which part below it stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

from torch import nn

from engine.errors import InputError
from engine.finetuning.classifier import Classifier
from engine.finetuning.config import FineTuneConfig, Trained
from engine.translation import tr

# Where a network's layers, in the order of its forward pass, are cut: a stage is what works at one resolution.
_RESNET = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4")
_FROZEN_OF_RESNET = {"last_two_stages": 6, "last_stage": 7}
_FROZEN_OF_FEATURES = {"last_two_stages": 4, "last_stage": 6}  # of ConvNeXt and EfficientNet, which number them alike


@dataclass(frozen=True)
class Parts:
    """A classifier cut in two; the modules are its own, so what is trained here is trained there.

    frozen: (n, 1, s, s) to activations (n, channels, h, w); None where everything is trained, and `trained` takes
    images. trained: to logits. rates: the trained modules with their peak learning rates.
    """

    frozen: nn.Module | None
    trained: nn.Module
    rates: tuple[tuple[nn.Module, float], ...]


def parts_of(classifier: Classifier, backbone: str, config: FineTuneConfig) -> Parts:
    """Cut the classifier as `config.trained` says. Raises InputError for a backbone that cannot be cut."""
    encoder, head = classifier.encoder, classifier.head
    if config.trained == "all":
        rates = ((encoder, config.learning_rate), (head, config.head_learning_rate))
        return Parts(None, classifier, rates)
    frozen, upper = _cut(encoder, backbone, config.trained)
    frozen.requires_grad_(False)
    rates = ((upper, config.learning_rate), (head, config.head_learning_rate))
    return Parts(frozen, nn.Sequential(upper, head), rates)


def _cut(encoder: nn.Module, backbone: str, trained: Trained) -> tuple[nn.Sequential, nn.Sequential]:
    """The encoder's frozen and trained layers, in the order of torchvision's `forward`."""
    stages = dict(encoder.named_children())
    if set(_RESNET) <= stages.keys():
        layers, frozen = [stages[name] for name in _RESNET], _FROZEN_OF_RESNET[trained]
        ending = [stages["avgpool"]]
    elif backbone.startswith(("convnext", "efficientnet")) and {"features", "avgpool", "classifier"} <= stages.keys():
        layers, frozen = list(stages["features"].children()), _FROZEN_OF_FEATURES[trained]
        ending = [stages["avgpool"], stages["classifier"]]  # ConvNeXt's normalisation; nothing in EfficientNet
    else:
        raise InputError(
            tr(
                "The layers of {backbone} cannot be told apart into stages, so it cannot be trained in part. Train "
                "all layers, or choose a ResNet.",
                backbone=backbone,
            ),
            code="cannot_freeze",
        )
    return nn.Sequential(*layers[:frozen]), nn.Sequential(*layers[frozen:], *ending, nn.Flatten(1))
