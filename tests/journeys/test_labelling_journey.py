"""Labelling in the real window, by mouse and keys: what was answered is on disk, whatever happens next."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.pages.labels import LabelsPage
from tests.architecture.sources import ROOT
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.conftest import window_stage as window_stage
from tests.desktop_app.fakes import make_cohort, make_project

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def click(widget: QWidget) -> None:
    assert widget.isVisible(), f"{widget.accessibleName() or widget} is not to be seen"
    assert widget.isEnabled(), f"{widget.accessibleName() or widget} cannot be pressed"
    QTest.mouseClick(widget, LEFT)


def type_into(field: QWidget, text: str) -> None:
    QTest.mouseClick(field, LEFT)
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


def choose(box: QComboBox, text: str) -> None:
    """By the keyboard: the first item whose text begins so."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while not box.currentText().startswith(text):
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"no {text} among the choices"


def stored(project: Path) -> dict[str, tuple[str, str]]:
    """Label and origin by image, read by another connection."""
    with sqlite3.connect(project / "project.sqlite") as connection:
        return {i: (label, origin) for i, label, origin in connection.execute("SELECT * FROM labels")}


def open_labels(stage: WindowStage, project: Path) -> LabelsPage:
    window = stage.window
    assert window.session.open_project(project)
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    page = window.page("Labels")
    assert isinstance(page, LabelsPage)
    stage.qtbot.waitUntil(page.isVisible)
    return page


def name_classes(page: LabelsPage, qtbot: QtBot, *names: str) -> None:
    click(page.choices.here)
    for line, name in zip(page.classes.lines, names, strict=True):
        type_into(line.name, name)
    click(page.classes.use)
    qtbot.waitUntil(page.desk.isVisible)


def answer(page: LabelsPage, key: Qt.Key, qtbot: QtBot) -> None:
    """Press a key where the focus is, and wait until the next image is there."""
    QTest.keyClick(QApplication.focusWidget() or page.desk, key)
    settle(page, qtbot)


def settle(page: LabelsPage, qtbot: QtBot) -> None:
    """Until what was answered is written and the next image is there."""
    qtbot.waitUntil(lambda: not page.session.labelling.busy and not page.desk._waiting_for, timeout=5000)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", make_cohort(40, labelled=0), pixels=40)


def test_label_by_keys_with_undo_then_the_next_page(window_stage: WindowStage, project: Path) -> None:
    page, qtbot = open_labels(window_stage, project), window_stage.qtbot
    name_classes(page, qtbot, "covid", "normal")
    seen = []
    for at in range(7):
        seen.append(page.desk.queue.current)
        answer(page, Qt.Key.Key_1 if at % 2 else Qt.Key.Key_2, qtbot)
    assert len(set(seen)) == 7
    assert stored(project) == {i: ("covid" if at % 2 else "normal", "app") for at, i in enumerate(seen)}
    assert page.desk.side.progress_words.text() == "7 of 40 labelled"

    answer(page, Qt.Key.Key_Backspace, qtbot)
    assert page.desk.queue.current == seen[6], "the image comes back"
    assert seen[6] not in stored(project)
    QTest.keyClick(page.desk, Qt.Key.Key_Y, CONTROL)
    settle(page, qtbot)
    assert seen[6] in stored(project)
    click(page.desk.side.undo)
    settle(page, qtbot)
    assert seen[6] not in stored(project)
    answer(page, Qt.Key.Key_0, qtbot)
    assert page.desk.queue.current not in seen, "an unsure image does not come back at once"
    assert "1 unsure" in page.desk.side.progress_words.text()

    QTest.keyClick(page.desk, Qt.Key.Key_Left)
    QTest.keyClick(page.desk, Qt.Key.Key_Left)
    assert page.desk.queue.current == seen[5]
    assert page.desk.side.buttons["covid"].isChecked()
    click(page.desk.side.buttons["normal"])
    qtbot.waitUntil(lambda: stored(project)[seen[5]] == ("normal", "app"))

    data = window_stage.window.page("Data")
    QTest.keyClick(window_stage.window, Qt.Key.Key_2, CONTROL)  # perhaps before the label is known to be written
    settle(page, qtbot)
    assert "6 labelled" in data.header().answer, "the other pages know of them once this one is left"


