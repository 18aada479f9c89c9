"""The window: it routes, folds, drops, closes cleanly, and shows first what is cheap."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

from desktop_app.main_window import MainWindow
from desktop_app.pages.catalogue import STEPS
from desktop_app.pages.page import StepState
from desktop_app.pages.start import StartPage
from engine.running import events as e
from engine.running.requests import SampleRequest, ScanRequest, StudyRequest
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.fakes import make_cohort, make_project


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", make_cohort(60), "Ward 7", pixels=20)


def build_all(stage: WindowStage) -> None:
    stage.window.build_next_page()
    stage.qtbot.waitUntil(lambda: len(stage.window.pages) == len(STEPS), timeout=20_000)


def test_the_first_window_has_the_start_page_only(window_stage: WindowStage) -> None:
    assert list(window_stage.window.pages) == ["Start"]
    assert not window_stage.runners


def test_every_page_has_its_place_its_name_and_its_icon(window_stage: WindowStage) -> None:
    build_all(window_stage)
    window = window_stage.window
    for name, icon in STEPS:
        assert window.pages[name].name == name
        assert window.pages[name].icon == icon
        window.show_page(name)
        assert window.stack.currentWidget() is window.pages[name]
        assert window.header.question.text()
        assert window.rail.steps[name].isChecked()


def test_the_title_is_the_projects_name_and_no_path(window_stage: WindowStage, project: Path) -> None:
    window_stage.window.open_folder(project)
    assert window_stage.window.windowTitle() == "Ward 7"
    assert window_stage.window.current == "Study"


def test_the_rail_says_states_in_words(window_stage: WindowStage, project: Path) -> None:
    window_stage.window.open_folder(project)
    build_all(window_stage)
    steps = window_stage.window.rail.steps
    assert steps["Data"].step_state is StepState.DONE
    assert steps["Labels"].accessibleName() == "Labels, done"
    assert steps["Curve"].accessibleName() == "Curve, nothing yet"


def test_the_rail_folds_where_room_is_short(window_stage: WindowStage) -> None:
    window = window_stage.window
    window.resize(1280, 800)
    window_stage.qtbot.waitUntil(lambda: not window.rail.folded)
    window.resize(900, 600)
    window_stage.qtbot.waitUntil(lambda: window.rail.folded)
    assert window.rail.width() < 100


def test_a_dropped_folder_begins_a_project(window_stage: WindowStage, tmp_path: Path) -> None:
    images = tmp_path / "chest images"
    images.mkdir()
    drop(window_stage.window, images)
    start = window_stage.window.pages["Start"]
    assert isinstance(start, StartPage)
    assert start.form.name.text() == "chest images"
    start.form.create_button.click()
    assert window_stage.session.store is not None
    assert window_stage.session.store.name == "chest images"
    assert isinstance(window_stage.runner.requests[0], ScanRequest)
    assert window_stage.runner.requests[0].folders == (str(images),)
    assert window_stage.window.current == "Data"


def test_several_dropped_folders_become_one_project(window_stage: WindowStage, tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    drop(window_stage.window, *folders, folders[0])
    start = window_stage.window.pages["Start"]
    assert isinstance(start, StartPage)
    start.form.create_button.click()
    request = window_stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.folders == tuple(str(folder) for folder in folders)


def test_a_dropped_dicomdir_begins_a_project_of_its_disc(window_stage: WindowStage, tmp_path: Path) -> None:
    disc = tmp_path / "disc_of_ward_7"
    disc.mkdir()
    (disc / "DICOMDIR").write_bytes(b"")
    drop(window_stage.window, disc / "DICOMDIR")
    start = window_stage.window.pages["Start"]
    assert isinstance(start, StartPage)
    assert start.form.name.text() == "disc of ward 7"
    start.form.create_button.click()
    request = window_stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.folders == (str(disc / "DICOMDIR"),)


def test_what_is_no_source_of_images_is_not_taken(window_stage: WindowStage, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    drop(window_stage.window, tmp_path / "letter.txt", tmp_path / "gone")
    start = window_stage.window.pages["Start"]
    assert isinstance(start, StartPage)
    assert start.header().question == "How many images must we label?"


def test_a_dropped_project_is_opened(window_stage: WindowStage, project: Path) -> None:
    drop(window_stage.window, project)
    assert window_stage.session.store is not None


def test_a_large_project_is_waited_for_on_the_start_page(
    window_stage: WindowStage, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.session.MANY_IMAGES", 50)
    window = window_stage.window
    window.show_page("Data")
    drop(window, project)
    assert window.current == "Start"
    window_stage.qtbot.waitUntil(lambda: window.session.store is not None)
    assert window.current == "Study"


def test_the_sample_is_made_read_and_studied(window_stage: WindowStage, tmp_path: Path) -> None:
    window_stage.window.try_sample(tmp_path / "sample")
    assert isinstance(window_stage.runner.requests[0], SampleRequest)
    assert window_stage.window.current == "Data"
    window_stage.send(e.RunStarted("scan", ("Making images",), "CPU"), e.RunFinished("600 images.", ""))
    assert isinstance(window_stage.runner.requests[1], StudyRequest)
    assert window_stage.window.current == "Study"


def test_a_sample_that_is_cancelled_is_not_studied(window_stage: WindowStage, tmp_path: Path) -> None:
    window_stage.window.try_sample(tmp_path / "sample")
    window_stage.send(e.RunStarted("scan", ("Making images",), "CPU"), e.RunCancelled("Stopped."))
    assert len(window_stage.runner.requests) == 1


def test_closing_is_immediate_without_a_job(window_stage: WindowStage) -> None:
    assert window_stage.window.close()


def test_closing_during_a_run_asks_then_cancels_then_closes(window_stage: WindowStage, project: Path) -> None:
    window = window_stage.window
    window.open_folder(project)
    window_stage.session.submit(ScanRequest(str(project), ("/images",)))
    assert not window.close()
    dialog = window._leaving.dialog
    assert dialog is not None
    assert "What is measured is kept" in dialog.text()
    label = dialog.findChild(QLabel, "qt_msgbox_label")
    assert label.wordWrap() or label.width() >= label.sizeHint().width()
    keep, stop = (next(b for b in dialog.buttons() if b.text() == text) for text in ("Keep running", "Stop and close"))
    keep.click()
    window_stage.qtbot.waitUntil(lambda: window._leaving.dialog is None)
    assert window.isVisible()
    assert not window_stage.runner.wishes
    window.close()
    dialog = window._leaving.dialog
    assert dialog is not None
    next(b for b in dialog.buttons() if b.text() == stop.text()).click()
    window_stage.qtbot.waitUntil(lambda: window_stage.runner.wishes == ["cancel"])
    assert window.isVisible()
    window_stage.send(e.RunCancelled("Stopped."))
    window_stage.qtbot.waitUntil(lambda: not window.isVisible())


def test_switching_the_theme_reaches_the_session(window_stage: WindowStage) -> None:
    window_stage.window.appearance.choose("dark")
    assert window_stage.session.tokens.name == "dark"
    window_stage.window.appearance.choose("light")
    assert window_stage.session.tokens.name == "light"


def test_the_guide_stays_beside_the_work(window_stage: WindowStage) -> None:
    window_stage.window.open_guide()
    guide = window_stage.window._guide
    assert guide is not None
    assert guide.isVisible()
    assert not guide.isModal()
    guide.close()


def test_what_cannot_be_done_is_said_without_a_dialog(window_stage: WindowStage, project: Path) -> None:
    window = window_stage.window
    window.open_folder(project)
    window.show_page("Labels")
    window_stage.session.open_project(project / "nothing")
    assert not window.notice.isHidden()
    assert window.notice.text()


def controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)
    inner = ("qt_spinbox_lineedit", "qt_scrollarea_vcontainer", "qt_scrollarea_hcontainer")
    return [
        child
        for child in root.findChildren(QWidget)
        if isinstance(child, kinds)
        and not child.isHidden()
        and child.objectName() not in inner
        and type(child).__name__ not in ("QScrollBar", "QAbstractButton")  # the latter: a table's corner
        and not (isinstance(child.parent(), QComboBox | QAbstractSpinBox))
        and not type(child).__module__.startswith("pyqtgraph")
    ]


@pytest.mark.parametrize("name", ["Start", "Data", "Labels"])
def test_all_controls_have_names_and_can_be_reached(window_stage: WindowStage, project: Path, name: str) -> None:
    window_stage.window.open_folder(project)
    window_stage.window.show_page(name)
    for control in controls(window_stage.window.page(name)):
        spoken = control.accessibleName() or getattr(control, "text", str)()
        assert spoken, f"{type(control).__name__} has no name"
        if control.isEnabled():
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, f"{spoken} cannot be reached with Tab"
