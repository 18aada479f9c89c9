from __future__ import annotations

import pytest
import torch

from engine.errors import InputError
from engine.running import device as device_module
from engine.running.device import DeviceChoice, choose_device, present_devices


@pytest.fixture(autouse=True)
def _keep_threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_the_cpu_is_always_there() -> None:
    choice = choose_device("cpu", 1)
    assert choice.device.type == "cpu"
    assert choice.words == "CPU (1 thread)"
    assert torch.get_num_threads() == 1
    assert choose_device("cpu", 0, "float32").threads == device_module.available_cores()


@pytest.mark.parametrize("name", ["float32", "bfloat16", "float16"])
def test_a_stored_format_is_taken_back(name: str) -> None:
    assert choose_device("cpu", 1, name).autocast_name == name


def test_unknown_wishes_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown number format"):
        choose_device("cpu", 1, "int8")
    if not torch.cuda.is_available():
        with pytest.raises(InputError, match="cuda"):
            choose_device("cuda")


def test_without_bfloat16_instructions_float32_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_module, "_bfloat16_in_hardware", lambda: False)
    assert choose_device("cpu", 1).autocast_dtype is None


def test_autocast_multiplies_in_the_chosen_format() -> None:
    layer, images = torch.nn.Linear(4, 4), torch.ones(2, 4)
    with DeviceChoice(torch.device("cpu"), torch.bfloat16, 1).autocast():
        assert layer(images).dtype is torch.bfloat16
    with DeviceChoice(torch.device("cpu"), None, 1).autocast():
        assert layer(images).dtype is torch.float32


def test_place_lays_filters_channels_last() -> None:
    layer = DeviceChoice(torch.device("cpu"), None, 1).place(torch.nn.Conv2d(3, 4, 3))
    assert layer.weight.is_contiguous(memory_format=torch.channels_last)


def test_the_devices_that_are_there_can_be_chosen() -> None:
    kinds = present_devices()
    assert kinds[0] == "cpu"
    for kind in kinds:
        assert choose_device(kind, 1).device.type == kind  # type: ignore[arg-type]
    for kind in {"cuda", "mps"} - set(kinds):
        with pytest.raises(InputError):
            choose_device(kind, 1)  # type: ignore[arg-type]
