"""Whether a rectangle of the plot lies clear of the curves and of the words already there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from desktop_app.models.curve_view import SeriesView
from desktop_app.plots.annotate import ToPixel
from desktop_app.plots.overlay import Caption, caption_rect

_MARGIN = 6.0  # pixels: half a marker, so that none is cut
_STEP = 2.0  # pixels between the places where a curve is looked at


def is_free(
    rect: QRectF, shown: Sequence[SeriesView], captions: Sequence[Caption], to_pixel: ToPixel, font: QFont
) -> bool:
    """True when `rect` (pixels of the view box) touches no run, interval or forecast of `shown` and no caption."""
    wide = rect.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
    if any(caption_rect(caption, font).intersects(rect) for caption in captions):
        return False
    return not any(_crosses(wide, outline, to_pixel) for series in shown for outline in _outlines(series))


Outline = list[tuple[float, float, float]]  # (number of labels, lowest, highest metric) by increasing number


def _outlines(series: SeriesView) -> tuple[Outline, ...]:
    """What is drawn of a series as areas: the measured points with runs and intervals, and the forecast."""
    measured: Outline = []
    for i, n in enumerate(series.n_labels):
        ends = (series.low[i], series.high[i], series.mean[i], *series.runs[i])
        levels = [v for v in ends if v == v]  # an unknown interval is NaN
        measured.append((float(n), min(levels), max(levels)))
    if series.band is None:
        return (measured,)
    return measured, list(zip(series.band.n_labels, series.band.low, series.band.high, strict=True))


def _crosses(rect: QRectF, outline: Outline, to_pixel: ToPixel) -> bool:
    tops = [to_pixel(n, high) for n, _, high in outline]
    x = np.array([point.x() for point in tops])
    top = np.array([point.y() for point in tops])
    bottom = np.array([to_pixel(n, low).y() for n, low, _ in outline])
    left, right = max(rect.left(), float(x[0])), min(rect.right(), float(x[-1]))
    if left > right:
        return False
    at = np.append(np.arange(left, right, _STEP), right)
    return bool(np.any((np.interp(at, x, top) <= rect.bottom()) & (np.interp(at, x, bottom) >= rect.top())))
