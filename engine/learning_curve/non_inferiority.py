"""Maintained performance: the smallest label budget whose metric is not worse than with all labels by a set margin.

A non-inferiority test (Piaggio et al. 2012, "Reporting of noninferiority and equivalence randomized trials"): the
margin is fixed before any result is seen, and fewer labels are enough only where the data exclude a larger loss.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import InputError
from engine.learning_curve.bootstrap import CrossedBootstrap, crossed_bootstrap
from engine.learning_curve.non_inferiority_bound import added_by_overlap, one_sided_bound
from engine.learning_curve.non_inferiority_words import maintained_sentence
from engine.learning_curve.observations import BudgetObservation, observations_of, run_variance, tidy
from engine.learning_curve.points import StudyMeasurements
from engine.translation import tr

Array = NDArray[np.float64]

DEFAULT_MARGIN, LARGEST_MARGIN = 0.02, 0.05
MAINTAINED, NOT_SHOWN = "maintained", "not_shown"


def _unchecked() -> None:
    return None


@dataclass(frozen=True, slots=True)
class BudgetComparison:
    """One budget against all labels: metric(n_labels) − metric(n_full), positive where the smaller budget is better.

    level: seed mean at n_labels. low: one-sided 97.5 % lower bound of the difference. maintained: low > −margin, and
    so were all larger budgets.
    """

    n_labels: int
    level: float
    difference: float
    low: float
    maintained: bool


@dataclass(frozen=True, slots=True)
class MaintainedPerformance:
    """Which budgets keep the performance of all labels; encodes to JSON (msgspec).

    candidate, reference: initialisations; the candidate's budgets are compared with the reference at n_full, its
        largest budget. margin: largest loss that counts as maintained.
    status: "maintained" or "not_shown". smallest: the smallest sufficient budget, None when not shown. share_saved:
        1 − smallest/n_full.
    tested: from the largest budget down; the last one is the first that failed, below which nothing is tested.
    """

    metric: str
    mode: str
    candidate: str
    reference: str
    margin: float
    n_full: int
    level_full: float
    status: str
    smallest: int | None
    share_saved: float | None
    tested: tuple[BudgetComparison, ...]
    n_test_patients: int
    replicates: int
    sentence: str


def checked_margin(margin: float) -> float:
    """The margin itself. Raises InputError (code "margin") unless it is above 0 and at most 0.05."""
    if not 0.0 < margin <= LARGEST_MARGIN:
        raise InputError(
            tr("The margin must be above 0 and at most {largest}. Choose one such as 0.02.", largest=LARGEST_MARGIN),
            code="margin",
        )
    return margin


def maintained_performance(
    measurements: StudyMeasurements,
    metric: str,
    mode: str,
    *,
    candidate: str = "scratch",
    reference: str | None = None,
    margin: float = DEFAULT_MARGIN,
    drawn: CrossedBootstrap | None = None,
    replicates: int = 1000,
    seed: int = 0,
    check: Callable[[], None] = _unchecked,
) -> MaintainedPerformance:
    """Test the candidate's budgets downward from the reference's largest; the first failure stops.

    A fixed sequence of tests, each at one-sided 2.5 %, declares a budget falsely with at most 2.5 % (Maurer et al.
    1995). reference: None compares the candidate with itself at its largest budget; another initialisation asks for
    "pretrained with N labels against from scratch with all". drawn: a crossed bootstrap of this metric and mode with
    both, where there is one already; replicates, seed, check: for making it. A budget with fewer than two seeds in
    common with the reference ends the sequence untested. Raises InputError: "margin", and "too_early" when no budget
    can be tested yet.
    """
    reference = candidate if reference is None else reference
    checked_margin(margin)
    runs = {name: _runs(measurements, metric, mode, name) for name in (candidate, reference)}
    if not runs[reference] or not runs[candidate]:
        raise _too_early()
    n_full = max(runs[reference])
    budgets = [
        n for n in sorted(runs[candidate], reverse=True) if n <= n_full and (candidate, n) != (reference, n_full)
    ]
    if not budgets or len(set(runs[candidate][budgets[0]]) & set(runs[reference][n_full])) < 2:
        raise _too_early()
    if drawn is None:
        names = tuple(dict.fromkeys((reference, candidate)))
        drawn = crossed_bootstrap(
            measurements, metric, mode, initialisations=names, replicates=replicates, seed=seed, check=check
        )
    observed = {name: tidy(observations_of(measurements.of(mode, name), metric)) for name in (candidate, reference)}
    tested: list[BudgetComparison] = []
    for n in budgets:
        common = sorted(set(runs[candidate][n]) & set(runs[reference][n_full]))
        if len(common) < 2:
            break
        compared = _compare(measurements, drawn, runs, observed, (candidate, n), (reference, n_full), common, margin)
        tested.append(compared)
        if not compared.maintained:
            break
    smallest = min((c.n_labels for c in tested if c.maintained), default=None)
    level_full = math.fsum(runs[reference][n_full].values()) / len(runs[reference][n_full])
    n_patients = len(np.unique(measurements.patients))
    return MaintainedPerformance(
        metric=metric,
        mode=mode,
        candidate=candidate,
        reference=reference,
        margin=margin,
        n_full=n_full,
        level_full=level_full,
        status=NOT_SHOWN if smallest is None else MAINTAINED,
        smallest=smallest,
        share_saved=None if smallest is None else 1.0 - smallest / n_full,
        tested=tuple(tested),
        n_test_patients=n_patients,
        replicates=drawn.means.shape[-1],
        sentence=maintained_sentence(candidate, reference, metric, margin, n_full, tuple(tested), n_patients),
    )


def _compare(
    measurements: StudyMeasurements,
    drawn: CrossedBootstrap,
    runs: dict[str, dict[int, dict[int, float]]],
    observed: Mapping[str, Sequence[BudgetObservation]],
    at: tuple[str, int],
    full: tuple[str, int],
    common: list[int],
    margin: float,
) -> BudgetComparison:
    """at, full: initialisation and budget of the two seed means; common: seeds that both have."""
    (point, replicates), (point_full, replicates_full) = _means(drawn, *at), _means(drawn, *full)
    differences = np.array([runs[at[0]][at[1]][s] - runs[full[0]][full[1]][s] for s in common])
    overlap, freedom = added_by_overlap(
        [(run_variance(observed[name], n), n) for name, n in (at, full)],
        measurements.n_train_labelled,
        of_one_curve=at[0] == full[0],
    )
    low = one_sided_bound(
        point - point_full,
        replicates - replicates_full,
        differences,
        overlap,
        freedom,
        _smaller_class(measurements),
    )
    return BudgetComparison(at[1], point, point - point_full, low, low > -margin)


def _runs(measurements: StudyMeasurements, metric: str, mode: str, name: str) -> dict[int, dict[int, float]]:
    """Budget → seed → value, without values that are no numbers."""
    found: dict[int, dict[int, float]] = {}
    for cell in measurements.of(mode, name):
        value = cell.point.metric(metric)
        if math.isfinite(value):
            found.setdefault(cell.point.n_labels, {})[cell.point.seed] = value
    return found


def _means(drawn: CrossedBootstrap, name: str, n_labels: int) -> tuple[float, Array]:
    i, j = drawn.initialisations.index(name), drawn.n_labels.index(n_labels)
    return float(drawn.point[i, j]), drawn.means[i, j]


def _smaller_class(measurements: StudyMeasurements) -> int:
    """Patients of the test set's rarest class."""
    return min(
        len(np.unique(measurements.patients[measurements.truth == c])) for c in np.unique(measurements.truth).tolist()
    )


def _too_early() -> InputError:
    return InputError(
        tr(
            "Too little is measured yet to compare fewer labels with all labels. At least two label budgets with two "
            "runs each are needed."
        ),
        code="too_early",
    )
