"""Numbers and states in the user's words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop_app import wording
from engine.running.events import RunCancelled, RunFailed, RunFinished

S = wording.NARROW_SPACE


@pytest.mark.parametrize(("n", "words"), [(1, "1 image"), (0, "0 images"), (2, "2 images"), (1412, f"1{S}412 images")])
def test_counts(n: int, words: str) -> None:
    assert wording.count(n, "image") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (float("nan"), ""),
        (3, "a few seconds left"),
        (22, "about 20 s left"),
        (240, "about 4 min left"),
        (4200, "about 1 h 10 min left"),
        (3599, "about 1 h left"),
        (172800, "about 2 days left"),
    ],
)
def test_time_left(seconds: float | None, words: str) -> None:
    assert wording.time_left(seconds) == words


@pytest.mark.parametrize(
    ("per_second", "words"),
    [(None, ""), (0, ""), (128.4, "128 images/s"), (2.5, "2.5 images/s"), (0.2, "12 images/min")],
)
def test_rates(per_second: float | None, words: str) -> None:
    assert wording.rate(per_second, "images") == words


def test_all_is_said_only_when_it_is_all() -> None:
    assert wording.percent(0.9999) == f"99{S}%"
    assert wording.percent(0.58) == f"58{S}%"
    assert wording.percent(1.0) == f"100{S}%"


def test_outcomes() -> None:
    done, early = RunFinished("Done.", ""), RunFinished("Done.", "", early=True)
    assert [wording.outcome_tone(o) for o in (done, early, RunCancelled(""), RunFailed("x", ""))] == [
        "good",
        "attention",
        "attention",
        "bad",
    ]
    assert wording.outcome_word(RunCancelled("")) == "Stopped"


def test_the_cohort_in_a_line() -> None:
    line = wording.cohort_line(2000, 1412, 1180, 37)
    assert line == f"2{S}000 images of 1{S}412 patients · 1{S}180 labelled · 37 skipped"
    assert wording.cohort_line(1, 1, 0, 0) == "1 image of 1 patient · none labelled yet"


def test_when() -> None:
    now = datetime(2025, 3, 12, 15, 0)
    assert wording.when(now - timedelta(seconds=20), now) == "just now"
    assert wording.when(now - timedelta(hours=3), now) == "3 h ago"
    assert wording.when(now - timedelta(hours=20), now) == "yesterday"
    assert wording.when(now - timedelta(days=90), now) == "12 December 2024"
