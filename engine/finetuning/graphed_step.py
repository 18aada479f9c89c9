"""The some 255 kernels of a small step recorded once and launched at one stroke: CUDA graphs, or the step as it is.

On a large card a ResNet-18 step of 32 images waits for its launches, not for its work (NVIDIA, "Accelerating PyTorch
with CUDA Graphs"). A recording that is wrong does not fail, it trains on the wrong numbers; so the first replays are
made beside the plain step, from the same state, and a recording that ends elsewhere is thrown away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

State = Mapping[str, Sequence[Tensor]]
Step = Callable[[Tensor, Tensor], Tensor]
Replay = Callable[[], None]
Record = Callable[[Callable[[], Tensor]], tuple[Replay, Tensor]]

_WARM_UP = 3  # plain steps, in which libraries choose their algorithms and the optimiser makes its state
_COMPARED = 2  # replays: with one rate, a rate that was recorded as a constant would not show
_NEAR = 0.1  # of the step's own length; sums in another order, in bfloat16, make some thousandths
_one_at_a_time = threading.Lock()  # a device records one graph at once


def record_cuda_graph(step: Callable[[], Tensor]) -> tuple[Replay, Tensor]:
    """Record `step` on this thread's stream without running it; what replays it, and the tensor its answer lies in.

    Other threads' work on the device goes on meanwhile ("thread_local"). Raises RuntimeError where it cannot be.
    """
    graph = torch.cuda.CUDAGraph()
    own, default = torch.cuda.current_stream(), torch.cuda.default_stream()
    with torch.cuda.graph(graph, stream=None if own == default else own, capture_error_mode="thread_local"):
        answer = step()
    return graph.replay, answer


class GraphedStep:
    """A step (inputs, targets) → loss that is replayed once it has proved to be the same as the plain one.

    The answer is overwritten by the next replay. Inputs of another shape than the first ones take the plain step.
    """

    def __init__(self, step: Step, state: Callable[[], State], record: Record = record_cuda_graph) -> None:
        """step: one that allocates nothing that outlives it, and reads nothing back. state: every tensor that it
        changes, by kind (weights, moments, …), each kind of one size; the same tensors ever since the first step."""
        self._step, self._state, self._record = step, state, record
        self._done, self._compared, self._given_up = 0, 0, False
        self._replay: Replay | None = None
        self._inputs = self._targets = self._answer = torch.empty(0)

    @property
    def replaying(self) -> bool:
        """Whether steps are replayed by now."""
        return not self._given_up and self._compared == _COMPARED

    def __call__(self, inputs: Tensor, targets: Tensor) -> Tensor:
        """One step. Raises what the plain step raises, torch.OutOfMemoryError say; the state is then as before it."""
        self._done += 1
        if self._given_up or self._done <= _WARM_UP:
            return self._step(inputs, targets)
        if self._replay is None:
            self._inputs, self._targets = inputs.clone(), targets.clone()
        elif inputs.shape != self._inputs.shape or targets.shape != self._targets.shape:
            return self._step(inputs, targets)
        if not self.replaying:
            return self._beside_the_plain_step(inputs, targets)
        return self._again(inputs, targets)

    def _again(self, inputs: Tensor, targets: Tensor) -> Tensor:
        assert self._replay is not None
        self._inputs.copy_(inputs)
        self._targets.copy_(targets)
        self._replay()
        return self._answer

    def _beside_the_plain_step(self, inputs: Tensor, targets: Tensor) -> Tensor:
        before = _copies(self._state())
        loss = self._step(inputs, targets).clone()
        after = _copies(self._state())
        _put(self._state(), before)
        try:
            if self._replay is None:
                with _one_at_a_time:
                    self._replay, self._answer = self._record(lambda: self._step(self._inputs, self._targets))
            answer = self._again(inputs, targets)
            now = self._state()
            same = _near([answer], [loss], [torch.zeros_like(loss)]) and all(
                _near(now[kind], after[kind], before[kind]) for kind in now
            )
        except RuntimeError:  # running out of memory is one
            same = False
        self._compared += same
        self._given_up = not same
        if not same:
            self._replay = None
        _put(self._state(), after)
        return loss


def _copies(state: State) -> State:
    return {kind: [tensor.detach().clone() for tensor in tensors] for kind, tensors in state.items()}


def _put(state: State, values: State) -> None:
    with torch.no_grad():
        for kind, tensors in state.items():
            for tensor, value in zip(tensors, values[kind], strict=True):
                tensor.copy_(value)


def _flat(tensors: Sequence[Tensor]) -> Tensor:
    return torch.cat([tensor.detach().reshape(-1).double() for tensor in tensors])


def _near(got: Sequence[Tensor], wanted: Sequence[Tensor], was: Sequence[Tensor]) -> bool:
    """Whether what the step did to all of them together is the same within a little; never, of what is not a number."""
    if not wanted:
        return True
    target = _flat(wanted)
    return bool((_flat(got) - target).norm() <= _NEAR * (target - _flat(was)).norm() + 1e-12)
