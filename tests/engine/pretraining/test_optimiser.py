"""The fused step over channels-last filters against torch's own AdamW on plain tensors."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from engine.pretraining.optimiser import build_adamw, moments, restore_moments


def network(seed: int = 0) -> nn.Sequential:
    torch.manual_seed(seed)
    return nn.Sequential(
        nn.Conv2d(1, 6, 3, bias=False), nn.BatchNorm2d(6), nn.ReLU(),
        nn.Conv2d(6, 5, 3, bias=False), nn.Conv2d(5, 4, 1),
        nn.Flatten(), nn.Linear(4 * 16, 3),
    )  # fmt: skip


def train(net: nn.Module, optimiser: torch.optim.Optimizer, steps: int, first: int = 0) -> None:
    for step in range(first, first + steps):
        generator = torch.Generator().manual_seed(step)
        optimiser.zero_grad(set_to_none=True)
        net(torch.randn(8, 1, 8, 8, generator=generator)).square().mean().backward()
        optimiser.step()


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_it_steps_as_torchs_own_in_either_layout(layout: torch.memory_format) -> None:
    ours, theirs = network(), network()
    optimiser = build_adamw([(ours.to(memory_format=layout), 1e-2)], 0.1)
    filters = [p for p in theirs.parameters() if p.ndim > 1]
    others = [p for p in theirs.parameters() if p.ndim <= 1]
    reference = torch.optim.AdamW(
        [{"params": filters, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}], lr=1e-2
    )
    train(ours, optimiser, 12)
    train(theirs, reference, 12)
    for (name, mine), expected in zip(ours.named_parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(mine, expected, rtol=1e-3, atol=1e-4, msg=name)


def test_parameters_without_a_gradient_stay() -> None:
    net = network().to(memory_format=torch.channels_last)
    optimiser = build_adamw([(net, 1e-2)], 0.1)
    train(net, optimiser, 2)
    before = copy.deepcopy(net.state_dict())
    optimiser.zero_grad(set_to_none=True)
    net[6].weight.grad = torch.ones_like(net[6].weight)
    optimiser.step()
    changed = {key for key, value in net.state_dict().items() if not torch.equal(value, before[key])}
    assert changed == {"6.weight"}


@pytest.mark.parametrize("after", [1, 2, 5])
def test_taken_up_again_it_steps_bit_for_bit(after: int) -> None:
    whole = network().to(memory_format=torch.channels_last)
    train(whole, build_adamw([(whole, 1e-2)], 0.1), 8)

    begun = network().to(memory_format=torch.channels_last)
    optimiser = build_adamw([(begun, 1e-2)], 0.1)
    train(begun, optimiser, after)
    taken_up = network(1).to(memory_format=torch.channels_last)
    taken_up.load_state_dict(begun.state_dict())
    again = build_adamw([(taken_up, 1e-2)], 0.1)
    restore_moments(again, taken_up, moments(optimiser, begun))
    train(taken_up, again, 8 - after, first=after)
    for mine, expected in zip(taken_up.parameters(), whole.parameters(), strict=True):
        assert torch.equal(mine, expected)
