"""Fractions only grow, and the time left follows from the work that is left."""

import pytest

from engine.cohort.scan_progress import ScanProgress
from engine.running import progress
from engine.running.control import RunControl
from engine.running.events import RunStarted, StageProgress, StageStarted
from engine.running.progress import Reporter


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(progress.time, "monotonic", lambda: Clock.now)
    return Clock


def started(stages):
    events = []
    reporter = Reporter(events.append, RunControl())
    reporter.start("study", stages, "CPU")
    return reporter, events


def test_a_job_begins_once():
    reporter, events = started({"A": 1.0})
    reporter.start("scan", {"B": 1.0}, "CPU")
    reporter.ensure_started()
    assert [e for e in events if isinstance(e, RunStarted)] == [RunStarted("study", ("A",), "CPU")]


def test_rate_time_left_and_fraction(clock):
    reporter, events = started({"A": 30.0, "B": 70.0})
    reporter.stage("A", 60, "images")
    clock.now += 10
    reporter.advance(30)
    told = events[-1]
    assert told.per_second == pytest.approx(3.0)
    assert told.stage_seconds_left == pytest.approx(10.0)
    # 15 units of work took 10 s; 15 more of this stage and 70 of the next are left
    assert told.job_seconds_left == pytest.approx(10 + 70 * 10 / 15)
    assert told.fraction == pytest.approx(0.15)
    clock.now += 10
    reporter.advance(60)
    reporter.stage("B", 7, "trainings")
    clock.now += 5
    reporter.advance(1)
    told = events[-1]
    assert told.fraction == pytest.approx((30 + 10) / 100)
    assert told.job_seconds_left == pytest.approx(30.0)


def test_what_was_done_before_says_nothing_about_the_speed(clock):
    reporter, events = started({"A": 1.0})
    reporter.stage("A", 100, "images")
    reporter.advance(80, found=True)
    clock.now += 10
    reporter.advance(90)
    assert events[-1].per_second == pytest.approx(1.0)
    assert events[-1].stage_seconds_left == pytest.approx(10.0)


def test_events_are_not_sent_faster_than_a_person_reads(clock):
    reporter, events = started({"A": 1.0})
    reporter.stage("A", 1000, "files")
    for done in range(1, 1000):
        clock.now += 0.001
        reporter.advance(done)
    assert sum(isinstance(e, StageProgress) for e in events) < 10
    reporter.advance(1000)
    assert events[-1].done == 1000
    assert events[-1].fraction == 1.0


def test_the_fraction_never_falls(clock):
    reporter, events = started({"A": 1.0, "B": 1.0})
    reporter.stage("A", 10, "x")
    reporter.advance(10)
    reporter.set_weight("B", 9.0)
    reporter.stage("B", 10, "x")
    clock.now += 5
    reporter.advance(1)
    fractions = [e.fraction for e in events if isinstance(e, StageProgress)]
    assert fractions == sorted(fractions)


def test_time_spent_paused_is_not_counted(clock):
    reporter, events = started({"A": 1.0})
    reporter.stage("A", 10, "x")
    clock.now += 4
    reporter._paused()
    clock.now += 1000
    reporter._resumed()
    reporter.advance(4)
    assert events[-1].per_second == pytest.approx(1.0)
    assert isinstance(events[1], StageStarted)


def test_files_take_as_long_as_their_number_or_their_bytes(clock):
    reporter, events = started({"A": 1.0})
    reporter.stage("A", 10, "files")
    clock.now += 10
    # 20 of 100 known before, 20 read of 80: four times as many are left, but nine times as many bytes
    reporter.advance_files(ScanProgress(40, 100, 35, 5, known=20, bytes_read=10**8, bytes_total=10**9))
    told = events[-1]
    assert (told.done, told.total, told.counting) == (40, 100, False)
    assert told.per_second == pytest.approx(2.0)
    assert told.bytes_per_second == pytest.approx(10**7)
    assert told.stage_seconds_left == pytest.approx(90.0)
    clock.now += 10
    files = ScanProgress(60, 200, 55, 5, known=20, bytes_read=9 * 10**8, bytes_total=10**9, counting=True)
    reporter.advance_files(files)
    told = events[-1]
    assert (told.total, told.counting) == (200, True)
    assert told.stage_seconds_left == pytest.approx(140 / 2.0)
    reporter.stage("A", 5, "images")
    clock.now += 10
    reporter.advance(5)
    assert (events[-1].bytes_per_second, events[-1].counting) == (None, False)
