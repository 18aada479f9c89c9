"""Data: facets, the virtual grid, the inspector, the skipped files."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.models.facets import UNKNOWN_PATIENT, UNLABELLED
from desktop_app.pages.data import DataPage
from desktop_app.pages.page import StepState
from desktop_app.wording import NARROW_SPACE
from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.running import events as e
from engine.running.requests import ScanRequest
from engine.running.store import ProjectStore
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_picture, make_project


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
    press(page, "Northmed")
    both = [page.grid.images.record(at) for at in range(page.grid.images.rowCount())]
    assert both
    assert all(record and record.label is None and record.manufacturer == "Northmed" for record in both)
    assert page.tools.shown_note.text() == f"{len(both)} of 300 images"
    page.tools.clear.click()
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
    assert page.tools.skipped.text() == "12 skipped"
    page.tools.skipped.click()
    assert page.skipped.isVisible()
    groups = [page.skipped.topLevelItem(at).text(0) for at in range(page.skipped.topLevelItemCount())]
    assert groups == ["6 files: not an image", "3 files: damaged", "3 files: another modality"]
    page.tools.skipped.click()
    assert page.grid.isVisible()


def test_the_empty_page_offers_the_action_that_fills_it(stage: Stage) -> None:
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    page.show()
    assert page.state() is StepState.NOTHING_YET
    assert page.empty.button.isVisible()
    with stage.qtbot.waitSignal(page.page_requested) as asked:
        stage.qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
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
    assert page.tools.skipped.isChecked()


def test_twenty_thousand_images_are_shown_at_once(stage: Stage) -> None:
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    stage.session.cohort = make_cohort(20_000)
    stage.session.cohort_changed.emit()
    stage.qtbot.wait(1)
    assert page.grid.images.rowCount() == 20_000


# While a scan runs


@pytest.fixture
def scanned(stage: Stage, tmp_path: Path) -> DataPage:
    """A page whose new project is just being read; its cache has the pictures of 40 images."""
    folder = make_project(tmp_path / "p", pixels=40)
    result = DataPage(stage.session)
    stage.qtbot.addWidget(result)
    result.resize(1100, 700)
    result.show()
    stage.session.open_project(folder)
    stage.session.submit(ScanRequest(str(folder), ("/images",)))
    stage.send(e.RunStarted("scan", ("Reading images",), "CPU"), e.StageStarted("Reading images", 0, "files"))
    return result


def read(stage: Stage, page: DataPage, images: Sequence[ImageRecord], problems: Sequence[ScanProblem] = ()) -> None:
    """The worker has read these, and the page has shown them."""
    stage.send(e.FilesRead(tuple(images), tuple(problems)))
    stage.qtbot.waitUntil(lambda: not page._grow_timer.isActive(), timeout=2000)


def test_images_appear_as_they_are_read(stage: Stage, scanned: DataPage) -> None:
    cohort = make_cohort(60, labelled=0)
    assert scanned.empty.isVisible()
    read(stage, scanned, cohort.images[:20], cohort.problems[:3])
    assert scanned.grid.isVisible()
    assert scanned.grid.images.rowCount() == 20
    assert scanned.tools.shown_note.text() == "20 images so far"
    assert scanned.tools.skipped.text() == "3 skipped"
    assert not scanned.tools.skipped.isChecked()
    assert scanned.thumbnails.pixels(7) is not None
    counts = {button.value.value: button.value.count for button in scanned.facets._buttons}
    assert counts[UNLABELLED] == 20
    read(stage, scanned, cohort.images[20:], cohort.problems[3:])
    assert scanned.grid.images.rowCount() == 60
    assert scanned.tools.skipped.text() == "12 skipped"
    assert scanned.state() is StepState.IN_WORK


def test_what_is_looked_at_stays_while_images_come(stage: Stage, scanned: DataPage) -> None:
    images = make_cohort(400, labelled=0).images
    read(stage, scanned, images[:200])
    scanned.grid.setCurrentIndex(scanned.grid.images.index(30))
    bar = scanned.grid.verticalScrollBar()
    bar.setValue(321)
    button = scanned.facets._buttons[1]
    button.setFocus()
    read(stage, scanned, images[200:])
    assert (scanned.grid.currentIndex().row(), bar.value()) == (30, 321)
    assert scanned.facets._buttons[1] is button
    assert button.value.count > 66


def test_a_filter_holds_for_what_comes(stage: Stage, scanned: DataPage) -> None:
    images = make_cohort(90, labelled=0).images
    read(stage, scanned, images[:30])
    press(scanned, "Northmed")
    read(stage, scanned, images[30:])
    shown = [scanned.grid.images.record(at) for at in range(scanned.grid.images.rowCount())]
    assert len(shown) == 60
    assert all(record is not None and record.manufacturer == "Northmed" for record in shown)
    assert scanned.tools.shown_note.text() == "60 of 90 images so far"


def test_bursts_are_shown_twice_a_second_at_most(
    stage: Stage, scanned: DataPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    monkeypatch.setattr(scanned.skipped, "show_groups", lambda *_, **__: shown.append(1))
    for image in make_cohort(50).images:
        stage.runner.send(e.FilesRead((image,), ()))
    stage.qtbot.waitUntil(lambda: scanned.grid.images.rowCount() == 50, timeout=2000)
    assert len(shown) <= 2


def test_a_page_that_is_built_late_shows_what_was_read_before(stage: Stage, scanned: DataPage) -> None:
    stage.send(e.FilesRead(make_cohort(25).images, ()))
    late = DataPage(stage.session)
    stage.qtbot.addWidget(late)
    assert late.grid.images.rowCount() == 25


def test_at_the_end_the_record_counts(stage: Stage, scanned: DataPage) -> None:
    cohort = make_cohort(40)
    read(stage, scanned, cohort.images[:10])
    scanned.grid.setCurrentIndex(scanned.grid.images.index(5))
    assert stage.session.store is not None
    store = ProjectStore.open(stage.session.store.folder)
    store.replace_scan(cohort)
    store.close()
    stage.send(e.CohortLoaded(40, 40, 24, 12), e.RunFinished("40 images.", ""))
    assert scanned.grid.images.rowCount() == 40
    assert scanned.grid.chosen() == cohort.images[5]
    assert scanned.tools.shown_note.text() == "40 images"
    assert scanned.header().answer.startswith("40 images of 40 patients")
    assert scanned.state() is StepState.DONE


def test_the_header_tells_files_and_bytes_a_second(stage: Stage, scanned: DataPage) -> None:
    far = e.StageProgress("Reading images", 1200, 5000, "files", 120.0, 30.0, 30.0, 0.2, 41.2e6, counting=True)
    stage.send(far)
    stage.qtbot.waitUntil(lambda: "MB/s" in scanned.header().answer)
    words = f"Reading images: 1{NARROW_SPACE}200 of 5{NARROW_SPACE}000+ files · 120 files/s · 41 MB/s"
    assert scanned.header().answer == words


# What can be done with what was read


def skipped_project(folder: Path) -> Path:
    problems = [ScanProblem("/images", f"ct{at}", "modality", "modality CT: include it?", "CT") for at in range(12)]
    return make_project(folder, Cohort(make_cohort(20).images, tuple(problems)))


def test_a_modality_is_included_with_one_button(stage: Stage, page: DataPage, tmp_path: Path) -> None:
    stage.session.open_project(skipped_project(tmp_path / "q"))
    stage.qtbot.mouseClick(page.tools.skipped, Qt.MouseButton.LeftButton)
    include = page.skipped.include_buttons()[0]
    assert page.skipped.topLevelItem(0).text(0) == "12 files: modality CT"
    stage.qtbot.keyClick(include, Qt.Key.Key_Space)
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.include_modalities == ("CT",)
    assert not include.isEnabled()
    stage.send(e.RunStarted("scan", ("Reading images",), "CPU"))
    read(stage, page, [make_image(500 + at, file=f"ct{at}") for at in range(3)])
    assert page.skipped.topLevelItem(0).text(0) == "9 files: modality CT"
    stage.send(e.RunCancelled("Stopped."))
    assert page.skipped.include_buttons()[0].isEnabled()


def test_the_folders_are_read_again(stage: Stage, page: DataPage) -> None:
    assert page.tools.again.accessibleName() == "Read the folders again"
    stage.qtbot.mouseClick(page.tools.again, Qt.MouseButton.LeftButton)
    assert isinstance(stage.runner.requests[0], ScanRequest)
    assert page.tools.again.isHidden()
    stage.send(e.RunCancelled("Stopped."))
    assert not page.tools.again.isHidden()
    page.resize(700, 560)
    assert page.tools.again.text() == ""
    assert page.tools.again.accessibleName() == "Read the folders again"
    assert page.tools.again.toolTip()


def test_images_without_a_patient_are_asked_about_and_a_rule_is_read_with(stage: Stage, page: DataPage) -> None:
    assert page.notice.text().startswith("11 images name no patient.")
    assert page.notice.isVisible()
    assert page.tools.who.isHidden()
    stage.qtbot.mouseClick(page.who_button, Qt.MouseButton.LeftButton)
    assert page.patients.isVisible()
    assert page.header().question == "Who is who?"
    assert page.header().action is None
    stage.qtbot.waitUntil(lambda: bool(page.patients.rows))
    page.patients.pattern.setFocus()
    stage.qtbot.keyClicks(page.patients.pattern, r"(\d+)")
    stage.qtbot.waitUntil(page.patients.use.isEnabled)
    stage.qtbot.mouseClick(page.patients.use, Qt.MouseButton.LeftButton)
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.patient_pattern == r"(\d+)"
    assert page.grid.isVisible()
    assert page.notice.isHidden()  # while images are read
    stage.send(e.RunCancelled("Stopped."))
    assert page.notice.isVisible()


def test_each_image_for_itself_and_the_question_is_answered(stage: Stage, page: DataPage) -> None:
    stage.qtbot.mouseClick(page.who_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: bool(page.patients.rows))
    page.patients.rows[-1].button.click()
    stage.qtbot.mouseClick(page.patients.use, Qt.MouseButton.LeftButton)
    assert page.grid.isVisible()
    assert page.notice.isHidden()
    assert not stage.runners
    assert page.tools.who.isVisible()  # one may change one's mind
    stage.qtbot.mouseClick(page.tools.who, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: bool(page.patients.rows))
    assert page.patients.rows[-1].button.isChecked()
    stage.qtbot.keyClick(page.patients, Qt.Key.Key_Escape)
    assert page.grid.isVisible()


def test_another_project_leaves_the_question(stage: Stage, page: DataPage, tmp_path: Path) -> None:
    page.who_button.click()
    stage.session.open_project(make_project(tmp_path / "q", make_cohort(5, problems=0)))
    assert page.grid.isVisible()
    assert page.grid.images.rowCount() == 5


def test_the_inspector_tells_copies_and_what_was_done(page: DataPage) -> None:
    page.grid.setCurrentIndex(page.grid.images.index(41))
    assert page.inspector.copies.text() == "Same pixels as 1 other image"
    assert page.inspector.copies.isVisible()
    page.grid.setCurrentIndex(page.grid.images.index(5))
    assert page.inspector.copies.isHidden()
    assert page.inspector.facts.notes_heading.isVisible()
    assert page.inspector.notes.text() == "· Shown with the file's own window"


def test_a_reading_that_stopped_is_said_and_goes_on_with_one_button(stage: Stage, page: DataPage) -> None:
    assert page.stopped.isHidden()
    store = stage.session.store
    assert store is not None
    request = ScanRequest(str(store.folder), ("/images",), jobs=1)
    store.begin_scan(request)  # and then the power went
    folder = store.folder
    stage.session.close_project()
    stage.session.open_project(folder)
    assert page.stopped.isVisible()
    assert "Reading stopped" in page.stopped.text()
    stage.qtbot.mouseClick(page.go_on_button, Qt.MouseButton.LeftButton)
    assert stage.runner.requests[-1] == request
    assert page.stopped.isHidden()


def test_a_large_cohort_is_read_on_another_thread(
    stage: Stage, scanned: DataPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.session.MANY_IMAGES", 2)
    read_on: list[object] = []
    original = ProjectStore.cohort

    def watched(store: ProjectStore) -> Cohort:
        read_on.append(threading.current_thread())
        return original(store)

    store = stage.session.store
    assert store is not None
    store.replace_scan(make_cohort(5))
    monkeypatch.setattr(ProjectStore, "cohort", watched)
    stage.send(e.CohortLoaded(5, 5, 3, 0))
    stage.send(e.RunFinished("Done.", str(store.folder)))
    stage.qtbot.waitUntil(lambda: scanned.grid.images.rowCount() == 5)
    assert read_on
    assert threading.main_thread() not in read_on
