"""The session: one place that knows what is open, and says what changed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from engine.cohort.records import Cohort
from engine.errors import ProjectError
from engine.learning_curve.design import StudyConfig
from engine.running import events as e
from engine.running.requests import ScanRequest, StudyRequest
from engine.running.store import ProjectStore
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", make_cohort(40), "Ward 7")


def test_opening_a_project_tells_everybody(stage: Stage, project: Path) -> None:
    heard: list[str] = []
    for name in ("project_changed", "cohort_changed", "study_changed", "points_changed", "answer_changed"):
        getattr(stage.session, name).connect(lambda name=name: heard.append(name))
    assert stage.session.open_project(project)
    assert heard == ["project_changed", "cohort_changed", "study_changed", "points_changed", "answer_changed"]
    assert stage.session.store is not None
    assert stage.session.store.name == "Ward 7"
    assert stage.session.cohort is not None
    assert len(stage.session.cohort.images) == 40
    stage.session.close_project()
    assert stage.session.store is None
    assert stage.session.cohort is None


def test_what_cannot_be_opened_is_said_and_nothing_changes(stage: Stage, project: Path, tmp_path: Path) -> None:
    stage.session.open_project(project)
    said: list[str] = []
    stage.session.problem.connect(said.append)
    assert not stage.session.open_project(tmp_path / "nothing")
    assert not stage.session.new_project(project, "again")
    assert len(said) == 2
    assert all(sentence.endswith(".") for sentence in said)
    assert stage.session.store is not None
    assert stage.session.store.folder == project


@pytest.fixture
def large(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that counts as large; `project` is one beside it."""
    monkeypatch.setattr("desktop_app.session.MANY_IMAGES", 41)
    return make_project(tmp_path / "large", make_cohort(60), "Ward 8")


def test_a_large_project_is_read_on_another_thread(
    stage: Stage, project: Path, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, read_on, original = stage.session, [], ProjectStore.cohort

    def watched(store: ProjectStore) -> Cohort:
        read_on.append(threading.current_thread())
        return original(store)

    session.open_project(project)
    monkeypatch.setattr(ProjectStore, "cohort", watched)
    assert session.open_project(large)
    assert session.store is None, "the former one is closed at once"
    assert (session.opening.name, session.opening.images) == ("Ward 8", 60)
    with stage.qtbot.waitSignal(session.project_changed):
        pass
    assert session.store is not None
    assert session.store.folder == large
    assert session.cohort is not None
    assert len(session.cohort.images) == 60
    assert session.opening.name == ""
    assert read_on
    assert threading.main_thread() not in read_on


def test_another_project_may_be_opened_while_a_large_one_is_read(stage: Stage, project: Path, large: Path) -> None:
    session = stage.session
    opened: list[Path] = []
    session.project_changed.connect(lambda: opened.append(session.store.folder) if session.store else None)
    session.open_project(large)
    session.open_project(project)
    assert session.opening.name == ""
    stage.qtbot.waitUntil(lambda: not session.opening._background.running)
    assert opened == [project]


def test_a_large_project_that_cannot_be_read_is_said(
    stage: Stage, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: ProjectStore) -> Cohort:
        raise ProjectError("The record is damaged.", code="damaged")

    monkeypatch.setattr(ProjectStore, "cohort", broken)
    with stage.qtbot.waitSignal(stage.session.problem) as said:
        assert stage.session.open_project(large)
    assert said.args == ["The record is damaged."]
    assert stage.session.store is None
    assert stage.session.opening.name == ""


def test_the_window_may_close_while_a_large_project_is_read(stage: Stage, large: Path) -> None:
    stage.session.open_project(large)
    stage.session.shut_down()
    stage.qtbot.waitUntil(lambda: not stage.session.opening._background.running)
    assert stage.session.store is None


def test_a_job_from_start_to_end(stage: Stage, project: Path) -> None:
    session = stage.session
    session.open_project(project)
    request = ScanRequest(str(project), ("/images",))
    assert session.submit(request)
    assert stage.runner.requests == [request]
    assert session.busy
    assert not session.submit(request)
    session.pause()
    session.resume()
    assert stage.runner.wishes == ["pause", "resume"]
    session.cancel()
    assert stage.runner.wishes[-1] == "cancel"
    assert session.job is not None
    assert session.job.cancelling
    ended: list[object] = []
    session.job_ended.connect(ended.append)
    stage.send(e.RunStarted("scan", ("Reading",), "CPU"), e.RunCancelled("Stopped."))
    assert ended == [e.RunCancelled("Stopped.")]
    assert not session.busy
    session.dismiss_job()
    assert session.job is None


def test_events_arrive_on_the_gui_thread(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    stage.session.submit(ScanRequest(str(project), ("/images",)))
    threads: list[QThread] = []
    stage.session.bridge.came.connect(lambda _: threads.append(QThread.currentThread()))
    sender = threading.Thread(target=stage.runner.send, args=(e.RunStarted("scan", (), "CPU"),))
    sender.start()
    sender.join()
    stage.qtbot.waitUntil(lambda: bool(threads))
    assert threads == [stage.session.thread()]


def test_a_changed_cohort_is_read_anew(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    stage.session.submit(ScanRequest(str(project), ("/images",)))
    other = ProjectStore.open(project)
    other.replace_scan(make_cohort(70))
    other.close()
    with stage.qtbot.waitSignal(stage.session.cohort_changed):
        stage.runner.send(e.CohortLoaded(70, 70, 24, 12))
    assert stage.session.cohort is not None
    assert len(stage.session.cohort.images) == 70


def test_progress_is_told_at_most_ten_times_a_second(stage: Stage, project: Path) -> None:
    stage.session.open_project(project)
    stage.session.submit(StudyRequest(str(project), StudyConfig()))
    told: list[int] = []
    stage.session.job_changed.connect(lambda: told.append(1))
    for at in range(200):
        stage.runner.send(e.StageProgress("Training", at, 200, "trainings", fraction=at / 200))
    stage.qtbot.wait(250)
    assert 1 <= len(told) <= 4
    assert stage.session.job is not None
    assert stage.session.job.done == 199


def test_the_machines_speed_is_heard_without_a_job(stage: Stage) -> None:
    with stage.qtbot.waitSignal(stage.session.speed_changed):
        stage.runner.send(e.SpeedMeasured("CPU (2 threads)", 88.0))
    assert (stage.session.images_per_second, stage.session.device) == (88.0, "CPU (2 threads)")


def test_the_finding_is_kept_in_the_project(stage: Stage, project: Path) -> None:
    session = stage.session
    session.open_project(project)
    session.set_positive_class("other")
    session.close_project()
    session.open_project(project)
    assert session.positive_class == "other"


def test_a_target_belongs_to_its_metric(stage: Stage) -> None:
    session = stage.session
    targets: list[float] = []
    session.target_changed.connect(targets.append)
    session.set_target(0.9)
    session.set_target(0.9)
    session.set_metric("accuracy")
    assert targets == [0.9]
    assert session.target is None


def test_no_other_project_while_a_job_runs(stage: Stage, project: Path, tmp_path: Path) -> None:
    stage.session.open_project(project)
    stage.session.submit(ScanRequest(str(project), ("/images",)))
    assert not stage.session.new_project(tmp_path / "q", "Q")
    assert not (tmp_path / "q").exists()
