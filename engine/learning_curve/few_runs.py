"""What resampling a few runs cannot show, put back into the bootstrap's intervals.

Resampling R runs shows a variance of s²(R−1)/R² instead of s²/R, and normal tails instead of Student's: with three runs
an "80 %" interval holds 62 %. Hesterberg 2015, "What teachers should know about the bootstrap", section 4.1 (expanded
percentile interval, there for one sample; here for runs crossed with test patients).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.sobol import t_quantiles

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Expansion:
    """How much wider than the bootstrap's an interval is.

    scale: of the bootstrap's spread. freedom: degrees of Student's t. added: variance that no replicate shows.
    """

    scale: float
    freedom: float
    added: float = 0.0

    def quantiles(self, replicates: Array, probabilities: Sequence[float], centre: float | None = None) -> list[float]:
        """The replicates' quantiles (replicates (B,)), each moved away from the centre by scale·t/z.

        centre: None takes the replicates' median. What is added is taken as normal: the squares of its distance and of
        the moved quantile's are summed. Stretching the replicates for it would stretch their few runs' shape.
        """
        middle = float(np.median(replicates)) if centre is None else centre
        found = np.quantile(replicates, probabilities).tolist()
        wide = t_quantiles(tuple(probabilities), self.freedom)
        normal = [NormalDist().inv_cdf(p) for p in probabilities]
        stretched = []
        for q, t, z in zip(found, wide, normal, strict=True):
            moved = (q - middle) * self.scale * (t / z if abs(z) > 1e-9 else 1.0)
            if self.added > 0.0:
                moved = math.copysign(math.hypot(max(math.copysign(1.0, t) * moved, 0.0), t * math.sqrt(self.added)), t)
            stretched.append(middle + moved)
        return stretched


def expansion(
    shown: float, of_seeds: float, seeds: int, patients: int, added: float = 0.0, added_freedom: float = 1.0
) -> Expansion:
    """From the variance that the bootstrap shows, above 0, of which seeds are responsible for about of_seeds·(R−1)/R.

    of_seeds: variance of the estimate due to the `seeds` runs, s²/R. patients: how many the rest comes from. added:
    variance from the same runs and others, known from added_freedom degrees of freedom. Degrees of freedom after
    Satterthwaite 1946, with the covariance of of_seeds and added: the fewer other runs, the more they err together.
    """
    of_bootstrap = shown + of_seeds / seeds
    variance = of_bootstrap + added
    rest = max(shown - of_seeds * (seeds - 1) / seeds, 0.0)
    uncertain = of_seeds**2 / max(seeds - 1, 1) + rest**2 / max(patients - 1, 1)
    uncertain += (added**2 + 2.0 * of_seeds * added) / max(added_freedom, 1.0)
    freedom = min(max(variance**2 / uncertain, 1.0), 1e4) if uncertain > 0 else 1e4
    return Expansion(math.sqrt(of_bootstrap / shown), freedom, added)


def jackknife_variance(without_each: Sequence[float]) -> float:
    """Variance of an estimate due to R runs, from its values with each of them left out: (R−1)/R·Σ(θ₋ᵣ − mean)².

    Efron & Stein 1981, "The jackknife estimate of variance". 0 for fewer than two runs.
    """
    values = np.asarray(without_each, dtype=float)
    if len(values) < 2:
        return 0.0
    return float(np.sum((values - values.mean()) ** 2) * (len(values) - 1) / len(values))
