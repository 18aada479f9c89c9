"""How many times as many labels one curve needs as another for the same performance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.learning_curve.isotonic import log_labels_at, non_decreasing

Array = NDArray[np.float64]
_PLACES = (np.arange(64) + 0.5) / 64  # of the performance range at which the curves are compared


@dataclass(frozen=True, slots=True)
class LabelRatio:
    """log_ratio: mean log N_pretrained(T) − log N_baseline(T) over the performance range that both curves cover.

    bound: 0 when they overlap; −1 when the pretrained curve lies wholly above (the ratio is at most what log_ratio
    says), +1 when it lies wholly below (at least). log_at_full: log of N_pretrained(T*)/N_full with T* the baseline's
    level at its largest budget N_full; at_full_bound: 0, −1 (the smallest budget exceeds T*), +1 (never reached).
    """

    log_ratio: float
    bound: int
    log_at_full: float
    at_full_bound: int


def label_ratio(log_n_base: Array, base: Array, log_n_pre: Array, pre: Array) -> LabelRatio:
    """Compare two measured curves: log budgets (k,) increasing and seed means (k,), each of at least two budgets."""
    base, pre = non_decreasing(base), non_decreasing(pre)
    bottom, top = max(base[0], pre[0]), min(base[-1], pre[-1])
    smallest = min(log_n_base[0], log_n_pre[0])
    if top > bottom:
        targets = bottom + (top - bottom) * _PLACES
        difference = log_labels_at(log_n_pre, pre, targets) - log_labels_at(log_n_base, base, targets)
        log_ratio, bound = float(difference.mean()), 0
    elif pre[0] >= base[-1] and pre[-1] > base[0]:
        log_ratio, bound = float(log_n_pre[0] - log_n_base[-1]), -1
    elif base[0] >= pre[-1] and base[-1] > pre[0]:
        log_ratio, bound = float(log_n_pre[-1] - log_n_base[0]), 1
    else:
        log_ratio, bound = 0.0, 0  # both flat at one level: nothing tells them apart
    at_full = float(log_labels_at(log_n_pre, pre, base[-1:])[0])
    if math.isinf(at_full):
        at_full_bound = -1 if at_full < 0 else 1
        at_full = float(log_n_pre[0] if at_full < 0 else max(log_n_pre[-1], smallest))
    else:
        at_full_bound = 0
    return LabelRatio(log_ratio, bound, at_full - float(log_n_base[-1]), at_full_bound)
