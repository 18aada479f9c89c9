"""One decoding process and its replacements: started, fed a file, watched, ended.

Two threads know it: its own, which starts it and asks, and the watching one, which may end it at any moment.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from engine.images.unreadable import SENTENCES
from engine.images.wire import Ask, Reply, Setup, receive, send
from engine.translation import tr

SECONDS_TO_START = 120.0
_TRIES_TO_START = 3
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True)
class Decoded:
    """What became of one file: its reply, and uint8 (side, side) when it was loaded and pixels were asked for."""

    reply: Reply
    pixels: NDArray[np.uint8] | None


def worker_command() -> list[str]:
    """How a decoding process is started; in a frozen program, by the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--decode-worker"]
    # -P: a module of the current folder must not come before ours.
    return [sys.executable, "-P", "-m", "engine.images.decode_worker"]


class DecodeProcess:
    """The process of one feeding thread: started when first asked, and again after it ended in the middle of a file."""

    def __init__(self, setup: Setup, command: Sequence[str]) -> None:
        self._setup = setup
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._since: float | None = None  # when the file in flight was sent; None between files
        self._starting: float | None = None
        self._overdue = False
        self._closing = False
        self._lock = threading.Lock()  # of the five above: only what is really in flight may be ended for being slow

    def ask(self, path: Path) -> Decoded | None:
        """Have `path` read; None when no process could be started. Called on the feeding thread."""
        if self._process is None and not self._start():
            return None
        process = self._process
        assert process is not None
        with self._lock:
            self._since, self._overdue = time.monotonic(), False
        try:
            send(cast(BinaryIO, process.stdin), Ask(), os.fsencode(path))
            reply, payload = receive(cast(BinaryIO, process.stdout), Reply)
            with self._lock:
                self._since = None
            side = self._setup.side
            if reply.code or not side:
                return Decoded(reply, None)
            return Decoded(reply, np.frombuffer(payload, np.uint8).reshape(side, side))
        except (OSError, EOFError, ValueError):
            with self._lock:
                code = "too_slow" if self._overdue else "decoder_crashed"
            self.end()
            return Decoded(Reply(code=code, sentence=tr(SENTENCES[code])), None)

    def end_if_overdue(self, seconds: float) -> None:
        """Kill the process when its file takes longer than `seconds`. Called on the watching thread."""
        now = time.monotonic()
        with self._lock:
            slow = self._since is not None and now - self._since > seconds
            stuck = self._starting is not None and now - self._starting > SECONDS_TO_START
            if (slow or stuck) and self._process is not None:
                self._overdue = True
                self._process.kill()

    def close(self) -> None:
        """Kill the process, whatever it does, and start no other. Called on the watching thread."""
        with self._lock:
            self._closing = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """Let go of the process. Called on the feeding thread."""
        with self._lock:
            process, self._process, self._since, self._starting = self._process, None, None, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)

    def _start(self) -> bool:
        """Whether a process now runs and has answered."""
        for _ in range(_TRIES_TO_START):
            if self._closing:
                return False
            try:
                process = self._popen()
            except OSError:
                continue
            with self._lock:
                self._process, self._starting = process, time.monotonic()
            try:
                send(cast(BinaryIO, process.stdin), self._setup)
                receive(cast(BinaryIO, process.stdout), Reply)
            except (OSError, EOFError, ValueError):
                self.end()
            else:
                with self._lock:
                    self._starting = None
                return not self._closing
        return False

    def _popen(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
        root = str(Path(__file__).resolve().parents[2])
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH"))))
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
