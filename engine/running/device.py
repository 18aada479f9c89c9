"""Where training runs, with how many threads, and in which number format."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import torch
from torch import nn

from engine.errors import InputError
from engine.translation import counted, mark, tr

Wish = Literal["auto", "cpu", "cuda", "mps"]
_FORMATS: dict[str, torch.dtype | None] = {"float32": None, "bfloat16": torch.bfloat16, "float16": torch.float16}
_Network = TypeVar("_Network", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """device: where. autocast_dtype: format of the multiplications in training and, where it is bfloat16, of those that
    make the linear probe's features, None for float32 throughout; weights, losses and the evaluation of what was
    fine-tuned are float32 in any case. threads: of one process on the CPU.

    A training gives the same numbers again on the same kind of machine with the same three settings.
    """

    device: torch.device
    autocast_dtype: torch.dtype | None
    threads: int

    @property
    def autocast_name(self) -> str:
        """ "float32", "bfloat16" or "float16": what a record stores, and `with_autocast` takes back."""
        return next(name for name, dtype in _FORMATS.items() if dtype is self.autocast_dtype)

    def with_autocast(self, name: str) -> DeviceChoice:
        """The same device with the number format of that name. Raises ValueError for an unknown name."""
        if name not in _FORMATS:
            raise ValueError(f"unknown number format {name!r}; one of {', '.join(_FORMATS)}")
        return replace(self, autocast_dtype=_FORMATS[name])

    def autocast(self) -> torch.autocast:
        """The context in which a training step runs its networks."""
        enabled = self.autocast_dtype is not None
        return torch.autocast(self.device.type, dtype=self.autocast_dtype or torch.bfloat16, enabled=enabled)

    def place(self, network: _Network) -> _Network:
        """The network itself, moved to the device, its filters channels last: the layout that convolutions are fast
        in."""
        return network.to(self.device).to(memory_format=torch.channels_last)

    @property
    def words(self) -> str:
        """For the window: "CPU (2 threads)", "NVIDIA H200", "Apple GPU"."""
        if self.device.type == "cuda":
            return torch.cuda.get_device_name(self.device)
        if self.device.type == "mps":
            return tr("Apple GPU")
        return counted(self.threads, mark("CPU ({n} thread)"), mark("CPU ({n} threads)"))


def choose_device(wish: Wish = "auto", threads: int = 0, autocast: str = "auto") -> DeviceChoice:
    """The device to train on; also sets this process's number of torch threads.

    wish: "auto" takes a CUDA GPU, else an Apple one, else the CPU. threads: 0 for all cores that this process may use.
    autocast: "auto", or the name stored with an earlier run ("float32", "bfloat16", "float16"). "auto" is bfloat16 on a
    CPU that multiplies it in hardware, bfloat16 or float16 on CUDA, float32 elsewhere.
    Raises InputError when the wished device is not there.
    """
    threads = threads or available_cores()
    torch.set_num_threads(threads)
    present = present_devices()
    kind = next(name for name in ("cuda", "mps", "cpu") if name in present) if wish == "auto" else wish
    if kind not in present:
        raise InputError(
            tr('There is no "{kind}" device that this program can use. Choose "auto" or "cpu".', kind=kind),
            code="no_such_device",
        )
    choice = DeviceChoice(torch.device(kind), None, threads)
    if autocast != "auto":
        return choice.with_autocast(autocast)
    if kind == "cuda":
        fast = torch.cuda.is_bf16_supported(including_emulation=False)
        return choice.with_autocast("bfloat16" if fast else "float16")
    return choice.with_autocast("bfloat16" if kind == "cpu" and bfloat16_pays() else "float32")


def present_devices() -> tuple[str, ...]:
    """The kinds of device that this process can train on: "cpu", and "cuda" and "mps" where they are."""
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return tuple(name for name, present in there.items() if present)


def available_cores() -> int:
    """Cores that this process may run on, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def bfloat16_pays() -> bool:
    """Whether this CPU multiplies bfloat16 in hardware, where training takes 1.4 to 1.9 times less time.

    Not timed: a load on the machine must not decide a run's numbers, nor under which name its encoders are kept.
    """
    return bool(torch._C._has_mkldnn) and _bfloat16_in_hardware()


def _bfloat16_in_hardware() -> bool:
    probes = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(bool(getattr(torch.cpu, probe, bool)()) for probe in probes)
