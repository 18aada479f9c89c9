"""The end of a long job reaches a user who looks elsewhere; a short one, or one that is seen, says nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desktop_app.runs import notify
from desktop_app.runs.notify import EndNotice, SystemNotifier
from engine.learning_curve.design import StudyConfig
from engine.running import events as e
from engine.running.requests import StudyRequest
from tests.desktop_app.conftest import Stage


class FakeWindow(QWidget):
    active = False

    def isActiveWindow(self) -> bool:
        return self.active


class FakeNotifier:
    def __init__(self) -> None:
        self.said: list[tuple[str, str, bool]] = []

    def notify(self, title: str, sentence: str, *, good: bool) -> None:
        self.said.append((title, sentence, good))


@pytest.fixture
def window(qtbot) -> FakeWindow:
    result = FakeWindow()
    qtbot.addWidget(result)
    return result


@pytest.fixture
def said(stage: Stage, window: FakeWindow) -> list[tuple[str, str, bool]]:
    notifier = FakeNotifier()
    EndNotice(stage.session, window, notifier)
    return notifier.said


@pytest.mark.parametrize(
    ("outcome", "title", "good"),
    [
        (e.RunFinished("Label 620 images.", ""), "The study has ended", True),
        (e.RunFinished("Label 620 images.", "", early=True), "Finished early", True),
        (e.RunFailed("disk", "The disk is full."), "Failed", False),
    ],
)
def test_a_long_job_is_told_of(stage: Stage, said, monkeypatch, outcome: e.Outcome, title: str, good: bool) -> None:
    monkeypatch.setattr(notify, "LONG_SECONDS", -1.0)
    stage.session.submit(StudyRequest("/p", StudyConfig()))
    stage.send(e.RunStarted("study", ("Pretraining",), "CPU"), outcome)
    assert said == [(title, outcome.sentence, good)]


def test_five_minutes_are_long(stage: Stage, said, monkeypatch) -> None:
    began = 1000.0
    clock = {"now": began}
    monkeypatch.setattr("time.monotonic", lambda: clock["now"])
    for seconds, times in ((299.0, 0), (301.0, 1)):
        clock["now"] = began
        stage.session.submit(StudyRequest("/p", StudyConfig()))
        stage.session._take(e.RunStarted("scan", ("Reading images",), "CPU"))
        clock["now"] = began + seconds
        stage.session._take(e.RunFinished("Read.", ""))
        assert len(said) == times
    assert said[0][0] == "All images are read"


def test_who_looks_at_the_window_is_told_nothing_twice(stage: Stage, said, window: FakeWindow, monkeypatch) -> None:
    monkeypatch.setattr(notify, "LONG_SECONDS", -1.0)
    window.active = True
    stage.session.submit(StudyRequest("/p", StudyConfig()))
    stage.send(e.RunStarted("study", ("Pretraining",), "CPU"), e.RunFinished("Done.", ""))
    assert said == []


def test_without_a_tray_the_window_asks_for_attention(qapp, window: FakeWindow, monkeypatch) -> None:
    asked: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", lambda widget, *_: asked.append(widget))
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    SystemNotifier(window, qapp.windowIcon()).notify("Done", "Label 620 images.", good=True)
    assert asked == [window]


def test_with_a_tray_the_system_shows_the_sentence(qapp, window: FakeWindow, monkeypatch) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, text, *_: shown.append((title, text)))
    notifier = SystemNotifier(window, qapp.windowIcon())
    notifier.notify("Done", "Label 620 images.", good=True)
    assert shown == [("Done", "Label 620 images.")]
    notifier._come_forward()
    assert window.isVisible()
