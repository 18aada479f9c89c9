from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load, save

from engine.encoder.backbone import build_encoder
from engine.errors import TrainingError
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.pretraining.state import PretrainResult, PretrainState
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)
TINY = SimCLRConfig(epochs=3, batch_size=5, learning_rate=1e-3)
IMAGES = torch.randint(0, 256, (10, 40, 40), generator=generator("images")).to(torch.uint8)


class Stopped(BaseException):
    pass


def stop_after(steps: int) -> Callable[[], None]:
    seen = iter(range(steps))

    def check() -> None:
        if next(seen, None) is None:
            raise Stopped

    return check


def same(first: PretrainResult, second: PretrainResult) -> bool:
    equal = (torch.equal(first.encoder_state[key], second.encoder_state[key]) for key in first.encoder_state)
    return first.encoder_state.keys() == second.encoder_state.keys() and all(equal) and first.epochs == second.epochs


@pytest.fixture(scope="module")
def whole() -> PretrainResult:
    return pretrain(IMAGES, "resnet18", 32, TINY, CPU)


def test_the_result_is_an_encoder_that_loads(whole: PretrainResult) -> None:
    assert whole.encoder_state.keys() == build_encoder("resnet18", seed=0).state_dict().keys()
    assert not torch.equal(whole.encoder_state["conv1.weight"], build_encoder("resnet18", seed=0).conv1.weight)
    build_encoder("resnet18", whole.encoder_state, seed=0)
    assert [(report.epoch, report.epochs) for report in whole.epochs] == [(1, 3), (2, 3), (3, 3)]
    assert all(report.loss > 0 and report.feature_std > 0 and report.images_per_second > 0 for report in whole.epochs)


def test_the_same_seed_gives_the_same_bits_and_another_does_not(whole: PretrainResult) -> None:
    torch.rand(3)  # the process's own stream plays no part
    assert same(pretrain(IMAGES, "resnet18", 32, TINY, CPU), whole)
    assert not same(pretrain(IMAGES, "resnet18", 32, replace(TINY, seed=1), CPU), whole)


@pytest.mark.parametrize(("stop", "autocast"), [(1, "float32"), (4, "float32"), (3, "bfloat16")])
def test_taken_up_again_it_ends_bit_for_bit_as_if_never_stopped(
    stop: int, autocast: str, whole: PretrainResult
) -> None:
    device = CPU.with_autocast(autocast)
    uninterrupted = whole if autocast == "float32" else pretrain(IMAGES, "resnet18", 32, TINY, device)
    states: list[PretrainState] = []
    with pytest.raises(Stopped):
        pretrain(
            IMAGES, "resnet18", 32, TINY, device,
            on_checkpoint=states.append, checkpoint_seconds=0.0, check=stop_after(stop),
        )  # fmt: skip
    assert states[-1].step == stop
    assert len(states[-1].history) == stop // 2
    stored = save(dict(states[-1].tensors), states[-1].metadata())  # as a safetensors file has it
    length = int.from_bytes(stored[:8], "little")
    metadata = json.loads(stored[8 : 8 + length])["__metadata__"]
    state = PretrainState.from_parts(load(stored), metadata)
    steps: list[tuple[int, int]] = []
    resumed = pretrain(
        IMAGES, "resnet18", 32, TINY, CPU, resume=state, on_step=lambda done, total: steps.append((done, total))
    )
    assert same(resumed, uninterrupted)
    assert steps == [(step, 6) for step in range(stop + 1, 7)]


def test_checkpoints_come_no_more_often_than_asked_for() -> None:
    states: list[PretrainState] = []
    pretrain(IMAGES, "resnet18", 32, replace(TINY, epochs=1), CPU, on_checkpoint=states.append, checkpoint_seconds=999)
    assert states == []


def test_a_checkpoint_does_not_change_while_training_goes_on() -> None:
    states: list[PretrainState] = []
    copies: list[torch.Tensor] = []

    def keep(state: PretrainState) -> None:
        states.append(state)
        copies.append(state.tensors["model.encoder.conv1.weight"].clone())

    pretrain(IMAGES, "resnet18", 32, replace(TINY, epochs=2), CPU, on_checkpoint=keep, checkpoint_seconds=0.0)
    for state, copy in zip(states, copies, strict=True):
        assert torch.equal(state.tensors["model.encoder.conv1.weight"], copy)
    assert all(tensor.is_contiguous() for tensor in states[0].tensors.values())


def test_a_foreign_checkpoint_is_refused() -> None:
    states: list[PretrainState] = []
    pretrain(IMAGES, "resnet18", 32, TINY, CPU, on_checkpoint=states.append, checkpoint_seconds=0.0)
    broken = {key: tensor for key, tensor in states[0].tensors.items() if key != "model.encoder.conv1.weight"}
    with pytest.raises(TrainingError, match="does not belong"):
        pretrain(IMAGES, "resnet18", 32, TINY, CPU, resume=replace(states[0], tensors=broken))
    with pytest.raises(TrainingError, match="does not belong"):
        pretrain(IMAGES, "resnet34", 32, TINY, CPU, resume=states[0])


@pytest.mark.parametrize("n", [0, 1])
def test_a_pool_of_less_than_two_is_refused(n: int) -> None:
    with pytest.raises(TrainingError, match="Add images to the pool"):
        pretrain(IMAGES[:n], "resnet18", 32, TINY, CPU)


@pytest.mark.parametrize("n", [2, 3, 7])
def test_small_pools_train(n: int) -> None:
    result = pretrain(IMAGES[:n], "resnet18", 32, SimCLRConfig(epochs=1, batch_size=5), CPU)
    assert torch.isfinite(torch.tensor([result.epochs[0].loss, result.epochs[0].feature_std])).all()


def test_a_loss_that_is_not_a_number_stops_with_advice() -> None:
    with pytest.raises(TrainingError, match="lower learning rate"):
        pretrain(IMAGES, "resnet18", 32, replace(TINY, learning_rate=1e30, warmup_fraction=0.0), CPU)


def test_it_learns_to_tell_images_apart() -> None:
    frames = torch.arange(8).view(8, 1, 1) * 28 + torch.arange(40).view(1, 40, 1)  # eight grounds, each a slow ramp
    images = frames.expand(8, 40, 40).to(torch.uint8)
    config = SimCLRConfig(epochs=10, batch_size=8, brightness=0.0, contrast=0.0, gamma=0.0, learning_rate=1e-3)
    losses = [report.loss for report in pretrain(images, "resnet18", 32, config, CPU).epochs]
    assert min(losses[-3:]) < losses[0] - 0.5
