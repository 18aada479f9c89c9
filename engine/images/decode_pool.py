"""Many files through decoding processes, in order, each crash or hang costing one file and one restart.

A thread a process feeds it one file at a time; the caller's own thread watches the clock, hands out the results in the
order of the files, and runs the caller's check ten times a second.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from engine.errors import PlannerError
from engine.images.decode_process import Decoded, DecodeProcess, worker_command
from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from engine.images.wire import Setup

SECONDS_A_FILE = 30.0
MOST_WORKERS = 16
IN_PROCESS = -1
_AHEAD = 8  # finished images a worker may be ahead of the slowest, so that order costs little memory


def worker_count(jobs: int, files: int) -> int:
    """How many processes for `files` files: `jobs`, 0 for one a core that this process may use."""
    if jobs > 0:
        wanted = jobs
    elif hasattr(os, "sched_getaffinity"):
        wanted = len(os.sched_getaffinity(0))
    else:
        wanted = os.cpu_count() or 1
    return max(1, min(wanted, MOST_WORKERS, files))


def decode_all(
    paths: Sequence[Path],
    *,
    side: int,
    rules: IntakeRules,
    jobs: int = 0,
    check: Callable[[], None] = lambda: None,
    seconds_a_file: float = SECONDS_A_FILE,
    command: Sequence[str] | None = None,
) -> Generator[Decoded, None, None]:
    """Read every file and yield what became of each, in order. Runs on the caller's thread; workers end with it.

    jobs: processes, 0 for one a core, -1 for none: in this process, for tests. check: called often, may raise to stop.
    Raises PlannerError "decoder" when no decoding process can be started at all.
    """
    if jobs == IN_PROCESS:
        for path in paths:
            check()
            yield Decoded(*read_for_cache(path, side, rules))
        return
    if not paths:
        return
    pool = _Pool(paths, worker_count(jobs, len(paths)), side, rules, list(command or worker_command()))
    try:
        yield from pool.results(check, seconds_a_file)
    finally:
        pool.close()


class _Pool:
    """The threads and processes of one `decode_all`."""

    def __init__(self, paths: Sequence[Path], workers: int, side: int, rules: IntakeRules, command: list[str]) -> None:
        self._paths = paths
        self._next = 0
        self._done = 0
        self._ahead = _AHEAD * workers
        self._closing = False
        self._turn = threading.Condition()  # of the four above
        self._answers: queue.Queue[tuple[int, Decoded] | None] = queue.Queue()
        setup = Setup(side, rules, os.getpid())
        self._processes = [DecodeProcess(setup, command) for _ in range(workers)]
        self._threads = [
            threading.Thread(target=self._feed, args=(process,), name="decoding", daemon=True)
            for process in self._processes
        ]
        for thread in self._threads:
            thread.start()

    def results(self, check: Callable[[], None], seconds_a_file: float) -> Iterator[Decoded]:
        waiting: dict[int, Decoded] = {}
        while self._done < len(self._paths):
            check()
            for process in self._processes:
                process.end_if_overdue(seconds_a_file)
            try:
                answer = self._answers.get(timeout=0.1)
            except queue.Empty:
                continue
            if answer is None:
                raise PlannerError(
                    "The program's image reader could not be started. Start the program again, and install it again if "
                    "that does not help.",
                    code="decoder",
                )
            waiting[answer[0]] = answer[1]
            while (decoded := waiting.pop(self._done, None)) is not None:
                yield decoded
                with self._turn:
                    self._done += 1
                    self._turn.notify_all()

    def close(self) -> None:
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        for process in self._processes:
            process.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def _feed(self, process: DecodeProcess) -> None:
        """A feeding thread: one file after another, until there are no more or no process to read them."""
        try:
            while (number := self._take()) is not None:
                decoded = process.ask(self._paths[number])
                self._answers.put(None if decoded is None else (number, decoded))
                if decoded is None:
                    return
        except Exception:
            self._answers.put(None)  # the caller must not wait for ever
        finally:
            process.end()

    def _take(self) -> int | None:
        """The next file's number; waits while too far ahead; None when there is nothing more to do."""
        with self._turn:
            self._turn.wait_for(lambda: self._closing or self._next < self._done + self._ahead)
            if self._closing or self._next >= len(self._paths):
                return None
            self._next += 1
            return self._next - 1
