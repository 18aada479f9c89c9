"""What the trained layers see at each step: augmented views, or the frozen layers' activations of such views.

Activations are computed once for a fixed number of views of each image and then used again in every later pass over the
images: the frozen layers' forward pass is saved, and their backward pass never takes place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Protocol

import torch
from torch import Tensor, nn

from engine.batches.augment import AugmentParameters, AugmentPolicy, apply, draw_parameters
from engine.finetuning.batches import batch_indices, pass_numbers, train_policy
from engine.finetuning.config import FineTuneConfig, batch_size_of
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

MOST_BYTES = 512 << 20  # of one training's kept activations; several trainings run at once
_ENCODE_BATCH = 64
_LARGEST_HALF = 65504.0


class StepInputs(Protocol):
    """The images of step `step` as the trained layers take them, and which images they are (int64 (batch,), CPU)."""

    def __call__(self, step: int) -> tuple[Tensor, Tensor]: ...


def augmented_views(
    images_u8: Tensor, image_size: int, config: FineTuneConfig, seed: int, device: DeviceChoice
) -> StepInputs:
    """Fresh views at every step, float32 (batch, 1, image_size, image_size), drawn from (seed, step) alone."""
    policy, n_images = train_policy(config), len(images_u8)
    batch = batch_size_of(n_images, config)

    def inputs(step: int) -> tuple[Tensor, Tensor]:
        chosen = batch_indices(n_images, batch, seed, step)
        images = images_u8[chosen.to(images_u8.device)].to(device.device)
        return apply(images, draw_parameters(batch, policy, generator("mild", seed, step)), image_size), chosen

    return inputs


class Activations:
    """The frozen layers' activations of view v of image i, v and i drawn from (seed, step), views from (seed, v).

    Pass p over the images takes view p modulo `cached_views`. Where there are no more passes than views, or the
    activations would take more than `MOST_BYTES`, nothing is kept and every pass takes a view of its own.
    """

    def __init__(
        self,
        frozen: nn.Module,
        images_u8: Tensor,
        image_size: int,
        config: FineTuneConfig,
        seed: int,
        steps: int,
        device: DeviceChoice,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """frozen: in evaluation mode, on the device. images_u8: uint8 (n, s, s). check: before every encoded batch."""
        self._frozen, self._images, self._size, self._device = frozen, images_u8, image_size, device
        self._seed, self._check = seed, check
        self._policy: AugmentPolicy = train_policy(config)
        self._batch = batch_size_of(len(images_u8), config)
        self._views = config.cached_views
        passes = -(-steps * self._batch // len(images_u8))
        self._bank: Tensor | None = None  # (views × n, h, w, channels): channels last, as convolutions want them
        self._encoded = 0
        one = self._encode(torch.zeros(1, dtype=torch.int64), 0)
        if passes > self._views and self._views * len(images_u8) * one.numel() * one.element_size() <= MOST_BYTES:
            shape = (self._views * len(images_u8), *one.permute(0, 2, 3, 1).shape[1:])
            self._bank = torch.empty(shape, dtype=one.dtype, device=one.device)

    @property
    def kept(self) -> bool:
        """Whether activations are kept from pass to pass."""
        return self._bank is not None

    def __call__(self, step: int) -> tuple[Tensor, Tensor]:
        """Activations (batch, channels, h, w) in the training's number format, and the images (batch,) they are of."""
        n_images = len(self._images)
        chosen = batch_indices(n_images, self._batch, self._seed, step)
        passes = pass_numbers(n_images, self._batch, step)
        if self._bank is None:
            parts = [self._encode(chosen[passes == number], number) for number in sorted(set(passes.tolist()))]
            activations = torch.cat(parts)
        else:
            while self._encoded < min(int(passes[-1]) + 1, self._views):
                self._keep(self._encoded)
            rows = (passes % self._views) * n_images + chosen
            activations = self._bank[rows.to(self._bank.device)].permute(0, 3, 1, 2)
        return (activations if self._device.autocast_dtype is not None else activations.float()), chosen

    def _keep(self, view: int) -> None:
        assert self._bank is not None
        n_images = len(self._images)
        for rows in torch.split(torch.arange(n_images), _ENCODE_BATCH):
            first = view * n_images + int(rows[0])
            self._bank[first : first + len(rows)] = self._encode(rows, view).permute(0, 2, 3, 1)
        self._encoded = view + 1

    def _encode(self, rows: Tensor, view: int) -> Tensor:
        """(len(rows), channels, h, w) in the training's number format; float16 where that is float32, half the memory
        for a rounding far below the augmentation's noise."""
        self._check()
        drawn = draw_parameters(len(self._images), self._policy, generator("mild view", self._seed, view))
        images = self._images[rows.to(self._images.device)].to(self._device.device)
        with torch.no_grad(), self._device.autocast():
            activations: Tensor = self._frozen(apply(images, _of(drawn, rows), self._size))
        wanted = self._device.autocast_dtype or torch.float16
        return activations.clamp_(-_LARGEST_HALF, _LARGEST_HALF).to(wanted)


def _of(parameters: AugmentParameters, rows: Tensor) -> AugmentParameters:
    return AugmentParameters(**{field.name: getattr(parameters, field.name)[rows] for field in fields(parameters)})
