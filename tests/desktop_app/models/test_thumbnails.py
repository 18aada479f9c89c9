"""Thumbnails in time: a drawing is not held up by pictures that are still to be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.forms.thumbnail_grid import ThumbnailGrid
from desktop_app.models import thumbnails as module
from desktop_app.models.thumbnails import Thumbnails
from engine.running.store import ProjectStore
from tests.desktop_app.fakes import make_cohort, make_project


@pytest.fixture
def pictures(qapp: QApplication, tmp_path: Path) -> Thumbnails:
    folder = make_project(tmp_path / "p", make_cohort(12), pixels=12)
    store = ProjectStore.open(folder)
    result = Thumbnails()
    result.reopen(store.images_cache_path)
    store.close()
    return result


def test_what_has_no_time_is_put_off_and_what_is_there_is_not(
    pictures: Thumbnails, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures.begin_frame()
    assert pictures.timely_pixmap(3, 64) is not None
    assert not pictures.late
    monkeypatch.setattr(module, "FRAME_SECONDS", -1.0)
    pictures.begin_frame()
    assert pictures.timely_pixmap(3, 64) is not None
    assert pictures.timely_pixmap(4, 64) is None
    assert pictures.late
    assert pictures.pixmap(4, 64) is not None


def test_the_grid_draws_the_rest_in_the_next_frames(
    pictures: Thumbnails, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    grid = ThumbnailGrid(pictures)
    qtbot.addWidget(grid)
    grid.resize(600, 400)
    cohort = make_cohort(12)
    grid.show_images(cohort.images, list(range(12)), {})
    frames: list[int] = []
    original = module.to_image

    def slow(pixels: object) -> object:
        frames.append(1)
        pictures._frame_ends = 0.0  # no time for another in this frame
        return original(pixels)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "to_image", slow)
    grid.show()
    qtbot.waitUntil(lambda: len(frames) == 12, timeout=3000)
    assert all(pictures.pixmap(slot, round((grid.cell - 8) * grid.devicePixelRatioF())) for slot in range(12))
    assert len(frames) == 12
