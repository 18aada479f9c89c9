from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import nn

from engine.pretraining.optimiser import build_adamw
from engine.pretraining.schedule import rate_factor, set_rates


def test_it_climbs_to_the_peak_and_falls_to_almost_nothing() -> None:
    factors = [rate_factor(step, 100, 0.1) for step in range(100)]
    assert factors[:10] == pytest.approx([(step + 1) / 11 for step in range(10)])
    assert factors[10] == 1.0
    assert factors[55] == pytest.approx(0.5)
    assert all(a > b for a, b in pairwise(factors[10:]))
    assert 0 < factors[-1] < 0.001


@pytest.mark.parametrize(("total", "warmup"), [(1, 0.0), (1, 0.9), (2, 0.5), (3, 0.99)])
def test_short_trainings_have_a_rate_at_every_step(total: int, warmup: float) -> None:
    assert all(0 < rate_factor(step, total, warmup) <= 1 for step in range(total))


def test_each_group_keeps_its_own_peak_and_only_matrices_decay() -> None:
    slow, fast = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3)), nn.Linear(3, 2)
    optimiser = build_adamw([(slow, 1e-3), (fast, 1e-2)], weight_decay=0.1)
    set_rates(optimiser, 0.5)
    rates = {id(p): group["lr"] for group in optimiser.param_groups for p in group["params"]}
    decays = {id(p): group["weight_decay"] for group in optimiser.param_groups for p in group["params"]}
    assert rates[id(slow[0].weight)] == 5e-4
    assert rates[id(fast.bias)] == 5e-3
    assert len(rates) == 6
    assert [decays[id(p)] for p in (slow[0].weight, slow[0].bias, slow[1].weight, fast.weight)] == [0.1, 0, 0, 0.1]
    assert isinstance(optimiser, torch.optim.AdamW)
