from __future__ import annotations

import dataclasses

import pytest

from engine.planning.rounds import ScoredForecast
from engine.planning.rounds_words import round_sentences

SAID = ScoredForecast("simclr", "auc", 320, 0.852, 0.861, 0.83, 0.884, 0.81, 0.9, True, True, 0.054)


def test_the_sentence() -> None:
    assert round_sentences((SAID,)) == (
        "Last round we said AUC 0.86 (0.83–0.88) at 320 labels; measured 0.85: inside.",
    )


def test_two_curves_are_named_and_counted() -> None:
    earlier = dataclasses.replace(SAID, n_labels=240, inside80=False)
    other = dataclasses.replace(SAID, initialisation="scratch")
    said = round_sentences((earlier, SAID, other))
    assert len(said) == 3
    assert "at 320 labels with SimCLR pretraining; measured" in said[0]
    assert "at 320 labels from scratch; measured" in said[1]
    assert said[2] == "2 of 3 of its 80 % intervals held; 8 of 10 are expected to."


@pytest.mark.parametrize(
    ("measured", "inside95", "words"),
    [(0.82, True, "inside the 95 % one."), (0.79, False, "worse than"), (0.93, False, "better than")],
)
def test_a_miss_is_said(measured: float, inside95: bool, words: str) -> None:
    missed = dataclasses.replace(SAID, measured=measured, inside80=False, inside95=inside95)
    assert words in round_sentences((missed,))[0]


def test_narrow_intervals_have_three_digits() -> None:
    narrow = dataclasses.replace(SAID, median=0.8612, low80=0.856, high80=0.866, measured=0.8604)
    assert "0.861 (0.856–0.866)" in round_sentences((narrow,))[0]


def test_a_value_just_outside_does_not_look_inside() -> None:
    near = dataclasses.replace(SAID, measured=0.8848, high80=0.8836, inside80=False)
    assert "AUC 0.861 (0.830–0.884) at 320 labels; measured 0.885: outside" in round_sentences((near,))[0]


def test_nothing_to_say() -> None:
    assert round_sentences(()) == ()
