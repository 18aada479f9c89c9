"""The grid: every cell is where arithmetic says, by mouse and by keyboard, and growing moves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.forms.thumbnail_grid import SMALLEST_CELL, ThumbnailGrid
from desktop_app.models.thumbnails import Thumbnails
from tests.desktop_app.fakes import make_cohort


@pytest.fixture
def grid(qtbot: QtBot) -> ThumbnailGrid:
    result = ThumbnailGrid(Thumbnails())
    qtbot.addWidget(result)
    result.resize(620, 500)
    result.show()
    result.show_images(list(make_cohort(103).images), list(range(103)), {})
    return result


def test_cells_fill_the_width_and_none_overlaps(grid: ThumbnailGrid) -> None:
    places = [grid.visualRect(grid.images.index(at)) for at in range(103)]
    assert all(place.width() >= SMALLEST_CELL for place in places)
    assert max(place.right() for place in places) <= grid.viewport().width()
    assert grid.viewport().width() - max(place.right() for place in places) < grid.columns + 3
    for at, place in enumerate(places):
        assert grid.indexAt(place.center()).row() == at if place.top() < 500 else True
    assert len({(place.x(), place.y()) for place in places}) == 103


def test_a_click_chooses_and_an_empty_place_does_not(qtbot: QtBot, grid: ThumbnailGrid) -> None:
    chosen: list[object] = []
    grid.image_chosen.connect(chosen.append)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.images.index(6)).center())
    assert grid.currentIndex().row() == 6
    assert chosen == [grid.images.record(6)]
    assert [index.row() for index in grid.selectedIndexes()] == [6]
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert not grid.indexAt(QPoint(grid.viewport().width() - 3, grid.viewport().height() - 3)).isValid()


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left], 1),
        ([Qt.Key.Key_Down], "columns"),
        ([Qt.Key.Key_Up], 0),
        ([Qt.Key.Key_End], 102),
        ([Qt.Key.Key_End, Qt.Key.Key_Down], 102),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0),
    ],
)
def test_the_keyboard_goes_everywhere(qtbot: QtBot, grid: ThumbnailGrid, keys: list[Qt.Key], row: int | str) -> None:
    grid.setFocus()
    for key in keys:
        qtbot.keyClick(grid, key)
    assert grid.currentIndex().row() == (grid.columns if row == "columns" else row)
    where = grid.visualRect(grid.currentIndex())
    assert where.top() >= 0
    assert where.bottom() < grid.viewport().height()


def test_down_into_a_shorter_last_row_goes_to_the_last(qtbot: QtBot, grid: ThumbnailGrid) -> None:
    last_full = 103 // grid.columns * grid.columns - 1
    grid.setCurrentIndex(grid.images.index(last_full))
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 102


def test_a_page_down_is_a_screen(qtbot: QtBot, grid: ThumbnailGrid) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.currentIndex().row() == max(grid.viewport().height() // grid.cell, 1) * grid.columns


def test_another_width_keeps_what_is_looked_at(grid: ThumbnailGrid) -> None:
    grid.verticalScrollBar().setValue(4 * grid.cell)
    first = grid.indexAt(QPoint(2, 2)).row()
    grid.resize(900, 500)
    seen = range(grid.indexAt(QPoint(2, 2)).row(), grid.indexAt(QPoint(2, 2)).row() + grid.columns)
    assert first in seen


def test_growing_moves_nothing(grid: ThumbnailGrid) -> None:
    images = list(make_cohort(60_000).images)
    grid.show_images(images, list(range(1000)), {})
    grid.setCurrentIndex(grid.images.index(40))
    grid.verticalScrollBar().setValue(777)
    for start in range(1000, 60_000, 1000):
        grid.append(list(range(start, start + 1000)))
    assert (grid.currentIndex().row(), grid.verticalScrollBar().value()) == (40, 777)
    assert grid.images.rowCount() == 60_000
    grid.scrollTo(grid.images.index(59_999))
    assert grid.visualRect(grid.images.index(59_999)).bottom() < grid.viewport().height()


def test_shown_anew_it_keeps_the_chosen_image_and_the_place(grid: ThumbnailGrid) -> None:
    images = list(make_cohort(103).images)
    grid.setCurrentIndex(grid.images.index(60))
    offset = grid.verticalScrollBar().value()
    grid.show_images(images, list(range(103)), {})
    assert (grid.currentIndex().row(), grid.verticalScrollBar().value()) == (60, offset)
    grid.show_images(images, list(range(30)), {})
    assert (grid.currentIndex().row(), grid.verticalScrollBar().value()) == (0, 0)
