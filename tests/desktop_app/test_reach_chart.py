"""The chance's chart: nothing is cut at either width, and its second axis counts what is still to be paid."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, SIZE_NOTE
from desktop_app.models.curve_view import Reach
from desktop_app.models.series_look import looks_of
from desktop_app.plots.reach_chart import ReachChart, ReachLine
from desktop_app.plots.reach_cost import reach_cost_axis
from engine.learning_curve.design import SCRATCH, SIMCLR
from engine.planning.cost import CostModel

LOOKS = looks_of((SCRATCH, SIMCLR))
LINES = tuple(
    ReachLine(LOOKS[name], Reach((20.0, 320.0, 2560.0), (0.0, 0.4, high)))
    for name, high in (("scratch", 0.9), ("simclr", 1.0))
)


@pytest.fixture
def chart(qtbot: QtBot) -> ReachChart:
    chart = ReachChart()
    qtbot.addWidget(chart)
    return chart


@pytest.mark.parametrize("width", [280, 340, 480, 1100])
@pytest.mark.parametrize("cost", [None, CostModel(1.0), CostModel(1.0, hourly_rate=90.0, already_labelled=100)])
def test_everything_has_its_place(chart: ReachChart, width: int, cost: CostModel | None) -> None:
    chart.resize(width, 246)
    chart.show_lines(LINES, 0.8, 320.0, None if cost is None else reach_cost_axis(cost))
    font = tabular(chart.font(), SIZE_NOTE)
    frame, metrics = chart._frame(font), QFontMetricsF(font)
    assert frame.area.width() > 0.45 * width
    assert frame.area.height() > 100
    for texts in filter(None, (lambda n: f"{n:.0f}", chart.cost and chart.cost.text)):
        ticks = frame.ticks(metrics, texts, float(width))
        spans = [(x - metrics.horizontalAdvance(t) / 2, x + metrics.horizontalAdvance(t) / 2) for x, t in ticks]
        assert all(low >= 0 and high <= width for low, high in spans)
        assert all(left[0] > right[1] for left, right in itertools.pairwise(spans))
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(width) for y in range(246)}
    assert {LIGHT.pretrained, LIGHT.scratch} <= colours
    edge = {picture.pixelColor(x, y).name() for x in (0, width - 1) for y in range(246)}
    assert len(edge) == 1  # no glyph touches an edge


def test_the_second_axis_counts_what_is_missing() -> None:
    money = reach_cost_axis(CostModel(1.0, 2, 90.0, setup_cost=100.0, already_labelled=100))
    assert money is not None
    assert (money.text(80), money.text(100)) == ("", "")
    assert money.text(160) == "280"
    assert money.text(2560) == "7\u202f480"
    hours = reach_cost_axis(CostModel(1.0))
    assert hours is not None
    assert [hours.text(n) for n in (20, 160, 2560)] == ["20 min", "2.7 h", "43 h"]
    assert reach_cost_axis(CostModel(0.0)) is None
