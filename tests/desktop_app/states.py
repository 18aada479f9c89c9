"""The window in each of its main states, for tests that walk over everything: `STATES[name](window, folder)`.

Each opens what it needs in `folder` and gives the widget to look at. The worker is a stand-in, what it says is played.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.main_window import MainWindow
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.presets import load_preset
from engine.learning_curve.savings import labels_saved
from engine.running import events as e
from engine.running.requests import StudyRequest
from engine.running.study_record import StudyEntry
from tests.builders import chest_like, write_dicom
from tests.desktop_app.fakes import make_cohort, make_project
from tests.desktop_app.known_truth import BUDGETS, make_measurements
from tests.desktop_app.reviewed import add_study, make_reviewed_project

State = Callable[[MainWindow, Path], QWidget]


def settle(seconds: float = 0.3) -> None:
    """Let the event loop run: pages fill in on it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def stand_still(window: QWidget) -> None:
    """Let the event loop run until the window looks the same twice: answers come, and layouts follow them."""
    before, end = None, time.monotonic() + 10
    while time.monotonic() < end:
        settle(0.4)
        now = window.grab().toImage()
        if now == before:
            return
        before = now


def open_project(window: MainWindow, folder: Path, labelled: float = 0.6) -> None:
    """Sixty images, some without a patient, twelve files skipped."""
    make_project(folder / "p", make_cohort(60, labelled), pixels=12)
    assert window.session.open_project(folder / "p")


def measure(window: MainWindow) -> None:
    """A finished study with its answer."""
    session, measured = window.session, make_measurements()
    session.study = StudyEntry("k", load_preset("quick"), "2026", "finished", ("covid", "normal"), 1, BUDGETS, 540, 300)
    session.measurements = measured
    session.savings = labels_saved(measured, "auc", "fine_tuned", replicates=200, seed=0)
    session.target = 0.86
    session.study_changed.emit()
    session.points_changed.emit()
    session.answer_changed.emit()


def _page(name: str, *, project: bool = True, measured: bool = False) -> State:
    def state(window: MainWindow, folder: Path) -> QWidget:
        if project:
            open_project(window, folder)
        if measured:
            measure(window)
        window.show_page(name)
        settle(0.8 if measured else 0.3)
        if measured:
            stand_still(window)
        return window

    return state


def _start_with_recent(window: MainWindow, folder: Path) -> QWidget:
    keeper = window.preferences
    make_project(folder / "here", make_cohort(5))
    keeper.change(keeper.current.with_recent(folder / "gone", "Lungs").with_recent(folder / "here", "Ward 7"))
    window.pages["Start"].refresh_recent()  # type: ignore[attr-defined]
    settle()
    return window


def _start_opening(window: MainWindow, folder: Path) -> QWidget:
    _start_with_recent(window, folder)
    opening = window.session.opening
    opening.name, opening.images = "Ward 7", 100_000
    opening.changed.emit()
    settle()
    return window


def _start_form(window: MainWindow, folder: Path) -> QWidget:
    (folder / "images").mkdir()
    (folder / "images" / "a_1.png").touch()
    start = window.pages["Start"]
    start.begin_project(folder / "images")  # type: ignore[attr-defined]
    start.form.advanced.button.setChecked(True)  # type: ignore[attr-defined]
    settle()
    return window


def _tour(window: MainWindow, folder: Path) -> QWidget:
    window.first_steps.begin()
    settle()
    return window.first_steps


def _data_report(window: MainWindow, folder: Path) -> QWidget:
    open_project(window, folder)
    window.show_page("Data")
    window.page("Data").tools.skipped.setChecked(True)  # type: ignore[attr-defined]
    settle()
    return window


def _viewer(window: MainWindow, folder: Path) -> QWidget:
    from dataclasses import replace

    cohort = make_cohort(3, problems=0)
    images = tuple(replace(image, source=str(folder), rows=64, columns=64) for image in cohort.images)
    for at, image in enumerate(images):
        write_dicom(folder / image.file, chest_like(at).astype(np.uint16), bits_stored=12)
    make_project(folder / "p", replace(cohort, images=images), pixels=3)
    window.session.open_project(folder / "p")
    window.show_page("Data")
    page = window.page("Data")
    page.look_closely()  # type: ignore[attr-defined]
    page.viewer.header_fold.button.setChecked(True)  # type: ignore[attr-defined]
    end = time.monotonic() + 20
    while time.monotonic() < end and not page.viewer.header.list.rowCount():  # type: ignore[attr-defined]
        settle(0.05)
    page.viewer.bar.beside.setChecked(True)  # type: ignore[attr-defined]
    settle()
    return window


