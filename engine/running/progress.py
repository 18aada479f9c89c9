"""How far a job is, how fast, how long yet: from work done, never from a guess that ignores it.

Each stage has a weight, the work it is expected to be in units that cost about the same time everywhere in the job (for
training: images through the network). The rate of the whole job so far gives the time left in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.cohort.scan_progress import ScanProgress
from engine.running.control import RunControl
from engine.running.events import Event, RunPaused, RunResumed, RunStarted, RunWarning, StageProgress, StageStarted

_EVERY_SECONDS = 0.2
_SETTLE_SECONDS = 1.0


@dataclass
class _Stage:
    name: str
    weight: float
    done_share: float = 0.0


class Reporter:
    """A job's mouth and ear: sends its events, and carries the user's wishes to it.

    Used on the job's thread only.
    """

    def __init__(self, emit: Callable[[Event], None], control: RunControl) -> None:
        self.emit = emit
        self.control = control
        self._stages: list[_Stage] = []
        self._current: _Stage | None = None
        self._total, self._unit = 0, ""
        self._stage_began = self._last_sent = self._standing_since = 0.0
        self._work_seconds = self._work_done = 0.0
        self._last_done = self._found = 0.0
        self._fraction = 0.0
        self._files: ScanProgress | None = None
        self._started = False
        control.on_paused = self._paused
        control.on_resumed = self._resumed

    def start(self, job: str, stages: dict[str, float], device: str) -> None:
        """Open the job. stages: the weight of each, in order; a stage of weight 0 takes no time worth counting.

        A stage's name is a marked text and goes into events as it is, in English: whoever shows it translates it.

        A job that is part of an open one changes nothing here: the outer one named its stages.
        """
        if self._started:
            return
        self._stages = [_Stage(name, weight) for name, weight in stages.items()]
        self._started = True
        self.emit(RunStarted(job, tuple(stages), device))

    def ensure_started(self) -> None:
        """Open the job if it failed before it could, so that every job has a beginning."""
        if not self._started:
            self.start("job", {}, "")

    def set_weight(self, stage: str, weight: float) -> None:
        """Correct what a stage is expected to cost, once that is known better."""
        for known in self._stages:
            if known.name == stage:
                known.weight = weight

    def stage(self, name: str, total: int, unit: str) -> None:
        """Begin a stage of `total` steps of `unit`; the one before is complete."""
        self._close_stage()
        self._current = next(stage for stage in self._stages if stage.name == name)
        self._total, self._unit = total, unit
        self._stage_began = time.monotonic()
        self._last_sent = 0.0
        self._last_done = self._found = 0.0
        self._files = None
        self.emit(StageStarted(name, total, unit))

    def advance_files(self, progress: ScanProgress) -> None:
        """`advance` in a stage of files, whose number and size become known as they are found."""
        self._total, self._found, self._files = progress.total, progress.known, progress
        self.advance(progress.done)

    def advance(self, done: float, *, force: bool = False, found: bool = False) -> None:
        """`done` of the stage's steps are done; sent at most every 0.2 s, and always at the end.

        found: the steps since the last call were done before this run; they say nothing about its speed.
        """
        stage = self._current
        if stage is None:
            return
        now = time.monotonic()
        if found:
            self._found += done - self._last_done
        self._last_done = done
        files = self._files
        last = done >= self._total and not (files is not None and files.counting)
        if not force and not last and now - self._last_sent < _EVERY_SECONDS:
            return
        self._last_sent = now
        elapsed = now - self._stage_began
        stage.done_share = min(done / self._total, 1.0) if self._total else 0.0
        fresh = done - self._found
        per_second = fresh / elapsed if elapsed > _SETTLE_SECONDS and fresh > 0 else None
        stage_left = (self._total - done) / per_second if per_second and self._total else None
        bytes_per_second = None
        if files is not None and per_second and files.bytes_read:
            # Files of a network share take as long as their bytes do: what is slower says when it will be done.
            bytes_per_second = files.bytes_read / elapsed
            stage_left = max(stage_left or 0.0, (files.bytes_total - files.bytes_read) / bytes_per_second)
        self.emit(
            StageProgress(
                stage.name,
                int(done),
                self._total,
                self._unit,
                per_second,
                stage_left,
                self._job_seconds_left(elapsed, fresh, stage_left),
                self._job_fraction(),
                bytes_per_second,
                files is not None and files.counting,
            )
        )

    def warn(self, code: str, sentence: str) -> None:
        """Tell the user something; the job goes on."""
        self.emit(RunWarning(code, sentence))

    def check(self) -> None:
        """Wait while paused; raise JobCancelled when cancelled."""
        self.control.check()

    def _job_fraction(self) -> float:
        total = sum(stage.weight for stage in self._stages)
        if total > 0:
            done = sum(stage.weight * stage.done_share for stage in self._stages)
            self._fraction = max(self._fraction, min(done / total, 1.0))
        return self._fraction

    def _job_seconds_left(self, elapsed: float, fresh: float, stage_left: float | None) -> float | None:
        assert self._current is not None
        work = self._work_done + (self._current.weight * fresh / self._total if self._total else 0.0)
        seconds = self._work_seconds + elapsed
        index = self._stages.index(self._current)
        later = sum(stage.weight for stage in self._stages[index + 1 :])
        if stage_left is None:
            return None
        if later == 0:
            return stage_left
        return stage_left + later * seconds / work if work > 0 else None

    def _close_stage(self) -> None:
        stage = self._current
        if stage is None:
            return
        fresh_share = 1.0 - (self._found / self._total if self._total else 0.0)
        self._work_seconds += time.monotonic() - self._stage_began
        self._work_done += stage.weight * fresh_share
        stage.done_share = 1.0

    def _paused(self) -> None:
        self._standing_since = time.monotonic()
        self.emit(RunPaused())

    def _resumed(self) -> None:
        self._stage_began += time.monotonic() - self._standing_since
        self.emit(RunResumed())
