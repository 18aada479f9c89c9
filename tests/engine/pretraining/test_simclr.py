from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import load, save

from engine.batches.source import MappedImages
from engine.encoder.backbone import build_encoder
from engine.errors import TrainingError
from engine.images.cache import ImageCache
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.pretraining.state import PretrainResult, PretrainState
from engine.pretraining.training import SimCLRTraining
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)
TINY = SimCLRConfig(epochs=3, batch_size=5, learning_rate=1e-3)
IMAGES = torch.randint(0, 256, (10, 40, 40), generator=generator("images")).to(torch.uint8)


class Stopped(BaseException):
    pass


def stop_after(steps: int) -> dict[str, Callable[..., None]]:
    """Callbacks that stop a pretraining at the first `check` after so many steps."""
    done: list[int] = []

    def check() -> None:
        if len(done) == steps:
            raise Stopped

    return {"on_step": lambda step, total: done.append(step), "check": check}


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


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> MappedImages:
    """The same images in a file, in another order, among others."""
    path = tmp_path_factory.mktemp("pool") / "images.u8"
    with ImageCache.create(path, 40) as cache:
        for image in [np.zeros((40, 40), dtype=np.uint8), *IMAGES.flip(0).numpy()]:
            cache.append(image)
    return MappedImages(ImageCache.open(path).read(), range(10, 0, -1))


def test_a_pool_in_a_file_gives_the_same_bits(whole: PretrainResult, mapped: MappedImages) -> None:
    assert same(pretrain(mapped, "resnet18", 32, TINY, CPU), whole)


@pytest.mark.parametrize(
    ("stop", "autocast", "form"),
    [(1, "float32", "tensor"), (4, "float32", "file"), (3, "bfloat16", "tensor"), (2, "float32", "file")],
)
def test_taken_up_again_it_ends_bit_for_bit_as_if_never_stopped(
    stop: int, autocast: str, form: str, whole: PretrainResult, mapped: MappedImages
) -> None:
    device = CPU.with_autocast(autocast)
    images = mapped if form == "file" else IMAGES
    uninterrupted = whole if autocast == "float32" else pretrain(IMAGES, "resnet18", 32, TINY, device)
    states: list[PretrainState] = []
    with pytest.raises(Stopped):
        pretrain(
            images, "resnet18", 32, TINY, device,
            on_checkpoint=states.append, checkpoint_seconds=0.0, **stop_after(stop),
        )  # fmt: skip
    assert states[-1].step == stop
    assert len(states[-1].history) == stop // 2
    stored = save(dict(states[-1].tensors), states[-1].metadata())  # as a safetensors file has it
    length = int.from_bytes(stored[:8], "little")
    metadata = json.loads(stored[8 : 8 + length])["__metadata__"]
    state = PretrainState.from_parts(load(stored), metadata)
    steps: list[tuple[int, int]] = []
    resumed = pretrain(
        images, "resnet18", 32, TINY, CPU, resume=state, on_step=lambda done, total: steps.append((done, total))
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


@pytest.mark.parametrize("backbone", ["convnext_tiny", "efficientnet_b0"])
def test_other_backbones_repeat_too(backbone: str) -> None:
    config = replace(TINY, epochs=1)
    first, second = (pretrain(IMAGES, backbone, 32, config, CPU) for _ in range(2))
    assert same(first, second)
    assert first.encoder_state.keys() == build_encoder(backbone, seed=0).state_dict().keys()


def out_of_memory_above(images: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A device whose memory holds so many images a batch; the sizes of the batches that are trained on."""
    trained: list[int] = []
    real = SimCLRTraining.step

    def step(self: SimCLRTraining, views: torch.Tensor, *rest: float) -> torch.Tensor:
        if len(views) > 2 * images:
            self.network(views)  # as far as the forward pass gets
            raise torch.OutOfMemoryError("CUDA out of memory")
        trained.append(len(views) // 2)
        return real(self, views, *rest)

    monkeypatch.setattr(SimCLRTraining, "step", step)
    return trained


def test_out_of_memory_the_batch_is_halved_and_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    config, told, states = replace(TINY, epochs=2, batch_size=10), [], []
    trained = out_of_memory_above(5, monkeypatch)
    result = pretrain(
        IMAGES, "resnet18", 32, config, CPU,
        on_smaller_batch=told.append, on_checkpoint=states.append, checkpoint_seconds=0.0,
    )  # fmt: skip
    assert told == [5]
    assert trained == [5, 5, 5, 5]  # every image is still seen once an epoch
    assert result.batch_size == 5
    assert all(0 < report.loss < 2 * torch.log(torch.tensor(9.0)) for report in result.epochs)
    state = PretrainState.from_parts(states[0].tensors, states[0].metadata())
    again = pretrain(IMAGES, "resnet18", 32, config, CPU, resume=state, on_smaller_batch=told.append)
    assert told == [5]
    assert same(again, result)


def test_it_is_halved_again_where_that_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    trained = out_of_memory_above(3, monkeypatch)
    config = replace(TINY, epochs=1, batch_size=10)
    pretrain(IMAGES[:9], "resnet18", 32, config, CPU, on_smaller_batch=told.append)
    assert told == [4, 2]
    assert sum(trained) == 9
    assert min(trained) >= 2


def test_a_memory_that_holds_no_four_images_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    out_of_memory_above(0, monkeypatch)
    with pytest.raises(TrainingError, match="memory does not hold") as error:
        pretrain(IMAGES, "resnet18", 32, TINY, CPU)
    assert error.value.code == "out_of_memory"


def test_a_checkpoint_of_an_older_program_is_taken_up() -> None:
    metadata = PretrainState({}, 3, (), "float32").metadata()
    del metadata["parts"]
    assert PretrainState.from_parts({}, metadata).parts == 1
    metadata["history"] = '[{"epoch": 1, "epochs": 3, "loss": 1.0, "feature_std": 0.1, "images_per_second": 9.0}]'
    assert PretrainState.from_parts({}, metadata).history[0].effective_rank is None
