"""A step in parts is the step of the whole batch; a device that is full makes it one, and says so."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from engine.errors import TrainingError
from engine.finetuning.step import OptimiserStep
from engine.running.device import DeviceChoice

CPU = DeviceChoice(torch.device("cpu"), None, 1)


class Crowded(nn.Module):
    """A linear classifier on a device that holds no more than `most` images."""

    def __init__(self, most: int) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer, self.most = nn.Linear(5, 3), most

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        if len(inputs) > self.most:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return self.layer(inputs)


def trained(most: int, weights: torch.Tensor | None, told: list[int]) -> tuple[torch.Tensor, list[float]]:
    network = Crowded(most)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.5)
    step = OptimiserStep(network, optimiser, CPU, weights, told.append)
    draw = torch.Generator().manual_seed(1)
    inputs, targets = torch.randn(22, 5, generator=draw), torch.randint(0, 3, (22,), generator=draw)
    losses = [float(step(inputs, targets)) for _ in range(3)]
    return network.layer.weight.detach(), losses


@pytest.mark.parametrize("weights", [None, torch.tensor([0.5, 1.0, 3.0])])
@pytest.mark.parametrize(("most", "parts"), [(12, [11]), (7, [11, 5])])
def test_a_step_in_parts_is_the_whole_step(weights, most, parts):
    told: list[int] = []
    whole, of_whole = trained(100, weights, [])
    halved, of_parts = trained(most, weights, told)
    torch.testing.assert_close(halved, whole)
    assert of_parts == pytest.approx(of_whole, rel=1e-5)
    assert told == parts  # once for each halving, not at every step


def test_where_nothing_fits_it_is_said():
    with pytest.raises(TrainingError, match="not enough memory") as refused:
        trained(1, None, [])
    assert refused.value.code == "out_of_memory"
