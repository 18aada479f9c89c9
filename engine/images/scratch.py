"""Memory for one image at a time, used again for the next: fresh memory of 10 MB costs as long as reading the file.

Each thread has its own. What is in it is gone with the thread's next image, so only steps whose result is a new array
may work on it (the reduced way, never the exact one).
"""

from __future__ import annotations

import threading
from typing import Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

_MOST_KEPT = 64 * 1024 * 1024
_kept = threading.local()


def scratch(use: Literal["file", "pixels"], size: int) -> NDArray[np.uint8]:
    """uint8 (size,) with anything in it, the same memory at the next call for the same use on this thread."""
    kept: NDArray[np.uint8] | None = getattr(_kept, use, None)
    if kept is None or len(kept) < size:
        kept = np.empty(size, dtype=np.uint8)
        if size <= _MOST_KEPT:
            setattr(_kept, use, kept)
    return kept[:size]


def scratch_pixels(shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[np.uint8 | np.uint16]:
    """An array of `shape` in the memory for pixels."""
    kind = np.dtype(dtype)
    cells = int(np.prod(shape))
    return scratch("pixels", cells * kind.itemsize).view(kind).reshape(shape)
