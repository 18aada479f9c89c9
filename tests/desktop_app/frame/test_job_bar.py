"""The job bar shows what is done, how far, how fast, how long yet; and how it ended."""

from __future__ import annotations

import pytest

from desktop_app import wording
from desktop_app.frame.job_bar import JobBar
from engine.learning_curve.design import StudyConfig
from engine.running import events as e
from engine.running.requests import StudyRequest
from tests.desktop_app.conftest import Stage


@pytest.fixture
def bar(stage: Stage) -> JobBar:
    result = JobBar(stage.session)
    stage.qtbot.addWidget(result)
    return result


def begin(stage: Stage, job: str = "study") -> None:
    stage.session.submit(StudyRequest("/p", StudyConfig()))
    stage.send(e.RunStarted(job, ("Pretraining", "Training"), "CPU"), e.StageStarted("Pretraining", 100, "images"))


def test_it_is_hidden_without_a_job(stage: Stage, bar: JobBar) -> None:
    assert bar.isHidden()


def test_progress_in_words_and_numbers(stage: Stage, bar: JobBar) -> None:
    begin(stage)
    stage.send(e.StageProgress("Pretraining", 58, 100, "images", 128.0, 100.0, 240.0, 0.58))
    stage.qtbot.waitUntil(lambda: bar.percent.text().startswith("58"))
    assert bar.stage.text() == "Pretraining"
    assert "128 images/s" in bar.read_out.text()
    assert "about 4 min left" in bar.read_out.text()
    assert bar.progress.value() == 580


def test_a_scan_tells_files_and_bytes_a_second(stage: Stage, bar: JobBar) -> None:
    begin(stage, "scan")
    stage.send(e.StageProgress("Reading", 250, 1000, "files", 118.0, 6.4, 240.0, 0.25, 41.2e6))
    stage.qtbot.waitUntil(lambda: "files/s" in bar.read_out.text())
    assert bar.read_out.text() == "118 files/s · 41 MB/s · about 4 min left"


def test_while_files_are_still_found_there_is_no_share_and_no_time_left(stage: Stage, bar: JobBar) -> None:
    begin(stage, "scan")
    stage.send(e.StageProgress("Reading", 250, 5000, "files", 118.0, 40.0, 40.0, 0.05, 41.2e6, counting=True))
    stage.qtbot.waitUntil(lambda: "5" in bar.read_out.text())
    assert bar.read_out.text() == f"250 of 5{wording.NARROW_SPACE}000+ files · 118 files/s · 41 MB/s"
    assert (bar.progress.maximum(), bar.percent.text()) == (0, "")
    stage.send(e.StageProgress("Reading", 300, 5200, "files", 118.0, 40.0, 40.0, 0.06, 41.2e6))
    stage.qtbot.waitUntil(lambda: "left" in bar.read_out.text())
    assert bar.progress.maximum() > 0
    assert bar.percent.text().startswith("6")


def test_pausing_offers_resuming(stage: Stage, bar: JobBar) -> None:
    begin(stage)
    bar.pause_button.click()
    assert stage.runner.wishes == ["pause"]
    stage.send(e.RunPaused())
    assert bar.pause_button.text() == "Resume"
    assert bar.stage.text() == "Paused: Pretraining"
    bar.pause_button.click()
    assert stage.runner.wishes == ["pause", "resume"]
    stage.send(e.RunResumed())
    assert bar.pause_button.text() == "Pause"


def test_finishing_early_is_for_studies(stage: Stage, bar: JobBar) -> None:
    begin(stage, "scan")
    assert bar.finish_button.isHidden()
    stage.send(e.RunCancelled("Stopped."))
    begin(stage)
    assert not bar.finish_button.isHidden()
    bar.finish_button.click()
    assert stage.runner.wishes == ["finish_early"]
    assert not bar.finish_button.isEnabled()
    assert bar.stage.text() == "Finishing early"
    assert bar.cancel_button.isEnabled()


def test_cancelling(stage: Stage, bar: JobBar) -> None:
    begin(stage)
    bar.cancel_button.click()
    assert stage.runner.wishes == ["cancel"]
    assert bar.stage.text() == "Stopping"
    assert not bar.cancel_button.isEnabled()


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        (e.RunFinished("18 trainings measured.", "/p"), "Done"),
        (e.RunFinished("9 trainings measured.", "/p", early=True), "Finished early"),
        (e.RunCancelled("Stopped. 9 trainings are kept."), "Stopped"),
        (e.RunFailed("storage", "The disk is full.", "OSError 28"), "Failed"),
    ],
)
def test_the_outcome_stays_until_it_is_dismissed(stage: Stage, bar: JobBar, outcome: e.Outcome, word: str) -> None:
    begin(stage)
    stage.send(outcome)
    assert bar.outcome_word.text() == word
    assert bar.outcome.text() == outcome.sentence
    assert not bar.isHidden()
    assert bar.detail_button.isHidden() != isinstance(outcome, e.RunFailed)
    if isinstance(outcome, e.RunFailed):
        bar.detail_button.click()
        assert bar.detail.text() == "storage: OSError 28"
        assert not bar.detail.isHidden()
    bar.dismiss_button.click()
    assert bar.isHidden()


def test_in_little_room_the_buttons_keep_their_names(stage: Stage, bar: JobBar) -> None:
    begin(stage)
    bar.set_compact(True)
    assert bar.cancel_button.text() == ""
    assert bar.cancel_button.accessibleName() == "Cancel"
    assert bar.pause_button.toolTip()
    bar.set_compact(False)
    assert bar.cancel_button.text() == "Cancel"
