"""A classifier that says something, and images for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batches.resident import evaluation_batch
from engine.cohort.synthetic import load_recipe, write_sample_cohort
from engine.finetuning.classifier import build_classifier
from engine.images.downsize import fit_square
from engine.images.reader import read_image

SIDE = 256


def classifier_state(backbone: str = "resnet18", classes: int = 2, seed: int = 0) -> dict[str, Tensor]:
    """Random weights, with batch statistics and a head as a training leaves them: the answers differ by image."""
    draw = torch.Generator().manual_seed(seed)
    state = {key: tensor.clone() for key, tensor in build_classifier(backbone, classes, seed=seed).state_dict().items()}
    for key, tensor in state.items():
        if key.endswith("running_mean"):
            tensor.normal_(0, 0.05, generator=draw)
        elif key.endswith("running_var"):
            tensor.uniform_(0.7, 1.4, generator=draw)
        elif key.startswith("head."):
            tensor.normal_(0, 0.05, generator=draw)
    return state


def telling_state(backbone: str, classes: int, image_size: int, images: NDArray[np.uint8]) -> dict[str, Tensor]:
    """Random weights whose answers to `images` differ plainly: no layer is at its neutral start, batch statistics are
    those of such images, and the head is scaled to the features' spread."""
    draw = torch.Generator().manual_seed(3)
    classifier = build_classifier(backbone, classes, seed=1)
    with torch.no_grad():
        for key, tensor in classifier.encoder.named_parameters():
            if key.endswith("layer_scale"):  # ConvNeXt starts them at 1e-6: its blocks would say nothing
                tensor.uniform_(0.1, 0.5, generator=draw)
            elif tensor.ndim == 1:
                tensor.add_(torch.empty_like(tensor).uniform_(-0.2, 0.2, generator=draw))
        batch = evaluation_batch(torch.from_numpy(images), image_size)
        for module in classifier.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.momentum = 0.9  # the running statistics come near the batch's within a few steps
        for _ in range(4):
            classifier.encoder.train()(batch)
        features = classifier.encoder.eval()(batch)
        spread = features.std(dim=0) + features.abs().max() * 1e-3
        classifier.head.weight.normal_(0, features.shape[1] ** -0.5, generator=draw).div_(spread)
        classifier.head.bias.copy_(-classifier.head.weight @ features.mean(dim=0))
    return {key: tensor.detach().clone() for key, tensor in classifier.state_dict().items()}


def random_images(n: int, seed: int = 0) -> NDArray[np.uint8]:
    """uint8 (n, SIDE, SIDE): noise of several grain sizes, so that no filter averages it all away."""
    draw = np.random.default_rng(seed)
    coarse = draw.integers(0, 256, (n, SIDE // 8, SIDE // 8), dtype=np.uint8).repeat(8, axis=1).repeat(8, axis=2)
    fine = draw.integers(0, 256, (n, SIDE, SIDE), dtype=np.uint8)
    return np.where(draw.random((n, 1, 1)) < 0.5, coarse, fine)


def sample_files(folder: Path, patients: int = 4) -> list[Path]:
    """DICOM files of a few synthetic patients."""
    write_sample_cohort(folder, load_recipe(patients=patients, side=96))
    return sorted(folder.glob("*.dcm"))


def as_cached(files: list[Path]) -> NDArray[np.uint8]:
    """uint8 (n, SIDE, SIDE): files as the project's cache holds them."""
    decoded = [read_image(path) for path in files]
    return np.stack([fit_square(image.pixels, SIDE, image.pixel_aspect) for image in decoded])
