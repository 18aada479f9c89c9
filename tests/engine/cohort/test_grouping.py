"""Groups against the slowest way to find them."""

from __future__ import annotations

import random

import pytest

from engine.cohort.grouping import group_numbers, grouped
from engine.cohort.records import ImageRecord
from tests.engine.cohort.records import record


def reference(images: list[ImageRecord]) -> tuple[int, ...]:
    """Let the smaller number win between any two images that belong together, until nothing changes; then renumber."""
    numbers = list(range(len(images)))
    changed = True
    while changed:
        changed = False
        for a, first in enumerate(images):
            for b, second in enumerate(images):
                together = first.patient == second.patient or first.pixel_hash == second.pixel_hash
                if together and numbers[b] > numbers[a]:
                    numbers[b], changed = numbers[a], True
    order: dict[int, int] = {}
    return tuple(order.setdefault(number, len(order)) for number in numbers)


@pytest.mark.parametrize("seed", range(8))
def test_against_the_reference(seed: int) -> None:
    chance = random.Random(seed)
    images = [record(n, chance.randrange(25), pixel_hash=f"h{chance.randrange(60)}") for n in range(40)]
    assert group_numbers(images) == reference(images)
    assert [image for group in grouped(images) for image in group] != []
    assert sum(len(group) for group in grouped(images)) == 40


def test_a_copy_joins_two_patients() -> None:
    images = [record(0, "a"), record(1, "b", pixel_hash="h0"), record(2, "b"), record(3, "c")]
    assert group_numbers(images) == (0, 0, 0, 1)
    assert group_numbers([]) == ()
