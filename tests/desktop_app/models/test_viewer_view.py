"""Zoom, pan and window as arithmetic: points stay under the pointer, nothing is lost off the canvas."""

from __future__ import annotations

import pytest

from desktop_app.models.viewer_view import MOST_SCALE, Room, Shades, View

ROOM = Room(800, 600, 2000, 3000)


def image_point(view: View, x: float, y: float) -> tuple[float, float]:
    left, top = ROOM.left_top(view)
    return (x - left) / ROOM.scale(view), (y - top) / ROOM.scale(view)


def test_the_point_under_the_pointer_stays() -> None:
    view = ROOM.zoomed(View(), 8, (400, 300))
    nearer = ROOM.zoomed(view, 1.25, (500, 200))
    assert image_point(nearer, 500, 200) == pytest.approx(image_point(view, 500, 200))
    assert nearer.scale == pytest.approx(view.scale * 1.25)


def test_farther_than_the_whole_is_the_whole() -> None:
    view = ROOM.zoomed(View(), 4)
    assert ROOM.zoomed(view, 1 / 5) == View()
    assert ROOM.zoomed(View(), 1e9).scale == MOST_SCALE


def test_panning_ends_at_the_edges() -> None:
    view = ROOM.zoomed(View(), 10)
    far = ROOM.panned(view, 1e6, -1e6)
    left, top = ROOM.left_top(far)
    assert left == pytest.approx(0)
    assert top + 3000 * far.scale == pytest.approx(600)
    assert ROOM.panned(View(), 50, 50) == View()
    narrow = ROOM.panned(ROOM.zoomed(View(), 1.2), 500, 0)  # its width still fits, so it stays in the middle
    assert narrow.x == 0.5


@pytest.mark.parametrize("own", [Shades(100, 1100), Shades(1100, 100)])
def test_brighter_is_brighter_whichever_way_the_values_run(own: Shades) -> None:
    def grey(value: float, shades: Shades) -> float:
        return (value - shades.black) / shades.span

    brighter = own.changed(0, 0.2, own)
    assert grey(600, brighter) > grey(600, own)
    assert brighter.width == pytest.approx(own.width)
    wider = own.changed(0.5, 0, own)
    assert wider.width == pytest.approx(1500)
    assert grey(wider.level, wider) == pytest.approx(0.5)


def test_a_window_keeps_its_bounds() -> None:
    own = Shades(0, 1000)
    shades = own
    for _ in range(200):
        shades = shades.changed(-0.2, 0.3, own)
    assert shades.width == pytest.approx(1000 / 256)
    assert shades.level == pytest.approx(500 - 2000)
    assert Shades(5, 5).span == 1.0
