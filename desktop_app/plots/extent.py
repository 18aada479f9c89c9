"""How far the learning curve's axes reach: what is to be shown, with room around it for the words."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.models.curve_view import CurveView
from desktop_app.plots.scale import BudgetScale, metric_range

_SLACK = 0.02  # of the metric, above and below the target, so that the line can be dragged on
_PAD_LEFT, _PAD_BOTTOM, _PAD_TOP, _GAP = 28.0, 30.0, 26.0, 20.0  # pixels


@dataclass(frozen=True, slots=True)
class Window:
    """First and last plot x and y within the axes; pixels: of one unit of x."""

    x: tuple[float, float]
    y: tuple[float, float]
    pixels: float


def metric_extent(view: CurveView, before: tuple[float, float] | None) -> tuple[float, float]:
    """The range of the metric that holds all runs, intervals, the trusted forecast, the target, and `before`."""
    levels = [v for s in view.series for values in s.runs for v in values]
    levels += [v for s in view.series for v in s.mean]
    for s in view.series:
        levels += [v for v in (*s.low, *s.high) if v == v]
        if s.band is not None:
            levels += [v for n, v in zip(s.band.n_labels, s.band.low, strict=True) if n <= s.band.trusted_to]
            levels += [v for n, v in zip(s.band.n_labels, s.band.high, strict=True) if n <= s.band.trusted_to]
    if view.target is not None:
        levels += [max(0.0, view.target - _SLACK), min(1.0, view.target + _SLACK)]
    if before is not None:
        levels += list(before)
    return metric_range(min(levels), max(levels)) if levels else (0.5, 1.0)


def last_on_axis(view: CurveView) -> float:
    """The largest number of labels to be shown: planned, measured or forecast."""
    ends = [float(b) for b in view.budgets]
    ends += [s.band.n_labels[-1] for s in view.series if s.band is not None]
    ends += [float(s.n_labels[-1]) for s in view.series]
    return max(ends, default=1.0)


def window_of(
    scale: BudgetScale,
    first: float,
    last: float,
    metric: tuple[float, float],
    width: float,
    height: float,
    room: float,
) -> Window:
    """What a view box of width × height pixels shows of `first` to `last` labels, with `room` pixels to their right."""
    left = scale.to_x(first) if scale.doubling else 0.0
    right = scale.to_x(last)
    pixels = max(width - _PAD_LEFT - room - _GAP, 60.0) / max(right - left, 0.5)
    low, high = metric
    per_unit = max(height - _PAD_TOP - _PAD_BOTTOM, 40.0) / (high - low)
    return Window(
        (left - _PAD_LEFT / pixels, left + (width - _PAD_LEFT) / pixels),
        (low - _PAD_BOTTOM / per_unit, high + _PAD_TOP / per_unit),
        pixels,
    )
