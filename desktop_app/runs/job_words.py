"""How far and how fast a job is, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import wording
from engine.translation import mark, tr

if TYPE_CHECKING:
    from desktop_app.runs.job import JobView

# The engine's names of stages, where the screen has plainer ones.
_STAGES = {
    "Pretraining": mark("Pretraining"),
    "Linear probe": mark("Quick check"),
    "Fine-tuning": mark("Trainings"),
    "Summing up": mark("Summing up"),
}


def stage_title(stage: str) -> str:
    """A stage as it is called on screen; "" for none."""
    return tr(_STAGES.get(stage, stage)) if stage else ""


def speed(job: JobView) -> str:
    """ "128 images/s", for files also "41 MB/s"; "" while unknown."""
    parts = (wording.rate(job.per_second, job.unit), wording.bytes_rate(job.bytes_per_second))
    return " · ".join(part for part in parts if part)


def reading_line(job: JobView) -> str:
    """ "Reading images: 1 200 of 5 000+ files · 120 files/s · 41 MB/s"; with the time left once all files are found."""
    stage = stage_title(job.stage)
    if not job.total:
        return tr("{stage}…", stage=stage or tr("Starting"))
    done = wording.how_far(job.done, job.total, job.unit, counting=job.counting)
    far = tr("{stage}: {done}", stage=stage, done=done)
    left = "" if job.counting else wording.time_left(job.seconds_left)
    return " · ".join(part for part in (far, speed(job), left) if part)
