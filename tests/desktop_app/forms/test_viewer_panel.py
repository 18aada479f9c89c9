"""The viewer by mouse and keys, on real files read by its own process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.forms.viewer_panel import ImageViewer
from desktop_app.models.viewer_view import STEP, View
from desktop_app.pages.data import DataPage
from engine.cohort.records import Cohort
from tests.builders import chest_like, write_dicom, write_png
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_image, make_project

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> Iterator[DataPage]:
    """Four images: two DICOM files (the first inverted), a PNG, one whose file is gone."""
    folder = tmp_path / "images"
    write_dicom(
        folder / "chest00000.dcm", chest_like(0, 512), bits_stored=12, photometric="MONOCHROME1", window=(2000, 3000),
        KVP="125", InstitutionName="St Elsewhere",
    )  # fmt: skip
    write_dicom(folder / "chest00001.dcm", chest_like(1, 512), bits_stored=12)
    write_png(folder / "chest2.png", np.full((90, 60), 99, np.uint8))
    images = [make_image(at, source=str(folder), rows=512, columns=512) for at in range(4)]
    images[2] = replace(images[2], file="chest2.png", rows=90, columns=60, modality=None, manufacturer=None, notes=())
    result = DataPage(stage.session)
    stage.qtbot.addWidget(result)
    result.resize(1100, 700)
    result.show()
    stage.qtbot.waitExposed(result)
    stage.session.open_project(make_project(tmp_path / "p", Cohort(tuple(images)), pixels=4))
    yield result
    result.viewer.looking.close()


def opened(stage: Stage, page: DataPage, at: int = 0) -> ImageViewer:
    page.grid.setCurrentIndex(page.grid.images.index(at))
    page.grid.setFocus()
    stage.qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.viewer.isVisible()
    return page.viewer


def exact(stage: Stage, viewer: ImageViewer) -> None:
    stage.qtbot.waitUntil(lambda: viewer.canvas.picture is not None and viewer.canvas.picture.exact, timeout=20_000)


def test_enter_opens_the_cached_image_at_once_and_every_pixel_follows(stage: Stage, page: DataPage) -> None:
    viewer = opened(stage, page)
    assert viewer.canvas.picture is not None
    assert not viewer.canvas.picture.exact
    assert "smaller copy" in viewer.state.text()
    exact(stage, viewer)
    assert viewer.canvas.picture.width == 512
    assert "512 × 512" in viewer.state.text()
    assert "swapped" in viewer.facts.notes.text()
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert page.grid.isVisible()


def test_a_double_click_opens_it_too(stage: Stage, page: DataPage) -> None:
    where = page.grid.visualRect(page.grid.images.index(1)).center()
    stage.qtbot.mouseClick(page.grid.viewport(), LEFT, pos=where)
    stage.qtbot.mouseDClick(page.grid.viewport(), LEFT, pos=where)
    assert page.viewer.isVisible()
    assert page.viewer.bar.place.text() == "2 of 4"


def test_wheel_drag_and_keys(stage: Stage, page: DataPage) -> None:
    viewer = opened(stage, page)
    exact(stage, viewer)
    canvas, qtbot = viewer.canvas, stage.qtbot
    fitted = viewer.canvas.room().scale(View())  # type: ignore[union-attr]
    turn = QWheelEvent(
        QPointF(100, 100), canvas.mapToGlobal(QPointF(100, 100)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, turn)
    assert canvas.view.scale == pytest.approx(fitted * STEP**2)
    before = canvas.view
    qtbot.mousePress(canvas, RIGHT, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas, QPoint(180, 200))
    qtbot.mouseRelease(canvas, RIGHT, pos=QPoint(180, 200))
    assert canvas.view.x > before.x
    assert canvas.view.shades is None
    qtbot.mousePress(canvas, LEFT, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas, QPoint(300, 200))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(300, 200))
    assert canvas.shades().width == pytest.approx(canvas.picture.own.width * 1.25)  # type: ignore[union-attr]
    assert "changed" in viewer.window_note.text()
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.scale == pytest.approx(before.scale * STEP)
    qtbot.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.view.scale == 1.0
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.view.fitted
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view.shades is not None
    qtbot.keyClick(canvas, Qt.Key.Key_R)
    assert canvas.view == View()


def test_one_steps_through_what_the_grid_shows(stage: Stage, page: DataPage) -> None:
    viewer = opened(stage, page)
    assert not viewer.bar.previous.isEnabled()
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_PageDown)
    assert page.grid.currentIndex().row() == 1
    assert viewer.bar.place.text() == "2 of 4"
    stage.qtbot.mouseClick(viewer.bar.next, LEFT)
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_Right)
    assert viewer.bar.place.text() == "4 of 4"
    assert not viewer.bar.next.isEnabled()
    stage.qtbot.waitUntil(lambda: "gone" in viewer.state.text(), timeout=20_000)
    assert "smaller copy" in viewer.state.text()
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_Left)
    exact(stage, viewer)
    assert "picture file" in viewer.state.text()
    assert not viewer.bar.beside.isEnabled()


def test_before_and_after_side_by_side(stage: Stage, page: DataPage) -> None:
    viewer = opened(stage, page)
    exact(stage, viewer)
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_B)
    assert viewer.before.isVisible()
    before, after = viewer.before.picture, viewer.canvas.picture
    assert before is not None
    assert after is not None
    stored = chest_like(0, 512).astype(float)
    as_stored = before.part(0, 0, 0, 512, 512, before.own).astype(float).ravel()
    as_used = after.part(0, 0, 0, 512, 512, after.own).astype(float).ravel()
    assert np.corrcoef(as_stored, stored.ravel())[0, 1] > 0.99
    assert np.corrcoef(as_used, stored.ravel())[0, 1] < -0.9
    viewer.canvas.zoom(4)
    assert viewer.before.view.scale == viewer.canvas.view.scale
    assert viewer.before.caption == "As stored in the file"


def test_patient_data_stays_hidden_until_it_is_asked_for_and_is_again_at_the_next_start(
    stage: Stage, page: DataPage
) -> None:
    viewer = opened(stage, page)
    stage.qtbot.mouseClick(viewer.header_fold.button, LEFT)
    rows = viewer.header.list

    def listed() -> dict[str, str]:
        return {rows.item(at, 0).text(): rows.item(at, 1).text() for at in range(rows.rowCount())}

    stage.qtbot.waitUntil(lambda: rows.rowCount() > 0, timeout=20_000)
    assert listed()["KVP"] == "125"
    assert listed()["Patient's Name"] == listed()["Institution Name"] == "not shown"
    assert "Secret" not in str(listed())
    viewer.header.patient_data.click()
    stage.qtbot.waitUntil(lambda: "Secret^Name" in listed().values(), timeout=20_000)
    stage.qtbot.keyClick(viewer.canvas, Qt.Key.Key_Escape)
    assert rows.rowCount() == 0
    assert not opened(stage, page).header.patient_data.isChecked()
