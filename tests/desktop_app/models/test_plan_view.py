from __future__ import annotations

import math

import pytest

from desktop_app.models.curve_view import CurveView, Needed, Reach, SeriesView
from desktop_app.models.plan_view import best_series, chance_sentence, cost_sentences, percent_words
from desktop_app.models.series_look import looks_of
from engine.learning_curve.design import SCRATCH
from engine.planning.cost import CostModel

LOOK = looks_of((SCRATCH,))["scratch"]
SERIES = SeriesView(
    "scratch", LOOK, (20, 40), (0.7, 0.8), (0.6, 0.7), (0.8, 0.9), ((0.7,), (0.8,)),
    reach=Reach((20.0, 40.0, 320.0), (0.1, 0.4, 0.7)),
)  # fmt: skip
VIEW = CurveView("auc", "fine_tuned", 0.86, 240, (20, 40), (SERIES,), best="scratch")
NEEDED = Needed(620.0, 510.0, 780.0, 0.9)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (0.4, "For a chance of 40 % of AUC 0.86, label 40 images."),
        (0.1, "20 labels or fewer reach AUC 0.86 with a chance of 10 %."),
        (0.9, "No number up to 320 labels reaches AUC 0.86 with a chance of 90 %; 70 % is the most"),
    ],
)
def test_chance(wanted: float, words: str) -> None:
    assert chance_sentence(VIEW, SERIES, wanted).startswith(words)


def test_no_chance_without_a_forecast() -> None:
    assert chance_sentence(VIEW, None, 0.8) == ""
    assert best_series(CurveView("auc", "fine_tuned", None, 0, (), ())) is None
    assert best_series(VIEW) is SERIES


def test_hours_and_money() -> None:
    title, note = cost_sentences(CostModel(0.75, 2, 80.0), NEEDED)
    assert title == "About 620 labels: 15.5 h of reading, costs 1\u202f240"
    assert note.endswith("12.8 h to 19.5 h of reading, 1\u202f020 to 1\u202f560.")
    title, note = cost_sentences(CostModel(0.75, 2), NEEDED)
    assert title == "About 620 labels: 15.5 h of reading"
    assert note.endswith("12.8 h to 19.5 h of reading.")


def test_labels_that_are_there() -> None:
    title, note = cost_sentences(CostModel(1.0, already_labelled=600), NEEDED)
    assert title == "About 620 labels: 20 minutes of reading"
    assert "nothing more, up to 3.0 h of reading." in note
    assert note.endswith("600 labels are there already and not paid again.")
    title, note = cost_sentences(CostModel(1.0, already_labelled=900), NEEDED)
    assert title == "About 620 labels: you have them already"
    assert "up to 780 labels, which you have too." in note


def test_no_upper_bound() -> None:
    endless = Needed(620.0, 510.0, math.inf, 0.6)
    assert "At least 8.5 h of reading" in cost_sentences(CostModel(1.0), endless)[1]
    assert "many more labels" in cost_sentences(CostModel(1.0, already_labelled=900), endless)[1]


@pytest.mark.parametrize("needed", [None, Needed(math.inf, 2560.0, math.inf, 0.1)])
def test_what_is_not_supported_has_no_cost(needed: Needed | None) -> None:
    title, note = cost_sentences(CostModel(), needed)
    assert title.startswith("The cost cannot be told")
    assert note == ""


@pytest.mark.parametrize(("share", "words"), [(0.004, "less than 1 %"), (0.58, "58 %"), (0.996, "more than 99 %")])
def test_chances_in_words(share: float, words: str) -> None:
    assert percent_words(share) == words
