"""The computer is kept awake exactly while a job works; where it cannot be, the job's log says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.runs.keep_awake import KeepAwake
from engine.learning_curve.design import StudyConfig
from engine.running import events as e
from engine.running.requests import StudyRequest
from tests.desktop_app.conftest import Stage

STARTED = e.RunStarted("study", ("Pretraining",), "CPU")
SLEEP = "may go to sleep"


class FakeInhibitor:
    def __init__(self, grants: bool = True) -> None:
        self.grants = grants
        self.calls: list[str] = []

    def hold(self, answer: Callable[[bool], None]) -> None:
        self.calls.append("hold")
        answer(self.grants)

    def release(self) -> None:
        self.calls.append("release")


@pytest.fixture
def inhibitor(stage: Stage) -> FakeInhibitor:
    result = FakeInhibitor()
    KeepAwake(stage.session, result)
    stage.session.submit(StudyRequest("/p", StudyConfig()))
    return result


@pytest.mark.parametrize(
    "outcome", [e.RunFinished("Done.", ""), e.RunCancelled("Stopped."), e.RunFailed("disk", "The disk is full.")]
)
def test_from_the_jobs_beginning_to_its_end(stage: Stage, inhibitor: FakeInhibitor, outcome: e.Event) -> None:
    assert inhibitor.calls == ["hold"]
    stage.send(STARTED, e.StageStarted("Pretraining", 10, "images"))
    assert inhibitor.calls == ["hold"]
    stage.send(outcome)
    assert inhibitor.calls == ["hold", "release"]
    assert not any(SLEEP in line for line in stage.session.job.log)


def test_not_while_it_is_paused(stage: Stage, inhibitor: FakeInhibitor) -> None:
    stage.send(STARTED, e.RunPaused())
    assert inhibitor.calls == ["hold", "release"]
    stage.send(e.RunResumed())
    assert inhibitor.calls == ["hold", "release", "hold"]
    stage.send(e.RunPaused(), e.RunCancelled("Stopped."))
    assert inhibitor.calls == ["hold", "release", "hold", "release"]


def test_where_the_system_refuses_the_log_says_so_once_a_job(stage: Stage) -> None:
    refuses = FakeInhibitor(grants=False)
    KeepAwake(stage.session, refuses)
    for _ in range(2):
        stage.session.submit(StudyRequest("/p", StudyConfig()))
        stage.send(STARTED, e.RunPaused(), e.RunResumed())
        assert sum(SLEEP in line for line in stage.session.job.log) == 1
        stage.send(e.RunFinished("Done.", ""))
    assert refuses.calls.count("hold") == 4
