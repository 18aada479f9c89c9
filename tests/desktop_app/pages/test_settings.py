"""Settings: each is stored, and what is for the worker reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.app import enlarge, scale_in_use
from desktop_app.pages.settings import SettingsPage
from desktop_app.preferences import load
from desktop_app.runs.wishes import WorkerWishes, with_wishes
from engine.learning_curve.presets import SAMPLE_PRESET, load_preset
from engine.running import events as e
from engine.running.requests import ScanRequest, StudyRequest
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.fakes import make_cohort, make_project

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window_stage: WindowStage) -> SettingsPage:
    window_stage.qtbot.mouseClick(window_stage.window.rail.settings_button, LEFT)
    found = window_stage.window.page("Settings")
    assert isinstance(found, SettingsPage)
    assert found.isVisible()
    return found


def choose(stage: WindowStage, box: object, value: object) -> None:
    """By keyboard, as the user would."""
    box.setFocus()  # type: ignore[attr-defined]
    wanted = box.findData(value)  # type: ignore[attr-defined]
    for _ in range(20):
        at = box.currentIndex()  # type: ignore[attr-defined]
        if at == wanted:
            break
        stage.qtbot.keyClick(box, Qt.Key.Key_Down if at < wanted else Qt.Key.Key_Up)
    assert box.currentData() == value  # type: ignore[attr-defined]


def test_the_gear_opens_it_and_no_step_stays_marked(window_stage: WindowStage, page: SettingsPage) -> None:
    rail = window_stage.window.rail
    assert rail.settings_button.isChecked()
    assert not any(step.isChecked() for step in rail.steps.values())
    window_stage.qtbot.mouseClick(rail.steps["Data"], LEFT)
    assert not rail.settings_button.isChecked()
    assert [name for name, step in rail.steps.items() if step.isChecked()] == ["Data"]
    window_stage.qtbot.keyClick(window_stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible()


def test_the_worker_gets_device_threads_and_decoders(
    window_stage: WindowStage, page: SettingsPage, tmp_path: Path
) -> None:
    window_stage.send(e.SpeedMeasured("NVIDIA H200", 5000.0, ("cpu", "cuda")))
    assert [page.device.itemData(at) for at in range(page.device.count())] == ["auto", "cpu", "cuda"]
    assert "NVIDIA H200" in page.device_line.note.text()
    choose(window_stage, page.device, "cpu")
    page.threads.setValue(2)
    page.decoders.setValue(1)
    session = window_stage.session
    session.open_project(make_project(tmp_path / "p", make_cohort(5)))
    session.submit(StudyRequest(str(tmp_path / "p"), load_preset(SAMPLE_PRESET)))
    study = window_stage.runner.requests[-1]
    assert isinstance(study, StudyRequest)
    assert (study.device, study.threads) == ("cpu", 2)
    window_stage.send(e.RunCancelled("Stopped."))
    session.reading.read_again()
    scan = window_stage.runner.requests[-1]
    assert isinstance(scan, ScanRequest)
    assert scan.jobs == 1
    kept = load()
    assert (kept.device, kept.threads, kept.decoders) == ("cpu", 2, 1)


def test_what_a_request_asks_for_itself_stays() -> None:
    wishes = WorkerWishes("cuda", 4, 3)
    own = StudyRequest("p", load_preset(SAMPLE_PRESET), "cpu", 1)
    assert with_wishes(own, wishes) == own
    assert with_wishes(ScanRequest("p", ()), wishes).jobs == 3  # type: ignore[union-attr]
    assert with_wishes(ScanRequest("p", (), jobs=1), wishes).jobs == 1  # type: ignore[union-attr]


def test_a_device_that_is_gone_is_said(window_stage: WindowStage, page: SettingsPage) -> None:
    window_stage.send(e.SpeedMeasured("NVIDIA H200", 5000.0, ("cpu", "cuda")))
    choose(window_stage, page.device, "cuda")
    window_stage.send(e.SpeedMeasured("CPU (2 threads)", 90.0, ("cpu",)))
    assert page.device.currentData() == "cuda"
    assert "not there now" in page.device_line.note.text()


def test_theme_and_language_and_size(window_stage: WindowStage, page: SettingsPage) -> None:
    choose(window_stage, page.theme, "dark")
    assert window_stage.session.tokens.name == "dark"
    choose(window_stage, page.language, "ja")
    assert "started again" in page.language_line.note.text()
    choose(window_stage, page.text_size, 150)
    assert "started again" in page.text_line.note.text()
    kept = load()
    assert (kept.theme, kept.language, kept.text_size) == ("dark", "ja", 150)


def test_the_text_size_is_taken_at_the_start() -> None:
    environment: dict[str, str] = {}
    enlarge(100, environment)
    assert environment == {}
    enlarge(150, environment)
    assert environment["QT_SCALE_FACTOR"] == "1.5"
    assert scale_in_use(environment) == 1.5
    theirs = {"QT_SCALE_FACTOR": "2"}
    enlarge(150, theirs)
    assert theirs == {"QT_SCALE_FACTOR": "2"}


def test_copies_are_cleared_and_nothing_else(window_stage: WindowStage, page: SettingsPage, tmp_path: Path) -> None:
    copies, session, qtbot = page.copies, window_stage.session, window_stage.qtbot
    assert "No project" in copies.size.text()
    assert not copies.clear.isEnabled()
    session.open_project(make_project(tmp_path / "p", make_cohort(20), pixels=20))
    window_stage.window.show_page("Settings")
    assert copies.size.text().startswith("1.3 MB")
    assert str(tmp_path / "p" / "cache") in copies.place.text()
    qtbot.mouseClick(copies.clear, LEFT)
    assert "20 images must be read again" in copies.sure.text()
    qtbot.mouseClick(copies.keep, LEFT)
    assert copies.sure.isHidden()
    qtbot.mouseClick(copies.clear, LEFT)
    qtbot.mouseClick(copies.really, LEFT)
    assert not list((tmp_path / "p" / "cache").glob("images-*"))
    assert "no copies" in copies.size.text()
    assert session.store is not None
    assert sum(image.label is not None for image in session.store.cohort().images) == 12
    session.reading.read_again()
    assert not copies.clear.isEnabled()
