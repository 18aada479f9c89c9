"""The real window with the real worker, driven as a user would: from a folder of images to an exported model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import make_window
from desktop_app.main_window import MainWindow
from engine.learning_curve.points import FINE_TUNED
from tests.builders import tiny_cohort

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
WORK_MS = 300_000  # the worker's share; generous, for a busy machine
LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget) -> None:
    assert widget.isVisible(), f"{widget.accessibleName() or widget} is not to be seen"
    assert widget.isEnabled(), f"{widget.accessibleName() or widget} cannot be pressed"
    QTest.mouseClick(widget, LEFT)


def type_into(field: QWidget, text: str) -> None:
    QTest.mouseClick(field, LEFT)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


class StrayWindows(QObject):
    """Notes every window that appears beside the main one and its dialogs: a widget shown before it has a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        expected = isinstance(watched, QMainWindow | QDialog)
        if shown and not expected and watched.windowType() == Qt.WindowType.Window:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication):
    strays = StrayWindows()
    qapp.installEventFilter(strays)
    window = make_window(qapp)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.session.cancel()
    qtbot.waitUntil(lambda: not window.session.busy, timeout=30_000)
    window.session.shut_down()
    window.close()
    qapp.removeEventFilter(strays)
    assert strays.seen == []


def go_to(window: MainWindow, page: str) -> QWidget:
    """By the keyboard: Ctrl and the page's number."""
    number = ["Start", "Data", "Labels", "Study", "Curve", "Plan", "Export"].index(page) + 1
    QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    assert window.current == page
    return window.page(page)


def wait_for_the_job(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=WORK_MS)


def new_project(window: MainWindow, qtbot: QtBot, images: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = go_to(window, "Start")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(images))
    click(start.images_choice)
    qtbot.waitUntil(start.form.isVisible)
    type_into(start.form.folder, str(project))
    click(start.form.create_button)
    wait_for_the_job(qtbot, window)


def small_study(window: MainWindow, qtbot: QtBot) -> None:
    """On the Study page, a study of a few seconds, set up under Advanced."""
    study = go_to(window, "Study")
    click(study.advanced_fold.button)
    advanced = study.advanced
    type_into(advanced.budgets, "8, 12, 16")
    for spin, value in (
        (advanced.seeds, 2),
        (advanced.pretraining_epochs, 1),
        (advanced.pretraining_batch, 16),
        (advanced.tuning_epochs, 1),
        (advanced.tuning_batch, 4),
    ):
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(value))
        assert spin.value() == value
    qtbot.waitUntil(lambda: study.config is not None, timeout=2000)
    click(window.header.button)


def test_from_a_folder_to_an_exported_model(window, qtbot, tmp_path, monkeypatch):
    labels = tiny_cohort(tmp_path / "images", patients=30, images_per_patient=2, seed=2, side=64)
    table = tmp_path / "labels.csv"
    labels.rename(table)
    (tmp_path / "images" / "notes.txt").write_text("not an image")
    session = window.session

    new_project(window, qtbot, tmp_path / "images", tmp_path / "project", monkeypatch)
    assert len(session.cohort.images) == 60
    assert [p.code for p in session.cohort.problems] == ["not_an_image"]
    assert window.windowTitle() == "images"  # the project's name, as the form suggested it; no path

    labels_page = go_to(window, "Labels")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(table), ""))
    click(labels_page.choices.table)
    qtbot.waitUntil(labels_page.importer.use.isVisible, timeout=10_000)
    click(labels_page.importer.use)
    qtbot.waitUntil(lambda: len(session.cohort.labelled) == 60, timeout=10_000)

    small_study(window, qtbot)
    qtbot.waitUntil(lambda: session.busy, timeout=5000)
    qtbot.waitUntil(lambda: session.measurements is not None and bool(session.measurements.cells), timeout=WORK_MS)
    wait_for_the_job(qtbot, window)
    assert session.study.state == "finished"
    assert len(session.measurements.of(FINE_TUNED)) == 3 * 2 * 2

    curve = go_to(window, "Curve")
    qtbot.waitUntil(lambda: bool(curve.says[0].text()), timeout=10_000)
    headline = curve.says[0].text()
    plan = go_to(window, "Plan")
    qtbot.waitUntil(lambda: bool(plan.cards.verdict.text()), timeout=10_000)
    assert headline

    export = go_to(window, "Export")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "export"))
    click(export.model_button)
    qtbot.waitUntil(lambda: session.busy or export.folder is not None, timeout=5000)
    wait_for_the_job(qtbot, window)
    assert export.folder == tmp_path / "export"
    assert "equals the app" in export.model_check.text()
    check_exported(tmp_path / "export", window)


