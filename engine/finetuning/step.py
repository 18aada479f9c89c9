"""One optimiser step on a batch, whole where the memory allows it, else in parts whose gradients are added up."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import TrainingError
from engine.finetuning.graphed_step import GraphedStep, Record, State, record_cuda_graph
from engine.pretraining.optimiser import MOMENTS
from engine.running.device import DeviceChoice
from engine.translation import tr

_SMALLEST_PART = 4  # batch normalisation needs several images


class OptimiserStep:
    """Forward, backward, update. Once a GPU has run out of memory, batches stay in parts for the rest of the training.

    The gradient of parts is that of the whole batch: the loss is a weighted mean over the batch, and each part
    contributes its share. Only batch normalisation sees another thing: each part's own mean and variance in place of
    the batch's, so the weights end slightly different from those of a device with more memory.
    """

    def __init__(
        self,
        network: nn.Module,
        optimiser: torch.optim.Optimizer,
        device: DeviceChoice,
        class_weights: Tensor | None,
        on_memory: Callable[[int], None] = lambda images: None,
        record: Record | None = None,
    ) -> None:
        """network: inputs to logits. class_weights: float32 (n_classes,) on the device. on_memory: told how many images
        now go through the network at once, when there was not enough memory for more. record: how steps are recorded
        (`finetuning.graphed_step`), None for not at all; see `recorder_for`."""
        self.network, self.optimiser, self.device = network, optimiser, device
        self._weights, self._on_memory = class_weights, on_memory
        self._scaler = torch.amp.GradScaler(device.device.type, enabled=device.autocast_dtype is torch.float16)
        self._most = 0  # images at once; 0 for all
        self._graphed = None if record is None else GraphedStep(self._whole, self._state, record)

    def __call__(self, inputs: Tensor, targets: Tensor) -> Tensor:
        """One step on inputs (n, …) with class indices int64 (n,), both on the device; answers with the loss, detached,
        which the next step may overwrite.

        Raises TrainingError (code "out_of_memory") when not even four images fit.
        """
        while True:
            try:
                if self._graphed is not None:
                    return self._graphed(inputs, targets)
                self.optimiser.zero_grad(set_to_none=True)
                loss = self._gradients(inputs, targets)
                break
            except torch.OutOfMemoryError:
                pass  # and retried outside, where the failed attempt's tensors are no longer held by the exception
            self._graphed = None
            self._halve(len(inputs))
        self._scaler.step(self.optimiser)
        self._scaler.update()
        return loss

    def _whole(self, inputs: Tensor, targets: Tensor) -> Tensor:
        self.optimiser.zero_grad(set_to_none=True)
        loss = self._gradients(inputs, targets)
        self.optimiser.step()
        return loss

    def _state(self) -> State:
        moments = self.optimiser.state.values()
        buffers = list(self.network.buffers())
        return {
            "weights": [parameter for parameter in self.network.parameters() if parameter.requires_grad],
            "averages": [buffer for buffer in buffers if buffer.is_floating_point()],
            "counters": [b for b in buffers if not b.is_floating_point()] + [of["step"] for of in moments],
            **{name: [of[name] for of in moments] for name in MOMENTS},
        }

    def _gradients(self, inputs: Tensor, targets: Tensor) -> Tensor:
        if not self._most or self._most >= len(inputs):
            loss = F.cross_entropy(self._logits(inputs), targets, weight=self._weights)
            torch.autograd.backward(self._scaler.scale(loss))
            return loss.detach()
        whole = float(len(targets)) if self._weights is None else self._weights[targets].sum()
        total = torch.zeros((), device=inputs.device)
        count = -(-len(inputs) // self._most)
        for some, of_some in zip(inputs.tensor_split(count), targets.tensor_split(count), strict=True):
            loss = F.cross_entropy(self._logits(some), of_some, weight=self._weights, reduction="sum") / whole
            torch.autograd.backward(self._scaler.scale(loss))
            total += loss.detach()
        return total

    def _logits(self, inputs: Tensor) -> Tensor:
        with self.device.autocast():
            logits: Tensor = self.network(inputs)
        return logits.float()

    def _halve(self, batch: int) -> None:
        self._most = (self._most or batch) // 2
        if self._most < _SMALLEST_PART:
            raise TrainingError(
                tr(
                    "The device has not enough memory for this training. Close other programs that use it, or choose "
                    "smaller images, a smaller backbone or the CPU."
                ),
                code="out_of_memory",
            )
        if self.device.device.type == "cuda":
            torch.cuda.empty_cache()
        self._on_memory(self._most)


def recorder_for(network: nn.Module, device: DeviceChoice) -> Record | None:
    """CUDA graphs where they are and the step can be one: float16's scaling reads numbers back, and layers that drop
    something by chance would have to draw it anew."""
    if device.device.type != "cuda" or device.autocast_dtype is torch.float16:
        return None
    from torchvision.ops import StochasticDepth  # seconds to import, and there by now: the network is torchvision's

    drops = any(isinstance(module, nn.Dropout | StochasticDepth) and module.p > 0 for module in network.modules())
    return None if drops else record_cuda_graph
