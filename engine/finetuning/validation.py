"""Stopping early: a part of the labelled budget is held out, and the weights that predict it best are kept.

The test images have no part in this: they are looked at once, after the training.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.finetuning.config import FineTuneConfig
from engine.running.seeding import permutation


def hold_out(
    targets: NDArray[np.int64], patients: Sequence[int] | NDArray[np.int64] | None, config: FineTuneConfig, seed: int
) -> tuple[Tensor, Tensor]:
    """Rows to train on and rows to validate on, int64, each in increasing order; the latter empty where it is off.

    targets: class indices (n,). patients: of each image, None for one patient an image. Patients are taken whole, in an
    order drawn from the seed, while they bring the held-out images nearer to `config.validation_fraction` of each
    class. Where a class would be in one part only, nothing is held out.
    """
    everything, nothing = torch.arange(len(targets)), torch.arange(0)
    if config.validation_fraction == 0 or len(targets) < config.validation_min_labels:
        return everything, nothing
    groups = np.arange(len(targets)) if patients is None else np.unique(np.asarray(patients), return_inverse=True)[1]
    classes = np.unique(targets)
    counts = np.stack([np.bincount(groups, weights=targets == c) for c in classes])  # (classes, patients)
    wanted = config.validation_fraction * counts.sum(axis=1)
    have, held = np.zeros(len(classes)), np.zeros(counts.shape[1], dtype=bool)
    for group in permutation(counts.shape[1], "validation", seed).tolist():
        more = have + counts[:, group]
        if np.abs(more - wanted).sum() < np.abs(have - wanted).sum():
            have, held[group] = more, True
    if (have == 0).any() or (have == counts.sum(axis=1)).any():
        return everything, nothing
    chosen = held[groups]
    return torch.from_numpy(np.flatnonzero(~chosen)), torch.from_numpy(np.flatnonzero(chosen))


class BestWeights:
    """Remembers the weights of the lowest validation loss, and says when to stop waiting for a lower one."""

    def __init__(self, network: nn.Module, patience: int) -> None:
        self._network, self._patience = network, patience
        self._best, self._since = float("inf"), 0
        self._weights: dict[str, Tensor] = {}

    def look(self, loss: float) -> bool:
        """Take in the loss of the network as it is now; whether the training should stop."""
        if loss < self._best:
            self._best, self._since = loss, 0
            self._weights = {key: tensor.detach().clone() for key, tensor in self._network.state_dict().items()}
        else:
            self._since += 1
        return self._since >= self._patience

    def restore(self) -> None:
        """Give the network its best weights; nothing where no look was ever taken."""
        if self._weights:
            self._network.load_state_dict(self._weights)
