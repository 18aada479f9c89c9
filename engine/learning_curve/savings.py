"""How many labels pretraining saves, from both measured curves, with a paired interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import InputError
from engine.learning_curve.bootstrap import CrossedBootstrap, crossed_bootstrap
from engine.learning_curve.few_runs import expansion, jackknife_variance
from engine.learning_curve.label_ratio import LabelRatio, label_ratio
from engine.learning_curve.points import StudyMeasurements
from engine.learning_curve.savings_words import savings_sentence
from engine.translation import tr

Array = NDArray[np.float64]

SHOWN, NOT_SHOWN, MORE_LABELS, AT_LEAST, AT_LEAST_MORE = (
    "shown",
    "not_shown",
    "more_labels",
    "at_least",
    "at_least_more",
)
_QUANTILES = (0.025, 0.05, 0.1, 0.9, 0.95, 0.975)


def _unchecked() -> None:
    return None


@dataclass(frozen=True, slots=True)
class LabelsSaved:
    """The share of labels that pretraining saves: 0.38 is 38 % fewer; negative, more labels are needed.

    status: "shown" (the 95 % interval excludes no saving), "not_shown" (it contains a ratio of 1), "more_labels"
        (pretraining needs more labels), "at_least" (the pretrained curve lies wholly above: only `at_least` is known, a
        one-sided 95 % bound; share_saved and interval are None), "at_least_more" (wholly below, likewise).
    share_saved, low/high: over the performance range that both curves cover; ratio: 1 − share_saved.
    at_full_share, at_full_low95, at_full_high95: 1 − N_pretrained(T*)/N_full, T* being the baseline's level with its
        largest budget n_full; at_full_bound: 0 exact, −1 at least so much, +1 at most so much (T* is not reached).
    level_low, level_high: the performance range compared; None without overlap.
    replicates: of the crossed bootstrap; censored: how many of them had no overlap and entered as their bound.
    sentence: plain text with ** around the figure.
    """

    metric: str
    mode: str
    baseline: str
    pretrained: str
    status: str
    ratio: float | None
    share_saved: float | None
    low80: float | None
    high80: float | None
    low95: float | None
    high95: float | None
    at_least: float | None
    at_full_share: float | None
    at_full_low95: float | None
    at_full_high95: float | None
    at_full_bound: int
    n_full: int
    level_low: float | None
    level_high: float | None
    n_test_patients: int
    n_seeds: int
    replicates: int
    censored: int
    sentence: str

    @property
    def shown(self) -> bool:
        """Whether a saving is shown by the study."""
        return self.status in (SHOWN, AT_LEAST)


def labels_saved(
    measurements: StudyMeasurements,
    metric: str,
    mode: str,
    baseline: str = "scratch",
    pretrained: str = "simclr",
    replicates: int = 1000,
    seed: int = 0,
    check: Callable[[], None] = _unchecked,
) -> LabelsSaved:
    """Compare two initialisations by the paired crossed bootstrap (same patients and seeds for both).

    A replicate without overlap enters with the bound that it gives, which understates what it found. Intervals are the
    replicates' percentiles, widened for what few runs cannot show (`few_runs`). check: called
    often; may raise to stop. Raises InputError (code "too_early") when either curve has fewer than two budgets or
    fewer than two seeds.
    """
    for name in (baseline, pretrained):
        cells = [c for c in measurements.of(mode, name) if np.isfinite(c.scores).all()]
        if len({c.point.n_labels for c in cells}) < 2 or len({c.point.seed for c in cells}) < 2:
            raise InputError(
                tr(
                    "Too little is measured yet to compare the two curves. At least two label budgets with two runs "
                    "each are needed for both."
                ),
                code="too_early",
            )
    drawn = crossed_bootstrap(
        measurements,
        metric,
        mode,
        initialisations=(baseline, pretrained),
        replicates=replicates,
        seed=seed,
        check=check,
    )
    point, compared = _compare(drawn, baseline, pretrained, check)
    n_base, base, _ = drawn.of(baseline)
    _, pre, _ = drawn.of(pretrained)
    left_out = _without_each_seed(measurements, metric, mode, baseline, pretrained)
    patients = len(np.unique(measurements.patients))
    q025, q05, q10, q90, q95, q975 = _quantiles(
        [r.log_ratio for r in compared], [r.log_ratio for r in left_out], patients, _QUANTILES
    )
    full025, full975 = _quantiles(
        [r.log_at_full for r in compared], [r.log_at_full for r in left_out], patients, (0.025, 0.975)
    )
    overlaps = point.bound == 0
    if overlaps:
        status = SHOWN if q975 < 0 else MORE_LABELS if q025 > 0 else NOT_SHOWN
    else:
        status = (AT_LEAST if q95 < 0 else NOT_SHOWN) if point.bound < 0 else (AT_LEAST_MORE if q05 > 0 else NOT_SHOWN)
    bound = None if overlaps else _saved(q95) if point.bound < 0 else _saved(q05)
    bottom, top = max(base.min(), pre.min()), min(base.max(), pre.max())
    figures = (_saved(point.log_ratio), _saved(q90), _saved(q10), _saved(q975), _saved(q025))
    share, low80, high80, low95, high95 = figures if overlaps else (None,) * 5
    return LabelsSaved(
        metric=metric,
        mode=mode,
        baseline=baseline,
        pretrained=pretrained,
        status=status,
        ratio=math.exp(point.log_ratio) if overlaps else None,
        share_saved=share,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        at_least=bound,
        at_full_share=_saved(point.log_at_full),
        at_full_low95=_saved(full975),
        at_full_high95=_saved(full025),
        at_full_bound=point.at_full_bound,
        n_full=int(n_base[-1]),
        level_low=float(bottom) if overlaps and top > bottom else None,
        level_high=float(top) if overlaps and top > bottom else None,
        n_test_patients=patients,
        n_seeds=len({c.point.seed for c in measurements.of(mode, pretrained)}),
        replicates=replicates,
        censored=sum(r.bound != 0 for r in compared),
        sentence=savings_sentence(status, pretrained, share, low95, high95, bound, patients),
    )


def _compare(
    drawn: CrossedBootstrap, baseline: str, pretrained: str, check: Callable[[], None]
) -> tuple[LabelRatio, list[LabelRatio]]:
    """The comparison of the measured means, and of every replicate's."""
    n_base, base, base_replicates = drawn.of(baseline)
    n_pre, pre, pre_replicates = drawn.of(pretrained)
    log_base, log_pre = np.log(n_base), np.log(n_pre)
    compared = []
    for k in range(base_replicates.shape[1]):
        if k % 50 == 0:
            check()
        compared.append(label_ratio(log_base, base_replicates[:, k], log_pre, pre_replicates[:, k]))
    return label_ratio(log_base, base, log_pre, pre), compared


