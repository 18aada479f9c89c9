"""The one-sided bound of a paired difference: the crossed bootstrap's, widened for what few runs cannot show.

Runs whose training subsets overlap repeat each other; what that hides, and what resampling few runs hides (`few_runs`),
is put back here. With many runs on small subsets nothing changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.few_runs import expansion
from engine.learning_curve.observations import RunVariance

Array = NDArray[np.float64]

ONE_SIDED = 0.975
_NORMAL = 1.959963984540054  # its quantile
_LARGEST_SHARE = 0.9  # of the pool: with all of it every run has the same labels, and their draw cannot be judged


def overlap_variance(run_variance: float, n_labels: int, pool: int) -> float:
    """What overlapping training subsets add to the variance of a seed mean: s²·f/(1−f), f = n_labels/pool; 0 to f = ½.

    Two random subsets share a fraction f of their labels, so their runs are correlated by about f, and the variance of
    the mean is s²[1/R + f/(1−f)], s² (run_variance) being the variance that the runs show: Nadeau & Bengio 2003,
    "Inference for the generalization error", equation 9. f is kept to 0.9.
    """
    share = min(n_labels / pool, _LARGEST_SHARE) if pool > 0 else 0.0
    return run_variance * share / (1.0 - share) if share > 0.5 else 0.0


def added_by_overlap(runs: Sequence[tuple[RunVariance, int]], pool: int, *, of_one_curve: bool) -> tuple[float, float]:
    """What overlap adds to the variance of a difference of seed means, and its degrees of freedom.

    runs: each mean's variance of a run, and its budget. of_one_curve: the variances come from the same runs, so that
    they are wrong together; otherwise Satterthwaite 1946.
    """
    added = [(overlap_variance(v.value, n, pool), v.freedom) for v, n in runs]
    total = math.fsum(a for a, _ in added)
    if total == 0.0:
        return 0.0, 1.0
    if of_one_curve:
        return total, (total / math.fsum(a / math.sqrt(freedom) for a, freedom in added)) ** 2
    return total, total**2 / math.fsum(a**2 / freedom for a, freedom in added)


def one_sided_bound(
    difference: float, replicates: Array, by_seed: Array, overlap: float, overlap_freedom: float, smaller_class: int
) -> float:
    """One-sided 97.5 % lower bound of a difference of two seed means.

    difference: the measured one. replicates: float64 (B,), the crossed bootstrap's. by_seed: float64 (R,), R ≥ 2, the
    paired difference of each seed. overlap: added variance of overlapping subsets, from overlap_freedom degrees of
    freedom. smaller_class: test patients of the rarest class.

    The bootstrap's 2.5 % point, moved away from the difference as `few_runs.expansion` says. Where no replicate differs
    there is nothing to move: then the exact bound of "none of smaller_class patients" (Clopper & Pearson 1934), since
    so large a share of a class may rank differently.
    """
    shown = float(np.var(replicates, ddof=1))
    seeds = len(by_seed)
    of_seeds = float(np.var(by_seed, ddof=1)) / seeds
    if shown < 1e-18:
        none_seen = 1.0 - (1.0 - ONE_SIDED) ** (1.0 / max(smaller_class, 1))
        return difference - math.hypot(none_seen, _NORMAL * math.sqrt(of_seeds + overlap))
    wider = expansion(shown, of_seeds, seeds, 2 * smaller_class, overlap, overlap_freedom)
    return wider.quantiles(replicates, (1.0 - ONE_SIDED,), centre=difference)[0]
