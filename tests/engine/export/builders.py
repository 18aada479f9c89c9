"""A classifier that says something, and images for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

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
