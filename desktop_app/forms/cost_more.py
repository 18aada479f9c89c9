"""What few need to tell the plan: setup cost, labels there are, a rare class to be found, what performance is worth."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.forms.field_grid import decimal, field_grid, show_number, whole
from desktop_app.models.figures import metric_name
from desktop_app.models.plan_settings import PlanSettings
from engine.translation import tr


class CostMore(QWidget):
    """`setting_changed` carries what the user changed."""

    setting_changed = Signal(str, object)  # a field of PlanSettings, its new value

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        unused = tr("not used")
        self.setup = decimal(0.0, 1e9, 0, 100.0, unused=unused)
        self.labelled = whole(0, 10_000_000, 10)
        self.prevalence = decimal(0.0, 100.0, 1, 1.0, " %", unused=unused)
        self.rare_share = decimal(0.1, 100.0, 1, 1.0, " %")
        self.worth_of_target = decimal(0.0, 1e9, 0, 1000.0, unused=unused)
        self.worth_of_hundredth = decimal(0.0, 1e9, 0, 100.0, unused=unused)
        self.setup.valueChanged.connect(lambda value: self.setting_changed.emit("setup", value))
        self.labelled.valueChanged.connect(lambda value: self.setting_changed.emit("labelled", value))
        self.prevalence.valueChanged.connect(lambda value: self.setting_changed.emit("prevalence", value / 100))
        self.rare_share.valueChanged.connect(lambda value: self.setting_changed.emit("rare_share", value / 100))
        self.worth_of_target.valueChanged.connect(lambda value: self.setting_changed.emit("worth_of_target", value))
        self.worth_of_hundredth.valueChanged.connect(
            lambda value: self.setting_changed.emit("worth_of_hundredth", value)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            field_grid(
                [
                    (
                        tr("Labelled already"),
                        tr("Training images that have their label: only what exceeds them is paid for."),
                        self.labelled,
                    ),
                    (
                        tr("Setup cost"),
                        tr("Paid once, as soon as one image more is labelled; in your currency."),
                        self.setup,
                    ),
                    (
                        tr("Rare class, unlabelled"),
                        tr("Its share among the images still to label. They are read until enough of it is found."),
                        self.prevalence,
                    ),
                    (
                        tr("Rare class, wanted"),
                        tr("Its share among the labels that you want; at first, that among the test images."),
                        self.rare_share,
                    ),
                    (
                        tr("Worth of the target"),
                        tr("What reaching the target is worth to you, or what missing it costs; in your currency."),
                        self.worth_of_target,
                    ),
                    (
                        tr("Worth of 0.01 more"),
                        tr("What each further 0.01 of performance is worth to you; in your currency."),
                        self.worth_of_hundredth,
                    ),
                ],
                2,
            )
        )

    def show_settings(self, settings: PlanSettings, metric: str, labelled: int, rare_share: float) -> None:
        """Show the settings; labelled, rare_share: what stands where they leave it open. Emits nothing."""
        show_number(self.setup, settings.setup)
        show_number(self.labelled, labelled if settings.labelled is None else settings.labelled)
        show_number(self.prevalence, 100 * settings.prevalence)
        show_number(self.rare_share, 100 * (settings.rare_share or rare_share))
        self.rare_share.setEnabled(settings.prevalence > 0)
        show_number(self.worth_of_target, settings.worth_of_target)
        show_number(self.worth_of_hundredth, settings.worth_of_hundredth)
        self.worth_of_hundredth.setAccessibleName(tr("Worth of 0.01 more {metric}", metric=metric_name(metric)))
