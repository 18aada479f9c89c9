"""The plots: what they show equals the view they are given, and they survive being driven and repainted."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.look.tokens import DARK, LIGHT
from desktop_app.models.curve_view import CurveView, ForecastBand, Needed, Reach, SavingView, SeriesView, read_out
from desktop_app.models.emphasis import plain
from desktop_app.models.figures import level, rounded_labels
from desktop_app.models.series_look import looks_of
from desktop_app.plots.scale import BudgetScale, budget_ticks, metric_range, metric_ticks, spread_apart
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation

BUDGETS = (20, 40, 80, 160, 320)
LOOKS = looks_of((SCRATCH, SIMCLR))


def make_series(name: str, lift: float, needed: float) -> SeriesView:
    mean = tuple(0.7 + lift + 0.04 * i for i in range(5))
    runs = tuple((m - 0.01, m, m + 0.01) for m in mean)
    n = tuple(float(x) for x in np.geomspace(320, 2560, 20))
    median = tuple(mean[-1] + 0.01 * i / 4 for i in range(20))
    band = ForecastBand(n, median, tuple(m - 0.02 for m in median), tuple(m + 0.02 for m in median), 1280.0)
    low, high = tuple(m - 0.03 for m in mean), tuple(m + 0.03 for m in mean)
    return SeriesView(
        name, LOOKS[name], BUDGETS, mean, low, high, runs, band, Needed(needed, needed * 0.8, needed * 1.3, 0.9)
    )


def make_view(target: float | None = 0.88) -> CurveView:
    series = (make_series("scratch", 0.0, 1000.0), make_series("simclr", 0.03, 620.0))
    return CurveView(
        "auc", "fine_tuned", target, 240, BUDGETS, series, SavingView("scratch", "simclr", "shown", 0.38, 0.24, 0.49)
    )


@pytest.fixture
def plot(qtbot):
    from desktop_app.plots.learning_curve_plot import LearningCurvePlot

    widget = LearningCurvePlot(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(760, 540)
    widget.show()
    widget.show_view(make_view())
    QApplication.processEvents()
    return widget


# Scale


def test_ticks_are_budgets_then_doublings_and_never_crowd():
    scale = BudgetScale()
    ticks = budget_ticks(BUDGETS, 1280, scale, 100)
    assert [t.text for t in ticks] == ["20", "40", "80", "160", "320", "640", "1\u202f280"]
    assert [t.x for t in ticks] == pytest.approx([math.log2(n) for n in (*BUDGETS, 640, 1280)])
    linear = budget_ticks(BUDGETS, 1280, BudgetScale(doubling=False), 0.5)
    shown = [t.x for t in linear if t.text]
    assert len(linear) == 7
    assert all(b - a >= 46 / 0.5 for a, b in itertools.pairwise(shown))
    assert shown[-1] == 1280


@pytest.mark.parametrize("low", [0.0, 0.31, 0.5, 0.7, 0.949, 0.99])
@pytest.mark.parametrize("width", [0.0, 0.004, 0.2, 0.6])
def test_metric_range_holds_its_values_and_has_readable_ticks(low, width):
    high = min(1.0, low + width)
    bottom, top = metric_range(low, high)
    assert 0 <= bottom <= low
    assert high <= top <= 1
    assert top - bottom >= 0.2 - 1e-9
    assert 3 <= len(metric_ticks(bottom, top)) <= 9


def test_spread_apart_against_the_obvious_check():
    rng = np.random.default_rng(0)
    for _ in range(300):
        wanted = rng.uniform(0, 100, size=rng.integers(1, 5))
        placed = spread_apart(list(wanted), 20, 0, 100)
        order = np.argsort(wanted, kind="stable")
        in_order = np.array(placed)[order]
        assert np.all(np.diff(in_order) >= 20 - 1e-9)
        assert in_order[0] >= -1e-9
        assert in_order[-1] <= 100 + 1e-9
    assert spread_apart([10, 90], 20, 0, 100) == (10, 90)  # what has room stays


# The curve


def test_words_on_the_plot(plot):
    words = plot.captions
    assert "■ From scratch" in words
    assert "● SimCLR pretrained" in words
    assert "620 labels" in words
    assert "1\u202f000 labels" in words
    assert "−38 % (24–49)" in words
    assert plot.target_text == "target AUC 0.88"
    assert "620 labels" in plot.accessibleDescription()


def test_captions_do_not_touch_when_drop_lines_are_close(plot):
    from desktop_app.plots.overlay import caption_rect

    close = CurveView(
        "auc", "fine_tuned", 0.88, 240, BUDGETS, (make_series("scratch", 0, 640.0), make_series("simclr", 0.001, 620.0))
    )
    plot.show_view(close)
    rects = [caption_rect(c, plot._notes.font) for c in plot._notes.drawing.captions]
    assert len(rects) == 4
    assert not any(
        a.adjusted(0, 3, 0, -3).intersects(b.adjusted(0, 3, 0, -3)) for a, b in itertools.combinations(rects, 2)
    )


def test_saving_that_is_not_shown_is_said_so(plot):
    view = make_view()
    plot.show_view(
        CurveView(
            "auc",
            "fine_tuned",
            0.88,
            240,
            BUDGETS,
            view.series,
            SavingView("scratch", "simclr", "not_shown", 0.1, -0.4, 0.5),
        )
    )
    assert "saving not shown" in plot.captions
    assert not any("%" in words for words in plot.captions)


def test_dragging_the_line_asks_for_the_level_under_the_mouse(plot, qtbot):
    asked = []
    plot.target_dragged.connect(asked.append)
    start = plot.target_pixel().toPoint()
    goal = plot.mapFromScene(plot.box.mapToScene(QPointF(plot.box.width() / 2, plot.to_pixel(1, 0.80).y())))
    viewport = plot.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, (start + goal) / 2)
    QTest.mouseMove(viewport, goal)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=goal)
    assert asked
    assert asked[-1] == pytest.approx(0.80, abs=0.0051)
    assert plot.target_text == f"target AUC {level(asked[-1])}"


@pytest.mark.parametrize(
    ("target", "at_right"), [(0.70, True), (0.76, True), (0.82, True), (0.90, False), (0.95, False)]
)
def test_the_targets_handle_stands_clear_of_the_curve(plot, target, at_right):
    plot.show_view(make_view(target))
    pill = plot._target.pill()
    assert (pill.left() > plot.box.width() / 2) == at_right
    assert 0 <= pill.left() < pill.right() <= plot.box.width()
    for series in plot.shown:
        for low, high in ((series.mean, series.mean), (series.low, series.high)):
            places = np.geomspace(BUDGETS[0], BUDGETS[-1], 400)
            for n in places:
                x = np.log(n), np.log(BUDGETS)
                bottom, top = plot.to_pixel(n, np.interp(*x, low)), plot.to_pixel(n, np.interp(*x, high))
                assert not (
                    pill.left() <= top.x() <= pill.right() and top.y() <= pill.bottom() and bottom.y() >= pill.top()
                )


def test_the_targets_handle_keeps_its_end_while_it_is_held(plot, qtbot):
    viewport = plot.viewport()
    start = plot.target_pixel().toPoint()
    goal = plot.mapFromScene(plot.box.mapToScene(QPointF(plot.box.width() / 2, plot.to_pixel(1, 0.76).y())))
    plot.target_dragged.connect(lambda target: plot.show_view(make_view(target)))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, (start + goal) / 2)
    QTest.mouseMove(viewport, goal)
    assert plot._target.pill().left() < 1
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=goal)
    assert plot._target.pill().left() > plot.box.width() / 2


def test_arrow_keys_move_the_target_and_the_reading(plot, qtbot):
    asked = []
    plot.target_dragged.connect(asked.append)
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert asked == [pytest.approx(0.89)]
    QTest.keyClick(plot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1] == pytest.approx(0.84)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.read_out == read_out(plot.view, plot.view.series[1], 0)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.read_out == ""


def point_until(qtbot, plot, at: QPoint, words: str) -> None:
    """Hold the mouse at `at`, trembling a little as a hand does, until the read-out has `words`."""
    tremble = itertools.cycle((QPoint(0, 0), QPoint(1, 0)))

    def reads() -> bool:
        QTest.mouseMove(plot.viewport(), at + next(tremble))
        QApplication.processEvents()
        return words in plot.read_out

    qtbot.waitUntil(reads, timeout=5000)


def test_pointing_at_a_point_reads_it_out(plot, qtbot):
    series = plot.view.series[1]
    at = plot.mapFromScene(plot.box.mapToScene(plot.to_pixel(160, series.mean[3])))
    point_until(qtbot, plot, at + QPoint(2, -3), "160 labels")
    assert plot.read_out == "SimCLR, 160 labels: AUC 0.850 (0.82–0.88), 3 runs"
    forecast = plot.mapFromScene(plot.box.mapToScene(plot.to_pixel(900, series.band.at(900))))
    point_until(qtbot, plot, forecast, "forecast")
    assert "80 % interval" in plot.read_out
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.read_out == ""


def test_axes_do_not_jump_while_points_arrive(plot):
    view = make_view(None)
    part = tuple(
        SeriesView(s.initialisation, s.look, s.n_labels[:2], s.mean[:2], s.low[:2], s.high[:2], s.runs[:2])
        for s in view.series
    )
    plot.show_view(CurveView("auc", "linear_probe", None, 240, BUDGETS, part))
    first_x, first_y = plot.box.viewRange()
    plot.show_view(CurveView("auc", "linear_probe", None, 240, BUDGETS, part))
    assert plot.box.viewRange() == [first_x, first_y]
    more = tuple(SeriesView(s.initialisation, s.look, s.n_labels, s.mean, s.low, s.high, s.runs) for s in view.series)
    plot.show_view(CurveView("auc", "linear_probe", None, 240, BUDGETS, more))
    x, y = plot.box.viewRange()
    assert x == pytest.approx(first_x)  # the planned budgets had their place from the start
    assert y[0] <= first_y[0] + 1e-9


def test_theme_recolours_in_place(plot):
    lines = [items.line for items in plot._series.values()]
    plot.apply_tokens(DARK)
    assert [items.line for items in plot._series.values()] == lines
    assert plot._series["simclr"].line.opts["pen"].color().name().upper() == DARK.pretrained
    assert plot.backgroundBrush().color().name().upper() == DARK.surface


def test_hidden_series_is_gone_and_linear_axis_works(plot):
    plot.set_hidden({"scratch"})
    assert "■ From scratch" not in plot.captions
    assert "−38 % (24–49)" not in plot.captions
    plot.set_doubling(False)
    assert plot.to_pixel(400, 0.8).x() - plot.to_pixel(200, 0.8).x() == pytest.approx(
        plot.to_pixel(600, 0.8).x() - plot.to_pixel(400, 0.8).x()
    )


@pytest.mark.timeout(120)
def test_repainted_500_times(plot):
    """A binding that loses a reference to None at every repaint aborts the program long before this ends."""
    views = [make_view(0.8 + 0.01 * (i % 10)) for i in range(10)]
    for i in range(500):
        plot.show_view(views[i % 10])
        plot.viewport().repaint()
        if i % 100 == 0:
            QApplication.processEvents()
    assert plot.view is views[9]


def test_pictures(plot, tmp_path):
    from desktop_app.plots.picture import copy_picture, plot_image, save_picture
    from engine.errors import StorageError

    save_picture(plot, tmp_path / "curve.png")
    picture = QImage(str(tmp_path / "curve.png"))
    assert picture.width() == 3 * plot.viewport().width()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    }
    assert {LIGHT.pretrained.lower(), LIGHT.scratch.lower()} <= colours
    save_picture(plot, tmp_path / "curve.svg")
    assert QSvgRenderer(str(tmp_path / "curve.svg")).isValid()
    assert "620 labels" in (tmp_path / "curve.svg").read_text(encoding="utf-8")
    copy_picture(plot)
    assert QApplication.clipboard().image().size() == plot_image(plot).size()
    with pytest.raises(StorageError):
        save_picture(plot, tmp_path / "nowhere" / "curve.png")


@pytest.mark.parametrize(
    ("saving", "words"),
    [
        (SavingView("a", "b", "shown", 0.384, 0.24, 0.49), "−38 % (24–49)"),
        (SavingView("a", "b", "more_labels", -0.12, -0.25, -0.03), "+12 % (3–25)"),
        (SavingView("a", "b", "not_shown", 0.2, -0.25, 0.5), "saving not shown"),
        (SavingView("a", "b", "at_least", at_least=0.3), "at least −30 %"),
        (SavingView("a", "b", "at_least_more", at_least=-0.3), "at least +30 %"),
    ],
)
def test_bracket(saving, words):
    assert saving.bracket == words


# Small ones


def test_pages_bring_no_heavy_library():
    """Until a plot is seen, the pages import neither the plotting library nor anything that trains."""
    heavy = ("pyqtgraph", "torch", "torchvision", "sklearn", "scipy", "onnx", "onnxruntime")
    program = (
        "import sys; import desktop_app.pages.study, desktop_app.pages.curve, desktop_app.pages.plan, "
        f"desktop_app.pages.export; print([m for m in {heavy} if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"


def test_numbers_stay_with_their_units():
    assert plain("Saves **38 %** for AUC 0.90") == "Saves 38\u00a0% for AUC\u00a00.90"


def test_plot_is_built_when_first_seen(qtbot):
    from PySide6.QtWidgets import QLabel

    from desktop_app.plots.lazy import LazyPlot

    built, told = [], []

    def build() -> QLabel:
        built.append(1)
        return QLabel("plot")

    host = LazyPlot(build)
    qtbot.addWidget(host)
    host.whenever_built(lambda plot: told.append(plot.text()))
    QApplication.processEvents()
    assert not built
    host.show()
    qtbot.waitUntil(lambda: bool(told))
    host.hide()
    host.show()
    QApplication.processEvents()
    assert (built, told) == ([1], ["plot"])


def test_reach_reads_the_labels_for_a_chance():
    reach = Reach((100.0, 200.0, 400.0), (0.2, 0.6, 0.9))
    assert reach.labels_for(0.1) == 100.0
    assert reach.labels_for(0.6) == pytest.approx(200.0)
    assert 200 < reach.labels_for(0.8) < 400
    assert reach.labels_for(0.95) == math.inf


def test_reach_chart_paints_its_lines(qtbot):
    from desktop_app.plots.reach_chart import ReachChart, ReachLine

    chart = ReachChart()
    qtbot.addWidget(chart)
    chart.resize(480, 260)
    chart.show_lines((ReachLine(LOOKS["simclr"], Reach((20.0, 200.0, 2000.0), (0.0, 0.5, 1.0))),), 0.8, 320.0)
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(picture.width()) for y in range(picture.height())}
    assert LIGHT.pretrained in colours
    assert "100 %" in chart.accessibleDescription()


@pytest.mark.parametrize(
    ("n", "rounded"), [(3.2, 3), (17.6, 18), (168.4, 170), (623, 620), (1234, 1230), (12345, 12300)]
)
def test_labels_are_rounded_to_what_is_known(n, rounded):
    assert rounded_labels(n) == rounded


def test_each_start_has_a_mark_of_its_own():
    looks = looks_of(
        (
            SCRATCH,
            SIMCLR,
            Initialisation("simclr-500", "simclr", pool_size=500),
            Initialisation("generic", "simclr", pool="generic"),
            Initialisation("mine", "file", weights_file="w"),
        ),
        names=("scratch", "other", "task-80"),
    )
    assert {name: look.glyph for name, look in looks.items()} == {
        "scratch": "■", "simclr": "●", "simclr-500": "▼", "generic": "▲", "mine": "◆", "other": "★", "task-80": "⬟",
    }  # fmt: skip
    assert looks["simclr"].label == "SimCLR pretrained"
    assert looks["generic"].label == "SimCLR (generic pool)"
    assert looks["task-80"].short == "SimCLR on 80 own images"
    assert len({(look.token, look.symbol) for look in looks.values()}) == len(looks)
    many = looks_of([Initialisation(f"simclr-{n}", "simclr", pool_size=n) for n in range(2, 20)])
    assert len(many) == 18  # more than there are marks
