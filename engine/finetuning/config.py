"""What a fine-tuning is made of. Kept apart from the loop so that it can be read without importing torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Trained = Literal["all", "last_two_stages", "last_stage"]
TRAINED: tuple[Trained, ...] = ("all", "last_two_stages", "last_stage")
_SMALLEST_BATCH = 8


@dataclass(frozen=True, slots=True)
class FineTuneConfig:
    """Settings of one cell's training.

    epochs: passes over the labelled images, but never fewer than `min_steps` nor more than `max_steps` optimiser steps:
        small budgets need many passes, large ones few. batch_size: images a step.
    learning_rate: of AdamW for the encoder, `head_learning_rate` for the classifier's linear layer; cosine schedule
        with warm-up over `warmup_fraction` of the steps. class_weights: weigh the loss by inverse class frequency.
    crop_scale_min, rotation_degrees, flip, brightness, contrast, gamma: the mild augmentation of training images, with
        the meanings they have in `SimCLRConfig`.
    probe_l2: inverse regularisation strengths that the linear probe chooses from, by cross-validation on its labels.

    trained: "all" layers; or of the encoder only the last two stages (of a ResNet layer3 and layer4) or the last one,
        on activations of the frozen layers below, which are computed once. cached_views: how many augmented views of
        each image those activations are kept of.
    validation_fraction: share of the labelled images that is held out to stop early, patients kept whole and classes in
        proportion; 0 for none: then all labels are trained on and every step is made. Budgets below
        `validation_min_labels` are trained without. check_every: steps between two looks at the validation loss;
        patience: looks without a new best after which the training stops. The best look's weights are kept.
    """

    epochs: int = 20
    min_steps: int = 40
    max_steps: int = 400
    batch_size: int = 32
    learning_rate: float = 5e-4
    head_learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    warmup_fraction: float = 0.1
    class_weights: bool = True
    crop_scale_min: float = 0.7
    rotation_degrees: float = 7.0
    flip: bool = True
    brightness: float = 0.1
    contrast: float = 0.2
    gamma: float = 0.15
    probe_l2: tuple[float, ...] = (0.001, 0.01, 0.1, 1.0)
    trained: Trained = "all"
    cached_views: int = 8
    validation_fraction: float = 0.0
    validation_min_labels: int = 40
    check_every: int = 10
    patience: int = 4

    def __post_init__(self) -> None:
        if self.trained not in TRAINED:
            raise ValueError(f"trained must be one of {', '.join(TRAINED)}")
        if not 0 <= self.validation_fraction <= 0.5:
            raise ValueError("validation_fraction must be in [0, 0.5]")
        if min(self.cached_views, self.check_every, self.patience) < 1 or self.validation_min_labels < 8:
            raise ValueError("cached_views, check_every and patience must be at least 1, validation_min_labels 8")
        if self.epochs < 1 or self.batch_size < 2:
            raise ValueError("epochs must be at least 1 and batch_size at least 2")
        if not 1 <= self.min_steps <= self.max_steps:
            raise ValueError("min_steps must be at least 1 and at most max_steps")
        if not (self.learning_rate > 0 and self.head_learning_rate > 0 and self.weight_decay >= 0):
            raise ValueError("learning_rate and head_learning_rate must be above 0, weight_decay at least 0")
        if not 0 <= self.warmup_fraction < 1:
            raise ValueError("warmup_fraction must be in [0, 1)")
        if not 0 < self.crop_scale_min <= 1:
            raise ValueError("crop_scale_min must be in (0, 1]")
        if not (0 <= self.brightness < 1 and 0 <= self.contrast < 1 and self.gamma >= 0):
            raise ValueError("brightness and contrast must be in [0, 1) and gamma at least 0")
        if not 0 <= self.rotation_degrees <= 180:
            raise ValueError("rotation_degrees must be in [0, 180]")
        if not self.probe_l2 or any(strength <= 0 for strength in self.probe_l2):
            raise ValueError("probe_l2 must hold at least one number above 0")


def training_steps(n_images: int, config: FineTuneConfig) -> int:
    """Optimiser steps: `epochs` passes, but at least min_steps and at most max_steps."""
    passes = config.epochs * -(-n_images // batch_size_of(n_images, config))
    return min(max(passes, config.min_steps), config.max_steps)


def batch_size_of(n_images: int, config: FineTuneConfig) -> int:
    """Images a step: the configured number, or all images when there are fewer, but never fewer than 8.

    Batch normalisation needs several images, so tiny budgets are seen more than once a step, in different views.
    """
    return min(config.batch_size, max(n_images, _SMALLEST_BATCH))
