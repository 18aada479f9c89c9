"""What stands beside the verdict: which number it is, what the test set allows, what else was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.learning_curve.forecast_words import interval_words
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.learning_curve.words import initialisation_name, labels, level, metric_name, number, percent

if TYPE_CHECKING:
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
) -> tuple[str, ...]:
    """Plain sentences, the most important first."""
    name = metric_name(metric)
    notes = []
    shown = best.needed if given else best.needed_same
    if not given and target is not None and shown is not None:
        baseline = baseline_name([a.initialisation for a in answers])
        n_max = next(a.n_max for a in answers if a.initialisation == baseline)
        notes.append(
            f"The target, {name} {level(target)}, is what the curve {_curve(baseline)} reaches with all the "
            f"{number(n_max)} labels tried; the number is about this test set."
        )
    elif shown is not None and best.test_se > 0:
        notes.append("The number is about new patients of the same kind: it includes the chance of the test set.")
    if shown is not None and shown.median is not None:
        if shown.high80 is not None:
            notes.append("An 80 % interval is right 8 times out of 10.")
        if shown.median > 4 * best.n_max:
            notes.append("The number lies beyond four times the largest budget tried: it is speculative.")
        notes.append(best.remark)
        notes.append(
            f"It counts labelled images for training {_curve(best.initialisation)}; the test images are labelled "
            "already and not counted."
        )
    notes.extend(_other(a, name, given) for a in answers if a is not best)
    notes.append(_test_set(measurements, best, name))
    if savings is not None and savings.share_saved is not None:
        notes.extend(_saving_notes(savings))
    return tuple(note for note in notes if note)


def _curve(initialisation: str) -> str:
    if initialisation == "scratch":
        return "from scratch"
    return f"with {initialisation_name(initialisation)} pretraining"


def _other(answer: InitialisationAnswer, name: str, given: bool) -> str:
    needed = answer.needed if given else answer.needed_same
    subject = f"{_curve(answer.initialisation)[:1].upper()}{_curve(answer.initialisation)[1:]}"
    if needed is None:
        return ""
    if needed.median is None:
        return f"{subject}, {name} {level(needed.target)} is unlikely with up to {labels(needed.horizon)} labels."
    return f"{subject}, {labels(needed.median)} labels are needed ({interval_words(needed)})."


def _test_set(measurements: StudyMeasurements, best: InitialisationAnswer, name: str) -> str:
    patients = len(np.unique(measurements.patients))
    images = len(measurements.truth)
    whom = f"{number(images)} test images of {number(patients)} patients"
    if best.test_se == 0:
        return f"The {whom} cannot tell how far {name} would differ on other patients."
    half = 1.96 * best.test_se
    said = f"With {whom}, {name} is known to ±{half:.2f} (95 %) whatever the number of labels"
    return f"{said}; a larger test set would narrow this." if half >= 0.03 else f"{said}."


def _saving_notes(savings: LabelsSaved) -> list[str]:
    notes = []
    if savings.low95 is not None and savings.high95 is not None and savings.high95 < 1:
        factor = (1 - savings.low95) / (1 - savings.high95)
        if factor >= 3:
            notes.append(
                f"The interval of the saving spans a factor of {factor:.0f}: more test patients and more runs would "
                "narrow it."
            )
    if savings.shown and savings.at_full_share is not None and savings.at_full_share > 0:
        at_least = "at least " if savings.at_full_bound < 0 else ""
        notes.append(
            f"To match all {number(savings.n_full)} labels without pretraining, {at_least}"
            f"{percent(savings.at_full_share)} % fewer are enough."
        )
    return notes
