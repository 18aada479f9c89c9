"""What a SimCLR pretraining is made of. Kept apart from the loop so that it can be read without importing torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SimCLRConfig:
    """Settings of one SimCLR pretraining (Chen et al. 2020, "A Simple Framework for Contrastive Learning", section 2).

    epochs: passes over the pool. batch_size: images a step; the loss sees twice as many views.
    learning_rate, weight_decay: of AdamW, at the peak of a cosine schedule; warmup_fraction: share of the steps in
        which the rate climbs linearly. temperature: τ of NT-Xent. projection_width: outputs of the projection head.
    crop_scale_min: smallest share of the image's area that a view may show. rotation_degrees: largest rotation either
    way. flip: mirror half of the views left to right (it mirrors the heart). brightness, contrast: largest relative
    change. gamma: largest change of log-gamma. blur_probability: share of the views that are blurred.
    """

    epochs: int = 40
    batch_size: int = 64
    learning_rate: float = 5e-4
    weight_decay: float = 1e-4
    warmup_fraction: float = 0.1
    temperature: float = 0.2
    projection_width: int = 128
    crop_scale_min: float = 0.4
    rotation_degrees: float = 10.0
    flip: bool = True
    brightness: float = 0.2
    contrast: float = 0.4
    gamma: float = 0.3
    blur_probability: float = 0.3
    seed: int = 0

    def __post_init__(self) -> None:
        if self.epochs < 1 or self.batch_size < 2:
            raise ValueError("epochs must be at least 1 and batch_size at least 2")
        if not 0 < self.temperature <= 10:
            raise ValueError("temperature must be in (0, 10]")
        if not 0 < self.crop_scale_min <= 1:
            raise ValueError("crop_scale_min must be in (0, 1]")
        if not 0 <= self.warmup_fraction < 1:
            raise ValueError("warmup_fraction must be in [0, 1)")
        if not (self.learning_rate > 0 and self.weight_decay >= 0):
            raise ValueError("learning_rate must be above 0 and weight_decay at least 0")
        if self.projection_width < 2:
            raise ValueError("projection_width must be at least 2")
        if not (0 <= self.brightness < 1 and 0 <= self.contrast < 1 and self.gamma >= 0):
            raise ValueError("brightness and contrast must be in [0, 1) and gamma at least 0")
        if not (0 <= self.rotation_degrees <= 180 and 0 <= self.blur_probability <= 1):
            raise ValueError("rotation_degrees must be in [0, 180] and blur_probability in [0, 1]")