def test_a_key_is_no_answer_to_an_image_that_was_not_seen(window_stage: WindowStage, project: Path) -> None:
    page, qtbot = open_labels(window_stage, project), window_stage.qtbot
    name_classes(page, qtbot, "covid", "normal")
    first = page.desk.queue.current
    for _ in range(3):  # before the event loop had a chance to show another
        QTest.keyClick(page.desk, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not page.session.labelling.busy)
    assert list(stored(project)) == [first]


def test_renamed_classes_take_their_labels_along(window_stage: WindowStage, project: Path) -> None:
    page, qtbot = open_labels(window_stage, project), window_stage.qtbot
    name_classes(page, qtbot, "covid", "normal")
    answer(page, Qt.Key.Key_1, qtbot)
    click(page.desk.side.edit)
    type_into(page.classes.lines[0].name, "COVID-19")
    click(page.classes.add)
    QTest.keyClicks(page.classes.lines[2].name, "tuberculosis")
    QTest.keyClick(page.classes.lines[2].name, Qt.Key.Key_Return)
    qtbot.waitUntil(page.desk.isVisible)
    assert list(page.desk.side.buttons) == ["COVID-19", "normal", "tuberculosis"]
    answer(page, Qt.Key.Key_3, qtbot)
    assert sorted(label for label, _ in stored(project).values()) == ["COVID-19", "tuberculosis"]


