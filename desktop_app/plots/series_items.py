"""All that is drawn for one initialisation: mean line with markers, interval band, single runs, forecast."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from desktop_app.look.tokens import Tokens
from desktop_app.models.curve_view import SeriesView
from desktop_app.plots.bands import Band, faded
from desktop_app.plots.scale import BudgetScale

_DODGE = 0.07  # of a doubling; of a twentieth of the axis on the linear scale


class SeriesItems:
    """The graphics items of one initialisation, made once and updated in place, so that nothing flickers."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.forecast_band = Band()
        self.interval_band = Band()
        self.forecast_line = pg.PlotCurveItem(antialias=True)
        self.speculative_line = pg.PlotCurveItem(antialias=True)
        self.error_bar = pg.ErrorBarItem(beam=0.0)
        self.runs = pg.ScatterPlotItem(antialias=True, pxMode=True)
        self.line = pg.PlotCurveItem(antialias=True)
        self.marks = pg.ScatterPlotItem(antialias=True, pxMode=True)
        self.items = (
            self.forecast_band,
            self.interval_band,
            self.forecast_line,
            self.speculative_line,
            self.error_bar,
            self.runs,
            self.line,
            self.marks,
        )
        for depth, item in enumerate(self.items):
            item.setZValue(depth)
            box.addItem(item, ignoreBounds=True)
        self._box = box
        self._intervals = True

    def remove(self) -> None:
        """Take the items off the plot."""
        for item in self.items:
            self._box.removeItem(item)

    def set_visible(self, visible: bool, *, intervals: bool = True, runs: bool = True) -> None:
        """Show or hide the whole series, or its intervals and its single runs alone. Call before `set_data`."""
        for item in self.items:
            item.setVisible(visible)
        self._intervals = intervals
        self.interval_band.setVisible(visible and intervals)
        self.runs.setVisible(visible and runs)

    def set_data(self, series: SeriesView, scale: BudgetScale, position: int, of: int, unit: float) -> None:
        """Show `series`; it is number `position` of `of`, which decides how far its runs are dodged.

        unit: width in plot x of a doubling (1), or of a comparable step on the linear scale.
        """
        x = np.array([scale.to_x(n) for n in series.n_labels], dtype=float)
        mean = np.array(series.mean, dtype=float)
        self.line.setData(x, mean)
        self.marks.setData(x=x, y=mean)
        dodge = (position - (of - 1) / 2) * 2 * _DODGE * unit if of > 1 else _DODGE * unit
        run_x = [at + dodge for at, values in zip(x, series.runs, strict=True) for _ in values]
        run_y = [value for values in series.runs for value in values]
        self.runs.setData(x=np.array(run_x, dtype=float), y=np.array(run_y, dtype=float))
        known = [i for i in range(len(x)) if math.isfinite(series.low[i]) and math.isfinite(series.high[i])]
        self.interval_band.set_data(
            [float(x[i]) for i in known], [series.low[i] for i in known], [series.high[i] for i in known]
        )
        alone = known[0] if len(known) == 1 else None
        self.error_bar.setVisible(alone is not None and self._intervals)
        if alone is not None:
            self.error_bar.setData(
                x=x[alone : alone + 1],
                y=mean[alone : alone + 1],
                top=np.array([series.high[alone] - mean[alone]]),
                bottom=np.array([mean[alone] - series.low[alone]]),
            )
        self._set_forecast(series, scale)

    def _set_forecast(self, series: SeriesView, scale: BudgetScale) -> None:
        band = series.band
        if band is None:
            self.forecast_band.set_data((), (), ())
            self.forecast_line.setData([], [])
            self.speculative_line.setData([], [])
            return
        x = [scale.to_x(n) for n in band.n_labels]
        self.forecast_band.set_data(x, band.low, band.high, fade_from=scale.to_x(band.trusted_to))
        trusted = [i for i, n in enumerate(band.n_labels) if n <= band.trusted_to * 1.0001]
        beyond = range(trusted[-1] if trusted else 0, len(x))
        self.forecast_line.setData([x[i] for i in trusted], [band.median[i] for i in trusted])
        self.speculative_line.setData([x[i] for i in beyond], [band.median[i] for i in beyond])

    def recolour(self, series: SeriesView, tokens: Tokens) -> None:
        """Take the theme's colour of this initialisation."""
        colour = QColor(getattr(tokens, series.look.token))
        surface = QColor(tokens.surface)
        strong = 0.15 if tokens.name == "light" else 0.17
        self.interval_band.set_colour(colour, strong)
        self.forecast_band.set_colour(colour, strong * 0.6)
        self.line.setPen(pg.mkPen(colour, width=2))
        dashed = pg.mkPen(faded(colour, 0.9), width=1.6)
        dashed.setDashPattern([4, 3])
        self.forecast_line.setPen(dashed)
        faint = pg.mkPen(faded(colour, 0.45), width=1.6)
        faint.setDashPattern([2, 4])
        self.speculative_line.setPen(faint)
        self.error_bar.setData(pen=pg.mkPen(faded(colour, 0.6), width=1.6))
        size = {"d": 11, "t1": 11, "s": 8.5}.get(series.look.symbol, 9.5)
        self.marks.setSymbol(series.look.symbol)
        self.marks.setSize(size)
        self.marks.setBrush(pg.mkBrush(colour))
        self.marks.setPen(pg.mkPen(surface, width=1.2))
        self.runs.setSymbol(series.look.symbol)
        self.runs.setSize(4.5)
        self.runs.setPen(pg.mkPen(None))
        self.runs.setBrush(pg.mkBrush(faded(colour, 0.5)))
