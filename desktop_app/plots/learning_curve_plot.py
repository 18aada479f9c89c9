"""Performance vs labelled images: curves, intervals, forecast and the target line to drag. It never computes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.look import tokens as size
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, Tokens
from desktop_app.models.curve_cost import CurveCost
from desktop_app.models.curve_view import CurveView, SeriesView
from desktop_app.models.figures import level, metric_name
from desktop_app.plots.annotate import Canvas, annotations, end_label
from desktop_app.plots.axes import name_axes, recolour_axes, set_up_axes
from desktop_app.plots.cost_axis import set_up_cost_axis, show_cost_axis
from desktop_app.plots.extent import last_on_axis, metric_extent, window_of
from desktop_app.plots.free_space import is_free
from desktop_app.plots.grid import Grid
from desktop_app.plots.overlay import PAD_X, Caption, Overlay, caption_rect
from desktop_app.plots.read_out_pointer import ReadOutPointer
from desktop_app.plots.scale import BudgetScale, budget_ticks, metric_ticks
from desktop_app.plots.series_items import SeriesItems
from desktop_app.plots.target_handle import TargetHandle
from engine.translation import tr

TARGET_STEP = 0.01
_KEY_STEP, _KEY_LEAP = 0.01, 0.05
ALL_PARTS = frozenset(("intervals", "runs", "forecast"))


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
        self._parts = ALL_PARTS
        self.cost: CurveCost | None = None
        self._series: dict[str, SeriesItems] = {}
        self._y_range: tuple[float, float] | None = None
        self._x_last = 1.0
        self._question: tuple[str, str] | None = None

        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(tr("Performance vs labelled images"))
        self.setMinimumSize(360, 260)
        self._font = tabular(self.font(), size.SIZE_NOTE)
        set_up_axes(self.getPlotItem(), self._font)
        set_up_cost_axis(self.getPlotItem(), self._font)
        box = self.box
        self._grid = Grid(box)
        self._notes = Overlay(box, 50)
        self._target = TargetHandle(box, self._dragged, self._released)
        self._pointer = ReadOutPointer(box, self._labels_at, self.read_out_changed.emit)
        box.sigResized.connect(self._fit)
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        self.apply_tokens(tokens)

    @property
    def box(self) -> pg.ViewBox:
        """The rectangle within the axes."""
        return self.getPlotItem().getViewBox()

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

    def set_parts(self, parts: Collection[str]) -> None:
        """Show of each curve, beside its line, only these of `ALL_PARTS`."""
        self._parts = frozenset(parts)
        self._draw_series()
        self._fit()

    def set_cost(self, cost: CurveCost | None) -> None:
        """Show a second axis, above the plot; None for none."""
        if cost != self.cost:
            self.cost = cost
            self._fit()
            self._fit()  # the first one made room for the axis or took it away

    def set_doubling(self, doubling: bool) -> None:
        """True: each step to the right doubles the labels. False: a linear axis."""
        self.scale_of_budgets = BudgetScale(doubling)
        self._draw_series()
        self._fit()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour everything in place."""
        self.tokens = tokens
        self.setBackground(tokens.surface)
        recolour_axes(self.getPlotItem(), tokens)
        self._grid.colour = QColor(tokens.border)
        for overlay in (self._notes, self._pointer.overlay):
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
        """The series on the picture, without their forecast where it is switched off."""
        on = tuple(s for s in self.view.series if s.initialisation not in self._hidden)
        return on if "forecast" in self._parts else tuple(replace(s, band=None) for s in on)

    def _widen(self) -> None:
        """Let the axes hold all that is to be shown."""
        self._y_range = metric_extent(self.view, self._y_range)
        self._x_last = last_on_axis(self.view)

    def _draw_series(self) -> None:
        shown = self.shown
        unit = 1.0 if self.scale_of_budgets.doubling else self._x_last / 12
        for name in self._hidden & self._series.keys():
            self._series[name].set_visible(False)
        for position, series in enumerate(shown):
            items = self._series[series.initialisation]
            items.set_visible(True, intervals="intervals" in self._parts, runs="runs" in self._parts)
            items.set_data(series, self.scale_of_budgets, position, len(shown), unit)

    # Layout in pixels

    def _fit(self) -> None:
        """Ranges, ticks and words for the size the plot has now."""
        width, height = self.box.width(), self.box.height()
        if width < 50 or height < 50 or self._y_range is None:
            return
        scale = self.scale_of_budgets
        room = max((self._label_width(s) for s in self.view.series), default=0.0)
        first = self.view.budgets[0] if self.view.budgets else 1.0
        window = window_of(scale, first, self._x_last, self._y_range, width, height, room)
        self.box.setRange(xRange=window.x, yRange=window.y, padding=0, disableAutoRange=True)
        item = self.getPlotItem()
        ticks = budget_ticks(self.view.budgets, self._x_last, scale, window.pixels)
        item.getAxis("bottom").setTicks([[(t.x, t.text) for t in ticks]])
        levels = metric_ticks(*self._y_range)
        item.getAxis("left").setTicks([[(y, f"{y:.2f}") for y in levels]])
        name_axes(item, self.view, scale, self.tokens)
        show_cost_axis(item, self.cost, ticks, scale, self.tokens)
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
        self._pointer.lay_out(self.view, self.shown, canvas)

    def _place_target(self, target: float) -> None:
        text = tr("target {metric} {value}", metric=metric_name(self.view.metric), value=level(target))
        self._target.place(self.to_pixel(1.0, target).y(), self.box.width(), text)
        self._target.choose_end(self._is_free)

    def _is_free(self, rect: QRectF) -> bool:
        return is_free(rect, self.shown, self._notes.drawing.captions, self.to_pixel, self._font)

    @property
    def target_text(self) -> str:
        """What the target's handle says."""
        return self._target.text

    @property
    def captions(self) -> tuple[str, ...]:
        """All words laid over the plot."""
        return tuple(c.text for c in (*self._notes.drawing.captions, *self._pointer.overlay.drawing.captions))

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
                self._pointer.step(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Escape if self._pointer.pointing:
                self._pointer.clear()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._target.focused = event.reason() != Qt.FocusReason.MouseFocusReason
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._target.focused = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target.focused and not self._target.isVisible():  # there is no handle to show that keys go here
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(self.tokens.accent))
                painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    # Reading a point out

    @property
    def read_out(self) -> str:
        """What is pointed at, in words; "" while nothing is."""
        return self._pointer.read_out

    def _labels_at(self, at: QPointF) -> float:
        return self.scale_of_budgets.from_x(self.box.mapToView(at).x())

    def _mouse_moved(self, scene_position: QPointF) -> None:
        if self._target.dragging or not self.view.series:
            return
        at = self.box.mapFromScene(scene_position)
        if self.box.boundingRect().contains(at):
            self._pointer.point_near(at)
        else:
            self._pointer.clear()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._pointer.clear()
