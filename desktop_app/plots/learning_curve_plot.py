"""Performance vs labelled images: curves, intervals, forecast and the target line to drag. It never computes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.look import tokens as size
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, Tokens
from desktop_app.models.curve_view import CurveView, SeriesView, forecast_read_out, read_out
from desktop_app.models.figures import count, level, metric_name, metric_title
from desktop_app.plots.annotate import Canvas, annotations, colour_of, end_label
from desktop_app.plots.grid import Grid
from desktop_app.plots.overlay import PAD_X, Caption, Drawing, Overlay, Ring, Stroke, caption_rect
from desktop_app.plots.scale import BudgetScale, budget_ticks, metric_range, metric_ticks
from desktop_app.plots.series_items import SeriesItems
from desktop_app.plots.target_handle import TargetHandle

TARGET_STEP = 0.01
_KEY_STEP, _KEY_LEAP = 0.01, 0.05
_PAD_LEFT, _PAD_BOTTOM, _PAD_TOP = 28.0, 30.0, 26.0
_SLACK = 0.02  # of the metric, above and below the target, so that the line can be dragged on
_LINE_REACH = 18.0  # pixels from a forecast's line
_POINT_REACH = 36.0  # pixels from a point within which it is read out


class LearningCurvePlot(pg.PlotWidget):
    """Shows a `CurveView`. Signals: `target_dragged(float)` while the line moves; `read_out_changed(str)`."""

    target_dragged = Signal(float)
    read_out_changed = Signal(str)

    def __init__(self, tokens: Tokens = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CurveView("auc", "fine_tuned", None, 0, (), ())
        self.tokens = tokens
        self.scale_of_budgets = BudgetScale()
        self._hidden: frozenset[str] = frozenset()
        self._series: dict[str, SeriesItems] = {}
        self._y_range: tuple[float, float] | None = None
        self._x_last = 1.0
        self._question: tuple[str, str] | None = None
        self._pointed: tuple[str, int] | None = None  # initialisation and index of a measured point
        self._forecast_at: tuple[str, float] | None = None  # initialisation and number of labels beyond the points
        self.read_out = ""

        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName("Performance vs labelled images")
        self.setMinimumSize(360, 260)
        self._set_up_axes()
        box = self.box
        self._grid = Grid(box)
        self._notes = Overlay(box, 50)
        self._target = TargetHandle(box, self._dragged, self._released)
        self._pointer = Overlay(box, 70)
        box.sigResized.connect(self._fit)
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        self.apply_tokens(tokens)

    @property
    def box(self) -> pg.ViewBox:
        """The rectangle within the axes."""
        return self.getPlotItem().getViewBox()

    def _set_up_axes(self) -> None:
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.layout.setContentsMargins(8, 4, 8, 4)
        self.box.setMouseEnabled(x=False, y=False)
        self.box.disableAutoRange()
        self.box.setDefaultPadding(0)
        self._font = tabular(self.font(), size.SIZE_NOTE)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setTickFont(self._font)
            axis.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False)
        item.getAxis("left").setWidth(44)
        item.getAxis("bottom").setStyle(tickLength=5, tickTextOffset=6)
        item.getAxis("bottom").setHeight(48)

    # What it shows

    def show_view(self, view: CurveView) -> None:
        """Show another state of the curve. While metric and mode stay the axes only widen, so points do not jump."""
        if (view.metric, view.mode) != self._question:
            self._question, self._y_range, self._x_last = (view.metric, view.mode), None, 1.0
        self.view = view
        for name in set(self._series) - {s.initialisation for s in view.series}:
            self._series.pop(name).remove()
        for series in view.series:
            if series.initialisation not in self._series:
                self._series[series.initialisation] = SeriesItems(self.box)
                self._series[series.initialisation].recolour(series, self.tokens)
        if not self._target.dragging:
            self._widen()
        self._draw_series()
        self._fit()
        self.setAccessibleDescription(view.description())

    def set_hidden(self, initialisations: Collection[str]) -> None:
        """Take initialisations off the picture."""
        self._hidden = frozenset(initialisations)
        self._draw_series()
        self._fit()

    def set_doubling(self, doubling: bool) -> None:
        """True: each step to the right doubles the labels. False: a linear axis."""
        self.scale_of_budgets = BudgetScale(doubling)
        self._draw_series()
        self._fit()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour everything in place."""
        self.tokens = tokens
        item = self.getPlotItem()
        self.setBackground(tokens.surface)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setTextPen(pg.mkPen(tokens.muted))
            axis.setPen(pg.mkPen(tokens.border))
        item.getAxis("left").setPen(pg.mkPen(None))
        self._grid.colour = QColor(tokens.border)
        for overlay in (self._notes, self._pointer):
            overlay.font = self._font
            overlay.surface, overlay.border = QColor(tokens.surface), QColor(tokens.border)
        self._target.font = self._font
        self._target.colours(QColor(tokens.text), QColor(tokens.surface), QColor(tokens.accent))
        for series in self.view.series:
            self._series[series.initialisation].recolour(series, tokens)
        self._fit()
        self.viewport().update()

    @property
    def shown(self) -> tuple[SeriesView, ...]:
        """The series on the picture."""
        return tuple(s for s in self.view.series if s.initialisation not in self._hidden)

    def _widen(self) -> None:
        """Let the axes hold all that is to be shown."""
        levels = [v for s in self.view.series for values in s.runs for v in values]
        levels += [v for s in self.view.series for v in s.mean]
        for s in self.view.series:
            levels += [v for v in (*s.low, *s.high) if v == v]
            if s.band is not None:
                levels += [v for n, v in zip(s.band.n_labels, s.band.low, strict=True) if n <= s.band.trusted_to]
                levels += [v for n, v in zip(s.band.n_labels, s.band.high, strict=True) if n <= s.band.trusted_to]
        if self.view.target is not None:
            levels += [max(0.0, self.view.target - _SLACK), min(1.0, self.view.target + _SLACK)]
        if self._y_range is not None:
            levels += list(self._y_range)
        self._y_range = metric_range(min(levels), max(levels)) if levels else (0.5, 1.0)
        ends = [float(b) for b in self.view.budgets]
        ends += [s.band.n_labels[-1] for s in self.view.series if s.band is not None]
        ends += [float(s.n_labels[-1]) for s in self.view.series]
        self._x_last = max(ends, default=1.0)

    def _draw_series(self) -> None:
        shown = self.shown
        unit = 1.0 if self.scale_of_budgets.doubling else self._x_last / 12
        for series in self.view.series:
            items = self._series[series.initialisation]
            items.set_visible(series in shown)
            if series in shown:
                items.set_data(series, self.scale_of_budgets, shown.index(series), len(shown), unit)

    # Layout in pixels

    def _fit(self) -> None:
        """Ranges, ticks and words for the size the plot has now."""
        width, height = self.box.width(), self.box.height()
        if width < 50 or height < 50 or self._y_range is None:
            return
        scale = self.scale_of_budgets
        first = self.view.budgets[0] if self.view.budgets else 1.0
        left = scale.to_x(first) if scale.doubling else 0.0
        right = scale.to_x(self._x_last)
        room = max((self._label_width(s) for s in self.view.series), default=0.0) + 12
        pixels = max(width - _PAD_LEFT - room, 60.0) / max(right - left, 0.5)
        low, high = self._y_range
        per_unit = max(height - _PAD_TOP - _PAD_BOTTOM, 40.0) / (high - low)
        self.box.setRange(
            xRange=(left - _PAD_LEFT / pixels, left + (width - _PAD_LEFT) / pixels),
            yRange=(low - _PAD_BOTTOM / per_unit, high + _PAD_TOP / per_unit),
            padding=0,
            disableAutoRange=True,
        )
        item = self.getPlotItem()
        ticks = budget_ticks(self.view.budgets, self._x_last, scale, pixels)
        item.getAxis("bottom").setTicks([[(t.x, t.text) for t in ticks]])
        levels = metric_ticks(low, high)
        item.getAxis("left").setTicks([[(y, f"{y:.2f}") for y in levels]])
        style = {"color": self.tokens.muted, "font-size": f"{size.SIZE_NOTE}px"}
        end = ", each step twice as many" if scale.doubling else ""
        item.setLabel("bottom", f"Labelled images for training{end}", **style)
        item.getAxis("bottom").resizeEvent()  # centres the new words
        on = f" on {count(self.view.n_test)} test images" if self.view.n_test else ""
        item.setTitle(
            f"{metric_title(self.view.metric)}{on}", size=f"{size.SIZE_NOTE}px", color=self.tokens.muted, justify="left"
        )
        self._grid.levels = tuple(round(self.to_pixel(1.0, y).y()) + 0.5 for y in levels)
        self._grid.update()
        self._annotate()

    def _label_width(self, series: SeriesView) -> float:
        caption = Caption(end_label(series), QPointF(), QColor(), bold=True)
        return caption_rect(caption, self._font).width() - PAD_X

    def to_pixel(self, n_labels: float, y: float) -> QPointF:
        """A point of the curve in pixels of the view box."""
        return self.box.mapFromView(QPointF(self.scale_of_budgets.to_x(n_labels), y))

    def target_pixel(self) -> QPointF:
        """A place on the target line, in pixels of this widget; for pointing at it."""
        assert self.view.target is not None
        y = self.to_pixel(1.0, self.view.target).y()
        return QPointF(self.mapFromScene(self.box.mapToScene(QPointF(self.box.width() * 0.5, y))))

    def _annotate(self) -> None:
        canvas = Canvas(self.to_pixel, self.box.width(), self.box.height(), self._x_last, self._font, self.tokens)
        self._notes.show_drawing(annotations(self.view, self.shown, canvas))
        self._target.setVisible(self.view.target is not None)
        if self.view.target is not None:
            self._place_target(self.view.target)
        self._draw_pointer()

    def _place_target(self, target: float) -> None:
        text = f"target {metric_name(self.view.metric)} {level(target)}"
        self._target.place(self.to_pixel(1.0, target).y(), self.box.width(), text)

    @property
    def target_text(self) -> str:
        """What the target's handle says."""
        return self._target.text

    @property
    def captions(self) -> tuple[str, ...]:
        """All words laid over the plot."""
        return tuple(c.text for c in (*self._notes.drawing.captions, *self._pointer.drawing.captions))

    # The target

    def _dragged(self, y: float) -> None:
        low, high = self._y_range or (0.0, 1.0)
        at = min(max(self.box.mapToView(QPointF(0.0, y)).y(), low), high)
        self._ask_for(round(at / TARGET_STEP) * TARGET_STEP)

    def _released(self) -> None:
        self._widen()
        self._fit()

    def _ask_for(self, target: float) -> None:
        target = round(min(max(target, 0.0), 1.0), 4)
        if target != self.view.target:
            self.view = replace(self.view, target=target)
            self._place_target(target)
            self.target_dragged.emit(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEY_LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _KEY_STEP
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self.view.target is not None:
                sign = 1 if event.key() == Qt.Key.Key_Up else -1
                self._ask_for(self.view.target + sign * step)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step_pointer(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Escape if self._pointed is not None or self._forecast_at is not None:
                self._point_at(None)
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._target.focused = event.reason() != Qt.FocusReason.MouseFocusReason
        self._target.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._target.focused = False
        self._target.update()

    # Reading a point out

    def _points(self) -> list[tuple[str, int]]:
        found = [(s, i) for s in self.shown for i in range(len(s.n_labels))]
        found.sort(key=lambda p: (p[0].n_labels[p[1]], self.shown.index(p[0])))
        return [(s.initialisation, i) for s, i in found]

    def _step_pointer(self, step: int) -> None:
        points = self._points()
        if not points:
            return
        at = points.index(self._pointed) if self._pointed in points else (-1 if step > 0 else len(points))
        self._point_at(points[min(max(at + step, 0), len(points) - 1)])

    def _point_at(self, point: tuple[str, int] | None) -> None:
        self._pointed, self._forecast_at = point, None
        self._draw_pointer()

    def _draw_pointer(self) -> None:
        shown = {series.initialisation: series for series in self.shown}
        if self._pointed is not None and self._pointed[0] in shown:
            series, i = shown[self._pointed[0]], self._pointed[1]
            if i < len(series.n_labels):
                self._say_at(read_out(self.view, series, i), series, series.n_labels[i], series.mean[i])
                return
        if self._forecast_at is not None and self._forecast_at[0] in shown:
            series, n_labels = shown[self._forecast_at[0]], self._forecast_at[1]
            text = forecast_read_out(self.view, series, n_labels)
            if text and series.band is not None:
                self._say_at(text, series, n_labels, series.band.at(n_labels))
                return
        self._pointed = self._forecast_at = None
        self._say("", Drawing())

    def _say_at(self, text: str, series: SeriesView, n_labels: float, y: float) -> None:
        at = self.to_pixel(n_labels, y)
        colour = colour_of(series, self.tokens)
        ink = QColor(self.tokens.text)
        anchor_x = min(max(at.x() / max(self.box.width(), 1.0), 0.0), 1.0)
        below = at.y() < 48
        place = QPointF(at.x(), at.y() + (16 if below else -16))
        caption = Caption(text, place, ink, (anchor_x, 0.0 if below else 1.0), framed=True)
        hair = Stroke(QPointF(at.x(), 0), QPointF(at.x(), self.box.height()), QColor(self.tokens.border))
        self._say(text, Drawing((hair,), (Ring(at, colour),), (caption,)))

    def _say(self, text: str, drawing: Drawing) -> None:
        self._pointer.show_drawing(drawing)
        if text != self.read_out:
            self.read_out = text
            self.read_out_changed.emit(text)

    def _mouse_moved(self, scene_position: QPointF) -> None:
        if self._target.dragging or not self.view.series:
            return
        at = self.box.mapFromScene(scene_position)
        if not self.box.boundingRect().contains(at):
            self._point_at(None)
            return
        nearest, distance = None, _POINT_REACH
        for name, i in self._points():
            series = next(s for s in self.shown if s.initialisation == name)
            offset = self.to_pixel(series.n_labels[i], series.mean[i]) - at
            far = (offset.x() ** 2 + offset.y() ** 2) ** 0.5
            if far < distance:
                nearest, distance = (name, i), far
        self._point_at(nearest)
        if nearest is None:
            self._read_forecast(at)

    def _read_forecast(self, at: QPointF) -> None:
        n_labels = self.scale_of_budgets.from_x(self.box.mapToView(at).x())
        for series in self.shown:
            if series.band is None or not forecast_read_out(self.view, series, n_labels):
                continue
            if abs(self.to_pixel(n_labels, series.band.at(n_labels)).y() - at.y()) < _LINE_REACH:
                self._forecast_at = (series.initialisation, n_labels)
                self._draw_pointer()
                return

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._point_at(None)
