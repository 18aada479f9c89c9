"""The map of an embedding: colour and shape by class, true to the points' distances, all within its frame."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.look.tokens import DARK, LIGHT
from desktop_app.plots.embedding_map import GLYPHS, EmbeddingMap, colour_of, glyph_of, mark_path


@pytest.fixture
def plot(qtbot: QtBot) -> EmbeddingMap:
    result = EmbeddingMap()
    qtbot.addWidget(result)
    result.resize(300, 240)
    return result


def test_distances_are_shown_alike_in_both_directions(plot: EmbeddingMap) -> None:
    plot.show_map([(0, 0), (1, 0), (0, 1), (-0.5, -0.5)], [0, 0, 1, 1], "four")
    origin, right, up, below = plot.places()
    assert (origin.x(), origin.y()) == (150, 120)
    assert right.x() - origin.x() == pytest.approx(origin.y() - up.y())
    assert right.x() > origin.x()
    assert math.hypot(below.x() - origin.x(), below.y() - origin.y()) == pytest.approx(
        math.sqrt(0.5) * (right.x() - origin.x())
    )


def test_what_lies_far_off_is_at_the_edge_and_not_beyond(plot: EmbeddingMap) -> None:
    plot.show_map([(50, -50), (-50, 50)], [0, 1], "far")
    for place in plot.places():
        assert plot.rect().adjusted(8, 8, -8, -8).contains(place.toPoint())


def test_no_two_classes_share_colour_and_shape() -> None:
    looks = {(colour_of(at, LIGHT), glyph_of(at)) for at in range(6)}
    assert len(looks) == 6
    assert len({glyph_of(at) for at in range(6)}) == len(GLYPHS) == 6
    paths = [mark_path(at, 10) for at in range(6)]
    areas = []
    for path in paths:
        box = path.boundingRect()
        inside = sum(
            path.contains(box.topLeft() + QPointF(box.width() * (i + 0.5) / 40, box.height() * (j + 0.5) / 40))
            for i in range(40)
            for j in range(40)
        )
        areas.append(inside / 1600 * box.width() * box.height())
    assert max(areas) / min(areas) < 1.6  # so that none seems to matter more


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_it_is_painted_in_the_themes_colours(plot: EmbeddingMap, tokens) -> None:
    plot.apply_tokens(tokens)
    plot.show_map([(-1, 0), (1, 0)], [0, 1], "two")
    picture = QImage(plot.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor(tokens.surface))
    plot.render(picture)
    for place, index in zip(plot.places(), (0, 1), strict=True):
        seen, wanted = picture.pixelColor(place.toPoint()), QColor(colour_of(index, tokens))
        assert abs(seen.hue() - wanted.hue()) < 12


def test_it_is_described_for_who_does_not_see_it(plot: EmbeddingMap) -> None:
    plot.show_map([(0, 1)], [0], "covid: 1 image")
    assert plot.accessibleName()
    assert plot.accessibleDescription() == "covid: 1 image"
