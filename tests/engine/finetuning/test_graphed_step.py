"""Recorded steps: those that are right are replayed and change nothing, those that are wrong are found and given up.

What records here is a stand-in that calls the step again, so this holds without a GPU; what CUDA makes of it does not
follow from it, which is why the program compares before it trusts.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torchvision.ops import StochasticDepth

from engine.encoder.backbone import build_encoder
from engine.finetuning.graphed_step import Record, Replay
from engine.finetuning.step import OptimiserStep, recorder_for
from engine.pretraining.optimiser import build_adamw
from engine.pretraining.schedule import rate_factor, set_rates
from engine.running.device import DeviceChoice

CPU = DeviceChoice(torch.device("cpu"), None, 1)
STEPS = 12


def faithful(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
    answer = torch.zeros(())
    return lambda: answer.copy_(step()), answer


class Training:
    """A small network with batch normalisation, a warm-up and a cosine; its rates are float32, recorded or not."""

    def __init__(self, record: Record | None, device: DeviceChoice = CPU) -> None:
        torch.manual_seed(0)
        layers = nn.Conv2d(1, 6, 3), nn.BatchNorm2d(6), nn.ReLU(), nn.Flatten(), nn.Linear(6 * 36, 3)
        self.network = device.place(nn.Sequential(*layers)).train()
        self.optimiser = build_adamw([(self.network, 3e-3)], 0.1, recordable=True)
        self.step = OptimiserStep(self.network, self.optimiser, device, None, record=record)
        draw = torch.Generator().manual_seed(1)
        self.inputs = torch.randn(STEPS, 16, 1, 8, 8, generator=draw).to(device.device)
        self.targets = torch.randint(0, 3, (STEPS, 16), generator=draw).to(device.device)

    def run(self, sizes: dict[int, int] | None = None) -> list[float]:
        losses = []
        for at in range(STEPS):
            set_rates(self.optimiser, rate_factor(at, STEPS, 0.5))
            size = (sizes or {}).get(at, 16)
            losses.append(float(self.step(self.inputs[at][:size], self.targets[at][:size])))
        return losses

    @property
    def replaying(self) -> bool:
        return self.step._graphed is not None and self.step._graphed.replaying

    def weights(self) -> Tensor:
        return torch.cat([t.double().reshape(-1) for t in self.network.state_dict().values()])


def assert_trained_alike(one: Training, other: Training, sizes: dict[int, int] | None = None) -> None:
    assert one.run(sizes) == other.run(sizes)
    assert torch.equal(one.weights(), other.weights())


def test_replays_are_the_plain_steps() -> None:
    recorded, plain = Training(faithful), Training(None)
    assert_trained_alike(recorded, plain)
    assert recorded.replaying


def test_a_batch_of_another_size_is_not_replayed() -> None:
    recorded, plain = Training(faithful), Training(None)
    assert_trained_alike(recorded, plain, {9: 11, 11: 5})
    assert recorded.replaying


def constant_inputs(training: Training) -> Record:
    def record(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
        answer, graphed = torch.zeros(()), training.step._graphed
        kept = graphed._inputs.clone(), graphed._targets.clone()  # as they are at the recording

        def replay() -> None:
            graphed._inputs.copy_(kept[0])
            graphed._targets.copy_(kept[1])
            answer.copy_(step())

        return replay, answer

    return record


def constant_rate(training: Training) -> Record:
    def record(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
        answer, rates = torch.zeros(()), [group["lr"].clone() for group in training.optimiser.param_groups]

        def replay() -> None:
            for group, rate in zip(training.optimiser.param_groups, rates, strict=True):
                group["lr"].copy_(rate)
            answer.copy_(step())

        return replay, answer

    return record


def no_update(training: Training) -> Record:
    def record(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
        answer = torch.zeros(())

        def replay() -> None:
            before = [p.detach().clone() for p in training.network.parameters()]
            answer.copy_(step())
            with torch.no_grad():
                for parameter, value in zip(training.network.parameters(), before, strict=True):
                    parameter.copy_(value)

        return replay, answer

    return record


def not_a_number(training: Training) -> Record:
    def record(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
        answer = torch.zeros(())
        return lambda: answer.copy_(step() * float("nan")), answer

    return record


def fails(error: type[Exception]) -> Callable[[Training], Record]:
    def of(training: Training) -> Record:
        def record(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
            step()  # halfway through
            raise error("operation not permitted when stream is capturing")

        return record

    return of


WRONG = {
    "inputs": constant_inputs, "rate": constant_rate, "update": no_update, "nan": not_a_number,
    "error": fails(RuntimeError), "memory": fails(torch.OutOfMemoryError),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_recording_is_given_up_and_changes_nothing(wrong: str) -> None:
    holder: list[Record] = []
    recorded, plain = Training(lambda step: holder[0](step)), Training(None)
    holder.append(WRONG[wrong](recorded))
    assert_trained_alike(recorded, plain)
    assert not recorded.replaying


def test_what_cannot_be_recorded_is_not_tried() -> None:
    gpu = DeviceChoice(torch.device("cuda"), torch.bfloat16, 1)
    network = build_encoder("resnet18", seed=0)
    assert recorder_for(network, gpu) is not None
    assert recorder_for(network, CPU) is None
    assert recorder_for(network, gpu.with_autocast("float16")) is None
    assert recorder_for(nn.Sequential(network, nn.Dropout(0.1)), gpu) is None
    assert recorder_for(nn.Sequential(network, StochasticDepth(0.1, "row")), gpu) is None


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA GPU here")
@pytest.mark.parametrize("autocast", ["float32", "bfloat16"])
def test_a_cuda_graph_trains_as_plain_steps_do(autocast: str) -> None:
    device = DeviceChoice(torch.device("cuda"), None, 1).with_autocast(autocast)
    recorded, plain = Training(recorder_for(nn.Identity(), device), device), Training(None, device)
    torch.testing.assert_close(recorded.run(), plain.run(), rtol=0.02, atol=0.02)
    assert recorded.replaying
