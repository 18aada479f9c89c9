from __future__ import annotations

import pytest

from engine.planning.cost import CostModel, reading_cost
from engine.planning.rare_class import images_to_find


def test_minutes_readers_and_rate() -> None:
    cost = reading_cost(620, 0.75, readers=2, hourly_rate=100)
    assert cost.hours == pytest.approx(15.5)
    assert cost.money == pytest.approx(1550)


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        reading_cost(-1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes_per_image": -0.1},
        {"readers": -1},
        {"hourly_rate": float("inf")},
        {"setup_cost": float("nan")},
        {"already_labelled": -3},
        {"prevalence": 0.0, "rare_share": 0.5},
        {"prevalence": 0.1, "rare_share": 1.5},
        {"prevalence": 0.1},
    ],
)
def test_what_is_no_cost_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"costs|share"):
        CostModel(**wrong)  # type: ignore[arg-type]


def test_only_new_labels_are_paid_for_and_setup_once() -> None:
    model = CostModel(0.75, 2, 100.0, setup_cost=500.0, already_labelled=120)
    cost = model.plan(620)
    assert cost.new_labels == 500
    assert cost.images_read == cost.images_enough80 == 500
    assert cost.hours == cost.hours80 == pytest.approx(12.5)
    assert cost.money == pytest.approx(1750)
    assert model.money(620) == pytest.approx(cost.money)
    assert model.hours(620) == pytest.approx(cost.hours)


def test_labels_that_are_there_cost_nothing() -> None:
    cost = CostModel(1.0, hourly_rate=80.0, setup_cost=500.0, already_labelled=700).plan(620)
    assert (cost.new_labels, cost.hours, cost.money) == (0, 0, 0)


def test_a_rare_class_is_read_for() -> None:
    model = CostModel(1.0, already_labelled=100, hourly_rate=60.0, prevalence=0.05, rare_share=0.5)
    cost = model.plan(300)
    found = images_to_find(100, 0.05)
    assert cost.images_read == pytest.approx(2000)
    assert cost.images_enough80 == found.enough80 > 2000
    assert cost.hours == pytest.approx(2000 / 60)
    assert cost.money80 == pytest.approx(found.enough80)
    assert model.hours(300) == pytest.approx(cost.hours)


def test_a_class_that_is_not_rare_costs_no_more() -> None:
    assert CostModel(1.0, prevalence=0.6, rare_share=0.5).plan(200).images_enough80 == 200


def test_a_plan_below_none_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0 labels"):
        CostModel().plan(-1)
