"""The Export page: it asks for what it says, and tells of the check only when it was made."""

from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.models.export_view import check_sentence, read_check
from desktop_app.pages.export import ExportPage
from desktop_app.pages.page import StepState
from desktop_app.session import Session
from engine.learning_curve.presets import load_preset
from engine.running import events
from engine.running.requests import ExportRequest
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import FakeRunner, make_cohort, make_project
from tests.desktop_app.known_truth import BUDGETS, make_measurements


@pytest.fixture
def session(qapp, tmp_path):
    make_project(tmp_path / "p", make_cohort(100, 0.8))
    result = Session(FakeRunner)
    assert result.open_project(tmp_path / "p")
    yield result
    result.shut_down()


@pytest.fixture
def page(session, qtbot):
    result = ExportPage(session)
    qtbot.addWidget(result)
    result.show()
    return result


def measure(session: Session) -> None:
    measured = make_measurements()
    entry = StudyEntry("k", load_preset("quick"), "2026", "finished", measured.classes, 1, BUDGETS, 540, 300)
    session.store.begin_study(entry, measured)
    for cell in measured.cells:
        session.store.add_cell("k", cell)
    session.select_study("k")


def test_nothing_to_export_before_a_study(page, qtbot):
    assert page.empty.isVisible()
    assert page.header().action is None
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Study"]


def test_export_is_asked_for_and_its_check_is_read(page, session, qtbot, tmp_path):
    measure(session)
    assert page.model_button.isVisible()
    assert "equals" not in page.model_check.text()
    page.export_to(tmp_path / "out")
    (request,) = session.bridge.runner.requests
    assert request == ExportRequest(str(session.store.folder), str(tmp_path / "out"), "k")
    assert not page.model_button.isEnabled()
    send = session.bridge.runner.send
    send(events.RunStarted("export", ("Exporting",), "CPU"))
    qtbot.waitUntil(lambda: page.state() is StepState.IN_WORK)
    (tmp_path / "out").mkdir()
    model = {"parity": {"max_difference": 2.98e-06, "images": 240}}
    (tmp_path / "out" / "model.json").write_text(json.dumps(model))
    send(events.RunFinished("Exported the model, its card and the results.", str(tmp_path / "out")))
    qtbot.waitUntil(lambda: page.folder is not None)
    assert page.model_check.text() == "The ONNX model equals the app to 3e-6 on 240 images."
    assert page.open_folder.isVisible()
    assert page.state() is StepState.DONE
    assert page.model_button.isEnabled()


def test_a_failed_export_is_told(page, session, qtbot, tmp_path):
    measure(session)
    page.export_to(tmp_path / "out")
    send = session.bridge.runner.send
    send(events.RunStarted("export", ("Exporting",), "CPU"))
    send(events.RunFailed("export", "The folder cannot be written. Choose another."))
    qtbot.waitUntil(lambda: not session.busy)
    assert page.result.text() == "The folder cannot be written. Choose another."
    assert page.folder is None


def test_points_table_holds_every_point(page, session, tmp_path):
    measure(session)
    page.save_points_to(tmp_path / "points.csv")
    with (tmp_path / "points.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    points = {
        (c.point.mode, c.point.n_labels, c.point.initialisation, c.point.seed): c.point.auc
        for c in session.measurements.cells
    }
    assert len(rows) == len(points) == 60
    for line in rows:
        key = (line["mode"], int(line["n_labels"]), line["initialisation"], int(line["seed"]))
        assert float(line["auc"]) == points[key]


def test_a_refusing_disk_is_told(page, session, qtbot, tmp_path):
    measure(session)
    with qtbot.waitSignal(session.problem):
        page.save_points_to(tmp_path / "nowhere" / "points.csv")


def test_no_check_is_made_up(tmp_path):
    assert read_check(tmp_path) is None
    (tmp_path / "model.json").write_text('{"classes": []}')
    assert read_check(tmp_path) is None
    (tmp_path / "model.json").write_text('{"parity": {"max_difference": 0, "images": 5}}')
    assert "exactly on 5 images" in check_sentence(read_check(tmp_path))
