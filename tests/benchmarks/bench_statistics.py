"""How fast the planner's statistics are: `python -m tests.benchmarks.bench_statistics`.

Each row is timed against a peer in the same run, interleaved, median of five rounds: the crossed bootstrap against the
plain loop over scikit-learn's roc_auc_score (a few replicates, scaled up), an answer to a moved target against the
first answer on the same points, the live intervals against the bootstrapped ones, a curve's whole forecast against the
backtest's textbook power law with its 200 seed bootstraps, DeLong's test against the sum over all pairs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import numpy as np
from scipy.optimize import curve_fit
from sklearn.metrics import roc_auc_score

from engine.learning_curve.bootstrap import crossed_bootstrap
from engine.learning_curve.delong import compare_areas
from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.non_inferiority import maintained_performance
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.summary import summarise
from engine.planning.verdict import make_verdict
from tests.engine.learning_curve.made_up import curve, study

ROUNDS = 5
REPLICATES = 1000
_FEW = 5


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def plain_loop(made: StudyMeasurements, replicates: int) -> None:
    """The bootstrap as one would write it down: resample patients, then every cell's AUC again."""
    chance = np.random.default_rng(0)
    rows = [np.flatnonzero(made.patients == patient) for patient in np.unique(made.patients)]
    for _ in range(replicates):
        drawn = np.concatenate([rows[i] for i in chance.integers(0, len(rows), len(rows))])
        for cell in made.cells:
            roc_auc_score(made.truth[drawn] == 1, cell.scores[drawn, 1])


def textbook_forecast(points: Sequence[BudgetObservation]) -> None:
    """An inverse power law refitted by scipy to 200 resamples of the runs."""
    chance = np.random.default_rng(0)
    n = np.array([o.n_labels for o in points], dtype=float)
    for _ in range(200):
        means = [chance.choice(o.values, len(o.values)).mean() for o in points]
        curve_fit(lambda n, c, a, b: c - a * n**-b, n, means, p0=(0.9, 1.0, 0.5), bounds=(0, [1, 9, 3]))


def all_pairs(first: np.ndarray, second: np.ndarray, truth: np.ndarray) -> None:
    """DeLong's structural components from their definition."""
    for score in (first, second):
        wins = (score[truth][:, None] > score[~truth]) + 0.5 * (score[truth][:, None] == score[~truth])
        wins.mean(axis=0).var(), wins.mean(axis=1).var()


def report(name: str, ours: list[float], peer: list[float], peer_name: str) -> None:
    """One row."""
    ratio = median(p / o for o, p in zip(ours, peer, strict=True))
    print(f"{name:50s} {1000 * median(ours):9.1f} ms   {ratio:7.1f} × as fast as {peer_name}")


def main() -> None:
    """Print the table."""
    large = study(budgets=(20, 40, 80, 160), seeds=10, n_test=1000)
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: crossed_bootstrap(large, "auc", FINE_TUNED, replicates=REPLICATES)))
        peer.append(seconds(lambda: plain_loop(large, _FEW)) * REPLICATES / _FEW)
    report(f"bootstrap, {len(large.cells)} cells × 1 000 images × {REPLICATES}", ours, peer, "the plain loop (scaled)")

    made = study(n_test=240)
    ours, peer = [], []
    for number in range(ROUNDS):
        other = study(n_test=240, seed=number + 1)
        peer.append(seconds(lambda other=other: make_verdict(other, "auc", FINE_TUNED, target=0.8)))
        same = replace(other)
        ours.append(seconds(lambda same=same: make_verdict(same, "auc", FINE_TUNED, target=0.82)))
    report("verdict for a moved target, 30 cells × 240", ours, peer, "the first verdict on the points")

    ours, peer = [], []
    for number in range(ROUNDS):
        points = curve(0.70, 0.76, 0.81, 0.84, 0.865 + 1e-4 * number, runs=5)
        ours.append(seconds(lambda points=points: fit_curve(points, "auc", n_test=240).forecast(0.88, (640,))))
        peer.append(seconds(lambda points=points: textbook_forecast(points)))
    report("forecast of a new curve, second opinion included", ours, peer, "200 power laws by least squares")

    truth = large.truth == 1
    first, second = (large.cells[i].scores[:, 1].astype(float) for i in (0, 60))
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: compare_areas(first, second, truth, large.patients)))
        peer.append(seconds(lambda: all_pairs(first, second, truth)))
    report("DeLong, 1 000 images", ours, peer, "all pairs")

    drawn = crossed_bootstrap(large, "auc", FINE_TUNED, replicates=REPLICATES)
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(
            seconds(
                lambda: maintained_performance(
                    large, "auc", FINE_TUNED, candidate="simclr", reference="scratch", drawn=drawn
                )
            )
        )
        peer.append(
            seconds(lambda: maintained_performance(large, "auc", FINE_TUNED, candidate="simclr", reference="scratch"))
        )
    report("maintained performance, 80 cells × 1 000 images", ours, peer, "with a bootstrap of its own")

    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: summarise(replace(made), "auc", FINE_TUNED)))
        peer.append(seconds(lambda: summarise(made, "auc", FINE_TUNED, crossed_bootstrap(made, "auc", FINE_TUNED))))
    report("live intervals, 30 cells × 240", ours, peer, "the bootstrapped ones")


if __name__ == "__main__":
    main()
