"""Where a pool's images come from, a batch at a time: out of memory, or out of a memory-mapped file, never copied.

Both forms give the same bytes for the same images, so which one is taken decides the memory that is used, never a
number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batches.resident import fitted

# A copy of so many bytes is no burden beside a training's own gigabyte; more is read from the file, batch by batch.
_MOST_BYTES = 256 << 20
_GPU_SHARE = 0.4  # of what is free on a GPU; the rest is for activations


class ImageSource(Protocol):
    """Images by number, 0 to len - 1, all of one size."""

    def __len__(self) -> int: ...

    def gather(self, indices: Tensor) -> Tensor:
        """The images at `indices`, int64 (n,) on the CPU: uint8 (n, s, s) on the device that trains."""
        ...


class ResidentImages:
    """Images held whole, on the device that trains or on the CPU."""

    def __init__(self, images: Tensor, device: torch.device | str = "cpu") -> None:
        """images: uint8 (n, s, s). device: where `gather` hands them over."""
        self._images, self._device = images, torch.device(device)

    def __len__(self) -> int:
        return len(self._images)

    def gather(self, indices: Tensor) -> Tensor:
        """See `ImageSource.gather`."""
        return self._images[indices.to(self._images.device)].to(self._device, non_blocking=True)


class MappedImages:
    """Images read from a memory-mapped array when a batch asks for them; what is held is the system's file cache.

    Images of another side than the file's are fitted to it batch by batch (`resident.fitted`).
    """

    def __init__(
        self,
        pixels: NDArray[np.uint8],
        slots: Sequence[int],
        side: int | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        """pixels: uint8 (N, S, S), a memory-map. slots: which of them, in the order of the numbers that `gather` takes.

        side: height and width that `gather` answers with, None for S. Raises IndexError for a slot that is not there.
        """
        self._pixels = np.asarray(pixels)
        self._slots = np.asarray(slots, dtype=np.int64)
        if len(self._slots) and not 0 <= self._slots.min() <= self._slots.max() < len(self._pixels):
            raise IndexError("a slot lies outside the image cache")
        self._side = side or self._pixels.shape[1]
        self._device = torch.device(device)
        self._ring = _PinnedRing(self._device) if self._device.type == "cuda" else None

    def __len__(self) -> int:
        return len(self._slots)

    def gather(self, indices: Tensor) -> Tensor:
        """See `ImageSource.gather`."""
        rows = self._slots[indices.numpy()]
        if self._ring is not None and self._side == self._pixels.shape[1]:
            return self._ring.send(self._pixels, rows)
        return fitted(torch.from_numpy(np.take(self._pixels, rows, axis=0)), self._side).to(self._device)


class _PinnedRing:
    """Two page-locked buffers in turn: one is filled from the file while a GPU still copies the other."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._buffers = [torch.empty(0, dtype=torch.uint8)] * 2
        self._copied = [torch.cuda.Event() for _ in self._buffers]  # type: ignore[no-untyped-call]
        self._turn = 0

    def send(self, pixels: NDArray[np.uint8], rows: NDArray[np.int64]) -> Tensor:
        self._turn = 1 - self._turn
        event = self._copied[self._turn]
        event.synchronize()  # the copy that last used this buffer; it is done but for a GPU that is far behind
        shape = (len(rows), *pixels.shape[1:])
        if self._buffers[self._turn].shape[0] < len(rows):
            self._buffers[self._turn] = torch.empty(shape, dtype=torch.uint8, pin_memory=True)
        buffer = self._buffers[self._turn][: len(rows)]
        # The rows were checked to lie inside; any other mode makes NumPy fill a buffer of its own first.
        np.take(pixels, rows, axis=0, out=buffer.numpy(), mode="clip")
        images = buffer.to(self._device, non_blocking=True)
        event.record(torch.cuda.current_stream(self._device))
        return images


def fits_in_memory(n_images: int, side: int, device: torch.device) -> bool:
    """Whether so many images of side × side bytes are to be held whole on the device: always when they are few, and on
    a GPU when they leave room enough for the training."""
    most = _MOST_BYTES
    if device.type == "cuda":
        most = max(most, int(_GPU_SHARE * torch.cuda.mem_get_info(device)[0]))
    return n_images * side * side <= most
