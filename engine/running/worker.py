"""The process in which training runs: `python -m engine.running.worker`.

Requests and wishes come as lines of JSON on standard input, events go as lines of JSON to standard output. It runs at
low priority, dies with its parent, and imports torch on a thread as soon as it starts.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import queue
import signal
import sys
import threading
from typing import BinaryIO, NoReturn

from engine.running.codec import decode, encode
from engine.running.control import RunControl
from engine.running.events import Event
from engine.running.freed_memory import not_for_children
from engine.running.requests import Request, SampleRequest, ScanRequest, Wish

_GRACE_SECONDS = 3.0
_IDLE_SECONDS = 0.2
_PR_SET_PDEATHSIG = 1


def main() -> NoReturn:
    """Serve jobs until standard input ends."""
    _be_a_quiet_child()
    not_for_children()
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not speak in the events' stream
    worker = _Worker(events)
    threading.Thread(target=worker.listen, args=(sys.stdin.buffer,), daemon=True, name="wishes").start()
    worker.serve()
    events.flush()
    os._exit(0)  # a library may be half imported on the other thread; there is nothing left to tidy up


class _Worker:
    def __init__(self, events: BinaryIO) -> None:
        self._events = events
        self._sending = threading.Lock()
        self._requests: queue.Queue[tuple[Request, RunControl] | None] = queue.Queue()
        self._control = RunControl()

    def send(self, event: Event) -> None:
        """Hand an event to the parent; a parent that is gone ends this process."""
        try:
            with self._sending:
                self._events.write(encode(event) + b"\n")
                self._events.flush()
        except OSError:
            os._exit(1)

    def listen(self, stream: BinaryIO) -> None:
        """Read requests and wishes; at the end of the stream cancel the job and leave, at the latest after a grace."""
        for line in stream:
            try:
                message = decode(line)
            except ValueError:
                os._exit(1)  # whoever speaks like this is not our parent
            if not isinstance(message, Wish):
                # Each job has a control of its own, made as the job is asked for: no later wish can miss it.
                self._control = RunControl()
                self._requests.put((message, self._control))  # type: ignore[arg-type]
            elif message.wish == "pause":
                self._control.pause()
            elif message.wish == "resume":
                self._control.resume()
            elif message.wish == "finish_early":
                self._control.finish_early()
            elif message.wish == "cancel":
                self._control.cancel()
        self._control.cancel()
        self._requests.put(None)
        timer = threading.Timer(_GRACE_SECONDS, os._exit, args=(1,))
        timer.daemon = True
        timer.start()

    def serve(self) -> None:
        """Run the jobs one after the other; while there is none, get ready for the first."""
        from engine.running.run import execute

        # On a thread, so that a folder is read at once: a scan needs none of it.
        warming = threading.Thread(target=_import_training, name="imports", daemon=True)
        warming.start()
        measured = False
        while True:
            try:
                job = self._requests.get(timeout=None if measured else _IDLE_SECONDS)
            except queue.Empty:
                if not warming.is_alive():
                    measured = True
                    self._measure_speed()
                continue
            if job is None:
                return
            request, control = job
            if not isinstance(request, ScanRequest | SampleRequest):
                # Two threads that import parts of one package at once may find it half made.
                warming.join()
            execute(request, self.send, control)

    def _measure_speed(self) -> None:
        from engine.running.calibration import measure_speed

        speed = measure_speed(lambda: not self._requests.empty())
        if speed is not None:
            self.send(speed)


def _import_training() -> None:
    """The seconds that this takes pass while the user picks a folder, or while it is read."""
    import torch  # noqa: F401
    import torchvision  # noqa: F401


def _be_a_quiet_child() -> None:
    """Low priority, no death by the terminal's Ctrl+C (the parent decides), death with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # the parent died before the call above
            os._exit(1)


if __name__ == "__main__":
    main()
