"""SimCLR's two random views of each image (Chen et al. 2020, section 3), for grey images: no hue, no saturation."""

from __future__ import annotations

from torch import Tensor

from engine.batches.augment import AugmentPolicy, apply, draw_parameters
from engine.pretraining.config import SimCLRConfig
from engine.running.seeding import generator, permutation


def view_policy(config: SimCLRConfig) -> AugmentPolicy:
    """How far a view may stray, from the pretraining's settings."""
    return AugmentPolicy(
        crop_scale_min=config.crop_scale_min,
        rotation_degrees=config.rotation_degrees,
        flip=config.flip,
        brightness=config.brightness,
        contrast=config.contrast,
        gamma=config.gamma,
        blur_probability=config.blur_probability,
    )


def two_views(images: Tensor, policy: AugmentPolicy, image_size: int, seed: int, step: int) -> Tensor:
    """uint8 (n, s, s) to float32 (2n, 1, image_size, image_size): the first views of all images, then the second ones.

    Drawn from (seed, step) alone, so a step can be repeated without those before it.
    """
    parameters = draw_parameters(2 * len(images), policy, generator("views", seed, step))
    return apply(images.repeat(2, 1, 1), parameters, image_size)


def steps_per_epoch(n_images: int, batch_size: int) -> int:
    """Steps of equal batches, as few as batch_size allows; every batch has two images at least, to tell them apart."""
    return max(1, min(-(-n_images // batch_size), n_images // 2))


def batch_size_of(n_images: int, batch_size: int) -> int:
    """Images a step, at most batch_size. A pool smaller than that is one batch; a larger one is shared out evenly, so
    that an epoch leaves out fewer images than it has steps (instead of up to batch_size - 1)."""
    return min(batch_size, n_images // steps_per_epoch(n_images, batch_size))


def epoch_order(n_images: int, seed: int, epoch: int) -> Tensor:
    """int64 (n_images,): the epoch's order, from (seed, epoch) alone. The few images at its end that equal batches
    leave out differ by epoch."""
    return permutation(n_images, "pool", seed, epoch)
