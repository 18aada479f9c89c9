"""The app's background thread that owns the worker process: starts it, hands it jobs, tells of its death.

Training runs in a process of its own so that the window's event loop never waits for it, and so that a lost GPU or an
abort in native code ends a run and not the app. Nothing here imports torch.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence

from engine.running.codec import decode, encode
from engine.running.events import Event, RunCancelled, RunFailed, RunFinished
from engine.running.freed_memory import with_huge_pages
from engine.running.requests import Request, Wish
from engine.translation import LANGUAGE_VARIABLE, language, tr

FORCED_STOP_SECONDS = 10.0
_CLOSE_SECONDS = 5.0


def worker_command() -> list[str]:
    """How a worker is started: this interpreter, or the frozen program with its worker switch."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-m", "engine.running.worker"]


class Supervisor:
    """Hands one job at a time to the worker.

    `on_event` is called on a background thread, for each event in order. All methods may be called from any
    thread and return at once, except `close`.
    """

    def __init__(self, on_event: Callable[[Event], None], command: Sequence[str] | None = None) -> None:
        self._on_event = on_event
        self._command = list(command) if command is not None else worker_command()
        self._orders: queue.Queue[Request | str] = queue.Queue()
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = threading.Event()
        self._cancelled = threading.Event()
        self._closing = threading.Event()
        self._sending = threading.Lock()
        self._job_number = 0
        # PR_SET_PDEATHSIG follows the thread that made the child, so one thread makes all of them and outlives them.
        self._thread = threading.Thread(target=self._serve, name="supervisor", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job is at work; false as soon as its last event was delivered."""
        return self._busy.is_set()

    def warm_up(self) -> None:
        """Start the worker now, so that it has imported torch by the time a job comes."""
        self._orders.put("warm up")

    def submit(self, request: Request) -> None:
        """Start a job. Raises RuntimeError while another is at work: the caller must not offer it."""
        if self._busy.is_set():
            raise RuntimeError("a job is at work already")
        self._cancelled.clear()
        self._busy.set()
        self._job_number += 1
        self._orders.put(request)

    def pause(self) -> None:
        """Let the job stand still at its next step."""
        self._wish("pause")

    def resume(self) -> None:
        """Let a paused job go on."""
        self._wish("resume")

    def finish_early(self) -> None:
        """Let the job train nothing new and sum up what it has measured."""
        self._wish("finish_early")

    def cancel(self) -> None:
        """Stop the job at its next step; by force when it does not answer within `FORCED_STOP_SECONDS`."""
        if not self._busy.is_set():
            return
        self._cancelled.set()
        self._wish("cancel")
        timer = threading.Timer(FORCED_STOP_SECONDS, self._force, args=(self._job_number,))
        timer.daemon = True
        timer.start()

    def close(self) -> None:
        """End the worker, by force if need be; waits for at most some seconds."""
        self._closing.set()
        self._orders.put("close")
        self._thread.join()

    # On the supervisor's thread

    def _serve(self) -> None:
        while True:
            order = self._orders.get()
            if order == "close":
                self._end_worker()
                return
            try:
                process = self._worker()
            except OSError as error:
                self._fail(
                    "worker_not_started",
                    tr(
                        "The training process could not be started. Restart the program; if this repeats, install it "
                        "anew."
                    ),
                    type(error).__name__,
                )
                continue
            if not isinstance(order, str):
                self._send(process, encode(order))
                if self._cancelled.is_set():  # the wish came before there was a worker to hear it
                    self._wish("cancel")

    def _worker(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        # Busy waiting would take the cores from the window; what the worker says is shown in it, so in its language.
        environment = os.environ | {"OMP_WAIT_POLICY": "PASSIVE", LANGUAGE_VARIABLE: language()}
        environment = with_huge_pages(environment)
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if sys.stderr is not None else subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._process = process
        threading.Thread(target=self._read, args=(process,), name="worker events", daemon=True).start()
        return process

    def _end_worker(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            if process.stdin is not None:
                process.stdin.close()
            process.wait(_CLOSE_SECONDS - 1)
        except (OSError, subprocess.TimeoutExpired):
            process.kill()
            process.wait()

    # On the thread that reads a worker's events

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            try:
                event = decode(line)
            except ValueError:
                process.kill()  # no worker of ours speaks like this
                break
            if isinstance(event, RunFinished | RunCancelled | RunFailed):
                self._busy.clear()
            self._on_event(event)  # type: ignore[arg-type]
        status = process.wait()
        if self._process is process and self._busy.is_set() and not self._closing.is_set():
            self._died(status)

    def _died(self, status: int) -> None:
        if self._cancelled.is_set():
            self._busy.clear()
            self._on_event(RunCancelled(tr("Stopped. Everything that was measured before is kept.")))
            return
        self._fail(
            "worker_died",
            tr(
                "The training process ended unexpectedly. Everything that was measured is kept: run it again and it "
                "goes on from there. If this repeats, the machine may be short of memory: close other programs or "
                "choose a smaller image size."
            ),
            f"worker status {status}",
        )

    def _fail(self, code: str, sentence: str, detail: str) -> None:
        self._busy.clear()
        self._on_event(RunFailed(code, sentence, detail))

    # From any thread

    def _wish(self, wish: str) -> None:
        process = self._process
        if process is not None and self._busy.is_set():
            self._send(process, encode(Wish(wish)))

    def _force(self, job_number: int) -> None:
        process = self._process
        if self._busy.is_set() and job_number == self._job_number and process is not None:
            process.kill()

    def _send(self, process: subprocess.Popen[bytes], line: bytes) -> None:
        assert process.stdin is not None
        with self._sending, contextlib.suppress(OSError, ValueError):  # the worker is gone; its reader tells of it
            process.stdin.write(line + b"\n")
            process.stdin.flush()
