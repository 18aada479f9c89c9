"""The settings of a study behind "Advanced", each with its unit and its effect; validated as they are typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from desktop_app.look.spin import DecimalNumber, WholeNumber
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import note_label, set_role
from desktop_app.models.figures import METRIC_MEANINGS, metric_title
from desktop_app.models.study_view import StudyCounts, parse_budgets, with_counts
from engine.learning_curve.design import BACKBONES, SCRATCH, SIMCLR, StudyConfig
from engine.learning_curve.points import METRICS
from engine.translation import mark, tr

_BACKBONE_WORDS = {
    "resnet18": mark("ResNet-18 (fast)"),
    "resnet34": mark("ResNet-34"),
    "resnet50": mark("ResNet-50 (slow, large)"),
    "convnext_tiny": mark("ConvNeXt-Tiny (slow)"),
    "efficientnet_b0": mark("EfficientNet-B0 (small file, slow)"),
}
_IMAGE_SIZES = (32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512)
_AUTOMATIC = "Automatic"


class StudyAdvanced(QWidget):
    """A form over a `StudyConfig`. `changed` is emitted after every change that the user makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = StudyConfig()
        self._counts = StudyCounts((), 0, 0, 0, 0, 0, False)
        self._loading = True  # until all is built: filling a list announces a choice
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(SPACE_WITHIN, 0, 0, 0)
        self.grid.setHorizontalSpacing(SPACE_BETWEEN)
        self.grid.setVerticalSpacing(SPACE_WITHIN)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(4, 1)
        self.grid.setColumnMinimumWidth(2, SPACE_BETWEEN)

        self.positive = self._combo("The class whose presence is looked for; sensitivity is about it.")
        # Not "metric": that would override QPaintDevice.metric.
        self.metric_box = self._combo("What the answer is about.")
        for name in METRICS:
            self.metric_box.addItem(metric_title(name), name)
            self.metric_box.setItemData(self.metric_box.count() - 1, METRIC_MEANINGS[name], Qt.ItemDataRole.ToolTipRole)
        self.budgets = QLineEdit()
        self.budgets.setToolTip(
            "Numbers of labelled images to train on, from small to large. Leave empty for up to five, each twice the "
            "one before."
        )
        self.budgets.textEdited.connect(self._edited)
        self.seeds = self._spin(1, 50, "", "Trainings for each budget, each with other images. More narrow the band.")
        self.test_share = self._spin(
            5,
            80,
            " %",
            "Labelled images kept for testing, by patient. Fixed for the project once a study has run.",
        )
        self.probe = QCheckBox("Also run the quick check")
        self.probe.setToolTip("Tests the pretrained features by themselves: seconds, and a first curve at once.")
        self.probe.toggled.connect(self._edited)
        self.scratch = QCheckBox("From scratch")
        self.simclr = QCheckBox("SimCLR pretrained")
        for box in (self.scratch, self.simclr):
            box.toggled.connect(self._edited)
        self.image_size = self._combo("Side of what the network sees. Twice the side takes four times as long.")
        for side in _IMAGE_SIZES:
            self.image_size.addItem(f"{side} × {side} pixels", side)
        self.backbone = self._combo("The network. A larger one takes longer and needs more images to pay.")
        for name in BACKBONES:
            self.backbone.addItem(tr(_BACKBONE_WORDS[name]), name)
        self.pretraining_epochs = self._spin(
            1, 2000, " epochs", "Passes over the unlabelled images. What matters most for the pretrained start."
        )
        self.pretraining_batch = self._spin(2, 1024, " images", "Images a step of pretraining; memory grows with it.")
        self.temperature = DecimalNumber()
        self.temperature.setRange(0.01, 10.0)
        self.temperature.setDecimals(2)
        self.temperature.setSingleStep(0.05)
        self.temperature.setToolTip("Temperature of the NT-Xent loss, no unit. 0.2 is a good start; small is strict.")
        self.temperature.valueChanged.connect(self._edited)
        self.tuning_epochs = self._spin(1, 500, " epochs", "Passes over the labelled images in each training.")
        self.tuning_batch = self._spin(2, 512, " images", "Images a step of each training.")
        self.most_steps = self._spin(1, 20000, " steps", "Upper limit of each training's length, whatever the budget.")

        self.message = note_label()
        rows = (
            (("Finding to look for", self.positive), ("Image size", self.image_size)),
            (("Metric", self.metric_box), ("Network", self.backbone)),
            (("Budgets", self.budgets), ("Pretraining", self.pretraining_epochs)),
            (("Repetitions", self.seeds), ("Pretraining batch", self.pretraining_batch)),
            (("Test share", self.test_share), ("Temperature", self.temperature)),
            (("Starts", self.scratch), ("Training", self.tuning_epochs)),
            (("", self.simclr), ("Training batch", self.tuning_batch)),
            (("Quick check", self.probe), ("At most", self.most_steps)),
        )
        for at, pair in enumerate(rows):
            for column, (text, field) in zip((0, 3), pair, strict=True):
                label = QLabel(text)
                label.setProperty("role", "muted")
                label.setBuddy(field)
                self.grid.addWidget(label, at, column)
                self.grid.addWidget(field, at, column + 1)
                field.setAccessibleName(text or field.accessibleName())
        self.grid.addWidget(self.message, len(rows), 0, 1, 5)
        self._loading = False

    def _combo(self, tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setToolTip(tip)
        combo.currentIndexChanged.connect(self._edited)
        return combo

    def _spin(self, low: int, high: int, suffix: str, tip: str) -> QSpinBox:
        spin = WholeNumber()
        spin.setRange(low, high)
        spin.setSuffix(suffix)
        spin.setToolTip(tip)
        spin.valueChanged.connect(self._edited)
        return spin

    def load(self, config: StudyConfig, counts: StudyCounts) -> None:
        """Show `config`; emits nothing."""
        self._loading = True
        self._base, self._counts = config, counts
        self.positive.clear()
        self.positive.addItem(_AUTOMATIC, None)
        for name in counts.classes:
            self.positive.addItem(name, name)
        self.positive.setCurrentIndex(max(0, self.positive.findData(config.positive_class)))
        self.positive.setEnabled(len(counts.classes) == 2)
        self.metric_box.setCurrentIndex(self.metric_box.findData(config.metric))
        self.budgets.setText(", ".join(str(b) for b in config.budgets))
        self.seeds.setValue(config.seeds)
        self.test_share.setValue(round(config.test_fraction * 100))
        self.test_share.setEnabled(not counts.split_fixed)
        self.probe.setChecked(config.probe)
        names = {i.name for i in config.initialisations}
        self.scratch.setChecked(SCRATCH.name in names)
        self.simclr.setChecked(SIMCLR.name in names)
        self._choose_size(config.image_size)
        self.backbone.setCurrentIndex(self.backbone.findData(config.backbone))
        self.pretraining_epochs.setValue(config.pretraining.epochs)
        self.pretraining_batch.setValue(config.pretraining.batch_size)
        self.temperature.setValue(config.pretraining.temperature)
        self.tuning_epochs.setValue(config.finetuning.epochs)
        self.tuning_batch.setValue(config.finetuning.batch_size)
        self.most_steps.setMinimum(config.finetuning.min_steps)
        self.most_steps.setValue(config.finetuning.max_steps)
        self._loading = False
        self._validate()

    def _choose_size(self, side: int) -> None:
        if self.image_size.findData(side) < 0:
            self.image_size.addItem(f"{side} × {side} pixels", side)
        self.image_size.setCurrentIndex(self.image_size.findData(side))

    def config(self) -> StudyConfig | None:
        """The study as the form stands, None while it is not valid (`problem` says why)."""
        budgets, wrong = parse_budgets(self.budgets.text(), self._counts.n_train)
        others = tuple(i for i in self._base.initialisations if i.name not in (SCRATCH.name, SIMCLR.name))
        starts = (
            *((SCRATCH,) if self.scratch.isChecked() else ()),
            *((SIMCLR,) if self.simclr.isChecked() else ()),
            *others,
        )
        if wrong or not starts:
            return None
        return replace(
            self._base,
            positive_class=self.positive.currentData(),
            metric=self.metric_box.currentData(),
            budgets=budgets,
            seeds=self.seeds.value(),
            test_fraction=self.test_share.value() / 100,
            probe=self.probe.isChecked(),
            initialisations=starts,
            image_size=self.image_size.currentData(),
            backbone=self.backbone.currentData(),
            pretraining=replace(
                self._base.pretraining,
                epochs=self.pretraining_epochs.value(),
                batch_size=self.pretraining_batch.value(),
                temperature=round(self.temperature.value(), 4),
            ),
            finetuning=replace(
                self._base.finetuning,
                epochs=self.tuning_epochs.value(),
                batch_size=self.tuning_batch.value(),
                max_steps=self.most_steps.value(),
            ),
        )

    def problem(self) -> str:
        """What is wrong, as a sentence; "" where the study can be run."""
        _, wrong = parse_budgets(self.budgets.text(), self._counts.n_train)
        if wrong:
            return wrong
        config = self.config()
        if config is None:
            return "Choose at least one start: from scratch, or pretrained."
        return with_counts(config, self._counts)

    def _edited(self, *_: object) -> None:
        if not self._loading:
            self._validate()
            self.changed.emit()

    def _validate(self) -> None:
        problem = self.problem()
        self.message.setText(problem)
        self.message.setVisible(bool(problem))
        set_role(self.message, "bad")
        self.budgets.setPlaceholderText("automatic: each twice the one before")
