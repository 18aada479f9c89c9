"""The short tour: four stops by keyboard, shown once, never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app import app as module
from desktop_app.frame.tour import STOPS
from desktop_app.preferences import PreferencesKeeper
from tests.desktop_app.conftest import WindowStage

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_four_stops_beside_their_steps(window_stage: WindowStage) -> None:
    window, qtbot = window_stage.window, window_stage.qtbot
    tour = window.first_steps
    assert tour.isHidden()
    tour.begin()
    qtbot.waitUntil(tour.next.hasFocus)
    seen = []
    for name, *_ in STOPS:
        seen.append(tour.title.text())
        step = window.rail.steps[name]
        top = step.mapTo(window, step.rect().topLeft()).y()
        assert tour.geometry().top() <= top + step.height()
        assert tour.geometry().bottom() >= top
        assert window.rect().contains(tour.geometry())
        qtbot.keyClick(tour.next, Qt.Key.Key_Space)
    assert len(set(seen)) == 4
    assert tour.isHidden()


def test_it_is_skipped_by_key_and_by_going_anywhere(window_stage: WindowStage) -> None:
    window, qtbot = window_stage.window, window_stage.qtbot
    window.first_steps.begin()
    qtbot.keyClick(window.first_steps.next, ESCAPE)
    assert window.first_steps.isHidden()
    window.first_steps.begin()
    qtbot.mouseClick(window.rail.steps["Data"], Qt.MouseButton.LeftButton)
    assert window.first_steps.isHidden()


@pytest.mark.parametrize("size", [(1280, 800), (720, 520)])
def test_it_stays_within_the_window(window_stage: WindowStage, size: tuple[int, int]) -> None:
    window = window_stage.window
    window.resize(1280, 800)
    window.first_steps.begin()
    window.resize(*size)
    window_stage.qtbot.wait(20)
    assert window.rect().contains(window.first_steps.geometry())


def test_the_guide_repeats_it(window_stage: WindowStage) -> None:
    window = window_stage.window
    window.open_guide()
    window_stage.qtbot.mouseClick(window._guide.tour, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert window.first_steps.isVisible()


def test_it_is_shown_at_the_first_start_only(window_stage: WindowStage, monkeypatch: pytest.MonkeyPatch) -> None:
    window = window_stage.window
    monkeypatch.setattr(module, "make_window", lambda _: window)
    monkeypatch.setattr(module, "import_early", lambda *_: None)
    shown = []
    for _ in range(2):
        application = module.make_application()
        monkeypatch.setattr(
            application,
            "exec",
            lambda: window_stage.qtbot.wait(50) or shown.append(window.first_steps.isVisible()) or 0,
        )
        monkeypatch.setattr(module, "make_application", lambda application=application: application)
        assert module.run_app() == 0
        window.first_steps.end()
    assert shown == [True, False]
    assert PreferencesKeeper().current.toured
