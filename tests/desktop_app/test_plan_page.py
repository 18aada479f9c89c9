"""The Plan page: the verdict, its cost and its chance are the engine's; the inputs reach the session."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.models.emphasis import plain
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_view import (
    best_series,
    chance_sentence,
    cost_range_sentence,
    cost_sentence,
)
from desktop_app.models.plan_view import test_set_sentence as about_test_set
from desktop_app.pages.page import StepState
from desktop_app.pages.plan import PlanPage
from engine.learning_curve.savings import labels_saved
from engine.planning.cost import reading_cost
from engine.planning.verdict import make_verdict
from tests.desktop_app.known_truth import make_measurements
from tests.desktop_app.test_curve_page import engine_says, give, session  # noqa: F401


@pytest.fixture(scope="module")
def measured():
    return make_measurements()


@pytest.fixture(scope="module")
def savings(measured):
    return labels_saved(measured, "auc", "fine_tuned", replicates=200, seed=0)


@pytest.fixture
def page(session, qtbot):  # noqa: F811
    result = PlanPage(session)
    qtbot.addWidget(result)
    result.resize(1080, 654)
    result.show()
    return result


def test_before_a_curve(page, qtbot):
    assert page.empty.isVisible()
    assert page.header().action is None
    assert page.state() is StepState.NOTHING_YET


def test_verdict_is_the_engines(page, session, qtbot, measured, savings):  # noqa: F811
    give(session, measured, savings, target=0.86)
    qtbot.waitUntil(lambda: bool(page.verdict.text()))
    verdict = make_verdict(
        measured,
        "auc",
        "fine_tuned",
        target=0.86,
        minutes_per_image=session.minutes_per_image,
        savings=savings,
        n_pool=300,
    )
    assert page.verdict.text() == plain(verdict.headline)
    assert page.savings.accessibleName() == plain(verdict.savings_sentence)
    assert page.state() is StepState.DONE
    for name in ("scratch", "simclr"):
        said = engine_says(measured, name, 0.86)
        line = next(s for s in LiveCurve.of(session).view().series if s.initialisation == name)
        drawn = dict(zip(line.reach.n_labels, line.reach.chance, strict=True))
        assert [drawn[n] for n in said.band.n_labels] == list(said.chance)
        ours, theirs = line.reach.labels_for(0.7), said.labels_for(0.7)
        assert ours == pytest.approx(theirs, rel=0.05) if theirs is not None else ours == math.inf
    assert len(page.chart.lines) == 2


def test_slider_and_box_are_one_value(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    qtbot.waitUntil(lambda: page.inputs.target.value() == pytest.approx(0.86))
    slider = page.inputs.target.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert session.target == pytest.approx(0.85)
    assert page.inputs.target.box.value() == pytest.approx(0.85)
    box = page.inputs.target.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0.84")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.target == pytest.approx(0.84)
    assert slider.value() == 84
    qtbot.waitUntil(lambda: "0.84" in page.verdict.text())


def test_cost_follows_minutes_readers_and_rate(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.84)
    qtbot.waitUntil(lambda: bool(page.cost.text()))
    page.inputs.minutes.setValue(3.0)
    assert session.minutes_per_image == pytest.approx(3.0)
    page.inputs.readers.setValue(2)
    page.inputs.rate.setValue(100)
    qtbot.waitUntil(lambda: not page._redraw.isActive())
    needed = best_series(LiveCurve.of(session).view()).needed
    hours = needed.median * 3.0 * 2 / 60
    assert cost_sentence(reading_cost(needed.median, 3.0, 2, 100.0)) in page.cost.text()
    assert f"{hours:.1f}" in page.cost.text()
    assert page.cost_range.text()


def test_wanted_chance(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.84)
    qtbot.waitUntil(lambda: bool(page.chance_line.text()))
    before = page.chance_line.text()
    page.inputs.chance.slider.setValue(60)
    assert page.chart.wanted == pytest.approx(0.6)
    assert "60 %" in page.chance_line.text()
    assert before != page.chance_line.text()


def test_too_early_shows_no_chance(page, session, qtbot):  # noqa: F811
    give(session, make_measurements(budgets=(20, 40), seeds=1), target=0.9)
    qtbot.waitUntil(lambda: bool(page.verdict.text()))
    assert not page.chart.isVisible()
    assert page.no_chart.isVisible()
    assert "cannot be told" in page.cost.text()


def test_cost_arithmetic():
    cost = reading_cost(620, 0.75, 2, 80.0)
    assert cost.hours == pytest.approx(620 * 0.75 * 2 / 60)
    assert cost.money == pytest.approx(cost.hours * 80)
    assert cost_sentence(cost) == "15.5 hours of reading, costs 1\u202f240"
    assert cost_sentence(reading_cost(math.inf, 1, 1, 1)) == ""
    low = reading_cost(60, 1, 1, 0)
    assert "no upper bound" in cost_range_sentence(low, reading_cost(math.inf, 1, 1, 0))
    assert cost_range_sentence(low, reading_cost(600, 1, 1, 0)).endswith("1.0 hours to 10.0 hours.")


@pytest.mark.parametrize(
    ("error", "begins", "holds"),
    [(0.009, "Large enough.", "±0.02"), (0.02, "Usable.", "about 920 test patients"), (0.04, "Small:", "±0.08")],
)
def test_test_set_sentence(error, begins, holds):
    sentence = about_test_set("auc", 240, error)
    assert sentence.startswith(begins)
    assert holds in sentence
    assert about_test_set("auc", 240, 0.0) == ""


def test_chance_sentence_without_a_forecast(session):  # noqa: F811
    assert chance_sentence(LiveCurve.of(session).view(), None, 0.8) == ""
