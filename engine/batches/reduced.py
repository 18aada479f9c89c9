"""A pool's images at the training side, kept as an image cache of their own.

A batch then reads a tenth of the bytes (64-pixel training from a 256-pixel cache), which decides whether a large pool
stays in the system's file cache, and a GPU does not wait for a CPU that reduces.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from engine.batches.resident import fitted
from engine.images.cache import ImageCache

_CHUNK_BYTES = 16 << 20  # of the source, held at once


def reduced_copy(
    cache: ImageCache,
    slots: Sequence[int],
    side: int,
    path: Path,
    *,
    check: Callable[[], None] = lambda: None,
) -> NDArray[np.uint8]:
    """The images at `slots` of `cache`, fitted to `side`: a read-only memory-map, uint8 (len(slots), side, side).

    Made at `path` in chunks; a stopped making goes on where it was, and what is there already is taken once its
    checksums hold, else it is made anew. `path` must name these very images at this side (`remove_stale`).
    check is called between chunks and may block or raise, which passes through. Raises StorageError when the disk
    refuses.
    """
    copy = ImageCache.open_or_create(path, side)
    if len(copy) > len(slots) or not _whole(copy, check):
        copy = ImageCache.create(path, side)
    pixels, rows = np.asarray(cache.read()), np.asarray(slots, dtype=np.int64)
    step = max(1, _CHUNK_BYTES // (cache.side * cache.side))
    with copy:
        for first in range(len(copy), len(rows), step):
            check()
            images = torch.from_numpy(np.take(pixels, rows[first : first + step], axis=0))
            for image in fitted(images, side).numpy():
                copy.append(image)
        copy.flush()
    return np.asarray(copy.read())


def remove_stale(folder: Path, pattern: str, keep: Path | None) -> None:
    """Remove the copies in `folder` that match `pattern` ("pool-*.u8"), their indexes with them, all but `keep`.

    One that cannot be removed, being open in another process on Windows, is left for the next time.
    """
    for path in folder.glob(pattern):
        if path != keep:
            for part in (path.with_name(path.name + ".index"), path):
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)


def _whole(copy: ImageCache, check: Callable[[], None]) -> bool:
    """Whether all that is stored is what was stored, by its checksums."""
    for slot in range(len(copy)):
        if slot % 1024 == 0:
            check()
        if not copy.verify(slot):
            return False
    return True
