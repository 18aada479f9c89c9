"""A recorded study run again in the order of `learning_curve.sequential`: how many of its trainings the answer needed.

The recorded points are those of `learning-curves/dev.csv` (`PLANNER_TEST_DATA`): chest X-ray tasks, two ways of making
features as the two initialisations, six test sets. A study is one test set with the budgets 20 to 320 and five runs.
"""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.sampling_error import closed_form_error
from engine.learning_curve.sequential import Aim, Pair, aim_at, next_pair, settled

BUDGETS, SEEDS, TEST_SETS = (20, 40, 80, 160, 320), 5, range(6)
ARMS = (
    ("xray-xr_covid-pixLR-auc", "xray-xr_covid-ssPCA64LR-auc", "auc"),
    ("xray-xr_covid-hogRF-auc", "xray-xr_covid-hogLR-auc", "auc"),
    ("xray-xr_3cls-pixLR-accuracy", "xray-xr_3cls-ssPCA64LR-accuracy", "accuracy"),
)
Values = dict[int, dict[int, float]]  # by budget and run


@dataclass(frozen=True)
class Replayed:
    """Shares of the full study's training cost (and trainings) until the headline's 80 % interval was as narrow as the
    full study's (`same`), at most a tenth wider (`near`), and until the stop rule ended it (`settled`); then the ratio
    of its bounds, that of the full study's, and whether its median lay in the full study's interval."""

    same: float
    same_cells: float
    near: float
    settled: float
    settled_cells: float
    spread_at_end: float
    spread_of_all: float
    median_inside: bool


def recorded_studies() -> Iterator[tuple[Sequence[Values], str, int]]:
    """The two arms' values, the metric and the number of test images, a study at a time; none without the file."""
    path = Path(os.environ.get("PLANNER_TEST_DATA", "../shared/data")) / "learning-curves" / "dev.csv"
    if not path.is_file():
        return
    values: dict[tuple[str, int], Values] = {}
    n_test = 0
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["source"] == "xray":
                test_set, run = divmod(int(row["seed"]), 100)
                curve = values.setdefault((row["curve_id"], test_set), {})
                curve.setdefault(int(row["n_labels"]), {})[run] = float(row["value"])
                n_test = int(row["n_test"])
    for base, other, metric in ARMS:
        for test_set in TEST_SETS:
            yield (values[base, test_set], values[other, test_set]), metric, n_test


def replay(arms: Sequence[Values], metric: str, n_test: int, cost: dict[int, float], given: bool) -> Replayed:
    """given: the user named a target, of which new patients are told: what the first arm's mean is with 160 labels.
    Otherwise the target is its level with 320, on the same test set."""
    runs = sorted(arms[0][BUDGETS[0]])[:SEEDS]
    pairs = [Pair(n, seed) for seed in range(SEEDS) for n in BUDGETS]

    def aims(done: Sequence[Pair]) -> tuple[Aim, ...]:
        curves = []
        for arm in arms:
            seen = {n: tuple(arm[n][runs[p.seed]] for p in done if p.n_labels == n) for n in BUDGETS}
            curves.append([BudgetObservation(n, found) for n, found in seen.items() if found])
        if not curves[0]:
            return ()
        level = sum(arms[0][160][r] for r in runs) / SEEDS if given else curves[0][-1].mean
        made = []
        for number, curve in enumerate(curves):
            error = closed_form_error(metric, curve[-1].mean, n_test)
            fitted = fit_curve(curve, metric, test_se=error)
            made.append(aim_at(str(number), fitted, level, error if given else 0.0))
        return tuple(made)

    def width(of: Sequence[Aim]) -> float:
        """Of the initialisation in the headline, the one that needs fewer labels in the full study."""
        return math.log(of[best].spread)

    full = aims(pairs)
    best = min(range(len(full)), key=lambda i: float(full[i].log_needed.mean()))
    total = sum(cost[p.n_labels] for p in pairs)
    done: list[Pair] = []
    reached: dict[str, tuple[float, float]] = {}
    ended: tuple[Aim, ...] = full
    while len(done) < len(pairs):
        now, left = aims(done), [p for p in pairs if p not in done]
        spent = (sum(cost[p.n_labels] for p in done) / total, len(done) / len(pairs))
        enough = len({p.n_labels for p in done}) == len(BUDGETS) and bool(now) and all(a.understood for a in now)
        for name, factor in (("same", 1.0), ("near", 1.1)):
            if enough and name not in reached and width(now) <= factor * width(full):
                reached[name] = spent
        if enough and "settled" not in reached and settled(now, BUDGETS, left, SEEDS):
            reached["settled"], ended = spent, now
        done.append(next_pair(now, BUDGETS, left, (), lambda n: cost[n], SEEDS))
    median = float(sorted(ended[best].log_needed)[len(ended[best].log_needed) // 2])
    low, high = (float(sorted(full[best].log_needed)[int(q * len(full[best].log_needed))]) for q in (0.1, 0.9))
    whole = (1.0, 1.0)
    return Replayed(
        *reached.get("same", whole),
        reached.get("near", whole)[0],
        *reached.get("settled", whole),
        ended[best].spread,
        full[best].spread,
        low - 1e-9 <= median <= high + 1e-9,
    )