def _quantiles(
    replicates: Sequence[float], without_each: Sequence[float], patients: int, probabilities: Sequence[float]
) -> list[float]:
    """Quantiles of the replicates, widened; without_each: the comparison with each of the seeds left out."""
    drawn = np.array(replicates)
    shown = float(np.var(drawn, ddof=1)) if len(drawn) > 1 else 0.0
    if shown < 1e-18:
        return [float(drawn[0])] * len(probabilities)
    wider = expansion(shown, jackknife_variance(without_each), len(without_each), patients)
    return wider.quantiles(drawn, probabilities)


def _without_each_seed(
    measurements: StudyMeasurements, metric: str, mode: str, baseline: str, pretrained: str
) -> list[LabelRatio]:
    """The comparison of the seed means as often as there are seeds, each time without one of them.

    A budget that has no other seed keeps the one it has.
    """
    arms = []
    for name in (baseline, pretrained):
        runs: dict[int, dict[int, float]] = {}
        for cell in measurements.of(mode, name):
            if np.isfinite(cell.scores).all():
                runs.setdefault(cell.point.n_labels, {})[cell.point.seed] = cell.point.metric(metric)
        arms.append(dict(sorted(runs.items())))
    seeds = sorted({seed for runs in arms for values in runs.values() for seed in values})
    found = []
    for left_out in seeds:
        sides = []
        for runs in arms:
            kept = [
                [v for s, v in values.items() if s != left_out] or list(values.values()) for values in runs.values()
            ]
            sides += [np.log(np.array(list(runs), dtype=float)), np.array([np.mean(v) for v in kept])]
        found.append(label_ratio(*sides))
    return found


def _saved(log_ratio: float) -> float:
    return 1.0 - math.exp(float(log_ratio))
