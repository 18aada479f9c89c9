"""The real worker process: jobs, wishes, and its death with its parent."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from engine.running.codec import decode, encode
from engine.running.events import RunCancelled, RunFailed, RunFinished, SpeedMeasured
from engine.running.requests import ScanRequest, StudyRequest, Wish
from engine.running.supervisor import worker_command
from tests.builders import tiny_cohort
from tests.engine.running.test_study_job import CONFIG

pytestmark = pytest.mark.slow


@pytest.fixture
def worker():
    process = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()


def say(process, message):
    process.stdin.write(encode(message) + b"\n")
    process.stdin.flush()


def until_the_end(process):
    events = []
    for line in process.stdout:
        events.append(decode(line))
        if isinstance(events[-1], RunFinished | RunCancelled | RunFailed):
            return events
    raise AssertionError("the worker left without an outcome")


def test_jobs_follow_one_another_and_a_cancel_is_heard_at_the_next_step(worker, tmp_path):
    labels = tiny_cohort(tmp_path / "images", patients=30, images_per_patient=2, seed=1)
    project = str(tmp_path / "project")
    say(worker, ScanRequest(project, (str(tmp_path / "images"),), labels_csv=str(labels), jobs=1))
    assert isinstance(until_the_end(worker)[-1], RunFinished)
    say(worker, StudyRequest(project, CONFIG, "cpu", 1))
    say(worker, Wish("cancel"))
    assert isinstance(until_the_end(worker)[-1], RunCancelled)
    say(worker, StudyRequest(project, CONFIG, "cpu", 1))
    assert isinstance(until_the_end(worker)[-1], RunFinished)


def test_an_idle_worker_measures_the_machine_and_leaves_when_its_input_ends(worker):
    speed = decode(worker.stdout.readline())
    assert isinstance(speed, SpeedMeasured)
    assert speed.images_per_second > 0
    assert "cpu" in speed.devices
    worker.stdin.close()
    assert worker.wait(20) == 0


def test_a_message_that_is_none_ends_it_rather_than_being_guessed_at(worker):
    worker.stdin.write(b"import os\n")
    worker.stdin.flush()
    assert worker.wait(60) != 0


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_it_dies_with_its_parent(tmp_path):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys, time\n"
            "from engine.running.supervisor import worker_command\n"
            "p = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
            "print(p.pid, flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(parent.stdout.readline())
    time.sleep(1.5)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123  (gone or a zombie: both are dead)
                if stat.read().split()[2] == "Z":
                    return
        except FileNotFoundError:
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its parent")
