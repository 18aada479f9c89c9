"""What a pretraining reports and what it can be taken up again from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from torch import Tensor


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One epoch. epoch: 1 to epochs. loss: mean NT-Xent over its steps. feature_std: mean of `nt_xent.feature_std`.

    images_per_second: training alone, without pauses and checkpoints; two equal runs differ in it, so it is not
    compared. effective_rank: `collapse.effective_rank` after the epoch, None where the encoder was not looked at.
    collapsed: whether it had collapsed then (`collapse.has_collapsed`).
    """

    epoch: int
    epochs: int
    loss: float
    feature_std: float
    images_per_second: float = field(compare=False)
    effective_rank: float | None = None
    collapsed: bool = False


@dataclass(frozen=True)
class PretrainState:
    """A pretraining after `step` optimiser steps, whole: going on from it gives what an uninterrupted run gives.

    tensors: flat, contiguous, on the CPU; keys "model.encoder.*", "model.projection.*", "optimiser.*", "epoch.sums",
    "scaler.*". history: the epochs that are complete. autocast: the number format's name; the run goes on in it. parts:
    into how many batches each step's images are shared out, since the device's memory did not hold them at once.
    """

    tensors: Mapping[str, Tensor]
    step: int
    history: tuple[EpochReport, ...]
    autocast: str
    parts: int = 1

    def metadata(self) -> dict[str, str]:
        """All but the tensors, as safetensors' metadata takes it."""
        history = json.dumps([asdict(report) for report in self.history])
        return {"step": str(self.step), "autocast": self.autocast, "history": history, "parts": str(self.parts)}

    @classmethod
    def from_parts(cls, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> PretrainState:
        """The state from a safetensors file's two parts. Raises KeyError, TypeError or ValueError when it is not
        one."""
        history = tuple(EpochReport(**report) for report in json.loads(metadata["history"]))
        parts = int(metadata.get("parts", "1"))  # not in older ones
        return cls(dict(tensors), int(metadata["step"]), history, metadata["autocast"], parts)


@dataclass(frozen=True)
class PretrainResult:
    """encoder_state: float32 on the CPU, torchvision's keys (`engine.encoder.backbone`). epochs: one report each.

    batch_size: images that were compared with one another at a time, at the end.
    """

    encoder_state: dict[str, Tensor]
    epochs: tuple[EpochReport, ...]
    batch_size: int = 0
