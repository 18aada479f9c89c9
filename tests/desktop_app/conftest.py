"""A window, or a session, with a stand-in for the worker process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.look.theme import apply_theme
from desktop_app.look.tokens import LIGHT
from desktop_app.main_window import MainWindow
from desktop_app.session import Session
from engine.running.events import Event
from tests.desktop_app.fakes import FakeRunner


@dataclass
class Stage:
    """A session and the runner that a test plays."""

    session: Session
    runners: list[FakeRunner]
    qtbot: QtBot

    @property
    def runner(self) -> FakeRunner:
        """The runner of the session, made at its first use."""
        return self.session.bridge.runner  # type: ignore[return-value]

    def send(self, *events: Event) -> None:
        """Let the worker say something, and the window hear it."""
        heard: list[object] = []
        self.session.bridge.came.connect(heard.append)
        for event in events:
            self.runner.send(event)
        self.qtbot.waitUntil(lambda: len(heard) == len(events), timeout=2000)
        self.session.bridge.came.disconnect(heard.append)


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Stage]:
    """A session whose worker a test plays."""
    apply_theme(qapp, LIGHT)
    runners: list[FakeRunner] = []

    def factory(on_event: Callable[[Event], None]) -> FakeRunner:
        runners.append(FakeRunner(on_event))
        return runners[-1]

    session = Session(factory)
    yield Stage(session, runners, qtbot)
    session.shut_down()


@dataclass
class WindowStage(Stage):
    """The same with a window."""

    window: MainWindow


@pytest.fixture
def window_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[WindowStage]:
    """A window, shown, with a session whose worker a test plays."""
    from desktop_app.app import make_window

    runners: list[FakeRunner] = []

    def factory(on_event: Callable[[Event], None]) -> FakeRunner:
        runners.append(FakeRunner(on_event))
        return runners[-1]

    window = make_window(qapp, runner_factory=factory)
    window.appearance.choose("light")
    window.show()
    qtbot.waitExposed(window)
    yield WindowStage(window.session, runners, qtbot, window)
    window.session.shut_down()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else every window ever made stays dressed