@pytest.mark.timeout(1800)
def test_the_sample_cohort_from_one_click_to_a_verdict_and_a_model(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop_app.main_window.projects_folder", lambda: tmp_path / "projects")
    session = window.session
    click(go_to(window, "Start").sample_choice)
    qtbot.waitUntil(lambda: session.busy, timeout=10_000)
    qtbot.waitUntil(lambda: session.study is not None and session.study.state == "finished", timeout=1_500_000)
    wait_for_the_job(qtbot, window)

    curve = go_to(window, "Curve")
    qtbot.waitUntil(lambda: bool(curve.says[0].text()), timeout=10_000)
    plan = go_to(window, "Plan")
    qtbot.waitUntil(lambda: bool(plan.cards.verdict.text()), timeout=10_000)
    # What it says differs between kinds of processors: so small a study ends elsewhere when numbers round otherwise.
    assert plan.cards.verdict.text().endswith(".")
    assert session.savings is not None
    assert "pretraining" in plan.cards.savings.text()
    assert len(session.measurements.of(FINE_TUNED)) == len(session.study.budgets) * session.study.config.seeds * 2

    export = go_to(window, "Export")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "export"))
    click(export.model_button)
    qtbot.waitUntil(lambda: session.busy or export.folder is not None, timeout=5000)
    wait_for_the_job(qtbot, window)
    assert "equals the app" in export.model_check.text()
    check_exported(tmp_path / "export", window)


def check_exported(folder: Path, window: MainWindow) -> None:
    """The files are there, and the reloaded ONNX model says of the test images what the app's record says."""
    import onnxruntime

    from engine.images.cache import ImageCache

    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "Imagawa" in card
    assert str(folder.parent) not in card
    described = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert described["classes"] == list(window.session.measurements.classes)
    assert described["parity"]["max_difference"] < 1e-4
    store = window.session.store
    with ImageCache.open(store.images_cache_path) as cache:
        slot = {image.image_id: image.cache_slot for image in store.cohort().images}
        pixels = np.asarray(cache.read())[[slot[i] for i in store.split().test]]
    model = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    (scores,) = model.run(None, {model.get_inputs()[0].name: pixels})
    measured = window.session.measurements
    largest = max(cell.point.n_labels for cell in measured.cells)
    app_scores = [c.scores for c in measured.of(FINE_TUNED) if c.point.n_labels == largest and c.point.seed == 0]
    assert min(np.abs(scores - known).max() for known in app_scores) < 1e-4


def test_pause_resume_and_cancel_answer_at_once_and_a_second_run_goes_on(window, qtbot, tmp_path, monkeypatch):
    tiny_cohort(tmp_path / "images", patients=30, images_per_patient=2, seed=3)
    labels = tmp_path / "images" / "labels.csv"
    session = window.session
    new_project(window, qtbot, tmp_path / "images", tmp_path / "project", monkeypatch)
    labels_page = go_to(window, "Labels")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(labels), ""))
    click(labels_page.choices.table)
    qtbot.waitUntil(labels_page.importer.use.isVisible, timeout=10_000)
    click(labels_page.importer.use)
    qtbot.waitUntil(lambda: len(session.cohort.labelled) == 60, timeout=10_000)
    small_study(window, qtbot)
    qtbot.waitUntil(lambda: bool(session.measurements and session.measurements.of(FINE_TUNED)), timeout=WORK_MS)

    click(window.job_bar.pause_button)
    qtbot.waitUntil(lambda: session.job.paused, timeout=20_000)
    standing = len(session.measurements.cells)
    QTest.qWait(1500)
    assert len(session.measurements.cells) <= standing + 1  # the point that was on its way
    click(window.job_bar.pause_button)
    qtbot.waitUntil(lambda: not session.job.paused, timeout=20_000)
    click(window.job_bar.cancel_button)
    wait_for_the_job(qtbot, window)
    kept = len(session.measurements.cells)
    assert kept

    go_to(window, "Study")
    click(window.header.button)
    qtbot.waitUntil(lambda: session.busy, timeout=5000)
    wait_for_the_job(qtbot, window)
    assert session.study.state == "finished"
    assert len(session.measurements.of(FINE_TUNED)) == 3 * 2 * 2


def test_closing_during_a_run_asks_then_stops_cleanly(window, qtbot, tmp_path, monkeypatch):
    tiny_cohort(tmp_path / "images", patients=60, images_per_patient=4, seed=4, side=200)
    start = go_to(window, "Start")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "images"))
    click(start.images_choice)
    qtbot.waitUntil(start.form.isVisible)
    type_into(start.form.folder, str(tmp_path / "project"))
    click(start.form.create_button)
    qtbot.waitUntil(lambda: window.session.busy, timeout=5000)
    window.close()
    if window.session.busy:  # on a fast machine the folder is read by now
        assert window.isVisible()
        dialog = window.findChild(QMessageBox)
        click(next(b for b in dialog.buttons() if dialog.buttonRole(b) == QMessageBox.ButtonRole.AcceptRole))
    qtbot.waitUntil(lambda: not window.session.busy and not window.isVisible(), timeout=60_000)


def test_a_wrong_folder_is_said_in_a_sentence_and_nothing_is_lost(window, qtbot, tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("no image")
    new_project(window, qtbot, tmp_path / "texts", tmp_path / "project", monkeypatch)
    job = window.session.job
    assert job.outcome.code == "no_images"
    assert "No images were found" in job.outcome.sentence
    assert "Traceback" not in job.outcome.sentence
    assert window.job_bar.outcome.isVisible()
