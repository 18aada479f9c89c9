"""A place for a plot that is built when it is first seen, so that the plotting library is not part of the start-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

PlotWidget = TypeVar("PlotWidget", bound=QWidget)


class LazyPlot(QWidget, Generic[PlotWidget]):
    """Holds what `build` makes, from the first time it is on screen; see `whenever_built`."""

    def __init__(self, build: Callable[[], PlotWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._waiting: list[Callable[[PlotWidget], None]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.plot: PlotWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the plot's place in the tab order
        # The window is painted first and the library imported after it: a zero timer runs once the events are done.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ensure)

    def ensure(self) -> PlotWidget:
        """The plot, built now if it is not there."""
        if self.plot is None:
            self.plot = self._build()
            self._column.addWidget(self.plot)
            focused = self.hasFocus()
            self.setFocusProxy(self.plot)
            if focused:
                self.plot.setFocus(Qt.FocusReason.OtherFocusReason)
            waiting, self._waiting = self._waiting, []
            for callback in waiting:
                callback(self.plot)
        return self.plot

    def whenever_built(self, callback: Callable[[PlotWidget], None]) -> None:
        """Call `callback` with the plot: now if it is there, else when it comes to be."""
        if self.plot is not None:
            callback(self.plot)
        else:
            self._waiting.append(callback)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            self._timer.start(0)
