"""Numbers and states in the user's words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop_app import wording
from engine.images.unreadable import SENTENCES
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


@pytest.mark.parametrize(
    ("n_bytes", "words"),
    [
        (400, "1 kB"),
        (65_536, "66 kB"),
        (999_600, "1.0 MB"),
        (4_210_000, "4.2 MB"),
        (41.2e6, "41 MB"),
        (1.31e9, "1.3 GB"),
    ],
)
def test_file_sizes(n_bytes: float, words: str) -> None:
    assert wording.file_size(n_bytes) == words


def test_bytes_a_second() -> None:
    assert wording.bytes_rate(41.2e6) == "41 MB/s"
    assert wording.bytes_rate(None) == wording.bytes_rate(0.0) == ""


def test_how_far_while_files_are_still_found() -> None:
    assert wording.how_far(1200, 5000, "files", counting=True) == f"1{S}200 of 5{S}000+ files"
    assert wording.how_far(1, 2, "files") == "1 of 2 files"


def test_reasons_in_words() -> None:
    assert wording.problem("modality", "CT") == "modality CT"
    assert wording.problem("body_part", "ABDOMEN") == "body part ABDOMEN"
    assert wording.problem("modality") == "another modality"
    assert wording.problem("corrupt", "odd") == "damaged"
    assert wording.problem("not_thought_of_yet") == "not thought of yet"


def test_every_fixed_sentence_of_the_reader_has_words() -> None:
    codes = {"too_large" if code == "too_large_file" else code for code in SENTENCES}
    assert not codes - set(wording.PROBLEM_WORDS)


def test_copies_and_nameless_images() -> None:
    assert (wording.copies(0), wording.copies(1)) == ("", "Same pixels as 1 other image")
    assert wording.copies(2) == "Same pixels as 2 other images"
    assert wording.nameless(573).startswith("573 images name no patient. If a patient has several images, say so")
    assert wording.nameless_short(1) == "1 image names no patient."
