"""The learning rate over a training: a linear climb, then half a cosine (Loshchilov & Hutter 2017, equation 5)."""

from __future__ import annotations

import math

from torch import Tensor
from torch.optim import Optimizer


def rate_factor(step: int, total_steps: int, warmup_fraction: float) -> float:
    """The share of the peak rate at `step`, counted from 0 to total_steps - 1; a function of the step alone.

    The climb takes round(warmup_fraction * total_steps) steps and does not begin at zero; the cosine ends just above
    it, so that no step is wasted.
    """
    warmup = round(warmup_fraction * total_steps)
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return 0.5 * (1.0 + math.cos(math.pi * (step - warmup) / max(1, total_steps - warmup)))


def set_rates(optimiser: Optimizer, factor: float) -> None:
    """Set each parameter group's rate to `factor` times its own peak, which the group holds as "peak_lr".

    A rate that is a tensor, as a recorded step reads it, stays where it lies.
    """
    for group in optimiser.param_groups:
        rate = group["peak_lr"] * factor
        if isinstance(group["lr"], Tensor):
            group["lr"].fill_(rate)
        else:
            group["lr"] = rate
