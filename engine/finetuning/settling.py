"""Batch normalisation after a training: the means and variances of the final network, not of what it was on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from engine.batches.resident import evaluation_batch
from engine.running.device import DeviceChoice

EVALUATION_BATCH = 128


def settle_batch_norm(
    network: nn.Module, settled: nn.Module, images_u8: Tensor, image_size: int, device: DeviceChoice
) -> None:
    """Give the batch normalisations of `settled`, a part of `network`, their own means and variances over the images.

    images_u8: uint8 (n, s, s), shown unaugmented. The running averages kept while training lag behind the weights:
    after some dozens of steps they are those of a network that is no more (Wu & Johnson 2021, "Rethinking Batch in
    BatchNorm", section 3). Float32, as the evaluation is. Leaves the network in evaluation mode.
    """
    network.eval()
    norms = [module for module in settled.modules() if isinstance(module, nn.BatchNorm2d)]
    if not norms:
        return
    with _collecting(norms), torch.no_grad():
        # In equal batches, whose plain mean is the images' mean.
        for images in torch.tensor_split(images_u8, -(-len(images_u8) // EVALUATION_BATCH)):
            network(evaluation_batch(images.to(device.device), image_size))


@contextmanager
def _collecting(norms: Sequence[nn.BatchNorm2d]) -> Iterator[None]:
    kept = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # a plain mean over the batches
        norm.train()
    try:
        yield
    finally:
        for norm, momentum in zip(norms, kept, strict=True):
            norm.momentum = momentum
            norm.eval()
