"""How many trainings run at once on a device, and what each needs around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from engine.running.device import DeviceChoice

MOST_ON_CPU = 8  # each holds a network, its optimiser and its activations in memory
MOST_ON_GPU = 4  # beyond that the streams wait for one another
# Memory by arithmetic, not yet measured on a GPU; a training that it misjudges goes on in smaller parts.
_SHARE = 0.8  # of the free memory that may be planned with
_STANDING_MB = 700  # weights, gradients, moments and the libraries' workspaces of a training
_IMAGE_MB = {"resnet18": 32, "resnet34": 48, "resnet50": 110}  # a 224-pixel image's activations and gradients
_LARGEST_MB = 160


def trainings_at_once(device: DeviceChoice, waiting: int, backbone: str, image_size: int, batch_size: int) -> int:
    """At least 1, at most the trainings that are `waiting`.

    CPU: one a core, up to 8. CUDA: 1 to 4, by the memory that is free now; a training that needs more than foreseen
    goes on with smaller batches (`finetuning.step`). Elsewhere one.
    """
    most = 1
    if device.device.type == "cpu":
        most = min(device.threads, MOST_ON_CPU)
    elif device.device.type == "cuda":
        free_bytes, _total = torch.cuda.mem_get_info(device.device)
        images = batch_size * (image_size / 224) ** 2
        each = _STANDING_MB + images * _IMAGE_MB.get(backbone, _LARGEST_MB)
        most = min(int(_SHARE * free_bytes / 2**20 / each), MOST_ON_GPU)
    return max(1, min(most, waiting))


@contextmanager
def own_stream(device: DeviceChoice) -> Iterator[None]:
    """On a CUDA device, this thread's work goes to a stream of its own, after what was put on the device before.

    Its results are read on the same thread, which waits for them; so nothing else needs to.
    """
    if device.device.type != "cuda":
        yield
        return
    stream = torch.cuda.Stream(device.device)  # type: ignore[no-untyped-call]
    stream.wait_stream(torch.cuda.default_stream(device.device))
    with torch.cuda.stream(stream):
        yield
        stream.synchronize()
