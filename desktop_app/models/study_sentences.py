"""What the Study page says: before the run, of its progress, and of its outcome; pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import wording
from desktop_app.models.study_view import StudyCounts

if TYPE_CHECKING:
    from desktop_app.runs.job import JobView
    from engine.running.study_record import StudyEntry


def lead(counts: StudyCounts) -> str:
    """What there is to train on, to test on and to pretrain on."""
    return (
        f"{wording.count(counts.n_train, 'labelled image')} to train on, {wording.number(counts.n_test)} kept for "
        f"testing ({wording.count(counts.test_patients, 'patient')}), "
        f"{wording.count(counts.n_pool, 'image')} to pretrain on."
    )


def progress_line(job: JobView | None) -> str:
    """The stage that runs and the time left; "" without a job."""
    if job is None:
        return ""
    if job.cancelling:
        return "Stopping…"
    if job.finishing:
        return "Finishing early: what runs now is completed"
    stage = job.stage or "Getting ready"
    stage = f"{stage[:1].upper()}{stage[1:]}"
    if job.paused:
        return f"Paused in: {stage[:1].lower()}{stage[1:]}"
    left = wording.time_left(job.seconds_left)
    return f"{stage} · {left}" if left else stage


def done_line(study: StudyEntry | None, trainings: int) -> str:
    """How the study ended and how many `trainings` it measured; "" without a study."""
    if study is None:
        return ""
    early = "Finished early" if study.state == "early" else "Done"
    return f"{early} · {wording.count(trainings, 'training')} · {wording.count(len(study.budgets), 'budget')}"
