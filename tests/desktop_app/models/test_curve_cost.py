"""The second axis's words are the plan's own arithmetic."""

from __future__ import annotations

from desktop_app.models.curve_cost import curve_cost
from desktop_app.models.plan_settings import PlanSettings
from engine.planning.cost import reading_cost


def test_hours_of_all_readers() -> None:
    cost = curve_cost("hours", PlanSettings(minutes=1.5, readers=2), 9.0)
    assert cost.text(160) == f"{reading_cost(160, 1.5, 2).hours:.1f} h" == "8.0 h"
    assert cost.text(10) == "30 min"
    assert cost.text(0) == "1 min"
    assert "1.5 min" in cost.title
    assert "all readers" in cost.title


def test_minutes_of_the_study_where_the_plan_has_none() -> None:
    assert curve_cost("hours", PlanSettings(), 2.0).text(60) == "2.0 h"


def test_money_with_what_it_takes_to_begin() -> None:
    cost = curve_cost("money", PlanSettings(minutes=1.0, rate=80.0, setup=100.0), 1.0)
    assert cost.text(600) == "900"
    assert cost.text(2560) == "3\u202f510"  # 3 513.3, to three digits
    assert "currency" in cost.title