def _who_is_who(window: MainWindow, folder: Path) -> QWidget:
    open_project(window, folder)
    window.show_page("Data")
    window.page("Data").ask_who_is_who()  # type: ignore[attr-defined]
    settle(0.6)
    return window


def _labels(what: str) -> State:
    def state(window: MainWindow, folder: Path) -> QWidget:
        open_project(window, folder)
        window.show_page("Labels")
        page = window.page("Labels")
        if what == "table":
            (folder / "labels.csv").write_text("file,label\nchest00001.dcm,covid\nchest00002.dcm,normal\n")
            page.preview_table(folder / "labels.csv")  # type: ignore[attr-defined]
        else:
            getattr(page, what)()
        settle(1.0)
        return window

    return state


def _study_choice(window: MainWindow, folder: Path) -> QWidget:
    open_project(window, folder)
    window.show_page("Study")
    window.page("Study").advanced_fold.button.setChecked(True)  # type: ignore[attr-defined]
    settle()
    return window


def _study_ready(window: MainWindow, folder: Path) -> QWidget:
    """Enough labels for every preset, and a machine whose speed is known."""
    make_project(folder / "p", make_cohort(900, 0.7), pixels=12)
    assert window.session.open_project(folder / "p")
    window.session.bridge.came.emit(e.SpeedMeasured("CPU (2 threads)", 250.0))
    window.show_page("Study")
    settle(0.6)
    return window


def _running(window: MainWindow, folder: Path) -> QWidget:
    open_project(window, folder)
    window.show_page("Study")
    window.session.submit(StudyRequest(str(folder / "p"), load_preset("quick")))
    for event in (
        e.RunStarted("study", ("Pretraining", "Fine-tuning"), "CPU (2 threads)"),
        e.StageStarted("Pretraining", 100, "images"),
        e.StageProgress("Pretraining", 40, 100, "images", 12.0, 30.0, 300.0, 0.2),
    ):
        window.session.bridge.came.emit(event)
    settle(0.6)
    return window


def _section(at: int) -> State:
    """The Curve page with its section number `at` unfolded: two finished studies on the same test images."""

    def state(window: MainWindow, folder: Path) -> QWidget:
        make_reviewed_project(folder / "p", study_key="older")
        add_study(folder / "p", "newer", StudyConfig(budgets=(20, 80, 320), seeds=2, image_size=128), better=0.03)
        assert window.session.open_project(folder / "p")
        window.show_page("Curve")
        settle(0.8)
        sections = window.page("Curve").sections  # type: ignore[attr-defined]
        sections.open(at)
        end = time.monotonic() + 20
        while time.monotonic() < end and sections.panels[at].view is None:
            settle(0.05)
        settle(0.8)
        stand_still(window)
        return window

    return state


def _guide(window: MainWindow, folder: Path) -> QWidget:
    window.open_guide()
    settle()
    assert window._guide is not None
    return window._guide


def _leaving(window: MainWindow, folder: Path) -> QWidget:
    window._leaving.ask()
    settle()
    assert window._leaving.dialog is not None
    return window._leaving.dialog


STATES: dict[str, State] = {
    "start": _start_with_recent,
    "start, opening": _start_opening,
    "new project": _start_form,
    "tour": _tour,
    "data, nothing": _page("Data", project=False),
    "data": _page("Data"),
    "data, report": _data_report,
    "viewer": _viewer,
    "who is who": _who_is_who,
    "labels, nothing": _page("Labels", project=False),
    "labels": _page("Labels"),
    "labels, here": _labels("label_here"),
    "labels, classes": _labels("edit_classes"),
    "labels, table": _labels("table"),
    "labels, field": _labels("ask_for_field"),
    "study, nothing": _page("Study", project=False),
    "study": _study_choice,
    "study, ready": _study_ready,
    "study, running": _running,
    "study, done": _page("Study", measured=True),
    "curve, nothing": _page("Curve", project=False),
    "curve": _page("Curve", measured=True),
    "curve, review": _section(0),
    "curve, compare": _section(1),
    "plan, nothing": _page("Plan", project=False),
    "plan": _page("Plan", measured=True),
    "export, nothing": _page("Export", project=False),
    "export": _page("Export", measured=True),
    "settings": _page("Settings"),
    "guide": _guide,
    "leaving": _leaving,
}
