from __future__ import annotations

import pytest

from engine.planning.cost import hours_words, reading_cost


def test_minutes_readers_and_rate() -> None:
    cost = reading_cost(620, 0.75, readers=2, hourly_rate=100)
    assert cost.hours == pytest.approx(15.5)
    assert cost.money == pytest.approx(1550)


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        reading_cost(-1, 1)


@pytest.mark.parametrize(
    ("hours", "words"), [(0.001, "1 minute"), (0.66, "40 minutes"), (7.75, "7.8 h"), (120.4, "120 h")]
)
def test_words(hours: float, words: str) -> None:
    assert hours_words(hours) == words
