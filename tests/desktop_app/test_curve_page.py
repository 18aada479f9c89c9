"""The Curve page: what it reads out is what the engine says, however the target is moved."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop_app.look.tokens import DARK
from desktop_app.models.curve_build import CurveBuilder
from desktop_app.models.emphasis import plain
from desktop_app.models.figures import labels
from desktop_app.models.live_curve import LiveCurve
from desktop_app.models.plan_settings import PlanSettings, write_settings
from desktop_app.pages.curve import CurvePage
from desktop_app.pages.page import StepState
from desktop_app.session import Session
from engine.learning_curve.forecast import forecast
from engine.learning_curve.observations import observations_of
from engine.learning_curve.presets import load_preset
from engine.learning_curve.savings import labels_saved
from engine.learning_curve.summary import summarise
from engine.planning.verdict import make_verdict
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import FakeRunner, make_cohort, make_project
from tests.desktop_app.known_truth import BUDGETS, make_measurements


@pytest.fixture(scope="module")
def measured():
    return make_measurements()


@pytest.fixture(scope="module")
def savings(measured):
    return labels_saved(measured, "auc", "fine_tuned", replicates=200, seed=0)


@pytest.fixture
def session(qapp, tmp_path):
    make_project(tmp_path / "p", make_cohort(60, 0.8))
    result = Session(FakeRunner)
    assert result.open_project(tmp_path / "p")
    yield result
    result.shut_down()


@pytest.fixture
def page(session, qtbot):
    result = CurvePage(session)
    qtbot.addWidget(result)
    result.resize(1080, 654)
    result.show()
    return result


def give(session: Session, measurements, savings=None, target=None) -> None:
    session.study = StudyEntry(
        "k", load_preset("quick"), "2026", "finished", ("normal", "pneumonia"), 1, BUDGETS, 540, 300
    )
    session.measurements, session.savings, session.target = measurements, savings, target
    session.study_changed.emit()
    session.points_changed.emit()
    session.answer_changed.emit()


def shown(page: CurvePage, qtbot):
    """The plot, once it shows the curve as it stands."""
    qtbot.waitUntil(lambda: page.plot_host.plot is not None and not page._redraw.isActive(), timeout=10_000)
    return page.plot_host.plot


def engine_says(measured, name: str, target: float):
    """What the engine needs for the target, asked without the window."""
    series = next(s for s in summarise(measured, "auc", "fine_tuned") if s.initialisation == name)
    seen = observations_of(measured.of("fine_tuned", name), "auc")
    return forecast(seen, "auc", target=target, test_se=series.test_se[-1])


def test_before_any_point(page, qtbot):
    assert page.empty.isVisible()
    assert page.header().action is None
    assert page.state() is StepState.NOTHING_YET
    assert page.plot_host.plot is None
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Study"]


def test_what_is_drawn_is_what_the_engine_says(page, session, qtbot, measured, savings):
    give(session, measured, savings, target=0.86)
    plot = shown(page, qtbot)
    drawn = {s.initialisation: s for s in plot.view.series}
    for series in summarise(measured, "auc", "fine_tuned"):
        view = drawn[series.initialisation]
        assert view.mean == series.mean
        assert view.low == series.low95
        assert view.runs == series.runs
        x, y = plot._series[series.initialisation].line.getData()
        assert list(y) == pytest.approx(series.mean)
        assert [2**v for v in x] == pytest.approx(series.n_labels)
        said = engine_says(measured, series.initialisation, 0.86)
        assert view.needed.median == (said.needed.median or math.inf)
        assert view.needed.low == said.needed.low80
        assert view.band.median == tuple(said.band.median[said.band.n_labels >= 320 * (1 - 1e-9)])
    verdict = make_verdict(
        measured,
        "auc",
        "fine_tuned",
        target=0.86,
        minutes_per_image=session.minutes_per_image,
        savings=savings,
        n_pool=300,
    )
    assert page.says[0].accessibleName() == plain(verdict.headline)
    assert page.says[1].accessibleName() == plain(verdict.savings_sentence)
    for label in page.says[:2]:
        assert label.isVisible()
        assert "significant" not in label.text()


def test_dragging_the_line_moves_the_box_the_plan_and_the_words(page, session, qtbot, measured):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    start = plot.target_pixel().toPoint()
    goal = plot.mapFromScene(plot.box.mapToScene(QPointF(plot.box.width() / 2, plot.to_pixel(1, 0.83).y())))
    viewport = plot.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, (start + goal) / 2)
    QTest.mouseMove(viewport, goal)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=goal)
    assert session.target == pytest.approx(0.83)
    qtbot.waitUntil(lambda: page.controls.target.value() == pytest.approx(0.83))
    said = engine_says(measured, "simclr", 0.83)
    assert labels(said.needed.median) in " ".join(plot.captions)
    assert "0.83" in page.says[0].text()


def test_typing_a_target_moves_the_line(page, session, qtbot, measured):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    box = page.controls.target
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "0.84")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert session.target == pytest.approx(0.84)
    qtbot.waitUntil(lambda: plot.view.target == pytest.approx(0.84))
    assert plot.target_text == "target AUC 0.84"
    said = engine_says(measured, "scratch", 0.84)
    assert labels(said.needed.median) in " ".join(plot.captions)


def test_many_moves_are_drawn_once(page, session, qtbot, measured, monkeypatch):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    drawn = []
    monkeypatch.setattr(plot, "show_view", lambda view: drawn.append(view.target))
    for target in (0.81, 0.82, 0.83, 0.84):
        session.set_target(target)
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == [0.84]


def test_modes_are_never_one_curve(page, session, qtbot, measured, savings):
    give(session, measured, savings)
    plot = shown(page, qtbot)
    tuned = plot.view.series
    QTest.mouseClick(page.controls.mode_buttons["linear_probe"], Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    qtbot.waitUntil(lambda: plot.view.mode == "linear_probe")
    probe = {s.initialisation: s.mean for s in plot.view.series}
    expected = {s.initialisation: s.mean for s in summarise(measured, "auc", "linear_probe")}
    assert probe == expected
    assert probe != {s.initialisation: s.mean for s in tuned}
    assert plot.view.saving is None  # the savings in the record are about the other question


def test_another_metric_has_its_own_target(page, session, qtbot, measured):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    page.controls.metric_box.setCurrentIndex(page.controls.metric_box.findData("sensitivity"))
    page.controls.metric_box.activated.emit(page.controls.metric_box.currentIndex())
    qtbot.waitUntil(lambda: plot.view.metric == "sensitivity")
    assert session.target is None
    scratch = next(s for s in summarise(measured, "sensitivity", "fine_tuned") if s.initialisation == "scratch")
    assert plot.view.target == pytest.approx(scratch.mean[-1])  # what scratch reaches with all labels


def test_switching_starts_off(page, session, qtbot, measured):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    page.controls.series_boxes["scratch"].click()
    assert [s.initialisation for s in plot.shown] == ["simclr"]
    page.controls.series_boxes["simclr"].click()  # the last one stays: an empty picture answers nothing
    assert page.controls.series_boxes["simclr"].isChecked()
    page.controls.linear.click()
    assert not plot.scale_of_budgets.doubling


def test_points_arrive_one_by_one(page, session, qtbot):
    whole = make_measurements(budgets=BUDGETS)
    plot = None
    for known in range(1, len(whole.cells) + 1, 7):
        part = type(whole)(
            whole.classes, whole.positive, whole.truth, whole.patients, whole.n_train_labelled, whole.cells[:known]
        )
        give(session, part)
        page.session.points_changed.emit()
        plot = shown(page, qtbot)
        assert plot.view.n_test == 240
        assert len(page.header().answer) > 10
    assert plot.view.series


def test_one_session_one_live_curve(session):
    assert LiveCurve.of(session) is LiveCurve.of(session)


def test_theme(page, session, qtbot, measured):
    give(session, measured)
    plot = shown(page, qtbot)
    page.apply_tokens(DARK)
    assert plot.backgroundBrush().color().name().upper() == DARK.surface


def test_points_and_picture_are_saved(page, session, qtbot, measured, tmp_path):
    give(session, measured)
    shown(page, qtbot)
    page.save_picture_to(tmp_path / "curve.svg")
    page.save_points_to(tmp_path / "points.csv")
    assert (tmp_path / "curve.svg").stat().st_size > 5000
    assert len((tmp_path / "points.csv").read_text(encoding="utf-8").splitlines()) == len(measured.cells) + 1
    with qtbot.waitSignal(session.problem):
        page.save_points_to(tmp_path / "nowhere" / "points.csv")


def test_nothing_measured_makes_an_empty_view():
    view = CurveBuilder().build(
        None, metric="auc", mode="fine_tuned", target=None, savings=None, minutes_per_image=1.0, study=None
    )
    assert view.empty
    assert view.description() == "No results yet."


def test_a_second_axis_in_hours(page, session, qtbot, measured):
    give(session, measured)
    plot = shown(page, qtbot)
    assert not plot.getPlotItem().getAxis("top").isVisible()
    choose_cost(page, "hours")
    axis = plot.getPlotItem().getAxis("top")
    assert axis.isVisible()
    texts = [text for _, text in axis._tickLevels[0] if text]
    assert "40 min" in texts  # 40 labels at a minute each
    assert "5.3 h" in texts  # 320
    below = [x for x, text in plot.getPlotItem().getAxis("bottom")._tickLevels[0] if text]
    assert [x for x, text in axis._tickLevels[0] if text] == below
    session.set_minutes_per_image(2.0)
    qtbot.waitUntil(lambda: "10.7 h" in [text for _, text in axis._tickLevels[0]])
    choose_cost(page, "")
    assert not axis.isVisible()


def test_a_second_axis_in_money_needs_a_rate(page, session, qtbot, measured):
    give(session, measured)
    plot = shown(page, qtbot)
    with qtbot.waitSignal(session.problem) as told:
        choose_cost(page, "money")
    assert "Plan page" in told.args[0]
    assert page.controls.cost_box.currentData() == ""
    write_settings(session.store, PlanSettings(rate=60.0, readers=2))
    choose_cost(page, "money")
    texts = [text for _, text in plot.getPlotItem().getAxis("top")._tickLevels[0] if text]
    assert "80" in texts  # 40 labels, two readers, a minute each, 60 an hour


def choose_cost(page: CurvePage, kind: str) -> None:
    page.controls.cost_box.setCurrentIndex(page.controls.cost_box.findData(kind))
    page.controls.cost_box.activated.emit(page.controls.cost_box.currentIndex())


def test_parts_of_the_picture_are_switched_off(page, session, qtbot, measured):
    give(session, measured)
    plot = shown(page, qtbot)
    items = plot._series["scratch"]
    assert items.interval_band.isVisible()
    assert items.runs.isVisible()
    page.controls.part_boxes["intervals"].click()
    page.controls.part_boxes["runs"].click()
    assert not items.interval_band.isVisible()
    assert not items.runs.isVisible()
    assert items.line.isVisible()
    page.controls.part_boxes["forecast"].click()
    assert all(series.band is None for series in plot.shown)
    assert all(series.band is not None for series in plot.view.series)
    assert not len(items.forecast_line.getData()[0])
    page.controls.part_boxes["forecast"].click()
    assert len(items.forecast_line.getData()[0])


def test_the_target_is_moved_with_the_keyboard(page, session, qtbot, measured):
    give(session, measured, target=0.86)
    plot = shown(page, qtbot)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Down)
    assert session.target == pytest.approx(0.85)
    QTest.keyClick(plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert session.target == pytest.approx(0.90)


def test_the_sections_unfold_below_one_at_a_time(page, session, qtbot, measured):
    give(session, measured)
    shown(page, qtbot)
    review, compare = page.sections.buttons
    bar = page.sections.verticalScrollBar()
    assert bar.maximum() == 0  # folded, all fits the window
    review.setFocus()
    QTest.keyClick(review, Qt.Key.Key_Space)
    assert page.review.isVisible()
    qtbot.waitUntil(lambda: bar.value() > 0)
    QTest.keyClick(compare, Qt.Key.Key_Space)
    assert page.review.isHidden()
    assert page.compare.isVisible()
    QTest.keyClick(compare, Qt.Key.Key_Space)
    assert page.compare.isHidden()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_what_the_curve_says_is_three_short_statements(page, session, qtbot, measured, savings):
    """The test set's judgement stands with the answer; what else is known of it waits under "What this rests on"."""
    give(session, measured, savings)
    shown(page, qtbot)
    verdict = make_verdict(measured, "auc", "fine_tuned", savings=savings)
    says = [label.text() for label in page.says]
    assert len(says) == 3
    assert "test patients" in says[2]
    assert "can show a saving" not in says[2]
    details = LiveCurve.of(session).view().test_details
    assert "can show a saving" in details
    assert page.notes.accessibleName().endswith(plain(details))
    assert not page.notes.isVisible()
    page.notes_fold.button.click()
    assert page.notes.isVisible()
    assert f"{says[2]} {details}".split() == verdict.test_set_sentence.split()
