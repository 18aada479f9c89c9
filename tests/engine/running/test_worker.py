"""The real worker process: jobs, wishes, and its death with its parent."""

from __future__ import annotations

import io
import queue
import subprocess
import sys
import threading
import time

import pytest

from engine.running import run as run_module
from engine.running import worker as worker_module
from engine.running.codec import decode, encode
from engine.running.control import RunControl
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


def test_a_training_waits_for_the_training_libraries_and_a_scan_does_not(monkeypatch):
    """Two threads that import parts of one package at once can find it half made."""
    imported, begun = threading.Event(), queue.Queue()
    monkeypatch.setattr(worker_module, "_import_training", imported.wait)
    monkeypatch.setattr(run_module, "execute", lambda request, *_: begun.put((request, imported.is_set())))
    served = worker_module._Worker(io.BytesIO())
    scan, study = ScanRequest("p", ("f",)), StudyRequest("p", CONFIG, "cpu", 1)
    for job in ((scan, RunControl()), (study, RunControl()), None):
        served._requests.put(job)
    thread = threading.Thread(target=served.serve, daemon=True)
    thread.start()
    assert begun.get(timeout=20) == (scan, False)
    with pytest.raises(queue.Empty):
        begun.get(timeout=0.3)
    imported.set()
    assert begun.get(timeout=20) == (study, True)
    thread.join(20)
    assert not thread.is_alive()


@pytest.mark.parametrize("module", ["engine.running.jobs.study_job", "engine.running.jobs.export_job"])
def test_a_job_s_modules_leave_torchvision_to_those_who_build_networks(module):
    code = f"import sys, {module}; print('torchvision' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


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
