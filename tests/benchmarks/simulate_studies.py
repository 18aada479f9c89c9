"""How often the planner's intervals are right, on studies whose truth is known.

`python -m tests.benchmarks.simulate_studies [--studies 500] [--only "steep, 240"]`. Every study is simulated image by
image (`simulated`) and goes the way that a user's goes: stored scores → crossed bootstrap → forecast, savings,
maintained performance. One row a kind of curve and test set, printed as soon as it is done. "NI miss" columns should
not exceed 2.5 %: false declarations of maintained performance where the true loss is exactly the margin. A share of 500
studies has a standard error of 1.8 % at 80 %, 1.0 % at 95 %, 0.7 % at 2.5 %.
"""

from __future__ import annotations

import argparse
import math
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.learning_curve.forecast import fit_curve
from engine.learning_curve.label_ratio import label_ratio
from engine.learning_curve.non_inferiority import MAINTAINED, maintained_performance
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements
from engine.learning_curve.savings import labels_saved
from engine.learning_curve.summary import patient_error
from tests.benchmarks.simulated import BUDGETS, KINDS, POOL, Kind, Level, levels_of, simulate

PATIENTS, IMAGES = (50, 240, 1000), (1, 5)
COLUMNS = (
    "labels needed 80 %",
    "95 %",
    "level at 4× 80 %",
    "95 %",
    "labels saved 80 %",
    "95 %",
    "saved at full 95 %",
    "saving shown",
    "NI miss, own curve",
    "NI miss, pretrained",
    "NI miss, overlap",
    "NI found, no loss",
)


@dataclass
class Tally:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        """One more study."""
        self.hits += hit
        self.of += 1

    def __str__(self) -> str:
        return f"{100 * self.hits / self.of:.1f}" if self.of else "–"


def covers(low: float | None, truth: float, high: float | None) -> bool:
    """Whether the interval holds the truth; None is no bound."""
    return (low is None or low <= truth * (1 + 1e-9)) and (high is None or truth <= high * (1 + 1e-9))


def true_log_ratio(kind: Kind) -> tuple[float, float]:
    """Log ratios of the true curves over the budgets measured: over their common range, and at the full level."""
    n = np.geomspace(BUDGETS[0], BUDGETS[-1], 4001)
    scratch, simclr = (np.array([y(float(x)) for x in n]) for y in (kind.scratch, kind.simclr))
    if np.ptp(scratch) == 0:
        return 0.0, 0.0
    found = label_ratio(np.log(n), scratch, np.log(n), simclr)
    return found.log_ratio, found.log_at_full


def try_needed(kind: Kind, made: StudyMeasurements, tallies: Sequence[Tally]) -> None:
    """Labels needed on new patients, and the level at four times the largest budget."""
    cells = made.of(FINE_TUNED, "scratch")
    error = patient_error(made, "auc", [c for c in cells if c.point.n_labels == BUDGETS[-1]])
    target = kind.scratch(kind.needed) if math.isfinite(kind.needed) else kind.scratch(1) + 0.03
    far = 4 * BUDGETS[-1]
    found = fit_curve(observations_of(cells, "auc"), "auc", test_se=error).forecast(target, (far,))
    if found.needed is not None:
        needed = found.needed
        truth = min(kind.needed, 1e9)
        tallies[0].add(covers(needed.low80, truth, needed.high80))
        tallies[1].add(covers(needed.low95, truth, needed.high95))
    at = found.at[0]
    if at.median is not None:
        tallies[2].add(covers(at.low80, kind.scratch(far), at.high80))
        tallies[3].add(covers(at.low95, kind.scratch(far), at.high95))


def try_saved(truth: tuple[float, float], made: StudyMeasurements, tallies: Sequence[Tally], replicates: int) -> None:
    """Labels saved by pretraining."""
    found = labels_saved(made, "auc", FINE_TUNED, replicates=replicates)
    share, at_full = (1 - math.exp(t) for t in truth)
    if found.share_saved is not None:
        tallies[0].add(covers(found.low80, share, found.high80))
        tallies[1].add(covers(found.low95, share, found.high95))
    tallies[2].add(covers(found.at_full_low95, at_full, found.at_full_high95))
    tallies[3].add(found.shown)


def try_maintained(
    kind: Kind, n_patients: int, images: int, g: np.random.Generator, tallies: Sequence[Tally], replicates: int
) -> None:
    """The true loss is exactly the margin: of half the labels, and of pretraining with as many labels.

    In the column "overlap" overlapping subsets of the pool make runs alike at the full budget, unseen in their scatter;
    in the last one half the labels are truly as good as all.
    """
    margin = 0.02 if n_patients >= 1000 else 0.05
    half, full = BUDGETS[-2:]
    sd = {n: kind.scatter * (n / 20) ** -0.5 for n in (half, full)}
    top = kind.scratch(full)
    for lost, shared, where in ((margin, 0.0, 0), (margin, full / POOL / (1 - full / POOL), 2), (0.0, 0.0, 3)):
        levels = {
            ("scratch", half): Level(top - lost, sd[half]),
            ("scratch", full): Level(top, sd[full], shared),
            ("simclr", full): Level(top - lost, sd[full], shared),
        }
        made = simulate(levels, n_patients, images, g)
        own = maintained_performance(made, "auc", FINE_TUNED, margin=margin, replicates=replicates)
        tallies[where].add(own.status == MAINTAINED)
        if where == 0:
            other = maintained_performance(
                made,
                "auc",
                FINE_TUNED,
                candidate="simclr",
                reference="scratch",
                margin=margin,
                replicates=replicates,
            )
            tallies[1].add(other.status == MAINTAINED)


def row(kind: Kind, n_patients: int, images: int, studies: int, replicates: int, parts: str) -> str:
    """One line of the table."""
    name = f"{kind.name}, {n_patients} × {images}"
    g = np.random.default_rng(zlib.crc32(name.encode()))
    tallies = [Tally() for _ in COLUMNS]
    truth, levels = true_log_ratio(kind), levels_of(kind)
    begun = time.perf_counter()
    for _ in range(studies):
        if "n" in parts or "s" in parts:
            made = simulate(levels, n_patients, images, g)
            if "n" in parts:
                try_needed(kind, made, tallies[:4])
            if "s" in parts:
                try_saved(truth, made, tallies[4:8], replicates)
        if "m" in parts:
            try_maintained(kind, n_patients, images, g, tallies[8:], replicates)
    return f"| {name} | {' | '.join(map(str, tallies))} | {studies} | {time.perf_counter() - begun:.0f} s |"


def main() -> None:
    """Print the table; small test sets first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=500, help="a cell")
    parser.add_argument("--replicates", type=int, default=1000, help="of each bootstrap")
    parser.add_argument("--only", default="", help="cells whose name contains this, e.g. 'steep, 240'")
    parser.add_argument("--parts", default="nsm", help="n: labels needed, s: labels saved, m: maintained performance")
    asked = parser.parse_args()
    print(f"| curve, patients × images | {' | '.join(COLUMNS)} | studies | time |")
    print("|---" * (len(COLUMNS) + 3) + "|", flush=True)
    for n_patients, images in sorted(((p, i) for p in PATIENTS for i in IMAGES), key=lambda c: (c[0] * c[1], c[1])):
        for kind in KINDS:
            if asked.only in f"{kind.name}, {n_patients} × {images}":
                line = row(kind, n_patients, images, asked.studies, asked.replicates, asked.parts)
                print(line, flush=True)


if __name__ == "__main__":
    main()