def test_a_foreign_table_is_mapped_used_and_undone(
    window_stage: WindowStage, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, qtbot, session = open_labels(window_stage, project), window_stage.qtbot, window_stage.window.session
    values = ("ja", "nein", "?", "")
    lines = ["Nr;Datei;Alter;Befund;Pat"]
    lines += [f"{at};chest{at:05d}.dcm;{20 + at};{values[at % 4]};Müller {at // 2}" for at in range(40)]
    lines += ["99;nowhere.dcm;50;ja;Größe"]
    (tmp_path / "export.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(tmp_path / "export.csv"), ""))
    click(page.choices.table)
    importer = page.importer
    qtbot.waitUntil(importer.isVisible)

    def settled() -> None:
        qtbot.waitUntil(lambda: not importer.busy, timeout=5000)

    assert importer.columns.image.currentText() == "Datei", "found by what it holds"
    assert importer.columns.encoding.currentText() == "Western (Windows-1252)"
    assert importer.columns.delimiter.currentText() == "Semicolon"
    choose(importer.columns.label, "Befund")
    settled()
    choose(importer.columns.patient, "Pat")
    settled()
    for value, name in (("ja", "covid"), ("nein", "normal"), ("?", "")):
        type_into(importer.values.boxes[value].lineEdit(), name)
        settled()
    assert importer.preview.fates == {"matched": 30, "no image": 1, "left out": 10}
    choose(importer.rows.filter, "no image")
    assert importer.table.rowCount() == 1
    assert importer.table.item(0, 0).text() == "nowhere.dcm"
    assert stored(project) == {}
    patients = {image.patient for image in session.cohort.images}

    click(importer.use)
    qtbot.waitUntil(lambda: session.cohort.class_counts == {"covid": 10, "normal": 10}, timeout=5000)
    assert {origin for _, origin in stored(project).values()} == {"csv"}
    assert {image.patient for image in session.cohort.images} != patients
    assert page.overview.origins.text() == "20 from a table"
    assert page.overview.undo.text() == "Undo the import of export.csv"
    click(page.overview.undo)
    qtbot.waitUntil(lambda: stored(project) == {}, timeout=5000)
    qtbot.waitUntil(page.choices.isVisible)
    assert {image.patient for image in session.cohort.images} == patients


PROGRAM = """
import os, sys, time
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = sys.argv[1]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from desktop_app.app import make_application, make_window
from tests.desktop_app.fakes import FakeRunner, make_cohort, make_project

project = Path(sys.argv[1], "project")
if not project.exists():
    make_project(project, make_cohort(60, labelled=0), pixels=60)
app = make_application()
window = make_window(app, runner_factory=FakeRunner)
window.show()
assert window.session.open_project(project)
window.show_page("Labels")
page = window.page("Labels")

def until(wanted, seconds=20):
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, "it did not come"
        app.processEvents()
        time.sleep(0.001)

QTest.mouseClick(page.choices.here, Qt.MouseButton.LeftButton)
for line, name in zip(page.classes.lines, ("covid", "normal")):
    QTest.keyClicks(line.name, name)
QTest.mouseClick(page.classes.use, Qt.MouseButton.LeftButton)
until(page.desk.isVisible)

def answer(key):
    before = page.desk.queue.current
    QTest.keyClick(page.desk, key)
    until(lambda: page.desk.queue.current != before or page.desk.trouble.text())
    return before

def say(*words):
    print(*words, flush=True)

"""
LABEL = """
for at in range(60):
    key, name = ((Qt.Key.Key_1, "covid"), (Qt.Key.Key_2, "normal"))[at % 2]
    say(answer(key), name)
"""
READ_ONLY = """
for at in range(3):
    say(answer(Qt.Key.Key_1))
def folder_is(files, folder):
    project.chmod(0o755)
    for path in project.glob("project.sqlite*"):
        path.chmod(files)
    project.chmod(folder)

root = os.geteuid() == 0  # whom no permission stops: for the moment, somebody else
folder_is(0o444, 0o555)
if root:
    os.seteuid(65534)
refused = answer(Qt.Key.Key_2)
assert page.desk.queue.current == refused, "the image stays"
assert not page.desk.side.buttons["normal"].isChecked()
assert window.session.cohort.class_counts == {"covid": 3}
say("said", page.desk.trouble.text().replace("\\n", " "))
if root:
    os.seteuid(0)
folder_is(0o600, 0o700)
page.desk.trouble.show_notice("bad", "")
assert answer(Qt.Key.Key_2) == refused
say("again", refused)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that any user may enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def start(program: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM + program, str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
    )


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform == "win32", reason="a kill that no process can see coming is POSIX")
def test_a_killed_window_loses_no_label(shared: Path, window_stage: WindowStage) -> None:
    child = start(LABEL, shared)
    answered = {}
    for line in child.stdout:
        image_id, label = line.split()
        answered[image_id] = label
        if len(answered) == 20:
            os.kill(child.pid, signal.SIGKILL)  # while it goes on labelling
            break
    rest = dict(line.split() for line in child.stdout if line.endswith("\n"))
    assert child.wait(20) == -signal.SIGKILL
    answered |= rest
    assert len(answered) >= 20

    page = open_labels(window_stage, shared / "project")
    cohort = window_stage.window.session.cohort
    found = {image.image_id: image.label for image in cohort.images if image.label is not None}
    assert answered.items() <= found.items()
    assert len(found) <= len(answered) + 1  # one more may have been on its way
    click(page.overview.here)
    assert page.desk.queue.current not in found, "it goes on where it stopped"
    assert page.desk.side.progress_words.text() == f"{len(found)} of 60 labelled"


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_becomes_read_only_is_said_and_nothing_is_lost(shared: Path) -> None:
    child = start(READ_ONLY, shared)
    said, _ = child.communicate(timeout=100)
    assert child.returncode == 0
    *before, sentence, again = said.splitlines()
    assert "The project's folder is read-only." in sentence
    assert "This answer was not saved; all before it are." in sentence
    expected = dict.fromkeys(before, ("covid", "app")) | {again.split()[1]: ("normal", "app")}
    assert stored(shared / "project") == expected
