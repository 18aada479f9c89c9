"""A job on the terminal: progress bars on standard error, Ctrl+C as a wish to stop, an exit status at the end."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from engine.commands.event_words import epoch_line, learning_line, point_line, settled_line
from engine.learning_curve.initialisation_words import title_of_name
from engine.running.control import RunControl
from engine.running.events import (
    AnswerSettled,
    EpochProgress,
    Event,
    LearningChecked,
    Outcome,
    PointMeasured,
    RunCancelled,
    RunFailed,
    RunFinished,
    RunStarted,
    RunWarning,
    StageProgress,
    StageStarted,
)
from engine.running.requests import Request
from engine.translation import tr


def run_job(request: Request) -> RunFinished:
    """Run a job in this process, showing its progress. Leaves with status 1 or 130 if it does not finish."""
    from engine.running.run import execute  # torch and the rest of the engine

    control = RunControl()
    with _interruptible(control), _Screen() as screen:
        outcome = execute(request, screen.show, control)
    return finished_or_leave(outcome)


def finished_or_leave(outcome: Outcome) -> RunFinished:
    """The outcome if the job finished; otherwise its sentence on standard error and the exit status it deserves."""
    match outcome:
        case RunFinished():
            return outcome
        case RunCancelled(sentence):
            click.echo(sentence, err=True)
            raise click.exceptions.Exit(130)
        case RunFailed(_, sentence, detail):
            click.echo(sentence, err=True)
            if detail:
                click.echo(f"({detail})", err=True)
            raise click.exceptions.Exit(1)


@contextmanager
def _interruptible(control: RunControl) -> Iterator[None]:
    """The first Ctrl+C asks the job to stop; the second leaves at once (what is on disk stays valid)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_: int, __: FrameType | None) -> None:
        if control.cancelled:
            raise KeyboardInterrupt
        click.echo(tr("Stopping after this step; press Ctrl+C again to leave at once."), err=True)
        control.cancel()

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Rate(ProgressColumn):
    """Speed and time left, as the job tells them; blank until they are known."""

    def render(self, task: Task) -> Text:
        rate, left = task.fields.get("rate"), task.fields.get("left")
        parts = []
        if rate:
            parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
        if left is not None:
            parts.append(tr("{time} left", time=clock(left)))
        return Text("  ".join(parts), style="progress.remaining")


def clock(seconds: float) -> str:
    """Minutes and seconds, hours when there are any: "4:05", "2:04:05"."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


class _Screen:
    """Shows events: bars where there is a terminal, one line a stage and a point where there is none."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stderr, highlight=False)
        self._bars = Progress(
            TextColumn("{task.description}", justify="left"),
            BarColumn(bar_width=30),
            TextColumn("{task.completed:.0f}/{task.total:.0f} {task.fields[unit]}"),
            _Rate(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._stage: TaskID | None = None
        self._job: TaskID | None = None
        self._note = ""

    def __enter__(self) -> _Screen:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def show(self, event: Event) -> None:
        """Show one event; called on the job's thread."""
        match event:
            case RunStarted(_, _, device) if device:
                self._say(tr("Device: {device}", device=device))
                self._job = self._bars.add_task(tr("[bold]Whole job"), total=100, unit="%")
            case StageStarted(stage, total, unit):
                self._note = ""
                self._stage = self._bars.add_task(stage, total=max(total, 1), unit=unit)
                if not self._console.is_terminal:
                    self._say(f"{stage} ({total} {unit})")
            case StageProgress():
                self._progress(event)
            case EpochProgress(name, epoch, epochs, loss):
                said = tr("loss {loss}", loss=f"{loss:.3f}")
                self._note = f" · {title_of_name(name)} {epoch}/{epochs} · {said}"
                if not self._console.is_terminal and (epoch == epochs or epoch % 5 == 0):
                    self._say(f"  {epoch_line(event)}")
            case LearningChecked():
                self._say(f"  {learning_line(event)}")
            case PointMeasured():
                self._say(f"  {point_line(event)}")
            case AnswerSettled():
                self._say(f"  {settled_line(event)}")
            case RunWarning(_, sentence):  # a collapse of the pretraining among them
                self._bars.console.print(sentence, style="yellow", markup=False)
            case _:
                pass

    def _progress(self, event: StageProgress) -> None:
        if self._stage is not None:
            self._bars.update(
                self._stage,
                completed=event.done,
                description=event.stage + self._note,
                rate=event.per_second,
                left=event.stage_seconds_left,
            )
        if self._job is not None:
            self._bars.update(self._job, completed=100 * event.fraction, left=event.job_seconds_left)

    def _say(self, line: str) -> None:
        self._bars.console.print(line, style="dim", markup=False)
