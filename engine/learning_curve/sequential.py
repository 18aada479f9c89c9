"""Which trainings to run next, and when the answer needs no more of them.

The answer is log N*, the logarithm of the labels that each initialisation needs for the target. Its posterior draws
(`forecast`) say with which budgets' means it goes up and down, hence how much one more run at a budget is expected to
narrow it: Bayesian experimental design with the best linear predictor in place of the full posterior (Chaloner &
Verdinelli 1995, "Bayesian Experimental Design: A Review", section 2). Nothing here decides a training's numbers, only
whether and when it is run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.curve_state import CHANCE, MIN_BUDGETS, MIN_SEEDS, NOT_UNDERSTOOD, TOO_EARLY
from engine.learning_curve.forecast import FittedCurve, fit_curve
from engine.learning_curve.observations import observations_of
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.summary import patient_error

Array = NDArray[np.float64]

NARROW = 1.5  # upper ÷ lower bound of the 80 % interval: 620 labels, say, within 510–765
LITTLE = 0.05  # share of the interval's width that all open trainings together are expected to take away
SEEDS_NEAR = 3  # runs that each budget next to the crossing has before a study may end


@dataclass(frozen=True, slots=True)
class Pair:
    """One budget and seed: the trainings of all initialisations, which are run together so that they stay paired."""

    n_labels: int
    seed: int


@dataclass(frozen=True)
class Aim:
    """One initialisation's curve so far and what it is aimed at.

    log_needed: float64 (draws,), log N*, kept within the smallest budget and the horizon.
    """

    name: str
    curve: FittedCurve
    log_needed: Array

    @property
    def spread(self) -> float:
        """Ratio of the bounds of the 80 % interval for the labels needed."""
        low, high = np.quantile(self.log_needed, (0.1, 0.9))
        return math.exp(float(high - low))

    @property
    def understood(self) -> bool:
        """Whether the curve is one that an answer can be read from."""
        return self.curve.state not in (TOO_EARLY, CHANCE, NOT_UNDERSTOOD)

    def gain(self, more: dict[int, int]) -> float:
        """Share of log N*'s variance that further runs, so many at each budget, are expected to take away; 0 to 1.

        The mean z of a budget's runs to come is, given a curve y of the posterior, between y and the mean of the runs
        so far: z = y + misfit, misfit ~ Normal(0, τ²), of which R runs with variance s² have shown their part. So z
        follows y by k = (1/τ²)/(1/τ² + R/s²) and keeps the variance w = 1/(1/τ² + R/s²) beside it; further runs are
        seen with s²/more. The share is cᵀM⁻¹c/var(log N*), c = k·cov(y, log N*), M = k cov(y) k + diag(w + s²/more).
        """
        observed = [o for o in self.curve.observations if more.get(o.n_labels, 0) > 0]
        variance = float(np.var(self.log_needed))
        if not observed or variance < 1e-12:
            return 0.0
        posterior = self.curve.posterior
        n = np.array([o.n_labels for o in observed], dtype=float)
        runs = np.array([len(o.values) for o in observed], dtype=float)
        coming = np.array([more[o.n_labels] for o in observed], dtype=float)
        misfit = max(float(np.mean(posterior.misfit_sd**2)), 1e-8)
        run_variance = np.maximum(posterior.scatter.at(n) ** 2, 1e-8)
        left = 1.0 / (1.0 / misfit + runs / run_variance)
        follows = left / misfit
        # Of a curve that falls on few runs some draws lie astronomically far below 0 at the smaller budgets; one such
        # draw would be all of the covariance, and the matrix singular.
        y = np.clip(posterior.curve(n), 0.0, 1.0)
        y = y - y.mean(axis=1, keepdims=True)
        answer = self.log_needed - self.log_needed.mean()
        towards = follows * (y @ answer) / len(answer)
        seen = np.outer(follows, follows) * (y @ y.T) / len(answer) + np.diag(left + run_variance / coming)
        return float(np.clip(towards @ np.linalg.solve(seen, towards) / variance, 0.0, 1.0))

    def near(self) -> tuple[int, ...]:
        """The two budgets next to the median of the labels needed."""
        budgets = [o.n_labels for o in self.curve.observations]
        median = math.exp(float(np.median(self.log_needed)))
        above = min(max(sum(n < median for n in budgets), 1), max(len(budgets) - 1, 1))
        return tuple(budgets[above - 1 : above + 1])


def aims_of(measurements: StudyMeasurements, metric: str, mode: str, target: float | None) -> tuple[Aim, ...]:
    """Each initialisation's curve, fitted as the verdict fits it, aimed at the verdict's target.

    target: None for what scratch (or the first initialisation) reaches at its largest budget, on the same test set.
    Empty while nothing is measured.
    """
    names = sorted({cell.point.initialisation for cell in measurements.of(mode)})
    if not names:
        return ()
    level = target
    if level is None:
        baseline = "scratch" if "scratch" in names else names[0]
        level = observations_of(measurements.of(mode, baseline), metric)[-1].mean
    return tuple(_aim(measurements, metric, mode, name, level, target is not None) for name in names)


def _aim(measurements: StudyMeasurements, metric: str, mode: str, name: str, level: float, new_patients: bool) -> Aim:
    cells = measurements.of(mode, name)
    observations = observations_of(cells, metric)
    largest = observations[-1].n_labels
    error = patient_error(measurements, metric, [cell for cell in cells if cell.point.n_labels == largest])
    chance = 1.0 / max(len(measurements.classes), 2) if metric == "balanced_accuracy" else None
    curve = fit_curve(observations, metric, test_se=error, chance_level=chance)
    return aim_at(name, curve, level, error if new_patients else 0.0)


def aim_at(name: str, curve: FittedCurve, level: float, test_se: float) -> Aim:
    """The curve aimed at a level, the test set's standard error in or (0) out of the answer."""
    needed = curve.posterior.labels_needed(level, test_se)
    return Aim(name, curve, np.log(np.clip(needed, curve.observations[0].n_labels, curve.horizon)))


