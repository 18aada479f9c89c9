"""Every start against every other that matters, in words that name both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.learning_curve.design import SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.initialisations import simclr_on
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved, labels_saved
from engine.learning_curve.start_comparison_words import comparison_sentence
from engine.learning_curve.start_comparisons import compare_starts
from tests.engine.learning_curve.made_up import study

STARTS = (SCRATCH, simclr_on("task", 80), simclr_on("generic", 80))
CONFIG = StudyConfig(initialisations=STARTS)


def measured(task: float = 0.6, generic: float = 0.0) -> StudyMeasurements:
    """Two pretrained starts with a saving each; the same chance in both."""
    one = study(saving=task, initialisations=("scratch", "task-80"))
    other = study(saving=generic, initialisations=("scratch", "generic-80"))
    cells = one.cells + other.of(FINE_TUNED, "generic-80")
    return replace(one, cells=cells)


@pytest.fixture(scope="module")
def compared() -> tuple[LabelsSaved, ...]:
    return compare_starts(measured(), CONFIG, replicates=200)


def test_the_pairs_that_the_verdict_has_not(compared: tuple[LabelsSaved, ...]) -> None:
    assert [(c.pretrained, c.baseline) for c in compared] == [("generic-80", "scratch"), ("task-80", "generic-80")]


def test_the_numbers_are_those_of_any_comparison(compared: tuple[LabelsSaved, ...]) -> None:
    expected = labels_saved(measured(), "auc", FINE_TUNED, "generic-80", "task-80", replicates=200)
    assert replace(compared[1], sentence="") == replace(expected, sentence="")
    assert compared[1].shown
    assert compared[1].low95 <= 0.6 <= compared[1].high95
    assert "SimCLR (80 own images) needs **" in compared[1].sentence
    assert "fewer labels than SimCLR (80 generic images)" in compared[1].sentence
    assert not compared[0].shown
    assert "SimCLR (80 generic images) and training from scratch" in compared[0].sentence


def test_the_other_way_round_more_labels_are_needed() -> None:
    (_, task) = compare_starts(measured(0.0, 0.6), CONFIG, replicates=200)
    assert task.status == "more_labels"
    assert "more labels than SimCLR (80 generic images)" in task.sentence
    low, high = -task.high95, -task.low95
    assert 0 < low < high
    assert f"{low:.0%}".rstrip("%") in task.sentence


def test_two_starts_are_the_verdicts_alone() -> None:
    assert compare_starts(study(), StudyConfig(initialisations=(SCRATCH, SIMCLR))) == ()
    only = StudyConfig(initialisations=(SIMCLR,))
    assert compare_starts(study(initialisations=("simclr",)), only) == ()


def test_what_is_measured_too_little_is_left_out() -> None:
    few = measured()
    early = replace(few, cells=tuple(c for c in few.cells if c.point.initialisation != "generic-80"))
    assert compare_starts(early, CONFIG, replicates=50) == ()


@pytest.mark.parametrize(
    ("status", "changes", "words"),
    [
        ("at_least", {"at_least": 0.3}, "needs at least **30 %** fewer labels than training from scratch (at 95 %)."),
        ("at_least_more", {}, "reaches less than training from scratch with every number of labels."),
        ("not_shown", {"low95": None}, "No difference between SimCLR and training from scratch in the labels needed"),
    ],
)
def test_words(status: str, changes: dict[str, float | None], words: str) -> None:
    saved = labels_saved(study(), "auc", FINE_TUNED, replicates=50)
    assert words in comparison_sentence(replace(saved, status=status, **changes))
