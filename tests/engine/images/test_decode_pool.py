"""Decoding processes: their crashes, hangs and ends, with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from engine.errors import PlannerError
from engine.images.decode_pool import decode_all, worker_count
from engine.images.decode_process import Decoded, worker_command
from engine.images.decoded import IntakeRules
from tests.builders import write_png

RULES = IntakeRules()
# A worker whose decoder dies, hangs or babbles at files of certain names.
STAND_IN = """
import os, sys, time
from engine.images import decode_worker
real = decode_worker.read_image
def read(path, rules, side):
    if "abort" in path.name: os.abort()
    if "exit" in path.name: os._exit(3)
    if "hang" in path.name: time.sleep(60)
    if "eat" in path.name: bytearray(6 * 1024**3)
    if "print" in path.name: os.write(1, b"noise from a native library" * 100)
    if "raise" in path.name: raise BaseException("a name")
    return real(path, rules, side=side)
decode_worker.read_image = read
decode_worker.main()
"""
STAND_IN_COMMAND = [sys.executable, "-c", STAND_IN]


def pictures(folder: Path, *names: str) -> list[Path]:
    return [
        write_png(folder / f"{name}.png", np.full((20 + number, 30), number, np.uint8))
        for number, name in enumerate(names)
    ]


def outcomes(results: list[Decoded]) -> list[str]:
    return [result.reply.code or "loaded" for result in results]


def test_processes_give_what_this_process_gives_in_order(tmp_path: Path) -> None:
    paths = pictures(tmp_path, *(f"n{number}" for number in range(40)))
    paths.insert(7, tmp_path / "missing")
    here = list(decode_all(paths, side=16, rules=RULES, jobs=-1))
    there = list(decode_all(paths, side=16, rules=RULES, jobs=2))
    assert outcomes(here) == ["loaded"] * 7 + ["vanished"] + ["loaded"] * 33
    for ours, theirs in zip(here, there, strict=True):
        assert ours.reply == theirs.reply
        np.testing.assert_array_equal(ours.pixels, theirs.pixels)


def test_a_crash_costs_one_file(tmp_path: Path) -> None:
    paths = pictures(tmp_path, "a", "abort", "b", "exit", "c", "print", "eat", "raise", "d")
    results = list(decode_all(paths, side=16, rules=RULES, jobs=1, command=STAND_IN_COMMAND))
    assert outcomes(results) == [
        "loaded", "decoder_crashed", "loaded", "decoder_crashed", "loaded", "loaded", "too_large", "decoder_crashed",
        "loaded",
    ]  # fmt: skip
    assert results[1].reply.sentence.endswith(".")


def test_a_hang_costs_one_file_and_its_time(tmp_path: Path) -> None:
    paths = pictures(tmp_path, "a", "hang", "b")
    began = time.monotonic()
    results = list(decode_all(paths, side=16, rules=RULES, jobs=1, command=STAND_IN_COMMAND, seconds_a_file=1.5))
    assert outcomes(results) == ["loaded", "too_slow", "loaded"]
    assert time.monotonic() - began < 20


def test_a_stop_ends_the_processes_at_once(tmp_path: Path) -> None:
    class StopError(BaseException):
        pass

    def check() -> None:
        if time.monotonic() - began > 1.0:
            raise StopError

    paths = pictures(tmp_path, "hang1", "hang2", "a")
    began = time.monotonic()
    with pytest.raises(StopError):
        list(decode_all(paths, side=16, rules=RULES, jobs=2, command=STAND_IN_COMMAND, check=check))
    assert time.monotonic() - began < 15.0  # it is the 30 s of the hanging files that must not be waited for


def test_a_program_that_cannot_start_is_said_once(tmp_path: Path) -> None:
    for command in ([sys.executable, "-c", "pass"], [str(tmp_path / "no such program")]):
        with pytest.raises(PlannerError) as caught:
            list(decode_all(pictures(tmp_path, "a", "b"), side=16, rules=RULES, jobs=2, command=command))
        assert caught.value.code == "decoder"


def test_how_many_processes() -> None:
    assert worker_count(3, 100) == 3
    assert worker_count(3, 2) == 2
    assert worker_count(0, 1000) >= 1
    assert worker_count(99, 1000) == 16


@pytest.mark.skipif(sys.platform != "linux", reason="ties children to their parent by a call of Linux's own")
def test_processes_die_with_their_parent(tmp_path: Path) -> None:
    """The parent is killed while its worker hangs in a decoder: nothing of it may be left."""
    pictures(tmp_path, "hang")
    code = (
        "import sys; from pathlib import Path\n"
        "from engine.images.decode_pool import decode_all; from engine.images.decoded import IntakeRules\n"
        "import engine.images.decode_process as process_module\n"
        "real = process_module.DecodeProcess._popen\n"
        "def start(self):\n"
        "    process = real(self); print(process.pid, flush=True); return process\n"
        "process_module.DecodeProcess._popen = start\n"
        "command = [sys.executable, '-c', sys.argv[2]]\n"
        "list(decode_all([Path(sys.argv[1])], side=16, rules=IntakeRules(), command=command))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "hang.png"), STAND_IN], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(2.5)  # the worker is in its decoder now
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(50):
        if not _alive(worker):
            break
        time.sleep(0.1)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_module_in_the_current_folder_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('not numpy')")
    monkeypatch.chdir(tmp_path)
    assert outcomes(list(decode_all(pictures(tmp_path, "a"), side=16, rules=RULES, jobs=1))) == ["loaded"]


def test_a_frozen_program_is_its_own_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--decode-worker"]
