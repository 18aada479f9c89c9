"""Runs a job: the only place where an exception becomes an outcome."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from engine.errors import PlannerError
from engine.running.control import JobCancelled, RunControl
from engine.running.events import Event, Outcome, RunCancelled, RunFailed, RunFinished
from engine.running.files import storage_error
from engine.running.progress import Reporter
from engine.running.requests import ExportRequest, Request, SaliencyRequest, SampleRequest, ScanRequest, StudyRequest
from engine.translation import mark, tr

_CANCELLED = mark("Stopped. Everything that was measured before is kept; run it again and it goes on from there.")


def execute(request: Request, emit: Callable[[Event], None], control: RunControl) -> Outcome:
    """Do what `request` asks, on the calling thread, telling of it through `emit`; the last event is returned too.

    Never raises for anything that goes wrong in the job, KeyboardInterrupt aside.
    """
    reporter = Reporter(emit, control)
    outcome: Outcome
    try:
        outcome = _do(request, reporter)
    except JobCancelled:
        outcome = RunCancelled(tr(_CANCELLED))
    except PlannerError as error:
        outcome = RunFailed(error.code, str(error))
    except MemoryError:
        outcome = RunFailed(
            "out_of_memory",
            tr(
                "The machine has run out of memory; what was measured is kept. Close other programs or choose a "
                "smaller image size, then run it again."
            ),
        )
    except OSError as error:
        outcome = RunFailed("storage", str(storage_error(error, mark("the project's files"))), _where(error))
    except Exception as error:
        outcome = RunFailed(
            "unexpected",
            tr(
                "Something went wrong that this program did not foresee; what was measured is kept. Run it again, and "
                "report it with the details below if it repeats."
            ),
            _where(error),
        )
    reporter.ensure_started()
    emit(outcome)
    return outcome


def _do(request: Request, reporter: Reporter) -> RunFinished:
    # Each job imports what it needs when it is asked for: a scan begins without waiting for torch.
    match request:
        case ScanRequest():
            from engine.running.jobs.scan_job import scan_folders

            return scan_folders(request, reporter)
        case SampleRequest():
            from engine.running.jobs.sample_job import make_sample

            return make_sample(request, reporter)
        case StudyRequest():
            from engine.running.jobs.study_job import run_study

            return run_study(request, reporter)
        case ExportRequest():
            from engine.running.jobs.export_job import export_project

            return export_project(request, reporter)
        case SaliencyRequest():
            from engine.running.jobs.saliency_job import map_saliency

            return map_saliency(request, reporter)


def _where(error: BaseException) -> str:
    """The error's type and place in the code, without its text, which may quote a file's contents."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
