"""Two single models on the same test images: the first run with and without pretraining, at the largest common budget.

An extra beside the savings, for readers who know DeLong's and McNemar's tests: it is about these two models, not about
pretraining, since another run of either would give another model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.errors import InputError
from engine.learning_curve.delong import AreaComparison, compare_areas
from engine.learning_curve.mcnemar import ErrorComparison, compare_errors
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.words import initialisation_name, number
from engine.translation import tr

_SHOWN = 0.05


@dataclass(frozen=True, slots=True)
class SingleModels:
    """first, second: initialisations; seed: the run, the same of both.

    areas: DeLong, clustered by patient; None for more than two classes. errors: McNemar, images taken as independent.
    sentence: about the areas, else about the errors.
    """

    first: str
    second: str
    n_labels: int
    seed: int
    areas: AreaComparison | None
    errors: ErrorComparison
    sentence: str


def compare_single_models(measurements: StudyMeasurements, mode: str, first: str, second: str) -> SingleModels | None:
    """Compare the lowest run that both have at their largest common budget; None where they have none in common."""
    cells = {
        name: {(c.point.n_labels, -c.point.seed): c for c in measurements.of(mode, name) if np.isfinite(c.scores).all()}
        for name in (first, second)
    }
    common = cells[first].keys() & cells[second].keys()
    if first == second or not common:
        return None
    key = max(common)
    one, other = cells[first][key], cells[second][key]
    truth = measurements.truth
    areas = None
    if len(measurements.classes) == 2:
        column = measurements.positive
        try:
            areas = compare_areas(
                one.scores[:, column].astype(np.float64),
                other.scores[:, column].astype(np.float64),
                truth == column,
                measurements.patients,
            )
        except InputError:  # too few patients of a class
            areas = None
    errors = compare_errors(one.scores.argmax(axis=1) == truth, other.scores.argmax(axis=1) == truth)
    n_labels, seed = key[0], -key[1]
    return SingleModels(first, second, n_labels, seed, areas, errors, _sentence(first, second, n_labels, areas, errors))


def _sentence(first: str, second: str, n_labels: int, areas: AreaComparison | None, errors: ErrorComparison) -> str:
    places = {"first": initialisation_name(first), "second": initialisation_name(second), "n": number(n_labels)}
    if areas is not None:
        places |= {
            "a": f"{areas.first:.3f}",
            "b": f"{areas.second:.3f}",
            "low": _signed(areas.low95),
            "high": _signed(areas.high95),
        }
        if areas.p_value < _SHOWN:
            return tr(
                "Two single models with {n} labels: AUC {a} ({first}) and {b} ({second}), difference {low} to {high} "
                "(95 % interval, DeLong): shown for these two models.",
                **places,
            )
        return tr(
            "Two single models with {n} labels: AUC {a} ({first}) and {b} ({second}), difference {low} to {high} "
            "(95 % interval, DeLong): not shown by these two models.",
            **places,
        )
    places |= {"a": number(errors.only_first), "b": number(errors.only_second)}
    if errors.mid_p < _SHOWN:
        return tr(
            "Two single models with {n} labels: {a} test images are right with {first} only, {b} with {second} only "
            "(McNemar): a difference is shown for these two models.",
            **places,
        )
    return tr(
        "Two single models with {n} labels: {a} test images are right with {first} only, {b} with {second} only "
        "(McNemar): a difference is not shown by these two models.",
        **places,
    )


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")
