"""What the mouse or the arrow keys point at on the learning curve: a measured point or the forecast, in words."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from desktop_app.models.curve_view import CurveView, SeriesView, forecast_read_out, read_out
from desktop_app.plots.annotate import Canvas, colour_of
from desktop_app.plots.overlay import Caption, Drawing, Overlay, Ring, Stroke

_LINE_REACH = 18.0  # pixels from a forecast's line
_POINT_REACH = 36.0  # pixels from a point within which it is read out


class ReadOutPointer:
    """Rings what is pointed at and says it: drawn on `overlay`, and told to `on_read_out` when the words change.

    labels_at: the number of labels at a place in the view box's pixels.
    """

    def __init__(
        self, box: QGraphicsItem, labels_at: Callable[[QPointF], float], on_read_out: Callable[[str], None]
    ) -> None:
        self.overlay = Overlay(box, 70)
        self.read_out = ""
        self._labels_at, self._on_read_out = labels_at, on_read_out
        self._view: CurveView | None = None
        self._shown: tuple[SeriesView, ...] = ()
        self._canvas: Canvas | None = None
        self._pointed: tuple[str, int] | None = None  # initialisation and index of a measured point
        self._forecast_at: tuple[str, float] | None = None  # initialisation and number of labels beyond the points

    @property
    def pointing(self) -> bool:
        """Whether anything is pointed at."""
        return self._pointed is not None or self._forecast_at is not None

    def lay_out(self, view: CurveView, shown: tuple[SeriesView, ...], canvas: Canvas) -> None:
        """Draw anew for another state of the curve or another size; what is gone is no longer pointed at."""
        self._view, self._shown, self._canvas = view, shown, canvas
        self._draw()

    def step(self, step: int) -> None:
        """Go to the next (1) or last (-1) measured point, from left to right."""
        points = self._points()
        if not points:
            return
        at = points.index(self._pointed) if self._pointed in points else (-1 if step > 0 else len(points))
        self._point_at(points[min(max(at + step, 0), len(points) - 1)])

    def clear(self) -> None:
        """Point at nothing."""
        self._point_at(None)

    def point_near(self, at: QPointF) -> None:
        """Point at the measured point nearest to `at` (the view box's pixels), else at a forecast's line there."""
        if self._canvas is None:
            return
        nearest, distance = None, _POINT_REACH
        for name, i in self._points():
            series = next(s for s in self._shown if s.initialisation == name)
            offset = self._canvas.to_pixel(series.n_labels[i], series.mean[i]) - at
            far = hypot(offset.x(), offset.y())
            if far < distance:
                nearest, distance = (name, i), far
        self._point_at(nearest)
        if nearest is None:
            self._point_at_forecast(at, self._canvas)

    def _point_at_forecast(self, at: QPointF, canvas: Canvas) -> None:
        n_labels = self._labels_at(at)
        for series in self._shown:
            if self._view is None or series.band is None or not forecast_read_out(self._view, series, n_labels):
                continue
            if abs(canvas.to_pixel(n_labels, series.band.at(n_labels)).y() - at.y()) < _LINE_REACH:
                self._forecast_at = (series.initialisation, n_labels)
                self._draw()
                return

    def _points(self) -> list[tuple[str, int]]:
        found = [(s, i) for s in self._shown for i in range(len(s.n_labels))]
        found.sort(key=lambda p: (p[0].n_labels[p[1]], self._shown.index(p[0])))
        return [(s.initialisation, i) for s, i in found]

    def _point_at(self, point: tuple[str, int] | None) -> None:
        self._pointed, self._forecast_at = point, None
        self._draw()

    def _draw(self) -> None:
        if self._view is None or self._canvas is None:
            return
        shown = {series.initialisation: series for series in self._shown}
        if self._pointed is not None and self._pointed[0] in shown:
            series, i = shown[self._pointed[0]], self._pointed[1]
            if i < len(series.n_labels):
                text = read_out(self._view, series, i)
                self._say(text, _drawing(text, series, series.n_labels[i], series.mean[i], self._canvas))
                return
        if self._forecast_at is not None and self._forecast_at[0] in shown:
            series, n_labels = shown[self._forecast_at[0]], self._forecast_at[1]
            text = forecast_read_out(self._view, series, n_labels)
            if text and series.band is not None:
                self._say(text, _drawing(text, series, n_labels, series.band.at(n_labels), self._canvas))
                return
        self._pointed = self._forecast_at = None
        self._say("", Drawing())

    def _say(self, text: str, drawing: Drawing) -> None:
        self.overlay.show_drawing(drawing)
        if text != self.read_out:
            self.read_out = text
            self._on_read_out(text)


def _drawing(text: str, series: SeriesView, n_labels: float, y: float, canvas: Canvas) -> Drawing:
    """Two hair lines that cross at the place, a ring, and the words beside it, kept within the plot."""
    at = canvas.to_pixel(n_labels, y)
    anchor_x = min(max(at.x() / max(canvas.width, 1.0), 0.0), 1.0)
    below = at.y() < 48
    place = QPointF(at.x(), at.y() + (16 if below else -16))
    caption = Caption(text, place, QColor(canvas.tokens.text), (anchor_x, 0.0 if below else 1.0), framed=True)
    colour = QColor(canvas.tokens.muted)
    down = Stroke(QPointF(at.x(), 0), QPointF(at.x(), canvas.height), colour, dashes=(1, 3))
    across = Stroke(QPointF(0, at.y()), QPointF(canvas.width, at.y()), colour, dashes=(1, 3))
    return Drawing((down, across), (Ring(at, colour_of(series, canvas.tokens)),), (caption,))
