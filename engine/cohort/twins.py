"""Images that may be copies of one another although their hashes cannot tell: read again, exactly, to know.

An image that was decoded at a fraction of its size is hashed by its code. Two codes of the same pixels differ, and so
do a code and the pixels in another file. Where the cached images are as good as equal, the sources decide.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.cohort.records import ImageRecord
from engine.images.decode_pool import decode_all
from engine.images.decoded import IntakeRules
from engine.images.pixel_hash import CODE_PREFIX

# In grey levels of cached images: two ways to reduce an image differ by less than one at a pixel, and hardly in all.
_AS_GOOD_AS_EQUAL = 2.0
_SAME_MEAN = 0.75
_GRID = 8  # images are first compared by so many means each way
_MOST_READ_AGAIN = 1_000


def with_exact_hashes(
    images: Sequence[ImageRecord],
    pixels: NDArray[np.uint8],
    rules: IntakeRules,
    jobs: int,
    check: Callable[[], None] = lambda: None,
) -> tuple[ImageRecord, ...]:
    """`images`, the possible copies among them with the hash of their decoded array.

    pixels: the cache, uint8 (n, side, side). Where a file cannot be read again, its image keeps the hash that it has.
    At most a thousand are read again.
    """
    by_code: dict[str, ImageRecord] = {}
    for at in sorted(_possible_copies(images, pixels, check)):
        by_code.setdefault(images[at].pixel_hash, images[at])
    again = [*by_code.items()][:_MOST_READ_AGAIN]
    if not again:
        return tuple(images)
    paths = [Path(image.source, image.file) for _, image in again]
    exact: dict[str, str] = {}
    with contextlib.closing(decode_all(paths, side=0, rules=rules, jobs=jobs, check=check)) as replies:
        for (code, _), decoded in zip(again, replies, strict=True):
            if not decoded.reply.code:
                exact[code] = decoded.reply.pixel_hash
    return tuple(replace(image, pixel_hash=exact.get(image.pixel_hash, image.pixel_hash)) for image in images)


def _possible_copies(
    images: Sequence[ImageRecord], pixels: NDArray[np.uint8], check: Callable[[], None]
) -> Iterable[int]:
    """Positions of images hashed by their code that look like another image of the same size."""
    by_size: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, image in enumerate(images):
        if image.cache_slot >= 0:
            by_size[image.rows, image.columns].append(at)
    found: set[int] = set()
    for group in by_size.values():
        coded = {at for at in group if images[at].pixel_hash.startswith(CODE_PREFIX)}
        if not coded or len(group) < 2:
            continue
        # In the order of their mean grey, those that may be equal are neighbours.
        means = _block_means(pixels, [images[at].cache_slot for at in group], check)
        order = np.argsort(means.mean(axis=1), kind="stable")
        grey = means.mean(axis=1)[order]
        for place, at in enumerate(order):
            check()
            end = int(np.searchsorted(grey, grey[place] + _SAME_MEAN, side="right"))
            others = order[place + 1 : end]
            near = others[np.abs(means[others] - means[at]).mean(axis=1) <= _AS_GOOD_AS_EQUAL]
            for other in near:
                pair = {group[at], group[int(other)]}
                same = len({images[one].pixel_hash for one in pair}) == 1
                if not same and pair & coded and _look_equal(pixels, *(images[one].cache_slot for one in pair)):
                    found |= pair & coded
    return found


def _block_means(pixels: NDArray[np.uint8], slots: Sequence[int], check: Callable[[], None]) -> NDArray[np.float32]:
    """float32 (n, _GRID²): the means of the parts of each cached image."""
    step = pixels.shape[1] // _GRID
    means = np.empty((len(slots), _GRID * _GRID), dtype=np.float32)
    for row, slot in enumerate(slots):
        check()
        parts = pixels[slot, : step * _GRID, : step * _GRID].reshape(_GRID, step, _GRID, step)
        means[row] = parts.mean(axis=(1, 3), dtype=np.float32).ravel()
    return means


def _look_equal(pixels: NDArray[np.uint8], one: int, other: int) -> bool:
    difference = np.abs(pixels[one].astype(np.int16) - pixels[other])
    return float(difference.mean()) <= _AS_GOOD_AS_EQUAL
