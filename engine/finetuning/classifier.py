"""The classifier that a cell trains and an export carries: an encoder and one linear layer."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from engine.encoder.backbone import build_encoder, feature_width
from engine.errors import ExportError
from engine.running.seeding import generator, own_random_state
from engine.translation import tr


class Classifier(nn.Module):
    """float (n, 1, s, s), normalised, to float logits (n, n_classes). State dict keys: "encoder.*" and "head.*"."""

    def __init__(self, encoder: nn.Module, width: int, n_classes: int, *, seed: int) -> None:
        """encoder: answers (n, width). The head starts near zero (every class equally probable), drawn from `seed`."""
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(width, n_classes)
        with torch.no_grad():
            self.head.weight.normal_(0.0, 0.01, generator=generator("head", width, n_classes, seed))
            self.head.bias.zero_()

    def forward(self, images: Tensor) -> Tensor:
        logits: Tensor = self.head(self.encoder(images))
        return logits


def build_classifier(
    backbone: str, n_classes: int, encoder_weights: Mapping[str, Tensor] | None = None, *, seed: int
) -> Classifier:
    """A classifier on the CPU, float32: encoder from `encoder_weights` or, if None, random from `seed`; new head."""
    encoder = build_encoder(backbone, encoder_weights, seed=seed)
    with own_random_state("head", seed):  # the layer's constructor draws, although its values are drawn anew
        return Classifier(encoder, feature_width(backbone), n_classes, seed=seed)


def load_classifier(state: Mapping[str, Tensor], backbone: str) -> Classifier:
    """The trained classifier in evaluation mode, from the state dict that `fine_tune` answered with.

    Raises ExportError when the state is not one of such a classifier.
    """
    head = state.get("head.weight")
    if head is None or head.ndim != 2:
        raise ExportError(tr("The trained model has no classification layer. Train it again."), code="not_a_classifier")
    classifier = build_classifier(backbone, int(head.shape[0]), seed=0)
    try:
        classifier.load_state_dict(dict(state))
    except RuntimeError:
        raise ExportError(
            tr(
                "The trained model is not a {backbone} classifier. Train it again.",
                backbone=backbone,
            ),
            code="not_a_classifier",
        ) from None
    return classifier.eval()
