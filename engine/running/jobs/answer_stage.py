"""The study's answer from what is measured so far, kept in the record so that the window only shows it."""

from __future__ import annotations

from engine.errors import PlannerError
from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.non_inferiority import MaintainedPerformance, maintained_performance
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved, labels_saved
from engine.learning_curve.start_comparisons import compare_starts
from engine.planning.rounds import make_round
from engine.planning.verdict import Verdict, make_verdict
from engine.planning.verdict_notes import baseline_name
from engine.running.events import AnswerUpdated
from engine.running.jobs.study_plan import StudyPlan
from engine.running.progress import Reporter
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry, now


def answer(plan: StudyPlan, store: ProjectStore, reporter: Reporter) -> None:
    """Write down what is forecast for the next round, what fewer labels keep, what pretraining saves, and how several
    pretrained starts compare; tell of it.

    All but the first are bootstrapped where enough is measured for them; the verdict says where it is not.
    """
    entry = plan.entry
    measurements = store.measurements(entry.study_key)
    if measurements is None:
        return
    store.save_round(make_round(measurements, entry.study_key, now()))
    maintained = _maintained(entry, measurements, reporter)
    if maintained:
        store.save_maintained(entry.study_key, maintained)
    savings = _savings(entry, measurements, reporter)
    if savings is not None:
        store.save_savings(entry.study_key, savings)
    comparisons = compare_starts(measurements, entry.config, check=reporter.check)
    if comparisons:
        store.save_comparisons(entry.study_key, comparisons)
    if maintained or comparisons or savings is not None:
        reporter.emit(AnswerUpdated(entry.study_key))


def _maintained(
    entry: StudyEntry, measurements: StudyMeasurements, reporter: Reporter
) -> tuple[MaintainedPerformance, ...]:
    """For each initialisation, which budgets keep what the baseline reaches with all labels; from one bootstrap."""
    names = sorted({cell.point.initialisation for cell in measurements.of(FINE_TUNED)})
    if not names:
        return ()
    metric, baseline = entry.config.metric, baseline_name(names)
    found = []
    try:
        drawn = crossed_bootstrap(measurements, metric, FINE_TUNED, check=reporter.check)
        for name in names:
            found.append(
                maintained_performance(
                    measurements,
                    metric,
                    FINE_TUNED,
                    candidate=name,
                    reference=baseline,
                    margin=entry.config.margin,
                    drawn=drawn,
                )
            )
    except PlannerError:
        return tuple(found)
    return tuple(found)


def _savings(entry: StudyEntry, measurements: StudyMeasurements, reporter: Reporter) -> LabelsSaved | None:
    pretrained = pretrained_name(entry)
    if pretrained is None or not measurements.of(FINE_TUNED, pretrained) or not measurements.of(FINE_TUNED, "scratch"):
        return None
    try:
        return labels_saved(
            measurements,
            entry.config.metric,
            FINE_TUNED,
            baseline="scratch",
            pretrained=pretrained,
            check=reporter.check,
        )
    except PlannerError:
        return None


def pretrained_name(entry: StudyEntry) -> str | None:
    """The initialisation that is compared with scratch: the first that is not scratch, None without one."""
    names = [i.name for i in entry.config.initialisations]
    if "scratch" not in names:
        return None
    return next((i.name for i in entry.config.initialisations if i.kind != "scratch"), None)


def verdict_of(entry: StudyEntry, measurements: StudyMeasurements, store: ProjectStore) -> Verdict:
    """The verdict on a study's own terms, with all that the project keeps of it and of the round before."""
    config = entry.config
    return make_verdict(
        measurements,
        config.metric,
        FINE_TUNED,
        target=config.target,
        minutes_per_image=config.minutes_per_image,
        savings=store.savings(entry.study_key),
        n_pool=entry.n_pool,
        maintained=store.maintained(entry.study_key),
        last_round=store.round_before(entry, store.studies()),
    )


def verdict_sentence(plan: StudyPlan, store: ProjectStore) -> str:
    """The verdict's headline, plain text."""
    measurements = store.measurements(plan.entry.study_key)
    assert measurements is not None
    return verdict_of(plan.entry, measurements, store).headline.replace("**", "")
