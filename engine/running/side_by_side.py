"""Several trainings at once: on the CPU each on one thread of its own, on a GPU each in a stream of its own.

Two trainings with one thread each are 1.4 to 1.7 times as fast as one after the other with two threads
(tests/benchmarks/bench_side_by_side.py), since a small network leaves most of a second thread's time unused. torch lets
go of the interpreter while it computes, so threads do, and the images are shared as they are. A training on one thread
also gives the same numbers however many run beside it. On a GPU a small network's step is bound by the launching of its
some 255 kernels, which other streams' work fills.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch

from engine.running.control import JobCancelled, RunControl

Task = TypeVar("Task")
Result = TypeVar("Result")
_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Finished(Generic[Task, Result]):
    """One task's result."""

    task: Task
    result: Result


class Steps:
    """How many steps the running tasks have done in all; counted on their threads, read on the job's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done = 0

    def count(self, steps: int = 1) -> None:
        """Add steps."""
        with self._lock:
            self._done += steps

    @property
    def done(self) -> int:
        """All steps so far."""
        return self._done


def run_side_by_side(
    tasks: Iterable[Task],
    work: Callable[[Task, Callable[[], None]], Result],
    at_once: int,
    control: RunControl,
    look: Callable[[], None],
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Iterator[Finished[Task, Result]]:
    """Do `work(task, check)` for each task, `at_once` at a time, and yield the results as they come.

    tasks: the next one is taken, on the caller's thread, when a thread is free for it, after the caller has dealt with
    every result so far; so an iterator may decide by them which comes next, or that none does. work: on a thread of its
    own; must call `check` at every step. around: entered once on each thread. look: called on the caller's thread ten
    times a second; may raise to stop. Once the user wishes to finish early no new task is begun, results that are there
    are still yielded, and the tasks that are not done are given up: a long one would keep the user waiting. Whatever
    ends the iteration, that wish, an exception of a task or of `look` or a caller that leaves, the running tasks stop
    at their next step first.
    """
    coming = iter(tasks)
    waiting: queue.SimpleQueue[tuple[Task] | None] = queue.SimpleQueue()
    answers: queue.SimpleQueue[Finished[Task, Result] | BaseException] = queue.SimpleQueue()
    stop = threading.Event()

    def check() -> None:
        while not stop.is_set() and not control.wait_while_paused(_LOOK_SECONDS):
            pass
        if stop.is_set() or control.cancelled:
            raise JobCancelled

    def serve() -> None:
        try:
            torch.set_num_threads(1)  # of this thread
            with around():
                while (given := waiting.get()) is not None:
                    answers.put(Finished(given[0], work(given[0], check)))
        except BaseException as error:
            answers.put(error)

    threads = [threading.Thread(target=serve, name=f"training {n}", daemon=True) for n in range(at_once)]
    for thread in threads:
        thread.start()
    running, more = 0, True
    try:
        while True:
            while more and running < at_once and not control.finishing_early:
                for task in coming:
                    waiting.put((task,))
                    running += 1
                    break
                else:
                    more = False
            if not running:
                break
            look()
            try:
                answer = answers.get(block=not control.finishing_early, timeout=_LOOK_SECONDS)
            except queue.Empty:
                if control.finishing_early:
                    break
                continue
            if isinstance(answer, BaseException):
                raise answer
            running -= 1
            yield answer
    finally:
        stop.set()
        for _thread in threads:
            waiting.put(None)
        for thread in threads:
            thread.join()
