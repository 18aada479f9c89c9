"""The answer in words: how many images to label, how long that takes, and what pretraining saves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from engine.learning_curve.curve_state import NOT_UNDERSTOOD, PERFECT, state_sentence
from engine.learning_curve.forecast import Forecast, LabelsNeeded
from engine.learning_curve.forecast_words import interval_words, unreachable_sentence
from engine.learning_curve.non_inferiority import MaintainedPerformance
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.savings_words import savings_sentence
from engine.learning_curve.test_set_size import TestSetPrecision
from engine.learning_curve.words import labels, level, metric_name
from engine.planning.cost import hours_words, reading_cost
from engine.planning.rounds import Round, ScoredForecast, score_round
from engine.planning.rounds_words import round_sentences
from engine.planning.single_models import SingleModels
from engine.planning.test_set_answer import WANTED_HALF_WIDTH, about_test_set
from engine.planning.verdict_basis import CurveBasis, VerdictBasis, verdict_basis
from engine.planning.verdict_notes import baseline_name, verdict_notes
from engine.translation import mark, tr

NO_POINTS = mark("Nothing is measured yet: run the study to see how many labels are needed.")


@dataclass(frozen=True, slots=True)
class InitialisationAnswer:
    """What one initialisation needs for the target.

    status: as `Forecast.status`; remark: its sentence where the curve is special, else "". needed: on new patients of
    the same kind; needed_same: on this test set; None where nothing may be said. level, n_max: seed mean at the largest
    budget measured. test_se: standard error of that level due to the test patients. likely_level: likely (> 80 %)
    reached on new patients with likely_level_at labels. second_opinion: a warning where other shapes read the curve
    otherwise, else "".
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
    second_opinion: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The study's answer; encodes to JSON (msgspec), every number finite or None.

    target: aimed at; target_given: by the user; otherwise it is what the baseline reaches with its largest budget, and
    the headline is about the same test set, whose chance the target then shares. scope: "new_patients" or
    "same_test_set", of the headline's numbers. status, initialisation: of the answer in the headline, "" when nothing
    is measured. n_labels, reading_hours: median and its reading time; None where no number is supported. headline,
    savings_sentence: ** around the figure. notes: plain sentences.

    maintained: per initialisation, which budgets keep the performance of all labels; () before it is computed.
    test_set: what it tells of the metric, with test_patients_wanted for ±0.02 (None where they do not lead there).
    second_opinion: the headline curve's warning. last_round: what the round before had forecast, scored.
    single_models: one run with and without pretraining.
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
    maintained: tuple[MaintainedPerformance, ...] = ()
    test_set: TestSetPrecision | None = None
    test_patients_wanted: int | None = None
    test_set_sentence: str = ""
    second_opinion: str = ""
    last_round: tuple[ScoredForecast, ...] = ()
    round_sentences: tuple[str, ...] = ()
    single_models: SingleModels | None = None


def make_verdict(
    measurements: StudyMeasurements,
    metric: str,
    mode: str,
    *,
    target: float | None = None,
    minutes_per_image: float = 1.0,
    savings: LabelsSaved | None = None,
    n_pool: int | None = None,
    maintained: Sequence[MaintainedPerformance] = (),
    last_round: Round | None = None,
    basis: VerdictBasis | None = None,
) -> Verdict:
    """The verdict on what is measured so far; about 15 ms an initialisation, 2 ms with a basis made before.

    savings, maintained: of the same metric and mode, else left out. n_pool: unlabelled images pretrained on, for the
    sentence. last_round: scored where the mode is fine-tuning. basis: of these measurements, this metric, mode and
    savings, None makes it. Raises InputError for a target outside 0–1.
    """
    fits = savings is not None and (savings.metric, savings.mode) == (metric, mode)
    if basis is None:
        basis = verdict_basis(measurements, metric, mode, savings if fits else None)
    if not basis.curves:
        return Verdict(
            metric, mode, target, target is not None, "same_test_set", "", "", None, None, tr(NO_POINTS), "", (), ()
        )
    given = target is not None
    if target is None:
        target = _level_of_all(basis.of(baseline_name(basis.names)))
    answers = tuple(_answer(curve, metric, target) for curve in basis.curves)
    best = _best(answers, given)
    needed = best.needed if given else best.needed_same
    median = needed.median if needed is not None and _counts(best, needed) else None
    kept = tuple(m for m in maintained if (m.metric, m.mode) == (metric, mode))
    scored = score_round(last_round, measurements, metric) if last_round is not None and mode == FINE_TUNED else ()
    rounds = round_sentences(scored)
    precision = basis.of(best.initialisation).precision
    on_test_set = "" if precision is None else f"{about_test_set(precision)} {basis.saving}".strip()
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
        notes=verdict_notes(
            measurements,
            metric,
            answers,
            best,
            given,
            target,
            savings if fits else None,
            maintained=kept,
            about_test_set=on_test_set,
            rounds=rounds,
            singles=basis.singles,
        ),
        answers=answers,
        maintained=kept,
        test_set=precision,
        test_patients_wanted=None if precision is None else precision.patients_for(2 * WANTED_HALF_WIDTH),
        test_set_sentence=on_test_set,
        second_opinion=best.second_opinion,
        last_round=scored,
        round_sentences=rounds,
        single_models=basis.singles,
    )


def _level_of_all(curve: CurveBasis) -> float | None:
    """The seed mean with all the labels tried; None when it is 0 and so aims at nothing."""
    level_reached = curve.observations[-1].mean
    return level_reached if level_reached > 0 else None


def _answer(curve: CurveBasis, metric: str, target: float | None) -> InitialisationAnswer:
    last = curve.observations[-1]
    forecast: Forecast = curve.fitted.forecast(target)
    return InitialisationAnswer(
        initialisation=curve.initialisation,
        status=forecast.status,
        sentence=forecast.sentence,
        remark=state_sentence(forecast.status, curve.observations, metric),
        needed=forecast.needed,
        needed_same=forecast.needed_same,
        level=last.mean,
        n_max=last.n_labels,
        test_se=curve.test_se,
        likely_level=forecast.likely_level,
        likely_level_at=forecast.likely_level_at,
        second_opinion=forecast.second.sentence if forecast.second is not None else "",
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
    return tr(
        "Label **{n}** images in total ({interval}), about {reading} of reading, for {metric} {level}.",
        n=labels(needed.median),
        interval=interval_words(needed),
        reading=reading,
        metric=metric_name(metric),
        level=level(needed.target),
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
