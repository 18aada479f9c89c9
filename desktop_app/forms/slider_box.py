"""A slider and a number box that are one value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from desktop_app.look.spin import DecimalNumber
from desktop_app.look.tokens import SPACE_BETWEEN


class SliderBox(QWidget):
    """`changed` carries what the user chose, while the slider is dragged too."""

    changed = Signal(float)

    def __init__(self, name: str, low: float, high: float, step: float, decimals: int, suffix: str = "") -> None:
        super().__init__()
        self._factor = round(1 / step)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(64)
        self.box = DecimalNumber()
        self.set_name(name)
        self.box.setDecimals(decimals)
        self.box.setSingleStep(step)
        self.box.setSuffix(suffix)
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(92)
        self._set_range(low, high)
        self.slider.valueChanged.connect(lambda whole: self._chosen(whole / self._factor))
        self.box.valueChanged.connect(self._chosen)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE_BETWEEN)
        layout.addWidget(self.slider, 0, 0)
        layout.addWidget(self.box, 0, 1)

    def set_name(self, name: str) -> None:
        """What a screen reader calls both halves."""
        if self.slider.accessibleName() != name:
            self.slider.setAccessibleName(name)
            self.box.setAccessibleName(name)

    def set_range(self, low: float, high: float) -> None:
        """The least and the largest value."""
        if (self.box.minimum(), self.box.maximum()) == (low, high):
            return  # setting it again would lay out the page again, at each step of a drag
        self._set_range(low, high)

    def _set_range(self, low: float, high: float) -> None:
        for widget in (self.slider, self.box):
            widget.blockSignals(True)
        self.slider.setRange(round(low * self._factor), round(high * self._factor))
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 10))
        self.box.setRange(low, high)
        for widget in (self.slider, self.box):
            widget.blockSignals(False)

    def value(self) -> float:
        """The value."""
        return self.box.value()

    def show_value(self, value: float) -> None:
        """Show `value`; emits nothing. A number that is being typed is left alone."""
        for widget in (self.slider, self.box):
            widget.blockSignals(True)
        self.slider.setValue(round(value * self._factor))
        if not (self.box.hasFocus() and self.box.lineEdit().isModified()):
            self.box.setValue(value)
        for widget in (self.slider, self.box):
            widget.blockSignals(False)

    def _chosen(self, value: float) -> None:
        value = round(value, 4)
        self.box.lineEdit().setModified(False)
        self.show_value(value)
        self.changed.emit(value)
