"""Pause, Resume, Cancel, and Finish early, with the real worker on a tiny cohort.

Each answers within two seconds; Finish early gives up the trainings that are not done and keeps the others.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.session import Session
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.pretraining.config import SimCLRConfig
from engine.running.control import RunControl
from engine.running.device import available_cores
from engine.running.events import RunCancelled, RunFinished
from engine.running.requests import ScanRequest, StudyRequest
from engine.running.run import execute
from tests.builders import tiny_cohort

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SECONDS = 2.0
TRAINING = FineTuneConfig(epochs=1, min_steps=40, max_steps=40, batch_size=8)
STUDIES = {
    "Pretraining": StudyConfig(
        image_size=64, budgets=(8, 12, 16), seeds=2, probe=False, finetuning=TRAINING,
        pretraining=SimCLRConfig(epochs=2000, batch_size=16),
    ),
    "Fine-tuning": StudyConfig(
        image_size=64, budgets=(8, 12, 16), seeds=50, probe=False, finetuning=TRAINING,
        pretraining=SimCLRConfig(epochs=1, batch_size=16),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    labels = tiny_cohort(folder / "images", patients=30, images_per_patient=2, seed=1)
    request = ScanRequest(str(folder / "project"), (str(folder / "images"),), labels_csv=str(labels), jobs=1)
    assert isinstance(execute(request, lambda _: None, RunControl()), RunFinished)
    return folder / "project"


@pytest.fixture
def session(qapp: QApplication, scanned: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session()
    assert session.open_project(shutil.copytree(scanned, tmp_path / "project"))
    yield session
    session.shut_down()


def at_work(session: Session, qtbot: QtBot, stage: str) -> None:
    """In the middle of a stage, a few steps done."""
    assert session.submit(StudyRequest(str(session.store.folder), STUDIES[stage]))
    qtbot.waitUntil(lambda: session.job.stage == stage and session.job.done > 0, timeout=120_000)


def answered(qtbot: QtBot, wish: Callable[[], None], done: Callable[[], bool]) -> float:
    """Seconds from the wish to its answer."""
    began = time.monotonic()
    wish()
    qtbot.waitUntil(done, timeout=60_000)
    return time.monotonic() - began


@pytest.mark.parametrize("stage", STUDIES)
def test_pause_resume_and_cancel(session: Session, qtbot: QtBot, stage: str) -> None:
    at_work(session, qtbot, stage)
    paused = answered(qtbot, session.pause, lambda: session.job.paused)
    resumed = answered(qtbot, session.resume, lambda: not session.job.paused)
    before = session.job.done
    qtbot.waitUntil(lambda: session.job.done > before, timeout=60_000)  # it does go on
    cancelled = answered(qtbot, session.cancel, lambda: not session.busy)
    assert isinstance(session.job.outcome, RunCancelled)
    print(f"{stage}: paused {paused:.2f} s, resumed {resumed:.2f} s, cancelled {cancelled:.2f} s")
    assert max(paused, resumed, cancelled) < SECONDS


def test_finish_early_in_the_pretraining(session: Session, qtbot: QtBot) -> None:
    at_work(session, qtbot, "Pretraining")
    finished = answered(qtbot, session.finish_early, lambda: not session.busy)
    print(f"Pretraining: finished early {finished:.2f} s")
    assert isinstance(session.job.outcome, RunFinished)
    assert session.job.outcome.early
    assert session.study.state == "early"
    assert finished < SECONDS


def test_finish_early_among_the_trainings_keeps_those_that_are_done(session: Session, qtbot: QtBot) -> None:
    at_work(session, qtbot, "Fine-tuning")
    qtbot.waitUntil(lambda: session.job.points_done >= 2, timeout=120_000)
    said = answered(qtbot, session.finish_early, lambda: session.job.finishing)
    kept = session.job.points_done
    finished = answered(qtbot, lambda: None, lambda: not session.busy)
    print(f"Fine-tuning: said {said:.2f} s, finished early {finished:.2f} s")
    assert said < 0.2
    assert finished < SECONDS
    assert isinstance(session.job.outcome, RunFinished)
    assert session.job.outcome.early
    assert session.study.state == "early"
    # At most as many more as were just done, their end on its way to the window.
    assert kept <= session.job.points_done <= kept + 2 * available_cores()
    assert len(session.measurements.cells) == session.job.points_done


def test_cancel_while_paused(session: Session, qtbot: QtBot) -> None:
    at_work(session, qtbot, "Fine-tuning")
    answered(qtbot, session.pause, lambda: session.job.paused)
    assert answered(qtbot, session.cancel, lambda: not session.busy) < SECONDS
    assert isinstance(session.job.outcome, RunCancelled)
