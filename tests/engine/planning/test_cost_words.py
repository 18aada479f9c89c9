from __future__ import annotations

import pytest

from engine.planning.cost import CostModel
from engine.planning.cost_words import cost_words, hours_words, plan_words, rare_words


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0.001, "1 minute"), (0.66, "40 minutes"), (7.75, "7.8 h"), (120.4, "120 h"), (2400, "2\u202f400 h")],
)
def test_hours(hours: float, words: str) -> None:
    assert hours_words(hours) == words


def test_money_where_there_is_any() -> None:
    assert cost_words(7.75, 0) == "7.8 h of reading"
    assert cost_words(7.75, 1239.6) == "7.8 h of reading, costs 1\u202f240"


def test_a_plan_in_words() -> None:
    model = CostModel(1.0, already_labelled=100, hourly_rate=60.0)
    assert plan_words(model.plan(700)) == "600 more images to label: 10.0 h of reading, costs 600."
    assert "costs nothing more" in plan_words(model.plan(90))


def test_a_rare_class_in_words() -> None:
    said = plan_words(CostModel(1.0, prevalence=0.05, rare_share=0.5).plan(200))
    assert "About 2\u202f000 images must be read" in said
    assert "enough with a chance of 80 %" in said


def test_no_rare_class_is_looked_for_where_nothing_is_missing() -> None:
    rare = CostModel(1.0, already_labelled=300, prevalence=0.05, rare_share=0.5)
    assert rare_words(rare.plan(200)) == ""
    assert rare_words(CostModel(1.0).plan(200)) == ""
