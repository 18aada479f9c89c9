"""Several trainings at once on the CPU, each on one thread of its own.

Two trainings with one thread each are 1.4 to 1.7 times as fast as one after the other with two threads
(tests/benchmarks/bench_side_by_side.py), since a small network leaves most of a second thread's time unused. torch lets
go of the interpreter while it computes, so threads do, and the images are shared as they are. A training on one thread
also gives the same numbers however many run beside it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
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
    tasks: Sequence[Task],
    work: Callable[[Task, Callable[[], None]], Result],
    at_once: int,
    control: RunControl,
    look: Callable[[], None],
) -> Iterator[Finished[Task, Result]]:
    """Do `work(task, check)` for each task, `at_once` at a time, and yield the results as they come.

    work: on a thread of its own; must call `check` at every step. look: called on the caller's thread ten times a
    second; may raise to stop. No new task is begun once the user wishes to finish early. Whatever ends the iteration,
    an exception of a task or of `look` or a caller that leaves, the running tasks stop at their next step first.
    """
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)
    answers: queue.SimpleQueue[Finished[Task, Result] | BaseException | None] = queue.SimpleQueue()
    stop = threading.Event()

    def check() -> None:
        while not stop.is_set() and not control.wait_while_paused(_LOOK_SECONDS):
            pass
        if stop.is_set() or control.cancelled:
            raise JobCancelled

    def serve() -> None:
        torch.set_num_threads(1)  # of this thread
        try:
            while not stop.is_set() and not control.finishing_early:
                task = waiting.get_nowait()
                answers.put(Finished(task, work(task, check)))
        except queue.Empty:
            pass
        except BaseException as error:
            answers.put(error)
        finally:
            answers.put(None)

    threads = [threading.Thread(target=serve, name=f"training {n}", daemon=True) for n in range(at_once)]
    running = len(threads)
    for thread in threads:
        thread.start()
    try:
        while running:
            look()
            try:
                answer = answers.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                continue
            if answer is None:
                running -= 1
            elif isinstance(answer, BaseException):
                raise answer
            else:
                yield answer
    finally:
        stop.set()
        for thread in threads:
            thread.join()
