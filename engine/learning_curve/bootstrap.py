"""The crossed bootstrap: seeds × test patients, the same draws for every budget and initialisation.

Runs are one source of chance, test patients another, and every cell of a study shares both with others; drawing both
anew, once for all cells, keeps what they have in common (paired differences get the right interval). Owen 2007, "The
pigeonhole bootstrap"; patients are drawn with all their images.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import InputError
from engine.learning_curve.image_scores import Hits, Ranking, hits_of, rankings_of
from engine.learning_curve.points import MeasuredCell, StudyMeasurements
from engine.translation import tr

Array = NDArray[np.float64]
_CHUNK_VALUES = 4_000_000  # float32 values of one weight matrix: 16 MB, and a few such at a time
_REDRAWS = 50


def _unchecked() -> None:
    return None


@dataclass(frozen=True)
class CrossedBootstrap:
    """Seed means of one metric and mode under every replicate.

    means: float64 (initialisations, budgets, replicates), NaN where no cell is measured. point: (initialisations,
    budgets), the plain seed means. runs: int64, the same shape, how many seeds each is the mean of.
    """

    metric: str
    initialisations: tuple[str, ...]
    n_labels: tuple[int, ...]
    means: Array
    point: Array
    runs: NDArray[np.int64]

    def of(self, initialisation: str) -> tuple[NDArray[np.int64], Array, Array]:
        """One initialisation's measured budgets (k,), seed means (k,) and replicates (k, replicates)."""
        i = self.initialisations.index(initialisation)
        measured = self.runs[i] > 0
        return np.array(self.n_labels, dtype=np.int64)[measured], self.point[i, measured], self.means[i, measured]


def crossed_bootstrap(
    measurements: StudyMeasurements,
    metric: str,
    mode: str,
    *,
    initialisations: Sequence[str] | None = None,
    replicates: int = 1000,
    seed: int = 0,
    check: Callable[[], None] = _unchecked,
) -> CrossedBootstrap:
    """Draw `replicates` times seeds and test patients with replacement and take every cell's metric again.

    A replicate whose patients lack a class that the test set has is drawn again (up to 50 times, then it keeps the
    whole test set), so intervals hold given that every class occurs. A budget that has none of a replicate's seeds
    (while a study is under way) takes all the seeds it has; a cell with scores that are no numbers is left out.
    check: called before each cell; may raise to stop. Raises InputError when nothing is measured. The same arguments
    give the same numbers.
    """
    cells = [
        c
        for c in measurements.of(mode)
        if (initialisations is None or c.point.initialisation in initialisations) and np.isfinite(c.scores).all()
    ]
    if not cells:
        raise InputError(tr("Nothing is measured yet. Run the study first."), code="no_points")
    names = tuple(dict.fromkeys(initialisations or sorted({c.point.initialisation for c in cells})))
    budgets = tuple(sorted({c.point.n_labels for c in cells}))
    seeds = sorted({c.point.seed for c in cells})
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(len(seeds), np.full(len(seeds), 1 / len(seeds)), size=replicates)  # (B, seeds)
    values = _replicated(measurements, metric, cells, replicates, generator, check)

    means = np.full((len(names), len(budgets), replicates), np.nan)
    point = np.full((len(names), len(budgets)), np.nan)
    runs = np.zeros((len(names), len(budgets)), dtype=np.int64)
    for i, name in enumerate(names):
        for j, n_labels in enumerate(budgets):
            here = [k for k, c in enumerate(cells) if (c.point.initialisation, c.point.n_labels) == (name, n_labels)]
            if not here:
                continue
            counts = drawn[:, [seeds.index(cells[k].point.seed) for k in here]].T.astype(float)  # (runs, B)
            counts[:, counts.sum(axis=0) == 0] = 1.0
            means[i, j] = np.sum(counts * values[here], axis=0) / counts.sum(axis=0)
            point[i, j] = np.mean([cells[k].point.metric(metric) for k in here])
            runs[i, j] = len(here)
    return CrossedBootstrap(metric, names, budgets, means, point, runs)


def _replicated(
    measurements: StudyMeasurements,
    metric: str,
    cells: Sequence[MeasuredCell],
    replicates: int,
    generator: np.random.Generator,
    check: Callable[[], None],
) -> Array:
    """Each cell's metric under each replicate's patients, float64 (cells, replicates)."""
    truth, positive = measurements.truth, measurements.positive
    _, patient = np.unique(measurements.patients, return_inverse=True)
    values = np.empty((len(cells), replicates))
    step = max(1, min(replicates, _CHUNK_VALUES // max(len(truth), 1)))
    for start in range(0, replicates, step):
        check()
        weights = _patient_weights(patient, truth, min(step, replicates - start), generator)
        part = slice(start, start + weights.shape[1])
        for k, cell in enumerate(cells):
            check()
            if metric == "auc":
                rankings = rankings_of(cell.scores, truth, positive)
                areas = [weighted_area(r, weights) for r in rankings]
                values[k, part] = np.mean(areas, axis=0) if areas else cell.point.metric(metric)
            else:
                values[k, part] = weighted_share(hits_of(metric, cell.scores, truth, positive), weights)
    return values


def _patient_weights(
    patient: NDArray[np.int64], truth: NDArray[np.int64], replicates: int, generator: np.random.Generator
) -> NDArray[np.float32]:
    """How often each test image is drawn, float32 (n_test, replicates): patients with replacement, all their images."""
    n_patients = int(patient.max()) + 1
    classes = np.unique(truth)
    has = np.zeros((n_patients, len(classes)), dtype=bool)
    has[patient, np.searchsorted(classes, truth)] = True
    counts = np.empty((replicates, n_patients), dtype=np.int64)
    even = np.full(n_patients, 1 / n_patients)
    lacking = np.ones(replicates, dtype=bool)
    for _ in range(1 + _REDRAWS):
        counts[lacking] = generator.multinomial(n_patients, even, size=int(lacking.sum()))
        lacking = ((counts > 0).astype(float) @ has.astype(float) == 0).any(axis=1)
        if not lacking.any():
            break
    counts[lacking] = 1
    return np.ascontiguousarray(counts.T.astype(np.float32)[patient])


def weighted_area(ranking: Ranking, weights: NDArray[np.float32]) -> Array:
    """Area under the ROC curve with images weighted by each column of weights (n_test, B), float64 (B,); ties half.

    Mann-Whitney with weights: the weight of negatives below each positive comes from one cumulative sum.
    """
    of_positives = weights[ranking.positives]
    heaped = np.zeros((len(ranking.negatives) + 1, weights.shape[1]), dtype=np.float32)
    # Row by row: numpy's cumsum down the columns takes 3 to 12 times as long, for the same sums.
    heap, rows = list(heaped), list(weights)
    for k, negative in enumerate(ranking.negatives.tolist()):
        np.add(heap[k], rows[negative], out=heap[k + 1])
    wins = np.einsum("ib,ib->b", of_positives, heaped[ranking.below])
    wins += np.einsum("ib,ib->b", of_positives, heaped[ranking.upto])
    return np.asarray(0.5 * wins.astype(float) / (of_positives.sum(axis=0, dtype=float) * heaped[-1]))


def weighted_share(parts: Hits, weights: NDArray[np.float32]) -> Array:
    """The mean over parts of the weighted share of hits, float64 (B,); 0 when there is no part."""
    if not len(parts.members):
        return np.zeros(weights.shape[1])
    hits = parts.hits.astype(np.float32) @ weights
    return np.asarray(np.mean(hits / (parts.members.astype(np.float32) @ weights), axis=0, dtype=float))