def next_pair(
    aims: Sequence[Aim],
    budgets: Sequence[int],
    open_pairs: Sequence[Pair],
    running: Sequence[Pair],
    cost: Callable[[int], float],
    seeds: int,
) -> Pair:
    """Which of `open_pairs` (not empty) to run next.

    First every budget once, then until three budgets have two runs only such budgets as lack them; then whichever run
    narrows the answers most for what it costs, `running` ones counted as if they were done. Where only runs next to the
    crossing are missing before the study may end, those. Of a budget's runs the one with the lowest seed.
    """
    first = {n: min(p.seed for p in open_pairs if p.n_labels == n) for n in {p.n_labels for p in open_pairs}}
    # Runs that each budget has, running ones included.
    started = {n: seeds - sum(p.n_labels == n for p in open_pairs) for n in budgets}
    begun = [n for n in first if started[n] == 0]
    if begun or not aims:
        return Pair(min(begun or first), first[min(begun or first)])
    wanted = sorted(first)
    twice = [n for n in budgets if started[n] >= MIN_SEEDS]
    if len(twice) < MIN_BUDGETS and seeds >= MIN_SEEDS:
        wanted = [n for n in wanted if started[n] < MIN_SEEDS] or wanted
    elif all(_quiet(aim, open_pairs) for aim in aims):
        lacking = _lacking(aims, started, seeds)
        wanted = [n for n in wanted if n in lacking] or wanted
    pending = {n: sum(p.n_labels == n for p in running) for n in budgets}

    def worth(n: int) -> float:
        one_more = pending | {n: pending[n] + 1}
        return sum(aim.gain(one_more) - aim.gain(pending) for aim in aims) / cost(n)

    best = max(wanted, key=lambda n: (worth(n), -first[n], -n))
    return Pair(best, first[best])


def settled(aims: Sequence[Aim], budgets: Sequence[int], open_pairs: Sequence[Pair], seeds: int) -> bool:
    """Whether a study may end although `open_pairs` are not run.

    For every initialisation its curve is understood; the 80 % interval of the labels it needs is within a factor
    `NARROW`, or all the open trainings together are expected to narrow it by less than a twentieth, so that neither
    number nor status should change; and the two budgets next to the crossing have three runs each (all, where fewer are
    planned).
    """
    if not aims or not open_pairs:
        return False
    open_at = {n: sum(p.n_labels == n for p in open_pairs) for n in budgets}
    done = {n: seeds - open_at[n] for n in budgets}
    return all(aim.understood and _quiet(aim, open_pairs) for aim in aims) and not _lacking(aims, done, seeds)


def _quiet(aim: Aim, open_pairs: Sequence[Pair]) -> bool:
    if aim.spread <= NARROW:
        return True
    everything = {n: sum(p.n_labels == n for p in open_pairs) for n in {p.n_labels for p in open_pairs}}
    return 1.0 - math.sqrt(1.0 - aim.gain(everything)) < LITTLE


def _lacking(aims: Sequence[Aim], done: dict[int, int], seeds: int) -> set[int]:
    return {n for aim in aims for n in aim.near() if done.get(n, 0) < min(SEEDS_NEAR, seeds)}
