"""What a forecast is made of: the numbers at a target, at a budget, and along the curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
HORIZON, TRUSTED, EARLY_HORIZON = 8.0, 4.0, 2.0  # × the largest budget


@dataclass(frozen=True, slots=True)
class LabelsNeeded:
    """Total labelled training images that reach a target. Bounds: 80 % and 95 % intervals.

    Nothing is claimed beyond the horizon: there `median` and the upper bounds are None ("no upper bound supported") and
    the lower bounds are the horizon itself ("at least"). Below the smallest budget tried, numbers are that budget.
    reachable_probability: that the target is reached within the horizon.
    """

    target: float
    median: float | None
    low80: float
    high80: float | None
    low95: float
    high95: float | None
    reachable_probability: float
    horizon: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """The metric at n_labels: median, 80 % and 95 % intervals; all None beyond what may be claimed."""

    n_labels: int
    median: float | None
    low80: float | None
    high80: float | None
    low95: float | None
    high95: float | None


@dataclass(frozen=True)
class Band:
    """For the plot: float64 (k,) each, n_labels from the smallest budget to the horizon, evenly in its logarithm.

    speculative: bool (k,), beyond four times the largest budget.
    """

    n_labels: Array
    median: Array
    low80: Array
    high80: Array
    low95: Array
    high95: Array
    speculative: NDArray[np.bool_]
