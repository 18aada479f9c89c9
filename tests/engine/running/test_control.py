"""Pause, resume, finish early, cancel: as the job's thread sees them."""

import threading

import pytest

from engine.running.control import JobCancelled, RunControl


def test_an_undisturbed_job_passes():
    control = RunControl()
    control.check()
    assert not control.cancelled
    assert not control.finishing_early


def test_cancel_is_raised_at_the_next_check_and_no_exception_handler_swallows_it():
    control = RunControl()
    control.cancel()
    assert not issubclass(JobCancelled, Exception)
    with pytest.raises(JobCancelled):
        control.check()


def test_a_paused_job_stands_still_until_resumed():
    control = RunControl()
    seen: list[str] = []
    control.on_paused = lambda: seen.append("paused")
    control.on_resumed = lambda: seen.append("resumed")
    control.pause()
    worker = threading.Thread(target=control.check)
    worker.start()
    worker.join(0.2)
    assert worker.is_alive()
    assert seen == ["paused"]
    control.resume()
    worker.join(5)
    assert not worker.is_alive()
    assert seen == ["paused", "resumed"]


def test_cancel_reaches_a_paused_job():
    control = RunControl()
    control.pause()
    raised: list[bool] = []

    def job() -> None:
        try:
            control.check()
        except JobCancelled:
            raised.append(True)

    worker = threading.Thread(target=job)
    worker.start()
    control.cancel()
    worker.join(5)
    assert raised == [True]


def test_finish_early_does_not_stop_a_step():
    control = RunControl()
    control.finish_early()
    control.check()
    assert control.finishing_early
