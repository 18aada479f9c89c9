"""Reading again: what is asked of the worker, and what is remembered of who is who."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.models.patient_choices import PatientChoice
from engine.cohort.records import Cohort
from engine.running import events as e
from engine.running.requests import ScanRequest
from engine.running.store import ProjectStore
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_project

PATTERN = PatientChoice("pattern", "", r"^(\d+)_")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", make_cohort(40))


def remember(project: Path, request: ScanRequest) -> None:
    store = ProjectStore.open(project)
    store.save_scan_request(request)
    store.close()


def test_the_last_request_is_asked_again_without_its_labels_file(stage: Stage, project: Path) -> None:
    saved = ScanRequest("/elsewhere", ("/a", "/b"), ("/pool",), "/labels.csv", r"^(\d+)", ("CT",), side=384)
    remember(project, saved)
    stage.session.open_project(project)
    assert stage.session.reading.read_again()
    assert stage.runner.requests == [replace(saved, project=str(project), labels_csv=None)]
    assert not stage.session.reading.read_again()  # one job at a time


def test_a_project_of_before_is_read_from_where_its_images_are(stage: Stage, tmp_path: Path) -> None:
    images = (make_image(0), make_image(1, source="/pool", pool_only=True), make_image(2, source="/other"))
    folder = make_project(tmp_path / "q", Cohort(images))
    stage.session.open_project(folder)
    request = stage.session.reading.last_request()
    assert request == ScanRequest(str(folder), ("/images", "/other"), pool_folders=("/pool",))


def test_nothing_to_read_again(stage: Stage, tmp_path: Path) -> None:
    assert not stage.session.reading.read_again()
    stage.session.open_project(make_project(tmp_path / "q"))
    assert not stage.session.reading.read_again()
    assert not stage.session.reading.include("modality", "CT")


def test_including_adds_a_value_once(stage: Stage, project: Path) -> None:
    remember(project, ScanRequest(str(project), ("/a",), include_modalities=("MR",)))
    stage.session.open_project(project)
    reading = stage.session.reading
    for code, value in (("modality", "CT"), ("modality", "MR"), ("body_part", "ABDOMEN")):
        assert reading.include(code, value)
        stage.send(e.RunCancelled("Stopped."))
    asked = [
        (request.include_modalities, request.include_body_parts)
        for request in stage.runner.requests
        if isinstance(request, ScanRequest)
    ]
    assert asked == [(("MR", "CT"), ()), (("MR",), ()), (("MR",), ("ABDOMEN",))]


def test_a_rule_is_read_with(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    assert stage.session.reading.name_patients(PATTERN)
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert (request.patient_pattern, request.patient_folders) == (r"^(\d+)_", False)
    assert not stage.session.reading.name_patients(PATTERN)
    stage.send(e.RunCancelled("Stopped."))
    assert stage.session.reading.name_patients(PatientChoice("folder", "", folders=True))
    request = stage.runner.requests[1]
    assert isinstance(request, ScanRequest)
    assert (request.patient_pattern, request.patient_folders) == (None, True)


def test_each_alone_is_remembered_and_reads_only_where_it_changes_something(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    reading = stage.session.reading
    assert not reading.each_alone
    with stage.qtbot.waitSignal(stage.session.cohort_changed):
        assert reading.name_patients(PatientChoice("alone", ""))
    assert not stage.runners
    stage.session.close_project()
    stage.session.open_project(project)
    assert reading.each_alone
    request = reading.last_request()
    assert request is not None
    assert request.patient_folders is False
    reading.name_patients(PATTERN)
    assert not reading.each_alone


def test_each_alone_undoes_a_rule(stage: Stage, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "q", Cohort((make_image(0, notes=("patient_from_folder",)), make_image(1))))
    stage.session.open_project(folder)
    assert stage.session.reading.name_patients(PatientChoice("alone", ""))
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert (request.patient_pattern, request.patient_folders) == (None, False)


def test_what_is_read_is_kept_until_the_record_holds_it(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    reading = stage.session.reading
    reading.read_again()
    stage.send(e.RunStarted("scan", ("Reading",), "CPU"))
    assert reading.active
    stage.send(e.FilesRead((make_image(70),), ()), e.FilesRead((make_image(71),), make_cohort(0).problems))
    assert (len(reading.images), len(reading.problems)) == (2, 12)
    stage.send(e.CohortLoaded(40, 40, 24, 12))
    assert not reading.images
    stage.send(e.RunFinished("Done.", str(project)))
    assert not reading.active


def test_a_scan_that_says_that_it_is_done_is_read_once(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    told: list[int] = []
    stage.session.cohort_changed.connect(lambda: told.append(1))
    for ending in ((e.CohortLoaded(40, 40, 24, 12), e.RunFinished("Done.", "")), (e.RunCancelled("Stopped."),)):
        stage.session.reading.read_again()
        stage.send(e.RunStarted("scan", ("Reading",), "CPU"), *ending)
    assert len(told) == 2
