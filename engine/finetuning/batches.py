"""Which labelled images a fine-tuning step sees, and how many steps there are."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.batches.augment import AugmentPolicy
from engine.finetuning.config import FineTuneConfig
from engine.running.seeding import permutation


def batch_indices(n_images: int, batch_size: int, seed: int, step: int) -> Tensor:
    """int64 (batch_size,): the images of a step, from (seed, step) alone.

    The passes, each in an order of its own, are laid end to end and cut into equal batches: a batch that reaches the
    end of a pass goes on with the next one, so no batch is short and every image is seen equally often (within one).
    """
    first, last = step * batch_size, (step + 1) * batch_size
    passes = range(first // n_images, (last - 1) // n_images + 1)
    stream = torch.cat([permutation(n_images, "labelled", seed, number) for number in passes])
    return stream[first - passes.start * n_images : last - passes.start * n_images]


def pass_numbers(n_images: int, batch_size: int, step: int) -> Tensor:
    """int64 (batch_size,): in which pass over the images each place of a step's batch lies; see `batch_indices`."""
    return torch.arange(step * batch_size, (step + 1) * batch_size) // n_images


def train_policy(config: FineTuneConfig) -> AugmentPolicy:
    """The mild augmentation of labelled images: nothing that could hide a finding."""
    return AugmentPolicy(
        crop_scale_min=config.crop_scale_min,
        rotation_degrees=config.rotation_degrees,
        flip=config.flip,
        brightness=config.brightness,
        contrast=config.contrast,
        gamma=config.gamma,
        aspect_max=1.1,
    )
