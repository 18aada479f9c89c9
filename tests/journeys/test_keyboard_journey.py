"""The whole main journey without a mouse: Tab, Enter, arrows, shortcuts and typing, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import make_window
from desktop_app.look.widgets import Disclosure
from desktop_app.main_window import MainWindow
from engine.learning_curve.points import FINE_TUNED
from tests.builders import tiny_cohort

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
WORK_MS = 300_000  # the worker's share; generous, for a busy machine
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 200


class NoMouse(QObject):
    """Notes every press of a mouse button."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.pressed += event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        return False


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    mouse = NoMouse()
    qapp.installEventFilter(mouse)
    window = make_window(qapp)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield window
    window.session.cancel()
    qtbot.waitUntil(lambda: not window.session.busy, timeout=30_000)
    window.session.shut_down()
    window.close()
    qapp.removeEventFilter(mouse)
    assert mouse.pressed == 0


def back_to(window: MainWindow, qtbot: QtBot, timer: QTimer) -> None:
    """The file dialog is gone; this platform has no desktop that would make the window the active one again."""
    timer.stop()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=5000)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """To whatever has the keyboard."""
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)


def tab_to(part: QWidget) -> None:
    """Press Tab until `part` has the keyboard; it must be on screen by then."""
    for _ in range(MOST_TABS):
        if part.hasFocus():
            assert part.isVisible()
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {part.accessibleName() or part}")


def unfold(part: QWidget) -> None:
    """Open the disclosures that `part` is in, from the outermost."""
    outer, folds = part.parentWidget(), []
    while outer is not None:
        if isinstance(outer, Disclosure) and not outer.button.isChecked():
            folds.insert(0, outer)
        outer = outer.parentWidget()
    for fold in folds:
        tab_to(fold.button)
        press(Qt.Key.Key_Space)


def write(field: QWidget, text: str) -> None:
    """Go to a field and type over what is in it."""
    unfold(field)
    tab_to(field)
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), text)


def answer_file_dialog(path: Path) -> QTimer:
    """Type a path into the file dialog that opens next, and press Enter."""
    timer = QTimer()
    timer.setInterval(60)
    typed: list[QWidget] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            if typed:
                timer.stop()
            return
        if QApplication.activeWindow() is not dialog:  # it is being shown still, later on a busy machine
            return
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        if not typed:
            assert field.hasFocus()  # one can type at once
            field.selectAll()
            QTest.keyClicks(field, str(path))
            typed.append(field)
        else:  # the list of suggestions may take the first Enter
            QTest.keyClick(field, Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_from_start_to_export_by_keyboard(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    labels = tiny_cohort(tmp_path / "images", patients=30, images_per_patient=2, seed=2, side=64)
    table = tmp_path / "labels.csv"
    labels.rename(table)
    (tmp_path / "export").mkdir()
    session = window.session

    # Start: a folder, by its path
    timer = answer_file_dialog(tmp_path / "images")
    start = window.page("Start")
    tab_to(start.images_choice)
    press(Qt.Key.Key_Space)
    back_to(window, qtbot, timer)
    qtbot.waitUntil(start.form.isVisible, timeout=5000)
    write(start.form.folder, str(tmp_path / "project"))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.store is not None, timeout=5000)
    assert window.current == "Data"
    qtbot.waitUntil(lambda: not session.busy, timeout=WORK_MS)
    assert len(session.cohort.images) == 60

    # Data: look at an image closely, leaf, come back
    data = window.page("Data")
    tab_to(data.grid)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(data.viewer.isVisible, timeout=2000)
    qtbot.waitUntil(lambda: data.viewer.canvas.picture.exact, timeout=20_000)
    press(Qt.Key.Key_PageDown)
    assert data.grid.currentIndex().row() == 2
    press(Qt.Key.Key_Escape)
    assert data.grid.hasFocus()

    # Labels: a table
    press(Qt.Key.Key_3, CTRL)
    page = window.page("Labels")
    timer = answer_file_dialog(table)
    tab_to(page.choices.table)
    press(Qt.Key.Key_Space)
    back_to(window, qtbot, timer)
    qtbot.waitUntil(page.importer.use.isVisible, timeout=10_000)
    qtbot.waitUntil(page.importer.use.isEnabled, timeout=10_000)
    tab_to(page.importer.use)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(session.cohort.labelled) == 60, timeout=10_000)

    # Study: a small one
    press(Qt.Key.Key_4, CTRL)
    study = window.page("Study")
    qtbot.waitUntil(study.advanced_fold.isVisible, timeout=5000)
    advanced = study.advanced
    for field, text in (
        (advanced.budgets, "8, 16"),
        (advanced.seeds, "2"),
        (advanced.pretraining_epochs, "1"),
        (advanced.pretraining_batch, "16"),
        (advanced.tuning_epochs, "1"),
        (advanced.tuning_batch, "4"),
    ):
        write(field, text)
    size = advanced.control("image_size")
    unfold(size)
    tab_to(size)
    press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: study.config.seeds == 2 and study.config.budgets == (8, 16), timeout=5000)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: session.busy, timeout=5000)
    qtbot.waitUntil(lambda: not session.busy, timeout=WORK_MS)
    assert session.study.state == "finished"
    assert len(session.measurements.of(FINE_TUNED)) == 2 * 2 * 2

    # Curve and Plan: the answer is there to be read
    press(Qt.Key.Key_5, CTRL)
    curve = window.page("Curve")
    qtbot.waitUntil(lambda: bool(curve.says[0].text()), timeout=10_000)
    press(Qt.Key.Key_6, CTRL)
    plan = window.page("Plan")
    qtbot.waitUntil(lambda: bool(plan.cards.verdict.text()), timeout=10_000)

    # Export
    press(Qt.Key.Key_7, CTRL)
    export = window.page("Export")
    timer = answer_file_dialog(tmp_path / "export")
    tab_to(export.model_button)
    press(Qt.Key.Key_Space)
    back_to(window, qtbot, timer)
    qtbot.waitUntil(lambda: session.busy or export.folder is not None, timeout=5000)
    qtbot.waitUntil(lambda: not session.busy, timeout=WORK_MS)
    assert (export.folder / "model.onnx").is_file()
    assert "equals the app" in export.model_check.text()
