"""Phrases with a number: one and many, in English as they were always said, and in any order elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.phrases import COUNTED, FAR, FAST, NARROW_SPACE, count, how_far, rate
from engine.translation import use_catalogue, use_language

S = NARROW_SPACE


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("noun", COUNTED)
def test_one_and_many(noun: str) -> None:
    assert count(1, noun) == f"1 {noun}"
    assert count(1200, noun) == f"1{S}200 {noun}s"


@pytest.mark.parametrize("unit", FAR)
def test_how_far_and_how_fast(unit: str) -> None:
    assert how_far(0, 1, unit) == f"0 of 1 {unit}"
    assert how_far(1200, 5000, f"{unit}s", counting=True) == f"1{S}200 of 5{S}000+ {unit}s"
    assert [rate(speed, f"{unit}s") for speed in (20.4, 2.5, 0.2, 0.002)] == [
        f"20 {unit}s/s",
        f"2.5 {unit}s/s",
        f"12 {unit}s/min",
        f"7 {unit}s/h",
    ]
    assert unit in FAST


def test_a_unit_of_another_worker_is_counted_in_steps() -> None:
    assert how_far(2, 3, "leaps") == "2 of 3 steps"


def test_another_language_has_its_own_order() -> None:
    use_catalogue({"{done} of {total} files": "全{total}件中{done}件", "{n} images": "画像{n}枚"})
    assert how_far(2, 3, "files") == "全3件中2件"
    assert count(2, "image") == "画像2枚"
