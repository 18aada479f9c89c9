"""The Plan page: the verdict, its cost and its chance are the engine's; the inputs reach the session."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.models.emphasis import plain
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_settings import PlanSettings, read_settings
from desktop_app.models.plan_view import best_series
from desktop_app.pages.page import StepState
from desktop_app.pages.plan import PlanPage
from engine.learning_curve.non_inferiority import maintained_performance
from engine.learning_curve.presets import load_preset
from engine.learning_curve.savings import labels_saved
from engine.learning_curve.start_comparison_words import comparison_sentence
from engine.planning.best_budget import Worth, best_budget
from engine.planning.best_budget_words import best_sentence
from engine.planning.cost import CostModel
from engine.planning.cost_words import hours_words
from engine.planning.rounds import make_round
from engine.planning.test_set_answer import about_test_set, quick_precision
from engine.planning.verdict import make_verdict
from engine.running.study_record import StudyEntry
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
    qtbot.waitUntil(lambda: bool(page.cards.verdict.text()))
    verdict = make_verdict(
        measured,
        "auc",
        "fine_tuned",
        target=0.86,
        minutes_per_image=session.minutes_per_image,
        savings=savings,
        n_pool=300,
    )
    assert page.cards.verdict.text() == plain(verdict.headline)
    assert page.cards.savings.accessibleName() == plain(verdict.savings_sentence)
    assert page.state() is StepState.DONE
    for name in ("scratch", "simclr"):
        said = engine_says(measured, name, 0.86)
        line = next(s for s in LiveCurve.of(session).view().series if s.initialisation == name)
        drawn = dict(zip(line.reach.n_labels, line.reach.chance, strict=True))
        assert [drawn[n] for n in said.band.n_labels] == list(said.chance)
        ours, theirs = line.reach.labels_for(0.7), said.labels_for(0.7)
        assert ours == pytest.approx(theirs, rel=0.05) if theirs is not None else ours == math.inf
    assert len(page.cards.chart.lines) == 2


def test_slider_and_box_are_one_value(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    qtbot.waitUntil(lambda: page.cards.inputs.target.value() == pytest.approx(0.86))
    slider = page.cards.inputs.target.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert session.target == pytest.approx(0.85)
    assert page.cards.inputs.target.box.value() == pytest.approx(0.85)
    box = page.cards.inputs.target.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0.84")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.target == pytest.approx(0.84)
    assert slider.value() == 84
    qtbot.waitUntil(lambda: "0.84" in page.cards.verdict.text())


def test_cost_follows_minutes_readers_and_rate(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.84)
    qtbot.waitUntil(lambda: bool(page.cards.cost.text()))
    page.cards.more.labelled.setValue(0)
    page.cards.inputs.minutes.setValue(3.0)
    assert session.minutes_per_image == pytest.approx(3.0)
    page.cards.inputs.readers.setValue(2)
    page.cards.inputs.rate.setValue(100)
    qtbot.waitUntil(lambda: not page._redraw.isActive())
    needed = best_series(LiveCurve.of(session).view()).needed
    cost = CostModel(3.0, 2, 100.0)
    assert hours_words(cost.hours(needed.median)) in page.cards.cost.text()
    assert plain(hours_words(cost.hours(needed.median))) in page.cards.verdict.text()
    assert hours_words(cost.hours(needed.high)) in page.cards.cost_note.text()
    assert page.cards.chart.cost.text(320.0) == "3\u202f200"
    assert page.cards.chart.cost.title.startswith("Cost")


def test_labels_that_are_there_cost_nothing(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.84)
    qtbot.waitUntil(lambda: "you have them already" in page.cards.cost.text())
    assert page.cards.more.labelled.value() == measured.n_train_labelled
    assert "exist already" in page.cards.plans.accessibleName()


def test_a_worth_gives_the_best_budget(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.9)
    qtbot.waitUntil(lambda: bool(page.cards.cost.text()))
    assert not page.cards.best.isVisible()
    page.cards.inputs.rate.setValue(60)
    page.cards.more.labelled.setValue(320)
    page.cards.more.worth_of_target.setValue(5000)
    qtbot.waitUntil(page.cards.best.isVisible)
    said = best_budget(
        LiveCurve.of(session).draws(),
        CostModel(session.minutes_per_image, 1, 60.0, already_labelled=320),
        Worth(of_target=5000.0),
        0.9,
    )
    assert page.cards.best.accessibleName() == plain(best_sentence(said, "auc"))


def test_the_test_set_has_its_own_sentence(page, session, qtbot, measured, savings):  # noqa: F811
    give(session, measured, savings, target=0.86)
    qtbot.waitUntil(lambda: page.cards.test_set.isVisible())
    precision = quick_precision(measured, "auc", "fine_tuned", LiveCurve.of(session).view().best)
    assert page.cards.test_set.accessibleName().startswith(plain(about_test_set(precision)))
    page.cards.exactness.setValue(0.1)
    qtbot.waitUntil(lambda: page.cards.test_set.accessibleName().startswith("The test set is large enough."))


def test_settings_stay_with_the_project(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    qtbot.waitUntil(lambda: bool(page.cards.cost.text()))
    page.cards.inputs.rate.setValue(75)
    page.cards.more.setup.setValue(400)
    page.cards.inputs.chance.slider.setValue(90)
    wanted = PlanSettings(chance=0.9, rate=75.0, setup=400.0)
    qtbot.waitUntil(lambda: read_settings(session.store) == wanted, timeout=3000)
    other = PlanPage(session)
    qtbot.addWidget(other)
    assert other._settings == wanted


def test_leaving_the_page_writes_at_once(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    qtbot.waitUntil(lambda: bool(page.cards.cost.text()))
    page.cards.inputs.rate.setValue(75)
    page.hide()
    assert read_settings(session.store).rate == 75.0


def test_minutes_are_those_measured_while_labelling(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    session.store.set_meta("label_seconds_median", "36.0")
    session.labels_changed.emit()
    assert session.minutes_per_image == pytest.approx(0.6)
    qtbot.waitUntil(lambda: page.cards.inputs.minutes.value() == pytest.approx(0.6))
    assert "36 seconds" in page.cards.inputs.measured.text()
    page.cards.inputs.minutes.setValue(2.0)
    session.labels_changed.emit()
    assert session.minutes_per_image == pytest.approx(2.0)


def test_the_last_round_is_scored_and_the_next_forecast(page, session, qtbot, measured):  # noqa: F811
    before = make_measurements(budgets=(20, 40, 80, 160))
    first = StudyEntry("first", load_preset("quick"), "2026", "finished", ("n", "p"), 1, (20, 40, 80, 160), 270, 300)
    session.store.begin_study(first, before)
    session.store.save_round(make_round(before, "first", "2026"))
    give(session, measured, target=0.86)
    session.study_changed.emit()
    qtbot.waitUntil(page.cards.last_round.isVisible)
    said = page.cards.last_round.accessibleName()
    assert "Last round we said AUC" in said
    assert "at\u00a0320" in said or "at 320" in said
    assert "640" in page.cards.next_round.accessibleName()


def test_what_fewer_labels_keep(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    kept = maintained_performance(
        measured, "auc", "fine_tuned", candidate="simclr", reference="scratch", replicates=200
    )
    session.store.save_maintained(session.study.study_key, (kept,))
    session.answer_changed.emit()
    qtbot.waitUntil(page.cards.maintained.isVisible)
    assert page.cards.maintained.accessibleName() == plain(kept.sentence)


def test_several_pretrained_starts_are_compared(page, session, qtbot, measured, savings):  # noqa: F811
    give(session, measured, target=0.86)
    saved = replace(savings, pretrained="task-80")
    session.store.save_comparisons(session.study.study_key, (saved,))
    session.answer_changed.emit()
    qtbot.waitUntil(page.cards.starts.isVisible)
    said = page.cards.starts.accessibleName()
    assert said == plain(comparison_sentence(saved))
    assert "SimCLR (80 own images)" in said


def test_a_second_opinion_is_a_warning(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.86)
    qtbot.waitUntil(lambda: bool(page.cards.verdict.text()))
    view = LiveCurve.of(session).view()
    assert page.cards.warning.text() == view.second_opinion
    assert page.cards.warning.isVisible() == bool(view.second_opinion)


def test_hidden_cards_leave_no_holes(page, session, qtbot):  # noqa: F811
    give(session, make_measurements(budgets=(20, 40), seeds=2), target=0.9)
    qtbot.waitUntil(lambda: page.cards.test_card.isVisible())
    assert not page.cards.best_card.isVisible()
    cards = page.cards
    shown = [c for c in (*cards._cards, cards.notes_card) if c.isVisible()]
    places = {}
    for card in shown:
        row, column, _, span = cards._grid.getItemPosition(cards._grid.indexOf(card))
        places |= {(row, column + side): card for side in range(span)}
    rows = max(row for row, _ in places) + 1
    assert sorted(places) == [(row, column) for row in range(rows) for column in (0, 1)]
    give(session, make_measurements(), target=0.9)
    qtbot.waitUntil(lambda: page.cards.best_card.isVisible())
    assert cards._grid.getItemPosition(cards._grid.indexOf(cards.best_card))[:2] == (1, 0)


def test_a_dragged_slider_is_answered_at_once(page, session, qtbot):  # noqa: F811
    """The whole answer, from the new target to the new texts, with a study as large as "thorough" makes them."""
    give(session, make_measurements(seeds=5, n_test=1000), target=0.86)
    page.cards.inputs.rate.setValue(60)
    page.cards.more.worth_of_target.setValue(50_000)
    qtbot.waitUntil(lambda: page.cards.best.isVisible())
    times = []
    for step in range(21):
        start = time.process_time()  # of this process: others may share the machine
        page.cards.inputs.target.slider.setValue(80 + step % 15)
        page._show()
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.05


def test_wanted_chance(page, session, qtbot, measured):  # noqa: F811
    give(session, measured, target=0.84)
    qtbot.waitUntil(lambda: bool(page.cards.chance_line.text()))
    before = page.cards.chance_line.text()
    page.cards.inputs.chance.slider.setValue(60)
    qtbot.waitUntil(lambda: page.cards.chart.wanted == pytest.approx(0.6))
    assert "60 %" in page.cards.chance_line.text()
    assert before != page.cards.chance_line.text()


def test_too_early_shows_no_chance(page, session, qtbot):  # noqa: F811
    give(session, make_measurements(budgets=(20, 40), seeds=1), target=0.9)
    qtbot.waitUntil(lambda: bool(page.cards.verdict.text()))
    assert not page.cards.chart.isVisible()
    assert page.cards.no_chart.isVisible()
    assert "cannot be told" in page.cards.cost.text()
