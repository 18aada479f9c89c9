"""What the Study page says: before the run, of its progress, and of its outcome; pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app import wording
from desktop_app.models.study_view import StudyCounts
from desktop_app.runs.job_words import stage_title
from engine.translation import tr

if TYPE_CHECKING:
    from desktop_app.runs.job import JobView
    from engine.running.events import AnswerSettled, LearningChecked
    from engine.running.study_record import StudyEntry

_LITTLE = 0.015  # of the quick check's AUC: less is chance


def lead(counts: StudyCounts) -> str:
    """What there is to train on, to test on and to pretrain on."""
    return tr(
        "{train} to train on, {test} kept for testing ({patients}), {pool} to pretrain on.",
        train=wording.count(counts.n_train, "labelled image"),
        test=wording.number(counts.n_test),
        patients=wording.count(counts.test_patients, "patient"),
        pool=wording.count(counts.n_pool, "image"),
    )


def progress_line(job: JobView | None) -> str:
    """The stage that runs and the time left; "" without a job."""
    if job is None:
        return ""
    if job.cancelling:
        return tr("Stopping…")
    if job.finishing:
        return tr("Finishing early: what runs now is completed")
    stage = stage_title(job.stage) or tr("Getting ready")
    if job.paused:
        return tr("Paused: {stage}", stage=stage)
    if job.pausing:
        return tr("Pausing…")
    left = wording.time_left(job.seconds_left)
    return tr("{stage} · {left}", stage=stage, left=left) if left else stage


def done_line(study: StudyEntry | None, trainings: int) -> str:
    """How the study ended and how many `trainings` it measured; "" without a study."""
    if study is None:
        return ""
    return " · ".join(
        (
            tr("Finished early") if study.state == "early" else tr("Done"),
            wording.count(trainings, "training"),
            wording.count(len(study.budgets), "budget"),
        )
    )


def has_learned(check: LearningChecked) -> bool:
    """Whether the encoder is ahead of random features by more than chance would have it."""
    return check.score - check.random_score >= _LITTLE


def learned_line(check: LearningChecked) -> str:
    """What the encoder that is being pretrained has learned so far, against random features."""
    gain = check.score - check.random_score
    if has_learned(check):
        return tr("The encoder has learned: +{gain} over random features", gain=f"{gain:.2f}")
    if gain <= -_LITTLE:
        return tr("The encoder is behind random features so far: −{gain}", gain=f"{-gain:.2f}")
    return tr("The encoder is level with random features so far")


def learned_note(check: LearningChecked, start: str) -> str:
    """What that rests on. start: the initialisation's words."""
    return tr(
        "{start}, after pass {epoch} of {epochs}. A quick check on labelled training images: AUC {score}, random "
        "features {random}. The study's own results come later.",
        start=start,
        epoch=check.epoch,
        epochs=check.epochs,
        score=f"{check.score:.2f}",
        random=f"{check.random_score:.2f}",
    )


def settled_line(settled: AnswerSettled | None) -> str:
    """Why the study may be finished early; "" where it should not be."""
    if settled is None or not settled.settled:
        return ""
    left = wording.count(settled.total - settled.done, "training")
    if settled.narrow:
        return tr(
            "The answer is settled: the upper end of the interval for the labels needed is {times} times its lower "
            "end. The {left} still to come would hardly change it.",
            times=f"{settled.spread:.1f}",
            left=left,
        )
    return tr(
        "The answer is settled: the {left} still to come would narrow the interval for the labels needed by less than "
        "a twentieth.",
        left=left,
    )
