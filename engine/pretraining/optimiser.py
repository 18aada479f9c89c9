"""AdamW as both trainings use it, and its state as flat tensors that a checkpoint can hold.

Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

_MOMENTS = ("exp_avg", "exp_avg_sq")


def build_adamw(parts: Sequence[tuple[nn.Module, float]], weight_decay: float) -> torch.optim.AdamW:
    """One fused optimiser for several (module, peak learning rate) pairs; see `schedule.set_rates`.

    Matrices and filters decay; biases, the scales and shifts of normalisation, and ConvNeXt's scales of layers, which
    are of shape (c, 1, 1), do not.
    """
    groups: list[dict[str, object]] = []
    for module, rate in parts:
        for decay, wanted in ((weight_decay, True), (0.0, False)):
            parameters = [p for p in module.parameters() if (sum(n > 1 for n in p.shape) > 1) is wanted]
            if parameters:
                groups.append({"params": parameters, "lr": rate, "peak_lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


def moments(optimiser: torch.optim.Optimizer, network: nn.Module) -> dict[str, Tensor]:
    """The state by parameter name: "NAME.exp_avg", "NAME.exp_avg_sq", and "steps" (float32 scalar). Not copied."""
    tensors: dict[str, Tensor] = {}
    for name, parameter in network.named_parameters():
        state = optimiser.state.get(parameter)
        if state:
            tensors["steps"] = state["step"]
            tensors.update({f"{name}.{moment}": state[moment] for moment in _MOMENTS})
    return tensors


def restore_moments(optimiser: torch.optim.Optimizer, network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Give the optimiser the state that `moments` answered with. Raises KeyError when a parameter's is missing.

    Set parameter by parameter, since the fused step walks through memory: each moment must lie as its parameter does
    (channels last), which Optimizer.load_state_dict does not see to.
    """
    for name, parameter in network.named_parameters():
        state: dict[str, Tensor] = {"step": tensors["steps"].to(parameter.device, torch.float32, copy=True)}
        for moment in _MOMENTS:
            state[moment] = torch.empty_like(parameter).copy_(tensors[f"{name}.{moment}"])
        optimiser.state[parameter] = state
