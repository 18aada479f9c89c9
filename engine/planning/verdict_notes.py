"""What stands beside the verdict: which number it is, what the test set allows, what else was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.learning_curve.forecast_words import interval_words
from engine.learning_curve.non_inferiority import MaintainedPerformance
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.words import labels, level, metric_name, number, percent
from engine.planning.curve_names import by_curve
from engine.translation import tr

if TYPE_CHECKING:
    from engine.planning.single_models import SingleModels
    from engine.planning.verdict import InitialisationAnswer


def baseline_name(names: Sequence[str]) -> str:
    """The initialisation that others are compared with: scratch where there is one, else the first."""
    return "scratch" if "scratch" in names else names[0]


def verdict_notes(
    measurements: StudyMeasurements,
    metric: str,
    answers: Sequence[InitialisationAnswer],
    best: InitialisationAnswer,
    given: bool,
    target: float | None,
    savings: LabelsSaved | None,
    maintained: Sequence[MaintainedPerformance] = (),
    about_test_set: str = "",
    rounds: Sequence[str] = (),
    singles: SingleModels | None = None,
) -> tuple[str, ...]:
    """Plain sentences, the most important first."""
    notes = [best.second_opinion]
    shown = best.needed if given else best.needed_same
    if shown is not None:
        notes.append(_about(metric, answers, best, given, target))
        if shown.median is not None:
            if shown.high80 is not None:
                notes.append(tr("An 80 % interval is right 8 times out of 10."))
            if shown.median > 4 * best.n_max:
                notes.append(tr("The number lies beyond four times the largest budget tried: it is speculative."))
            notes.append(best.remark)
            notes.append(
                tr(
                    "It counts labelled images for training {curve}; the test images are labelled already and not "
                    "counted.",
                    curve=by_curve(best.initialisation),
                )
            )
    notes.extend(_other(a, metric, given) for a in answers if a is not best)
    notes.append(about_test_set or _no_precision(measurements, metric))
    notes.extend(m.sentence.replace("**", "") for m in maintained)
    if savings is not None and savings.share_saved is not None:
        notes.extend(_saving_notes(savings))
    notes.extend(rounds)
    if singles is not None:
        notes.append(singles.sentence)
    return tuple(note for note in notes if note)


def _about(
    metric: str,
    answers: Sequence[InitialisationAnswer],
    best: InitialisationAnswer,
    given: bool,
    target: float | None,
) -> str:
    """Whom the number is about, and where its target came from."""
    if given:
        if best.test_se > 0:
            return tr("The number is about new patients of the same kind: it includes the chance of the test set.")
        return ""
    if target is None:
        return ""
    baseline = baseline_name([a.initialisation for a in answers])
    return tr(
        "The target, {metric} {level}, is what the curve {curve} reaches with all the {n} labels tried; the number is "
        "about this test set.",
        metric=metric_name(metric),
        level=level(target),
        curve=by_curve(baseline),
        n=number(next(a.n_max for a in answers if a.initialisation == baseline)),
    )


def _other(answer: InitialisationAnswer, metric: str, given: bool) -> str:
    needed = answer.needed if given else answer.needed_same
    if needed is None:
        return ""
    curve = by_curve(answer.initialisation, start=True)
    if needed.median is None:
        return tr(
            "{curve}, {metric} {level} is unlikely with up to {n} labels.",
            curve=curve,
            metric=metric_name(metric),
            level=level(needed.target),
            n=labels(needed.horizon),
        )
    return tr(
        "{curve}, {n} labels are needed ({interval}).",
        curve=curve,
        n=labels(needed.median),
        interval=interval_words(needed),
    )


def _no_precision(measurements: StudyMeasurements, metric: str) -> str:
    return tr(
        "The {images} test images of {patients} patients cannot tell how far {metric} would differ on other patients.",
        images=number(len(measurements.truth)),
        patients=number(len(np.unique(measurements.patients))),
        metric=metric_name(metric),
    )


def _saving_notes(savings: LabelsSaved) -> list[str]:
    notes = []
    if savings.low95 is not None and savings.high95 is not None and savings.high95 < 1:
        factor = (1 - savings.low95) / (1 - savings.high95)
        if factor >= 3:
            notes.append(
                tr(
                    "The interval of the saving spans a factor of {factor}: more test patients and more runs would "
                    "narrow it.",
                    factor=f"{factor:.0f}",
                )
            )
    if savings.shown and savings.at_full_share is not None and savings.at_full_share > 0:
        places = {"n": number(savings.n_full), "share": percent(savings.at_full_share)}
        if savings.at_full_bound < 0:
            notes.append(
                tr("To match all {n} labels without pretraining, at least {share} % fewer are enough.", **places)
            )
        else:
            notes.append(tr("To match all {n} labels without pretraining, {share} % fewer are enough.", **places))
    return notes
