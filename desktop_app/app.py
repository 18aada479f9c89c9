"""The only wiring: the application object, the session, the window, and what happens after the first paint."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.language import speak
from desktop_app.look.appearance import Appearance
from desktop_app.look.icons import app_icon
from desktop_app.main_window import TITLE, MainWindow
from desktop_app.preferences import PreferencesKeeper, load
from desktop_app.runs.bridge import RunnerFactory, supervised
from desktop_app.runs.early_imports import import_early
from desktop_app.runs.wishes import WorkerWishes
from desktop_app.session import Session

_SCALE, _OURS = "QT_SCALE_FACTOR", "ANNOTATION_PLANNER_SCALE"
WARM_UP_MS = 50  # after the first paint, so that the worker's imports do not compete with it


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application object, named and dressed for the desktop; the one that is there already, if any."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    enlarge(load().text_size)
    QGuiApplication.setDesktopFileName("annotation-budget-planner")
    app = QApplication([sys.argv[0] if sys.argv else TITLE, *arguments])
    app.setApplicationName("annotation-budget-planner")
    app.setApplicationDisplayName("")
    app.setStyle("fusion")
    app.setWindowIcon(app_icon())
    return app


def enlarge(percent: int, environment: MutableMapping[str, str] = os.environ) -> None:
    """Make everything larger by the settings' text size; before the application is made.

    Who has set Qt's own factor is left alone, and so is the system's: both multiply with it.
    """
    if percent != 100 and _SCALE not in environment:
        environment[_SCALE] = environment[_OURS] = f"{percent / 100:g}"


def scale_in_use(environment: Mapping[str, str] = os.environ) -> float:
    """What `enlarge` did for this run of the program, 1 for nothing."""
    return float(environment.get(_OURS, "1"))


def fit_to_screen(window: QWidget, room: QSize) -> None:
    """No larger than the screen's `room`, in logical pixels: with large text that is less than it was."""
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(window.size().boundedTo(room))


def make_window(
    app: QApplication, *, runner_factory: RunnerFactory = supervised, preferences: PreferencesKeeper | None = None
) -> MainWindow:
    """The window with its session, in the user's language; not shown yet."""
    preferences = preferences or PreferencesKeeper()
    speak(app, preferences.current.language)
    appearance = Appearance(app, preferences)
    session = Session(runner_factory)
    session.wishes = WorkerWishes.of(preferences.current)
    window = MainWindow(session, preferences, appearance)
    for part in (session, appearance):
        part.setParent(window)
    return window


def look_after_long_jobs(app: QApplication, window: MainWindow) -> None:
    """While a job works the computer stays awake; the end of a long one is told to a user who looks elsewhere."""
    from desktop_app.runs.inhibitors import system_inhibitor
    from desktop_app.runs.keep_awake import KeepAwake
    from desktop_app.runs.notify import EndNotice, SystemNotifier

    KeepAwake(window.session, system_inhibitor())
    EndNotice(window.session, window, SystemNotifier(window, app.windowIcon()))


def get_ready(window: MainWindow) -> None:
    """After the first paint: what the pages need is imported, they are built, and the worker is started."""
    import_early(window, window.build_next_page)
    QTimer.singleShot(WARM_UP_MS, window, window.session.warm_up)


def run_app(folder: Path | None = None, *, sample: bool = False) -> int:
    """Open the window and stay until it is closed; the exit status.

    folder: a project, a folder of images or a DICOMDIR. sample: make (in `folder`, if given) or open the sample project
    and run its study at once.
    """
    app = make_application()
    window = make_window(app)
    fit_to_screen(window, window.screen().availableSize())
    if window.preferences.current.maximised:
        window.showMaximized()
    else:
        window.show()
    app.lastWindowClosed.connect(app.quit)
    app.aboutToQuit.connect(window.session.shut_down)

    def after_first_paint() -> None:
        look_after_long_jobs(app, window)
        if sample:
            window.try_sample(folder)
        elif folder is not None:
            window.open_folder(folder)
        elif not window.preferences.current.toured:
            window.preferences.change(replace(window.preferences.current, toured=True))
            window.first_steps.begin()
        get_ready(window)

    QTimer.singleShot(0, after_first_paint)
    return app.exec()
