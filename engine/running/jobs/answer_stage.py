"""The study's answer from what is measured so far, kept in the record so that the window only shows it."""

from __future__ import annotations

from engine.errors import PlannerError
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved, labels_saved
from engine.planning.rounds import make_round
from engine.planning.verdict import Verdict, make_verdict
from engine.running.events import AnswerUpdated
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry, now


def answer(plan: StudyPlan, store: ProjectStore, reporter: Reporter) -> None:
    """Write down what is forecast for the next round; bootstrap the labels saved by pretraining, and tell of it.

    No saving without two arms.
    """
    entry = plan.entry
    measurements = store.measurements(entry.study_key)
    if measurements is None:
        return
    store.save_round(make_round(measurements, entry.study_key, now()))
    pretrained = pretrained_name(entry)
    if pretrained is None or not measurements.of(FINE_TUNED, pretrained):
        return
    if not measurements.of(FINE_TUNED, "scratch"):
        return
    try:
        savings = labels_saved(
            measurements,
            entry.config.metric,
            FINE_TUNED,
            baseline="scratch",
            pretrained=pretrained,
            check=reporter.check,
        )
    except PlannerError:
        return  # too little is measured yet for a comparison; the verdict says so
    store.save_savings(entry.study_key, savings)
    reporter.emit(AnswerUpdated(entry.study_key))


def pretrained_name(entry: StudyEntry) -> str | None:
    """The initialisation that is compared with scratch: the first that is not scratch, None without one."""
    names = [i.name for i in entry.config.initialisations]
    if "scratch" not in names:
        return None
    return next((i.name for i in entry.config.initialisations if i.kind != "scratch"), None)


def verdict_of(entry: StudyEntry, measurements: StudyMeasurements, savings: LabelsSaved | None) -> Verdict:
    """The verdict on a study's own terms."""
    config = entry.config
    return make_verdict(
        measurements,
        config.metric,
        FINE_TUNED,
        target=config.target,
        minutes_per_image=config.minutes_per_image,
        savings=savings,
        n_pool=entry.n_pool,
    )


def verdict_sentence(plan: StudyPlan, store: ProjectStore) -> str:
    """The verdict's headline, plain text."""
    measurements = store.measurements(plan.entry.study_key)
    assert measurements is not None
    verdict = verdict_of(plan.entry, measurements, store.savings(plan.entry.study_key))
    return verdict.headline.replace("**", "")
