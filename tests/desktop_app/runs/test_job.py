"""The job's view follows the events."""

from __future__ import annotations

from desktop_app.runs.job import LOG_LINES, JobView, advance
from engine.running import events as e


def play(*events: e.Event) -> JobView:
    view = JobView()
    for now, event in enumerate(events):
        view = advance(view, event, float(now))
    return view


STARTED = e.RunStarted("study", ("Reading", "Pretraining", "Training"), "CPU (2 threads)")


def test_stages_go_from_waiting_to_done() -> None:
    view = play(STARTED, e.StageStarted("Reading", 10, "images"), e.StageStarted("Pretraining", 40, "epochs"))
    assert [stage.state for stage in view.stages] == ["done", "running", "waiting"]
    assert (view.stages[0].started, view.stages[0].ended) == (1.0, 2.0)


def test_progress_is_taken_over_and_kept_within_bounds() -> None:
    progress = e.StageProgress("Reading", 5, 10, "images", 3.0, 2.0, 60.0, 1.4)
    view = play(STARTED, e.StageStarted("Reading", 10, "images"), progress)
    assert (view.fraction, view.per_second, view.seconds_left) == (1.0, 3.0, 60.0)
    assert view.stages[0].done == 5


def test_a_stage_that_was_not_announced_is_added() -> None:
    view = play(STARTED, e.StageStarted("Summing up", 0, ""))
    assert [stage.name for stage in view.stages][-1] == "Summing up"


def test_pausing() -> None:
    assert play(STARTED, e.RunPaused()).paused
    assert not play(STARTED, e.RunPaused(), e.RunResumed()).paused


def test_an_end_leaves_nothing_running() -> None:
    begun = (STARTED, e.StageStarted("Reading", 10, "images"))
    done = play(*begun, e.RunFinished("Done.", ""))
    failed = play(*begun, e.RunFailed("x", "It failed."))
    assert done.stages[0].state == "done"
    assert failed.stages[0].state == "stopped"
    assert failed.outcome == e.RunFailed("x", "It failed.")
    assert failed.log[-1] == "It failed."


def test_the_log_is_bounded() -> None:
    view = play(*[e.RunWarning("w", f"line {at}") for at in range(LOG_LINES + 50)])
    assert len(view.log) == LOG_LINES
    assert view.log[-1].endswith(str(LOG_LINES + 49))
