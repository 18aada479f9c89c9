"""The window's side of the viewer's decoding process: asked from a background thread, restarted after a crash."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from engine.images.decoded import IntakeRules
from engine.images.header_fields import HeaderField
from engine.images.look import ImageLook
from engine.images.look_worker import LookAsk, LookReply, LookSetup
from engine.images.unreadable import UnreadableImage, unreadable
from engine.images.wire import receive, send
from engine.translation import language

SECONDS_A_FILE = 30.0


def look_command() -> list[str]:
    """How the process is started; in a frozen program, by the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--look-worker"]
    # -P: a module of the current folder must not come before ours.
    return [sys.executable, "-P", "-m", "engine.images.look_worker"]


class LookProcess:
    """Started when first asked. One question at a time, from any thread; `close` may be called from another."""

    def __init__(self, command: Sequence[str] | None = None, seconds: float = SECONDS_A_FILE) -> None:
        self._command = list(command or look_command())
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()
        self._closed = False

    def image(self, path: Path, rules: IntakeRules) -> ImageLook:
        """Every pixel of the image in `path`. Raises UnreadableImage."""
        reply, payload = self._ask(LookAsk("image", rules), path)
        size = reply.rows * reply.columns
        shape = (reply.rows, reply.columns)
        pixels = np.frombuffer(payload, np.uint8, size).reshape(shape)
        stored = (
            np.frombuffer(payload, np.dtype(reply.stored), size, offset=size).reshape(shape) if reply.stored else None
        )
        return ImageLook(pixels, stored, reply.pixel_aspect)

    def header(self, path: Path, *, patient_data: bool) -> tuple[HeaderField, ...]:
        """The fields of the header of `path`; without `patient_data` its values never leave the other process.

        Raises UnreadableImage.
        """
        return self._ask(LookAsk("header", IntakeRules(), patient_data), path)[0].fields

    def close(self) -> None:
        """End the process; what is asked from now on is not answered."""
        self._closed = True
        self._end()

    def _ask(self, ask: LookAsk, path: Path) -> tuple[LookReply, bytes]:
        with self._asking:
            if self._closed:
                raise unreadable("unreadable")
            overdue = threading.Event()
            try:
                process = self._process or self._start()
                watch = threading.Timer(self._seconds, _give_up, (process, overdue))
                watch.daemon = True
                watch.start()
                try:
                    send(cast(BinaryIO, process.stdin), ask, os.fsencode(path))
                    reply, payload = receive(cast(BinaryIO, process.stdout), LookReply)
                finally:
                    watch.cancel()
            except (OSError, EOFError, ValueError):
                self._end()
                raise unreadable("too_slow" if overdue.is_set() else "decoder_crashed") from None
        if reply.code:
            raise UnreadableImage(reply.code, reply.sentence)
        return reply, payload

    def _start(self) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        send(cast(BinaryIO, self._process.stdin), LookSetup(os.getpid(), language()))
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def _give_up(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()
