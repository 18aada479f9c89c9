"""The median of what a label takes."""

from __future__ import annotations

import pytest

from engine.cohort.label_pace import MEDIAN_KEY, TIMES_KEY, LabelPace, pace_of


def paced(*seconds: float) -> LabelPace:
    pace = LabelPace()
    for one in seconds:
        pace = pace.with_image(one)
    return pace


def test_a_few_images_tell_nothing_yet() -> None:
    assert paced(1, 2, 3, 4).median is None
    assert MEDIAN_KEY not in paced(1, 2, 3, 4).meta()
    assert paced(1, 2, 3, 4, 10).median == 3


def test_pauses_do_not_count() -> None:
    assert paced(2, 2, 2, 2, 2, 600, 61, 86_400).seconds == (2,) * 5
    assert paced(2, 2, 2, 59, 60).median == 2


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_a_clock_that_was_set_back(seconds: float) -> None:
    assert paced(seconds).seconds == ()


def test_it_is_kept_and_read_again() -> None:
    pace = paced(1.5, 2.5, 3.5, 4.5, 5.5)
    kept = pace.meta()
    assert kept[MEDIAN_KEY] == "3.5"
    assert pace_of(kept[TIMES_KEY]) == pace
    assert pace_of(None) == pace_of("not json") == pace_of('["x"]') == LabelPace()


def test_only_the_latest_are_kept() -> None:
    pace = paced(*[30.0] * 500, *[2.0] * 500)
    assert len(pace.seconds) == 500
    assert pace.median == 2.0
