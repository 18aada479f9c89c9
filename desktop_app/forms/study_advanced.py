"""The settings of a study behind "Advanced", each with its unit and its effect; validated as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.forms.study_setting import Setting, mark_wrong
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Disclosure, heading_label, note_label, set_role
from desktop_app.models.figures import METRIC_MEANINGS, metric_title
from desktop_app.models.study_field import Group, value_of, with_values
from desktop_app.models.study_fields import GROUPS, MEASURED, NETWORK
from desktop_app.models.study_view import StudyCounts, parse_budgets, parse_strengths
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import METRICS
from engine.translation import tr

_OPEN_GROUPS = (MEASURED, NETWORK)  # the others are folded away once more

_LABELS = 136  # pixels, so that the groups' columns stand below one another


class StudyAdvanced(QWidget):
    """A form over a `StudyConfig`, but for its starts. `changed` is emitted after every change that the user makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = StudyConfig()
        self._counts = StudyCounts((), 0, 0, 0, 0, 0, False)
        self._loading = True  # until all is built: filling a list announces a choice
        self.settings = {field.key: Setting(field) for group in GROUPS for field in group.fields}
        for setting in self.settings.values():
            setting.edited.connect(self._edited)
        self.positive = self._combo(tr("The class whose presence is looked for; sensitivity is about it."))
        # Not "metric": that would override QPaintDevice.metric.
        self.metric_box = self._combo(tr("What the answer is about."))
        for name in METRICS:
            self.metric_box.addItem(metric_title(name), name)
            tip = tr(METRIC_MEANINGS[name])
            self.metric_box.setItemData(self.metric_box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.budgets = self._line(
            tr(
                "Numbers of labelled images to train on, from small to large. Leave empty for up to five, each twice "
                "the one before."
            )
        )
        self.budgets.setPlaceholderText(tr("automatic: each twice the one before"))
        self.strengths = self._line(
            tr(
                "Inverse strengths of the quick check's regularisation, no unit; the best is chosen on its labels. "
                "Small is strong."
            )
        )
        self.seeds = self.control("seeds")
        self.pretraining_epochs, self.pretraining_batch = (
            self.control(f"pretraining.{name}") for name in ("epochs", "batch_size")
        )
        self.tuning_epochs, self.tuning_batch = (
            self.control(f"finetuning.{name}") for name in ("epochs", "batch_size")
        )
        self.message = note_label()
        set_role(self.message, "bad")

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_WITHIN, 0, 0, 0)
        column.setSpacing(SPACE_BETWEEN)
        own = (
            (tr("Finding to look for"), self.positive),
            (tr("Metric"), self.metric_box),
            (tr("Budgets"), self.budgets),
        )
        self.folds: list[Disclosure] = []
        for group in GROUPS:
            grid = self._grid(group, own if group is MEASURED else ())
            if group in _OPEN_GROUPS:
                column.addWidget(heading_label(tr(group.title)))
                column.addWidget(grid)
            else:
                fold = Disclosure(tr(group.title), grid)
                self.folds.append(fold)
                column.addWidget(fold)
        column.addWidget(self.message)
        self._loading = False

    def control(self, key: str) -> QWidget:
        """The control of a setting, by its path in the study ("finetuning.trained")."""
        return self.settings[key].control

    def _grid(self, group: Group, own: Sequence[tuple[str, QWidget]]) -> QWidget:
        """Label and control, twice beside one another, read down the columns."""
        cells = [*own, *((tr(field.title), self.settings[field.key]) for field in group.fields)]
        if group is MEASURED:
            cells.append((tr("Check's strengths"), self.strengths))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(SPACE_WITHIN)
        for column in (1, 4):
            grid.setColumnStretch(column, 1)
        for column in (0, 3):
            grid.setColumnMinimumWidth(column, _LABELS)
        grid.setColumnMinimumWidth(2, SPACE_BETWEEN)
        half = -(-len(cells) // 2)
        for at, (words, control) in enumerate(cells):
            label = QLabel(words)
            label.setProperty("role", "muted")
            label.setBuddy(control)
            label.setToolTip(control.control.toolTip() if isinstance(control, Setting) else control.toolTip())
            if not isinstance(control, Setting):
                control.setAccessibleName(words)
            across, down = divmod(at, half)
            grid.addWidget(label, down, 3 * across)
            grid.addWidget(control, down, 3 * across + 1)
        return holder

    def _combo(self, tip: str) -> QComboBox:
        combo = QComboBox()
        combo.setToolTip(tip)
        combo.currentIndexChanged.connect(self._edited)
        return combo

    def _line(self, tip: str) -> QLineEdit:
        line = QLineEdit()
        line.setToolTip(tip)
        line.textEdited.connect(self._edited)
        return line

    def load(self, config: StudyConfig, counts: StudyCounts) -> None:
        """Show `config`; emits nothing."""
        self._loading = True
        self._base, self._counts = config, counts
        self.positive.clear()
        self.positive.addItem(tr("Automatic"), None)
        for name in counts.classes:
            self.positive.addItem(name, name)
        self.positive.setCurrentIndex(max(0, self.positive.findData(config.positive_class)))
        self.positive.setEnabled(len(counts.classes) == 2)
        self.metric_box.setCurrentIndex(self.metric_box.findData(config.metric))
        self.budgets.setText(", ".join(str(b) for b in config.budgets))
        self.strengths.setText(", ".join(f"{strength:g}" for strength in config.finetuning.probe_l2))
        for key, setting in self.settings.items():
            setting.load(value_of(config, key))
        for key in ("test_fraction", "split_seed"):
            self.settings[key].setEnabled(not counts.split_fixed)
        self._loading = False
        self._validate()

    def set_starts(self, config: StudyConfig) -> None:
        """The study's starts and budgets have been chosen elsewhere; the other settings stay as they stand."""
        self._base = replace(self._base, initialisations=config.initialisations)
        self.budgets.setText(", ".join(str(b) for b in config.budgets))
        self._validate()

    def config(self) -> StudyConfig | None:
        """The study as the form stands, None while it is not valid (`problem` says why)."""
        budgets, wrong = parse_budgets(self.budgets.text(), self._counts.n_train)
        strengths, weak = parse_strengths(self.strengths.text())
        if wrong or weak:
            return None
        values = {key: setting.value() for key, setting in self.settings.items()}
        values |= {
            "positive_class": self.positive.currentData(),
            "metric": self.metric_box.currentData(),
            "budgets": budgets,
            "finetuning.probe_l2": strengths,
        }
        try:
            return with_values(self._base, values)
        except ValueError:
            return None

    def problem(self) -> str:
        """What is wrong, as a sentence; "" where the form holds a study."""
        wrong = parse_budgets(self.budgets.text(), self._counts.n_train)[1] or parse_strengths(self.strengths.text())[1]
        if wrong:
            return wrong
        if self._steps_cross():
            return tr("A training's shortest length is longer than its longest. Change one of them.")
        return "" if self.config() is not None else tr("These settings contradict each other. Take back the last one.")

    def _steps_cross(self) -> bool:
        least, most = (self.settings[f"finetuning.{name}"].value() for name in ("min_steps", "max_steps"))
        return bool(least > most)

    def _edited(self, *_: object) -> None:
        if not self._loading:
            self._validate()
            self.changed.emit()

    def _validate(self) -> None:
        mark_wrong(self.budgets, bool(parse_budgets(self.budgets.text(), self._counts.n_train)[1]))
        mark_wrong(self.strengths, bool(parse_strengths(self.strengths.text())[1]))
        for name in ("min_steps", "max_steps"):
            self.settings[f"finetuning.{name}"].set_wrong(self._steps_cross())
        problem = self.problem()
        self.message.setText(problem)
        self.message.setVisible(bool(problem))
