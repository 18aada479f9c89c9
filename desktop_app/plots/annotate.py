"""Where the words of the learning curve stand: labels at the lines' ends, drop-lines from the target, the bracket."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont

from desktop_app.look.tokens import Tokens
from desktop_app.models.curve_view import CurveView, SeriesView
from desktop_app.models.figures import labels
from desktop_app.plots.overlay import Caption, Drawing, Stroke, caption_rect
from desktop_app.plots.scale import spread_apart
from engine.translation import tr

ToPixel = Callable[[float, float], QPointF]  # (number of labels, metric) → pixels of the view box
_LINE_GAP = 20.0
_AFTER_LINE, _AFTER_MARK = 4.0, 14.0  # between a series' end and its name, whose own mark must not look like a point


@dataclass(frozen=True)
class Canvas:
    """What the words are laid out on. width, height: of the view box in pixels; last: the largest n on the axis."""

    to_pixel: ToPixel
    width: float
    height: float
    last: float
    font: QFont
    tokens: Tokens


def colour_of(series: SeriesView, tokens: Tokens) -> QColor:
    """The series' colour in a theme."""
    return QColor(getattr(tokens, series.look.token))


def annotations(view: CurveView, shown: tuple[SeriesView, ...], canvas: Canvas) -> Drawing:
    """All words and helper lines for the `shown` series."""
    drops, drop_strokes, drop_captions = _drop_lines(view, shown, canvas)
    bracket_strokes, bracket_captions = _bracket(view, drops, canvas)
    return Drawing(
        strokes=(*drop_strokes, *bracket_strokes),
        captions=(*_end_labels(shown, canvas), *drop_captions, *bracket_captions),
    )


def end_of(series: SeriesView) -> tuple[float, float]:
    """Number of labels and metric at which the series' drawn line ends."""
    if series.band is not None:
        return series.band.n_labels[-1], series.band.median[-1]
    return float(series.n_labels[-1]), series.mean[-1]


def end_label(series: SeriesView) -> str:
    """ "● SimCLR pretrained": marker and name, so that colour is never alone."""
    return f"{series.look.glyph} {series.look.label}"


def _end_labels(shown: tuple[SeriesView, ...], canvas: Canvas) -> tuple[Caption, ...]:
    ends = [canvas.to_pixel(*end_of(series)) for series in shown]
    heights = spread_apart([end.y() for end in ends], _LINE_GAP, 10.0, canvas.height - 10.0)
    return tuple(
        Caption(
            end_label(series),
            QPointF(end.x() + (_AFTER_MARK if series.band is None else _AFTER_LINE), y),
            colour_of(series, canvas.tokens),
            plate=False,
            bold=True,
        )
        for series, end, y in zip(shown, ends, heights, strict=True)
    )


def _drop_lines(
    view: CurveView, shown: tuple[SeriesView, ...], canvas: Canvas
) -> tuple[dict[str, float], tuple[Stroke, ...], tuple[Caption, ...]]:
    """Drop-lines' x by initialisation, their strokes and captions, the captions stacked where they would touch."""
    if view.target is None:
        return {}, (), ()
    xs: dict[str, float] = {}
    strokes: list[Stroke] = []
    captions: list[Caption] = []
    taken: list[QRectF] = []
    found = [s for s in shown if s.needed is not None and s.needed.median <= canvas.last]
    for series in sorted(found, key=lambda s: s.needed.median if s.needed else math.inf):
        assert series.needed is not None
        colour = colour_of(series, canvas.tokens)
        top = canvas.to_pixel(series.needed.median, view.target)
        bottom = canvas.height
        xs[series.initialisation] = top.x()
        strokes.append(Stroke(top, QPointF(top.x(), bottom), colour, 1.2, (3, 3)))
        text = labels(series.needed.median)
        if series.needed.median <= series.n_labels[0]:
            text = tr("{labels} or fewer", labels=text)
        caption = Caption(text, QPointF(top.x(), bottom - 14), colour, (0.5, 0.5), bold=True)
        rect = caption_rect(caption, canvas.font)
        rect.moveLeft(max(rect.left(), 0.0))  # "20 labels or fewer" at the first budget must not be cut by the axis
        while any(rect.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
            rect.translate(0, -(_LINE_GAP + 2))
        taken.append(rect)
        captions.append(Caption(caption.text, rect.center(), colour, (0.5, 0.5), bold=True))
    return xs, tuple(strokes), tuple(captions)


def _bracket(
    view: CurveView, drops: dict[str, float], canvas: Canvas
) -> tuple[tuple[Stroke, ...], tuple[Caption, ...]]:
    saving = view.saving
    if (
        saving is None
        or not saving.bracket
        or view.target is None
        or saving.baseline not in drops
        or saving.pretrained not in drops
    ):
        return (), ()
    left, right = sorted((drops[saving.baseline], drops[saving.pretrained]))
    y = canvas.to_pixel(1.0, view.target).y()
    up = -1.0 if y > 44 else 1.0
    level, foot = y + up * 14, y + up * 6
    colour = QColor(canvas.tokens.text if saving.shown else canvas.tokens.muted)
    strokes = (
        Stroke(QPointF(left, level), QPointF(right, level), colour, 1.2),
        Stroke(QPointF(left, foot), QPointF(left, level), colour, 1.2),
        Stroke(QPointF(right, foot), QPointF(right, level), colour, 1.2),
    )
    caption = Caption(
        saving.bracket, QPointF((left + right) / 2, level + up * 3), colour, (0.5, 1.0 if up < 0 else 0.0), bold=True
    )
    return strokes, (caption,)
