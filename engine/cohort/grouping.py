"""Groups of images that must never straddle the split: one patient's, and copies of the same pixels."""

from __future__ import annotations

from collections.abc import Sequence

from engine.cohort.records import ImageRecord


def group_numbers(images: Sequence[ImageRecord]) -> tuple[int, ...]:
    """Each image's group, in the images' order; groups are numbered as they first occur, so no hash decides anything.

    Images are together that share a patient or equal pixels, directly or through others.
    """
    parent = list(range(len(images)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[tuple[str, str], int] = {}
    for at, image in enumerate(images):
        for key in (("patient", image.patient), ("pixels", image.pixel_hash)):
            other = root(first.setdefault(key, at))
            mine = root(at)
            parent[max(other, mine)] = min(other, mine)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(root(at), len(numbers)) for at in range(len(images)))


def grouped(images: Sequence[ImageRecord]) -> tuple[tuple[ImageRecord, ...], ...]:
    """The groups of `images` as they first occur, each in the images' order."""
    groups: dict[int, list[ImageRecord]] = {}
    for image, number in zip(images, group_numbers(images), strict=True):
        groups.setdefault(number, []).append(image)
    return tuple(tuple(group) for group in groups.values())
