"""What the plan depends on: the target, the wanted chance, and what reading an image costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from desktop_app.look.spin import DecimalNumber, WholeNumber
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.models.figures import metric_name


class SliderBox(QWidget):
    """A slider and a number box that are one value. `changed` carries what the user chose."""

    changed = Signal(float)

    def __init__(self, name: str, low: float, high: float, step: float, decimals: int, suffix: str = "") -> None:
        super().__init__()
        self._factor = round(1 / step)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(name)
        self.box = DecimalNumber()
        self.box.setAccessibleName(name)
        self.box.setDecimals(decimals)
        self.box.setSingleStep(step)
        self.box.setSuffix(suffix)
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(104)
        self.set_range(low, high)
        self.slider.valueChanged.connect(lambda whole: self._chosen(whole / self._factor))
        self.box.valueChanged.connect(self._chosen)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE_BETWEEN)
        layout.addWidget(self.slider, 0, 0)
        layout.addWidget(self.box, 0, 1)

    def set_range(self, low: float, high: float) -> None:
        """The least and the largest value."""
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


class PlanInputs(QWidget):
    """Signals carry the user's choices; `cost_changed` tells that readers or rate have changed."""

    target_chosen = Signal(float)
    chance_chosen = Signal(float)
    minutes_chosen = Signal(float)
    cost_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = SliderBox("Target", 0.5, 1.0, 0.01, 2)
        self.target.changed.connect(self.target_chosen)
        self.target_label = QLabel("Target")
        self.chance = SliderBox("Wanted chance", 50, 95, 1, 0, " %")
        self.chance.show_value(80)
        self.chance.changed.connect(lambda percent: self.chance_chosen.emit(percent / 100))
        self.minutes = self._number(0.05, 240.0, 2, 0.1, " min", "Reading time of one image by one reader.")
        self.minutes.valueChanged.connect(lambda value: self.minutes_chosen.emit(round(value, 4)))
        self.readers = WholeNumber()
        self.readers.setRange(1, 20)
        self.readers.setToolTip("How many people read each image. Two readers take twice the hours.")
        self.readers.valueChanged.connect(lambda _: self.cost_changed.emit())
        self.rate = self._number(
            0.0, 10000.0, 0, 5.0, "", "Cost of an hour of reading in your currency; 0 leaves it out."
        )
        self.rate.valueChanged.connect(lambda _: self.cost_changed.emit())

        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(SPACE_WITHIN)
        for at, (label, slider) in enumerate(
            ((self.target_label, self.target), (QLabel("Wanted chance"), self.chance))
        ):
            label.setProperty("role", "muted")
            grid.addWidget(label, at, 0)
            grid.addWidget(slider, at, 1)
        grid.setColumnStretch(1, 1)
        cost = QGridLayout()
        cost.setHorizontalSpacing(SPACE_BETWEEN)
        cost.setVerticalSpacing(4)
        fields = (
            ("Minutes an image", self.minutes),
            ("Readers an image", self.readers),
            ("Cost of an hour", self.rate),
        )
        for at, (text, field) in enumerate(fields):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            field.setAccessibleName(text)
            cost.addWidget(label, 0, at)
            cost.addWidget(field, 1, at)
            cost.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        column.addLayout(grid)
        column.addLayout(cost)

    @staticmethod
    def _number(low: float, high: float, decimals: int, step: float, suffix: str, tip: str) -> QDoubleSpinBox:
        box = DecimalNumber()
        box.setRange(low, high)
        box.setDecimals(decimals)
        box.setSingleStep(step)
        box.setSuffix(suffix)
        box.setToolTip(tip)
        box.setKeyboardTracking(False)
        return box

    def show_question(self, metric: str, target: float | None, minutes: float) -> None:
        """Show the question as the session has it; emits nothing."""
        self.target_label.setText(f"Target {metric_name(metric)}")
        self.target.setEnabled(target is not None)
        self.target.set_range(0.5 if metric in ("auc", "balanced_accuracy", "accuracy") else 0.0, 1.0)
        if target is not None:
            if target < self.target.box.minimum():
                self.target.set_range(0.0, 1.0)
            self.target.show_value(target)
        if not (self.minutes.hasFocus() and self.minutes.lineEdit().isModified()):
            self.minutes.blockSignals(True)
            self.minutes.setValue(minutes)
            self.minutes.blockSignals(False)
