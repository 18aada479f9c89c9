"""What the plan depends on: the target, the wanted chance, and what reading an image costs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.forms.field_grid import decimal, field_grid, show_number, whole
from desktop_app.forms.slider_box import SliderBox
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.models.figures import metric_name
from desktop_app.models.plan_settings import PlanSettings
from engine.translation import tr

_LEAST_MINUTES = 0.05


class PlanInputs(QWidget):
    """Signals carry the user's choices; `setting_changed` a field of `PlanSettings` with its new value."""

    target_chosen = Signal(float)
    minutes_chosen = Signal(float)
    setting_changed = Signal(str, object)  # a field of PlanSettings, its new value

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = SliderBox(tr("Target"), 0.5, 1.0, 0.01, 2)
        self.target.changed.connect(self.target_chosen)
        self.target_label = QLabel(tr("Target"))
        self.chance = SliderBox(tr("Wanted chance"), 50, 95, 1, 0, " %")
        self.chance.show_value(80)
        self.chance.changed.connect(lambda percent: self.setting_changed.emit("chance", percent / 100))
        self.minutes = decimal(_LEAST_MINUTES, 240.0, 2, 0.1, tr(" min"))
        self.minutes.valueChanged.connect(lambda value: self.minutes_chosen.emit(round(value, 4)))
        self.readers = whole(1, 20)
        self.readers.valueChanged.connect(lambda value: self.setting_changed.emit("readers", value))
        self.rate = decimal(0.0, 10_000.0, 0, 5.0)
        self.rate.valueChanged.connect(lambda value: self.setting_changed.emit("rate", value))
        self.measured = QLabel()
        self.measured.setProperty("role", "note")
        self.measured.setWordWrap(True)
        self.measured.hide()

        sliders = QGridLayout()
        sliders.setHorizontalSpacing(SPACE_BETWEEN)
        sliders.setVerticalSpacing(SPACE_WITHIN)
        for at, (label, slider) in enumerate(
            ((self.target_label, self.target), (QLabel(tr("Wanted chance")), self.chance))
        ):
            label.setProperty("role", "muted")
            sliders.addWidget(label, at, 0)
            sliders.addWidget(slider, at, 1)
        sliders.setColumnStretch(1, 1)
        cost = field_grid(
            [
                (tr("Minutes an image"), tr("Reading time of one image by one reader."), self.minutes),
                (
                    tr("Readers an image"),
                    tr("How many people read each image. Two readers take twice the hours."),
                    self.readers,
                ),
                (
                    tr("Cost of an hour"),
                    tr("Cost of an hour of reading in your currency; 0 leaves it out."),
                    self.rate,
                ),
            ],
            3,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addLayout(sliders)
        column.addSpacing(SPACE_WITHIN)
        column.addLayout(cost)
        column.addWidget(self.measured)

    def show_question(self, metric: str, target: float | None, minutes: float) -> None:
        """Show the question as the session has it; emits nothing."""
        name = tr("Target {metric}", metric=metric_name(metric))
        self.target_label.setText(name)
        self.target.set_name(name)
        self.target.setEnabled(target is not None)
        self.target.set_range(0.5 if metric in ("auc", "balanced_accuracy", "accuracy") else 0.0, 1.0)
        if target is not None:
            if target < self.target.box.minimum():
                self.target.set_range(0.0, 1.0)
            self.target.show_value(target)
        show_number(self.minutes, minutes)

    def show_settings(self, settings: PlanSettings, measured_minutes: float | None) -> None:
        """Show the settings, and what was measured while labelling; emits nothing."""
        self.chance.show_value(round(settings.chance * 100))
        show_number(self.readers, settings.readers)
        show_number(self.rate, settings.rate)
        self.measured.setVisible(measured_minutes is not None)
        if measured_minutes is not None:
            seconds = round(measured_minutes * 60)
            self.measured.setText(tr("Measured while labelling here: {seconds} seconds an image.", seconds=seconds))
