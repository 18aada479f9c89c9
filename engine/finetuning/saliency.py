"""Where in an image the evidence for a class lies: Grad-CAM, on a stage of the trained network.

Selvaraju et al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization": a stage's
activations A_k (channels k), each weighted by the mean over places of the gradient of the class's logit with respect
to it, summed, negative evidence cut off (equations 1 and 2).

The paper takes the last convolution stage. At the small image sizes of a quick study that stage has 2 × 2 places, which
say nothing of where; so the last stage that still has `FEWEST_PLACES` a side is taken, for 224 pixels the paper's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batches.resident import evaluation_batch
from engine.errors import InputError
from engine.finetuning.classifier import Classifier
from engine.translation import tr

FEWEST_PLACES = 7  # a side: ResNet's last stage at 224 pixels
_BATCH = 16
# The module after which a network has shrunk its image by 4, 8, 16 and 32.
_RESNET = ("layer1", "layer2", "layer3", "layer4")
_CONVNEXT = ("features.1", "features.3", "features.5", "features.7")
_EFFICIENTNET = ("features.2", "features.3", "features.5", "features.8")


@dataclass(frozen=True, slots=True)
class Saliency:
    """maps: float32 (n, h, w), at least 0, in units of the logit; scores: float32 (n, n_classes), probabilities."""

    maps: NDArray[np.float32]
    scores: NDArray[np.float32]


def saliency_of(
    classifier: Classifier, backbone: str, images: Tensor, image_size: int, classes: NDArray[np.int64]
) -> Saliency:
    """Grad-CAM of class classes[i] on image i, the network as it is in evaluation.

    images: uint8 (n, s, s) from the project's cache, on the network's device. classes: indices (n,). Raises InputError
    for a backbone whose stages are not known.
    """
    if len(images) != len(classes):
        raise ValueError("one class an image is needed")
    classifier.eval()
    stage = cam_stage(classifier, backbone, image_size)
    maps, scores = [], []
    for first in range(0, len(images), _BATCH):
        batch = evaluation_batch(images[first : first + _BATCH], image_size)
        asked = torch.from_numpy(np.ascontiguousarray(classes[first : first + _BATCH])).to(batch.device)
        found, logits = grad_cam(classifier, stage, batch, asked)
        maps.append(found.cpu().numpy())
        scores.append(torch.softmax(logits, dim=1).cpu().numpy())
    return Saliency(np.concatenate(maps), np.concatenate(scores))


def cam_stage(classifier: Classifier, backbone: str, image_size: int) -> nn.Module:
    """The last stage with at least `FEWEST_PLACES` places a side; the first one where the image is too small for any.

    Raises InputError for a backbone whose stages are not known.
    """
    names = _stages(backbone)
    fine = [name for at, name in enumerate(names) if image_size // 2 ** (at + 2) >= FEWEST_PLACES]
    return classifier.encoder.get_submodule(fine[-1] if fine else names[0])


def grad_cam(network: nn.Module, stage: nn.Module, images: Tensor, classes: Tensor) -> tuple[Tensor, Tensor]:
    """Grad-CAM of one batch: maps (n, h, w) at the stage's own resolution, and logits (n, n_classes), both detached.

    stage: a module of `network` that answers with activations (n, channels, h, w). images: as the network takes them.
    classes: int64 (n,), the class that each map is for. The network's mode and weights are left as they are.
    """
    kept: list[Tensor] = []

    def cut(module: nn.Module, inputs: object, output: Tensor) -> Tensor:
        # A leaf in place of the output: the gradient is then followed down to here and no further.
        kept.append(output.detach().requires_grad_(True))
        return kept[0]

    handle = stage.register_forward_hook(cut)
    try:
        with torch.enable_grad():
            logits: Tensor = network(images)
            # Images do not influence one another in evaluation, so one backward pass serves them all.
            asked = logits.gather(1, classes.unsqueeze(1)).sum()
            (gradient,) = torch.autograd.grad(asked, kept[0])
    finally:
        handle.remove()
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    maps = (weights * kept[0].detach()).sum(dim=1).clamp_min(0)
    return maps.float(), logits.detach().float()


def _stages(backbone: str) -> tuple[str, ...]:
    for prefix, names in (("resnet", _RESNET), ("convnext", _CONVNEXT), ("efficientnet", _EFFICIENTNET)):
        if backbone.startswith(prefix):
            return names
    raise InputError(
        tr(
            "The layers of {backbone} are not known, so no map can be drawn of what it looks at. Train a ResNet to "
            "see one.",
            backbone=backbone,
        ),
        code="no_saliency",
    )
