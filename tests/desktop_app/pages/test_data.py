"""Data: facets, the virtual grid, the inspector, the skipped files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.models.facets import UNKNOWN_PATIENT, UNLABELLED
from desktop_app.pages.data import DataPage
from desktop_app.pages.page import StepState
from engine.cohort.records import Cohort
from engine.running import events as e
from engine.running.requests import ScanRequest
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_picture, make_project


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> DataPage:
    folder = make_project(tmp_path / "p", make_cohort(300), pixels=12)
    result = DataPage(stage.session)
    stage.qtbot.addWidget(result)
    result.resize(1100, 700)
    result.show()
    stage.session.open_project(folder)
    return result


def press(page: DataPage, value: str) -> None:
    next(button for button in page.facets._buttons if button.value.value == value).click()


def test_the_answer_line_counts(page: DataPage) -> None:
    assert page.header().answer == "300 images of 300 patients · 180 labelled · 12 skipped"
    assert page.state() is StepState.DONE


def test_facets_filter_and_combine(page: DataPage) -> None:
    assert page.grid.images.rowCount() == 300
    press(page, UNLABELLED)
    assert page.grid.images.rowCount() == 120
    press(page, "DX · Northmed")
    both = [page.grid.images.record(at) for at in range(page.grid.images.rowCount())]
    assert both
    assert all(record and record.label is None and record.manufacturer == "Northmed" for record in both)
    assert page.shown_note.text() == f"{len(both)} of 300 images"
    page.clear_button.click()
    assert page.grid.images.rowCount() == 300
    press(page, UNKNOWN_PATIENT)
    assert page.grid.images.rowCount() == 11


def test_the_counts_of_the_facets_are_those_of_the_cohort(page: DataPage) -> None:
    counts = {button.value.value: button.value.count for button in page.facets._buttons}
    assert counts["covid"] + counts["normal"] == 180
    assert counts[UNLABELLED] == 120


def test_the_inspector_shows_the_chosen_image_without_its_file(page: DataPage) -> None:
    page.grid.setCurrentIndex(page.grid.images.index(3))
    inspector = page.inspector
    assert inspector.values["Size"].text() == "1024 × 1024 pixels"
    assert inspector.values["Source"].text() == "CR · Kestrel"
    assert "swapped" in inspector.notes.text()
    assert not inspector.mark.isHidden()
    page.grid.setCurrentIndex(page.grid.images.index(299))
    assert inspector.label.text() == "Unlabelled"
    assert inspector.mark.isHidden()


def test_thumbnails_are_the_cached_pixels(page: DataPage) -> None:
    pixels = page.thumbnails.pixels(5)
    assert pixels is not None
    np.testing.assert_array_equal(pixels, make_picture(5))
    assert page.thumbnails.pixels(200) is None
    assert page.thumbnails.pixels(-1) is None
    picture = page.thumbnails.pixmap(5, 64)
    assert picture is not None
    assert (picture.width(), picture.height()) == (64, 64)


def test_dragging_changes_the_window_and_a_double_click_resets(stage: Stage, page: DataPage) -> None:
    view = page.inspector.image
    page.grid.setCurrentIndex(page.grid.images.index(2))
    stage.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    stage.qtbot.mouseMove(view, QPoint(60, 120))
    stage.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert (view.window_width, view.level) == (215.0, 147.5)
    stage.qtbot.mouseDClick(view, Qt.MouseButton.LeftButton)
    assert (view.window_width, view.level) == (255.0, 127.5)


def test_skipped_files_are_grouped_by_reason(page: DataPage) -> None:
    assert page.skipped_button.text() == "12 skipped"
    page.skipped_button.click()
    assert page.skipped.isVisible()
    groups = [page.skipped.topLevelItem(at).text(0) for at in range(page.skipped.topLevelItemCount())]
    assert groups == ["6 files: not an image", "3 files: damaged", "3 files: another modality"]
    page.skipped_button.click()
    assert page.grid.isVisible()


def test_the_empty_page_offers_the_action_that_fills_it(stage: Stage) -> None:
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    page.show()
    assert page.state() is StepState.NOTHING_YET
    with stage.qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["Start"]


@pytest.mark.parametrize("job", ["scan", "sample"])
def test_a_scan_is_followed_live(stage: Stage, tmp_path: Path, job: str) -> None:
    folder = make_project(tmp_path / "p")
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    stage.session.open_project(folder)
    stage.session.submit(ScanRequest(str(folder), ("/images",)))
    stage.send(e.RunStarted(job, ("Reading images",), "CPU"), e.StageStarted("Reading images", 2000, "files"))
    stage.send(e.StageProgress("Reading images", 500, 2000, "files", 50.0, 30.0, 30.0, 0.25))
    stage.qtbot.waitUntil(lambda: "500" in page.header().answer)
    assert "about 30 s left" in page.header().answer
    stage.qtbot.waitUntil(lambda: "500" in page.empty.sentence.text())
    assert page.state() is StepState.IN_WORK


def test_only_skipped_files_need_attention(stage: Stage, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", Cohort((), make_cohort(1).problems))
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    stage.session.open_project(folder)
    assert page.state() is StepState.ATTENTION
    assert page.skipped_button.isChecked()


def test_twenty_thousand_images_are_shown_at_once(stage: Stage) -> None:
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    stage.session.cohort = make_cohort(20_000)
    stage.session.cohort_changed.emit()
    stage.qtbot.wait(1)
    assert page.grid.images.rowCount() == 20_000
