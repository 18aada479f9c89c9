"""The knobs of the Curve page: metric, what is trained, target, axis, and which initialisations are drawn."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.look.spin import DecimalNumber
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN, Tokens
from desktop_app.look.widgets import body_label, heading_label
from desktop_app.models.curve_view import CurveView
from desktop_app.models.figures import metric_meaning, metric_title
from desktop_app.models.series_look import SeriesLook
from desktop_app.plots.marker_icon import marker_icon
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, METRICS
from engine.translation import mark, tr

MODES = (
    (
        FINE_TUNED,
        mark("Full training"),
        mark("The whole network is trained on the labelled images: what you would use."),
    ),
    (
        LINEAR_PROBE,
        mark("Quick check"),
        mark(
            "The encoder stays as pretraining left it and only the last layer learns. It answers another question: how "
            "good are the features by themselves?"
        ),
    ),
)
PARTS = (
    ("intervals", mark("Intervals"), mark("The 95 % interval of each mean, with new test patients.")),
    ("runs", mark("Single runs"), mark("Each training as a small mark beside the mean.")),
    ("forecast", mark("Forecast"), mark("What more labels would bring, with its 80 % interval.")),
)
COSTS = (
    ("", mark("None")),
    ("hours", mark("Hours of reading")),
    ("money", mark("Money")),
)


class CurveControls(QWidget):
    """Emits what the user chose; shows what it is told. `hidden_chosen` carries the names that are switched off."""

    metric_chosen = Signal(str)
    mode_chosen = Signal(str)
    target_chosen = Signal(float)
    doubling_chosen = Signal(bool)
    hidden_chosen = Signal(object)
    parts_chosen = Signal(object)  # a frozenset of the names in `PARTS`
    cost_chosen = Signal(str)  # "", "hours" or "money"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._marks: dict[str, SeriesLook] = {}
        self.series_boxes: dict[str, QCheckBox] = {}

        self.metric_box = QComboBox()
        self.metric_box.setAccessibleName(tr("Metric"))
        for name in METRICS:
            self.metric_box.addItem(metric_title(name), name)
            self.metric_box.setItemData(self.metric_box.count() - 1, metric_meaning(name), Qt.ItemDataRole.ToolTipRole)
        self.metric_box.activated.connect(lambda _: self.metric_chosen.emit(self.metric_box.currentData()))

        self.target = DecimalNumber()
        self.target.setRange(0.0, 1.0)
        self.target.setDecimals(2)
        self.target.setSingleStep(0.01)
        self.target.setAccessibleName(tr("Target"))
        self.target.setToolTip(tr("The performance you need. Drag the line in the plot, or type it here."))
        self.target.setKeyboardTracking(False)
        self.target.valueChanged.connect(self._target_typed)

        self.mode_buttons: dict[str, QRadioButton] = {}
        modes = QButtonGroup(self)
        self._axis = QButtonGroup(self)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(SPACE_WITHIN)
        grid.setColumnStretch(1, 1)
        self._row(grid, tr("Metric"), self.metric_box)
        self._row(grid, tr("Target"), self.target)
        mode_column = QVBoxLayout()
        mode_column.setSpacing(0)
        for mode, text, meaning in MODES:
            button = QRadioButton(tr(text))
            button.setToolTip(tr(meaning))
            button.clicked.connect(lambda _=False, chosen=mode: self.mode_chosen.emit(chosen))
            modes.addButton(button)
            self.mode_buttons[mode] = button
            mode_column.addWidget(button)
        self._row(grid, tr("Trained"), mode_column)
        axis_column = QVBoxLayout()
        axis_column.setSpacing(0)
        self.doubling = QRadioButton(tr("Doubling"))
        self.doubling.setToolTip(tr("Each step to the right doubles the labelled images."))
        self.linear = QRadioButton(tr("Linear"))
        self.linear.setToolTip(tr("Equal steps are equal numbers of labelled images."))
        self.doubling.setChecked(True)
        for button in (self.doubling, self.linear):
            self._axis.addButton(button)
            axis_column.addWidget(button)
        self.doubling.toggled.connect(self.doubling_chosen)
        self._row(grid, tr("Axis"), axis_column)
        self._series_column = QVBoxLayout()
        self._series_column.setSpacing(0)
        self._row(grid, tr("Starts from"), self._series_column)
        self._row(grid, tr("Show"), self._build_parts())
        self.cost_box = QComboBox()
        self.cost_box.setAccessibleName(tr("Second axis"))
        self.cost_box.setToolTip(tr("What so many labelled images cost, above the plot. The Plan page has the inputs."))
        for kind, text in COSTS:
            self.cost_box.addItem(tr(text), kind)
        self.cost_box.activated.connect(lambda _: self.cost_chosen.emit(self.cost_box.currentData()))
        self._row(grid, tr("Second axis"), self.cost_box)

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_BETWEEN, 0, SPACE_BETWEEN, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(heading_label(tr("Ask")))
        column.addLayout(grid)

    def _build_parts(self) -> QVBoxLayout:
        self.part_boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout()
        column.setSpacing(0)
        for name, text, meaning in PARTS:
            box = QCheckBox(tr(text))
            box.setToolTip(tr(meaning))
            box.setChecked(True)
            box.toggled.connect(lambda _: self.parts_chosen.emit(self.parts()))
            self.part_boxes[name] = box
            column.addWidget(box)
        return column

    def parts(self) -> frozenset[str]:
        """What is shown of each curve beside its line."""
        return frozenset(name for name, box in self.part_boxes.items() if box.isChecked())

    @staticmethod
    def _row(grid: QGridLayout, text: str, content: QWidget | QVBoxLayout) -> None:
        label: QLabel = body_label(text)
        label.setProperty("role", "muted")
        label.setMinimumHeight(24 if isinstance(content, QVBoxLayout) else 32)
        at = grid.rowCount()
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(content, QWidget):
            label.setBuddy(content)
            grid.addWidget(content, at, 1)
        else:
            grid.addLayout(content, at, 1)

    def show_view(self, view: CurveView, tokens: Tokens) -> None:
        """Show the question that `view` answers; emits nothing."""
        for widget in (self.metric_box, self.target):
            widget.blockSignals(True)
        self.metric_box.setCurrentIndex(self.metric_box.findData(view.metric))
        if view.target is not None and not self._typing():
            self.target.setValue(view.target)
        self.target.setEnabled(view.target is not None)
        for widget in (self.metric_box, self.target):
            widget.blockSignals(False)
        if view.mode in self.mode_buttons:
            self.mode_buttons[view.mode].setChecked(True)
        self._show_series(view, tokens)

    def _typing(self) -> bool:
        return self.target.hasFocus() and self.target.lineEdit().isModified()

    def _show_series(self, view: CurveView, tokens: Tokens) -> None:
        names = tuple(s.initialisation for s in view.series)
        if names != self._names:
            self._names = names
            for name, box in list(self.series_boxes.items()):
                if name not in names:
                    box.deleteLater()
                    del self.series_boxes[name]
            for series in view.series:
                if series.initialisation not in self.series_boxes:
                    box = QCheckBox(series.look.label)
                    box.setChecked(True)
                    box.toggled.connect(self._series_toggled)
                    self.series_boxes[series.initialisation] = box
                    self._series_column.addWidget(box)
        self._marks = {series.initialisation: series.look for series in view.series}
        self.apply_tokens(tokens)

    def apply_tokens(self, tokens: Tokens) -> None:
        """Give the markers the theme's colours."""
        for name, look in self._marks.items():
            self.series_boxes[name].setIcon(marker_icon(look.symbol, getattr(tokens, look.token)))

    def _series_toggled(self, _: bool) -> None:
        hidden = frozenset(name for name, box in self.series_boxes.items() if not box.isChecked())
        if len(hidden) == len(self.series_boxes):  # an empty picture answers nothing
            sender = self.sender()
            if isinstance(sender, QCheckBox):
                with QSignalBlocker(sender):
                    sender.setChecked(True)
            return
        self.hidden_chosen.emit(hidden)

    def _target_typed(self, target: float) -> None:
        self.target_chosen.emit(round(target, 4))
