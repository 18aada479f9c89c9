"""How fast this machine trains, from a few real steps, so that a study's time can be told before it is launched."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.running.events import SpeedMeasured

if TYPE_CHECKING:
    from engine.running.device import DeviceChoice

_BATCH = 32
_SIDE = 64
_SECONDS = 1.5
_WARM_UP = 2


def measure_speed(interrupted: Callable[[], bool]) -> SpeedMeasured | None:
    """Train a ResNet-18 on noise at 64 pixels for a second or two; None when `interrupted` before it is known.

    The unit of `engine.learning_curve.estimate`: one image once through the network, forward and backward.
    """
    from engine.running.device import choose_device
    from engine.running.freed_memory import freed_memory_kept

    device = choose_device("auto", 0)
    with freed_memory_kept(device.device.type == "cpu"):  # as a study at this size
        return _measured(device, interrupted)


def _measured(choice: DeviceChoice, interrupted: Callable[[], bool]) -> SpeedMeasured | None:
    import torch

    from engine.finetuning.classifier import build_classifier
    from engine.pretraining.optimiser import build_adamw
    from engine.running.device import present_devices

    network = choice.place(build_classifier("resnet18", 2, seed=0)).train()
    optimiser = build_adamw([(network, 1e-4)], 0.01)  # the trainings' own, fused
    images = torch.zeros(_BATCH, 1, _SIDE, _SIDE, device=choice.device)
    labels = torch.arange(_BATCH, device=choice.device) % 2
    steps, began = -_WARM_UP, time.monotonic()
    while steps < 1 or time.monotonic() - began < _SECONDS:
        if interrupted():
            return None
        if steps == 0:
            began = time.monotonic()
        with choice.autocast():
            loss = torch.nn.functional.cross_entropy(network(images), labels)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        optimiser.step()
        loss.item()  # wait for the device
        steps += 1
    speed = steps * _BATCH / (time.monotonic() - began)
    return SpeedMeasured(choice.words, speed, present_devices(), choice.autocast_name)
