"""How far and how fast a job is, in a line."""

from __future__ import annotations

from desktop_app import wording
from desktop_app.runs.job import JobView


def speed(job: JobView) -> str:
    """ "128 images/s", for files also "41 MB/s"; "" while unknown."""
    parts = (wording.rate(job.per_second, job.unit), wording.bytes_rate(job.bytes_per_second))
    return " · ".join(part for part in parts if part)


def reading_line(job: JobView) -> str:
    """ "Reading images: 1 200 of 5 000+ files · 120 files/s · 41 MB/s"; with the time left once all files are found."""
    if not job.total:
        return f"{job.stage or 'Starting'}…"
    far = f"{job.stage}: {wording.how_far(job.done, job.total, job.unit, counting=job.counting)}"
    left = "" if job.counting else wording.time_left(job.seconds_left)
    return " · ".join(part for part in (far, speed(job), left) if part)
