"""The answer in words: how many images to label, how long that takes, and what pretraining saves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from engine.learning_curve.curve_state import NOT_UNDERSTOOD, PERFECT, state_sentence
from engine.learning_curve.forecast import Forecast, LabelsNeeded, fit_curve
from engine.learning_curve.forecast_words import interval_words, unreachable_sentence
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.savings_words import savings_sentence
from engine.learning_curve.summary import patient_error
from engine.learning_curve.words import labels, level, metric_name
from engine.planning.cost import hours_words, reading_cost
from engine.planning.verdict_notes import baseline_name, verdict_notes

NO_POINTS = "Nothing is measured yet: run the study to see how many labels are needed."


@dataclass(frozen=True, slots=True)
class InitialisationAnswer:
    """What one initialisation needs for the target.

    status: as `Forecast.status`; remark: its sentence where the curve is special, else "". needed: on new patients of
    the same kind; needed_same: on this test set; None where nothing may be said. level, n_max: seed mean at the largest
    budget measured. test_se: standard error of that level due to the test patients. likely_level: likely (> 80 %)
    reached on new patients with likely_level_at labels.
    """

    initialisation: str
    status: str
    sentence: str
    remark: str
    needed: LabelsNeeded | None
    needed_same: LabelsNeeded | None
    level: float
    n_max: int
    test_se: float
    likely_level: float | None
    likely_level_at: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The study's answer; encodes to JSON (msgspec), every number finite or None.

    target: aimed at; target_given: by the user; otherwise it is what the baseline reaches with its largest budget, and
    the headline is about the same test set, whose chance the target then shares. scope: "new_patients" or
    "same_test_set", of the headline's numbers. status, initialisation: of the answer in the headline, "" when nothing
    is measured. n_labels, reading_hours: median and its reading time; None where no number is supported. headline,
    savings_sentence: ** around the figure. notes: plain sentences.
    """

    metric: str
    mode: str
    target: float | None
    target_given: bool
    scope: str
    status: str
    initialisation: str
    n_labels: int | None
    reading_hours: float | None
    headline: str
    savings_sentence: str
    notes: tuple[str, ...]
    answers: tuple[InitialisationAnswer, ...]


def make_verdict(
    measurements: StudyMeasurements,
    metric: str,
    mode: str,
    *,
    target: float | None = None,
    minutes_per_image: float = 1.0,
    savings: LabelsSaved | None = None,
    n_pool: int | None = None,
) -> Verdict:
    """The verdict on what is measured so far; about 15 ms an initialisation, less where a curve was fitted before.

    savings: of the same metric and mode, else left out. n_pool: unlabelled images pretrained on, for the sentence.
    Raises InputError for a target outside 0–1.
    """
    names = sorted({cell.point.initialisation for cell in measurements.of(mode)})
    if not names:
        return Verdict(
            metric, mode, target, target is not None, "same_test_set", "", "", None, None, NO_POINTS, "", (), ()
        )
    baseline = baseline_name(names)
    given = target is not None
    if target is None:
        target = _level_of_all(measurements, metric, mode, baseline)
    answers = tuple(_answer(measurements, metric, mode, name, target) for name in names)
    best = _best(answers, given)
    needed = best.needed if given else best.needed_same
    fits = savings is not None and (savings.metric, savings.mode) == (metric, mode)
    median = needed.median if needed is not None and _counts(best, needed) else None
    return Verdict(
        metric=metric,
        mode=mode,
        target=target,
        target_given=given,
        scope="new_patients" if given and best.test_se > 0 else "same_test_set",
        status=best.status,
        initialisation=best.initialisation,
        n_labels=None if median is None else round(median),
        reading_hours=None if median is None else reading_cost(median, minutes_per_image).hours,
        headline=_headline(best, needed, metric, minutes_per_image),
        savings_sentence=_savings(savings, n_pool) if savings is not None and fits else "",
        notes=verdict_notes(measurements, metric, answers, best, given, target, savings if fits else None),
        answers=answers,
    )


def _level_of_all(measurements: StudyMeasurements, metric: str, mode: str, name: str) -> float | None:
    """The seed mean with all the labels tried; None when it is 0 and so aims at nothing."""
    level_reached = observations_of(measurements.of(mode, name), metric)[-1].mean
    return level_reached if level_reached > 0 else None


def _answer(
    measurements: StudyMeasurements, metric: str, mode: str, name: str, target: float | None
) -> InitialisationAnswer:
    cells = measurements.of(mode, name)
    observations = observations_of(cells, metric)
    last = observations[-1]
    error = patient_error(measurements, metric, [c for c in cells if c.point.n_labels == last.n_labels])
    chance_level = None
    if metric == "balanced_accuracy":
        chance_level = 1.0 / max(len(measurements.classes), 2)
    forecast: Forecast = fit_curve(observations, metric, test_se=error, chance_level=chance_level).forecast(target)
    return InitialisationAnswer(
        initialisation=name,
        status=forecast.status,
        sentence=forecast.sentence,
        remark=state_sentence(forecast.status, observations, metric),
        needed=forecast.needed,
        needed_same=forecast.needed_same,
        level=last.mean,
        n_max=last.n_labels,
        test_se=error,
        likely_level=forecast.likely_level,
        likely_level_at=forecast.likely_level_at,
    )


def _best(answers: Sequence[InitialisationAnswer], given: bool) -> InitialisationAnswer:
    """The fewest labels by the median, then the likelier to reach the target at all, then the higher level."""

    def rank(answer: InitialisationAnswer) -> tuple[float, float, float]:
        needed = answer.needed if given else answer.needed_same
        if needed is None:
            return (math.inf, 1.0, -answer.level)
        median = math.inf if needed.median is None else needed.median
        return (median, -needed.reachable_probability, -answer.level)

    return min(answers, key=rank)


def _headline(best: InitialisationAnswer, needed: LabelsNeeded | None, metric: str, minutes_per_image: float) -> str:
    if needed is None or not _counts(best, needed):
        return best.sentence
    if needed.median is None:
        return unreachable_sentence(needed, metric, best.likely_level, best.likely_level_at)
    reading = hours_words(reading_cost(needed.median, minutes_per_image).hours)
    return (
        f"Label **{labels(needed.median)}** images in total ({interval_words(needed)}), about {reading} of reading, "
        f"for {metric_name(metric)} {level(needed.target)}."
    )


def _counts(best: InitialisationAnswer, needed: LabelsNeeded) -> bool:
    """Whether the median may stand in the headline."""
    if best.status == NOT_UNDERSTOOD:
        return needed.median is not None and needed.median <= best.n_max
    return best.status != PERFECT


def _savings(savings: LabelsSaved, n_pool: int | None) -> str:
    s = savings
    return savings_sentence(
        s.status, s.pretrained, s.share_saved, s.low95, s.high95, s.at_least, s.n_test_patients, n_pool
    )
