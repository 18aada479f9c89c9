"""What the window knows of the running job: a frozen view, advanced by one event at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from desktop_app import wording
from desktop_app.runs.job_words import stage_title
from engine.translation import tr

if TYPE_CHECKING:
    from engine.running.events import (
        AnswerSettled,
        EmbeddingMapped,
        EpochProgress,
        Event,
        LearningChecked,
        Outcome,
    )

LOG_LINES = 500
COLLAPSE = "collapse"  # the code of `RunWarning`
StageState = Literal["waiting", "running", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage. started, ended: seconds of the monotonic clock, None while it has not; done of total `unit`."""

    name: str
    state: StageState = "waiting"
    done: int = 0
    total: int = 0
    unit: str = ""
    started: float | None = None
    ended: float | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it stands, running or just ended.

    job: "scan", "sample", "study" or "export"; "" until then. stage: the running one's name. fraction: of the whole
    job, 0 to 1. per_second: `unit`s a second, None until known. bytes_per_second: of source files, None where none are
    read. counting: more is still being found, `total` grows. seconds_left: of the whole job, None until known.
    stages: all, in order. epochs: those of the encoder that was pretrained last, oldest first; learning, embedding: the
    last look at it. points_done of points_total trainings. settled: set once the answer has been settled, or opened
    again. collapse: the warning that a pretraining collapsed, "" without; warnings: all others. log: lines of text,
    oldest first. pausing, cancelling, finishing: the user has asked and the job has not answered yet. outcome: set once
    it has ended.
    """

    job: str = ""
    device: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    unit: str = ""
    fraction: float = 0.0
    per_second: float | None = None
    bytes_per_second: float | None = None
    counting: bool = False
    seconds_left: float | None = None
    started: float | None = None
    stages: tuple[StageView, ...] = ()
    epochs: tuple[EpochProgress, ...] = ()
    learning: LearningChecked | None = None
    embedding: EmbeddingMapped | None = None
    settled: AnswerSettled | None = None
    collapse: str = ""
    points_done: int = 0
    points_total: int = 0
    warnings: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    pausing: bool = False
    paused: bool = False
    cancelling: bool = False
    finishing: bool = False
    outcome: Outcome | None = None


def advance(view: JobView, event: Event, now: float) -> JobView:
    """The view after `event`. now: seconds of the monotonic clock."""
    from engine.running import events as e

    match event:
        case e.RunStarted():
            stages = tuple(StageView(name) for name in event.stages)
            return _log(
                replace(view, job=event.job, device=event.device, stages=stages, started=now),
                tr("Started on {device}", device=event.device),
            )
        case e.StageStarted():
            stages = _start_stage(view.stages, event, now)
            view = replace(view, stage=event.stage, stages=stages, done=0, total=event.total, unit=event.unit)
            return _log(replace(view, per_second=None, bytes_per_second=None, counting=False), stage_title(event.stage))
        case e.StageProgress():
            stages = tuple(
                replace(
                    s, state="running", done=event.done, total=event.total, unit=event.unit,
                    seconds_left=event.stage_seconds_left, started=now if s.started is None else s.started,
                )
                if s.name == event.stage
                else s
                for s in view.stages
            )  # fmt: skip
            return replace(
                view, stage=event.stage, stages=stages, done=event.done, total=event.total, unit=event.unit,
                per_second=event.per_second, seconds_left=event.job_seconds_left,
                bytes_per_second=event.bytes_per_second, counting=event.counting,
                fraction=min(max(event.fraction, 0.0), 1.0),
            )  # fmt: skip
        case e.EpochProgress():
            same = view.epochs and view.epochs[-1].initialisation == event.initialisation
            return replace(view, epochs=(*view.epochs, event) if same else (event,))
        case e.LearningChecked():
            return replace(view, learning=event)
        case e.EmbeddingMapped():
            return replace(view, embedding=event)
        case e.AnswerSettled():
            return replace(view, settled=event)
        case e.PointMeasured():
            view = replace(view, points_done=event.done, points_total=event.total)
            return _log(view, wording.point_line(event))
        case e.RunWarning() if event.code == COLLAPSE:
            return _log(replace(view, collapse=event.sentence), event.sentence)
        case e.RunWarning():
            return _log(replace(view, warnings=(*view.warnings, event.sentence)), event.sentence)
        case e.CohortLoaded():
            return _log(view, wording.cohort_line(event.images, event.patients, event.labelled, event.skipped))
        case e.RunPaused():
            return replace(view, paused=True, pausing=False)
        case e.RunResumed():
            return replace(view, paused=False, pausing=False)
        case e.RunFinished() | e.RunCancelled() | e.RunFailed():
            stages = tuple(_end(s, now, finished=isinstance(event, e.RunFinished)) for s in view.stages)
            view = replace(view, stages=stages, outcome=event, paused=False, pausing=False)
            view = replace(view, cancelling=False, finishing=False, settled=None)
            view = replace(view, seconds_left=None, per_second=None, bytes_per_second=None, counting=False)
            return _log(view, event.sentence)
    return view


def _start_stage(stages: tuple[StageView, ...], event: object, now: float) -> tuple[StageView, ...]:
    name, total, unit = event.stage, event.total, event.unit  # type: ignore[attr-defined]
    if all(s.name != name for s in stages):
        stages = (*stages, StageView(name))
    at = next(i for i, s in enumerate(stages) if s.name == name)
    begun = replace(stages[at], state="running", total=total, unit=unit, started=now)
    return (*(_end(s, now, finished=True) for s in stages[:at]), begun, *stages[at + 1 :])


def _end(stage: StageView, now: float, *, finished: bool) -> StageView:
    if stage.state != "running":
        return stage
    return replace(stage, state="done" if finished else "stopped", ended=now, seconds_left=None)


def noted(view: JobView, line: str) -> JobView:
    """The view with a line of the window's own in its log."""
    return _log(view, line)


def _log(view: JobView, line: str) -> JobView:
    return replace(view, log=(*view.log[-(LOG_LINES - 1) :], line))
