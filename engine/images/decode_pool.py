"""Many files through decoding processes, in order, each crash or hang costing one file and one restart.

A thread a process feeds it one file at a time; the caller's own thread takes the paths as they become known, watches
the clock, hands out the results in the order of the paths, and runs the caller's check.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from engine.errors import PlannerError
from engine.images.decode_process import Decoded, DecodeProcess, worker_command
from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from engine.images.wire import Setup
from engine.translation import tr

SECONDS_A_FILE = 30.0
MOST_WORKERS = 16
IN_PROCESS = -1
_AHEAD = 8  # images a worker may be ahead of the slowest, so that order costs little memory
_WATCH_SECONDS = 0.1
_POLL_SECONDS = 0.01  # while the next path is not known yet


def worker_count(jobs: int, files: int = MOST_WORKERS) -> int:
    """How many processes for `files` files: `jobs`, 0 for one a core that this process may use."""
    if jobs > 0:
        wanted = jobs
    elif hasattr(os, "sched_getaffinity"):
        wanted = len(os.sched_getaffinity(0))
    else:
        wanted = os.cpu_count() or 1
    return max(1, min(wanted, MOST_WORKERS, files))


def decode_all(
    paths: Iterable[Path | None],
    *,
    side: int,
    rules: IntakeRules,
    jobs: int = 0,
    check: Callable[[], None] = lambda: None,
    seconds_a_file: float = SECONDS_A_FILE,
    command: Sequence[str] | None = None,
) -> Generator[Decoded, None, None]:
    """Read every file and yield what became of each, in order. Runs on the caller's thread; workers end with it.

    paths: taken as there is room, on the caller's thread; None where the next is not known yet. side: of the images in
    the results; 0 for no images, only what the exact way says of them. jobs: processes, 0 for one a core, -1 for none:
    in this process, for tests. check: called often, may raise to stop.
    Raises PlannerError "decoder" when no decoding process can be started at all.
    """
    if jobs == IN_PROCESS:
        for path in paths:
            check()
            if path is None:
                time.sleep(_POLL_SECONDS)
            else:
                yield Decoded(*read_for_cache(path, side, rules))
        return
    pool = _Pool(worker_count(jobs), side, rules, list(command or worker_command()))
    try:
        yield from pool.results(iter(paths), check, seconds_a_file)
    finally:
        pool.close()


class _Pool:
    """The threads and processes of one `decode_all`; a process is started when there is a file for it."""

    def __init__(self, workers: int, side: int, rules: IntakeRules, command: list[str]) -> None:
        self._workers = workers
        self._setup = Setup(side, rules, os.getpid())
        self._command = command
        self._asked: queue.SimpleQueue[tuple[int, Path] | None] = queue.SimpleQueue()
        self._answers: queue.Queue[tuple[int, Decoded] | None] = queue.Queue()
        self._processes: list[DecodeProcess] = []
        self._threads: list[threading.Thread] = []

    def results(
        self, paths: Iterator[Path | None], check: Callable[[], None], seconds_a_file: float
    ) -> Iterator[Decoded]:
        waiting: dict[int, Decoded] = {}
        asked = done = 0
        known = True  # whether the next path was known at the last look, and whether there may be more
        more = True
        while more or done < asked:
            check()
            known = True
            while more and known and asked < done + (_AHEAD + 1) * self._workers:
                path = next(paths, _END)
                if path is _END:
                    more = False
                elif isinstance(path, Path):
                    self._ask(asked, path)
                    asked += 1
                else:
                    known = False
            if done == asked:
                if more:
                    time.sleep(_POLL_SECONDS)
                continue
            for process in self._processes:
                process.end_if_overdue(seconds_a_file)
            try:
                answer = self._answers.get(timeout=_WATCH_SECONDS if known else _POLL_SECONDS)
            except queue.Empty:
                continue
            if answer is None:
                raise PlannerError(
                    tr(
                        "The program's image reader could not be started. Start the program again, and install it "
                        "again if that does not help."
                    ),
                    code="decoder",
                )
            waiting[answer[0]] = answer[1]
            while (decoded := waiting.pop(done, None)) is not None:
                done += 1
                yield decoded

    def close(self) -> None:
        for process in self._processes:
            process.close()
        for _ in self._threads:
            self._asked.put(None)
        for thread in self._threads:
            thread.join(timeout=10)

    def _ask(self, number: int, path: Path) -> None:
        self._asked.put((number, path))
        if len(self._threads) < self._workers and number >= len(self._threads):
            process = DecodeProcess(self._setup, self._command)
            thread = threading.Thread(target=self._feed, args=(process,), name="decoding", daemon=True)
            self._processes.append(process)
            self._threads.append(thread)
            thread.start()

    def _feed(self, process: DecodeProcess) -> None:
        """A feeding thread: one file after another, until it is told to end or has no process to read them."""
        try:
            while (job := self._asked.get()) is not None:
                decoded = process.ask(job[1])
                self._answers.put(None if decoded is None else (job[0], decoded))
                if decoded is None:
                    return
        except Exception:
            self._answers.put(None)  # the caller must not wait for ever
        finally:
            process.end()


_END = object()
