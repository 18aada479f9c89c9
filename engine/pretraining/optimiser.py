"""AdamW as both trainings use it, and its state as flat tensors that a checkpoint can hold.

Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

MOMENTS = ("exp_avg", "exp_avg_sq")


def build_adamw(
    parts: Sequence[tuple[nn.Module, float]], weight_decay: float, *, recordable: bool = False
) -> torch.optim.AdamW:
    """One fused optimiser for several (module, peak learning rate) pairs; see `schedule.set_rates`.

    Matrices and filters decay; biases, the scales and shifts of normalisation, and ConvNeXt's scales of layers, which
    are of shape (c, 1, 1), do not. recordable: its step may be recorded into a CUDA graph; the rates are then tensors.
    """
    groups: list[dict[str, object]] = []
    for module, rate in parts:
        for decay, wanted in ((weight_decay, True), (0.0, False)):
            parameters = [p for p in module.parameters() if (sum(n > 1 for n in p.shape) > 1) is wanted]
            if parameters:
                lr = torch.tensor(rate, device=parameters[0].device) if recordable else rate
                groups.append({"params": parameters, "lr": lr, "peak_lr": rate, "weight_decay": decay})
    return _FusedAdamW(groups, fused=True, capturable=recordable)


class _FusedAdamW(torch.optim.AdamW):
    """On a CPU, the fused step copies every tensor that is not contiguous, filters that lie channels last among them,
    which takes as long as the step. Here it is shown the same memory in the order in which it lies."""

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> Any:
        """One update; `closure` is not used by either training. The first update, which makes the state, is torch's."""
        given = [p for group in self.param_groups for p in group["params"] if p.grad is not None]
        scaled = getattr(self, "grad_scale", None) is not None
        if closure is not None or scaled or any(p.device.type != "cpu" or not self.state.get(p) for p in given):
            return super().step(closure)
        for group in self.param_groups:
            parameters = [p for p in group["params"] if p.grad is not None]
            if not parameters:
                continue
            states = [self.state[p] for p in parameters]
            steps = [state["step"] for state in states]
            torch._foreach_add_(steps, 1)
            torch._fused_adamw_(
                [_as_it_lies(p) for p in parameters],
                [_as_it_lies(p.grad) for p in parameters],
                [_as_it_lies(state["exp_avg"]) for state in states],
                [_as_it_lies(state["exp_avg_sq"]) for state in states],
                [],
                steps,
                lr=group["lr"],
                beta1=group["betas"][0],
                beta2=group["betas"][1],
                weight_decay=group["weight_decay"],
                eps=group["eps"],
                amsgrad=False,
                maximize=False,
            )
        return None


def _as_it_lies(tensor: Tensor) -> Tensor:
    """Filters (out, in, h, w) that lie channels last as a contiguous (out, h, w, in); anything else as it is."""
    return tensor.permute(0, 2, 3, 1) if tensor.ndim == 4 else tensor


def moments(optimiser: torch.optim.Optimizer, network: nn.Module) -> dict[str, Tensor]:
    """The state by parameter name: "NAME.exp_avg", "NAME.exp_avg_sq", and "steps" (float32 scalar). Not copied."""
    tensors: dict[str, Tensor] = {}
    for name, parameter in network.named_parameters():
        state = optimiser.state.get(parameter)
        if state:
            tensors["steps"] = state["step"]
            tensors.update({f"{name}.{moment}": state[moment] for moment in MOMENTS})
    return tensors


def restore_moments(optimiser: torch.optim.Optimizer, network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Give the optimiser the state that `moments` answered with. Raises KeyError when a parameter's is missing.

    Set parameter by parameter, since the fused step walks through memory: each moment must lie as its parameter does
    (channels last), which Optimizer.load_state_dict does not see to.
    """
    for name, parameter in network.named_parameters():
        state: dict[str, Tensor] = {"step": tensors["steps"].to(parameter.device, torch.float32, copy=True)}
        for moment in MOMENTS:
            state[moment] = torch.empty_like(parameter).copy_(tensors[f"{name}.{moment}"])
        optimiser.state[parameter] = state
