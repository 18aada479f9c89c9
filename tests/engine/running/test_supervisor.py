"""The supervisor against workers that behave, crash, hang, and babble: small scripts in the worker's place."""

import sys
import textwrap
import threading
import time

import pytest

from engine.running import supervisor as supervisor_module
from engine.running.events import RunCancelled, RunFailed, RunFinished, RunStarted
from engine.running.requests import ExportRequest
from engine.running.supervisor import Supervisor

REQUEST = ExportRequest("p", "o")
PRELUDE = """
import os, sys, time
from engine.running.codec import decode, encode
from engine.running.events import *
from engine.running.requests import Wish
def say(event):
    sys.stdout.buffer.write(encode(event) + b"\\n"); sys.stdout.buffer.flush()
def hear():
    line = sys.stdin.buffer.readline()
    if not line: sys.exit(0)
    return decode(line)
"""


class Listener:
    def __init__(self):
        self.events, self.ended = [], threading.Event()

    def __call__(self, event):
        self.events.append(event)
        if isinstance(event, RunFinished | RunCancelled | RunFailed):
            self.ended.set()

    def outcome(self, seconds=20):
        assert self.ended.wait(seconds), "the job has no end"
        self.ended.clear()
        return self.events[-1]


@pytest.fixture
def start():
    made = []

    def make(script):
        listener = Listener()
        supervisor = Supervisor(listener, [sys.executable, "-c", PRELUDE + textwrap.dedent(script)])
        made.append(supervisor)
        return supervisor, listener

    yield make
    for supervisor in made:
        supervisor.close()


def test_a_job_is_run_and_its_events_come_in_order(start):
    supervisor, listener = start("""
        while True:
            request = hear(); say(RunStarted("export", (), "CPU")); say(RunFinished("done", request.out))
    """)
    supervisor.submit(REQUEST)
    assert listener.outcome() == RunFinished("done", "o")
    assert not supervisor.busy
    supervisor.submit(REQUEST)  # the same worker takes a second job
    listener.outcome()
    assert [type(e) for e in listener.events] == [RunStarted, RunFinished] * 2


def test_a_second_job_is_refused_while_one_is_at_work(start):
    supervisor, listener = start("hear(); time.sleep(0.5); say(RunFinished('done', ''))")
    supervisor.submit(REQUEST)
    with pytest.raises(RuntimeError):
        supervisor.submit(REQUEST)
    listener.outcome()


@pytest.mark.parametrize("death", ["os.abort()", "os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_dead_worker_is_a_failed_run_and_the_next_job_gets_a_new_one(start, tmp_path, death):
    marker = tmp_path / "died"
    supervisor, listener = start(f"""
        from pathlib import Path
        hear()
        if not Path({str(marker)!r}).exists():
            Path({str(marker)!r}).touch(); {death}
        say(RunFinished("done", ""))
    """)
    supervisor.submit(REQUEST)
    outcome = listener.outcome()
    assert isinstance(outcome, RunFailed)
    assert outcome.code == "worker_died"
    assert "Everything that was measured is kept" in outcome.sentence
    supervisor.submit(REQUEST)
    assert isinstance(listener.outcome(), RunFinished)


def test_wishes_reach_the_job(start):
    supervisor, listener = start("""
        hear(); say(RunStarted("export", (), ""))
        wishes = [hear().wish for _ in range(4)]
        say(RunFinished(" ".join(wishes), ""))
    """)
    supervisor.submit(REQUEST)
    while not listener.events:
        time.sleep(0.01)
    supervisor.pause()
    supervisor.resume()
    supervisor.finish_early()
    supervisor.cancel()
    assert listener.outcome().sentence == "pause resume finish_early cancel"


def test_a_cancel_before_the_worker_is_up_is_not_lost(start):
    supervisor, listener = start("hear(); wish = hear(); say(RunCancelled(wish.wish))")
    supervisor.submit(REQUEST)
    supervisor.cancel()
    assert listener.outcome() == RunCancelled("cancel")


def test_a_job_that_does_not_answer_a_cancel_is_stopped_by_force(start, monkeypatch):
    monkeypatch.setattr(supervisor_module, "FORCED_STOP_SECONDS", 0.5)
    supervisor, listener = start("""
        hear(); say(RunStarted("export", (), ""))
        while True: time.sleep(1)
    """)
    supervisor.submit(REQUEST)
    while not listener.events:
        time.sleep(0.01)
    supervisor.cancel()
    assert isinstance(listener.outcome(10), RunCancelled)
    assert not supervisor.busy


def test_a_worker_that_babbles_is_ended(start):
    supervisor, listener = start("hear(); print('Traceback: no message of ours'); time.sleep(60)")
    supervisor.submit(REQUEST)
    assert isinstance(listener.outcome(), RunFailed)


def test_closing_ends_the_worker_even_in_a_job(start):
    supervisor, listener = start("""
        hear(); say(RunStarted("export", (), ""))
        sys.stdin.buffer.read()
    """)
    supervisor.submit(REQUEST)
    while not listener.events:
        time.sleep(0.01)
    process = supervisor._process
    supervisor.close()
    assert process.poll() is not None


def test_a_worker_that_cannot_be_started_is_said():
    listener = Listener()
    supervisor = Supervisor(listener, ["/no/such/program"])
    supervisor.submit(REQUEST)
    assert listener.outcome().code == "worker_not_started"
    supervisor.close()
