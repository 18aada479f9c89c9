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
from desktop_app.models.figures import METRIC_MEANINGS, metric_title
from desktop_app.models.series_look import SeriesLook
from desktop_app.plots.marker_icon import marker_icon
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE, METRICS

MODES = (
    (FINE_TUNED, "Full training", "The whole network is trained on the labelled images: what you would use."),
    (
        LINEAR_PROBE,
        "Quick check",
        "The encoder stays as pretraining left it and only the last layer learns. It answers another question: how "
        "good are the features by themselves?",
    ),
)


class CurveControls(QWidget):
    """Emits what the user chose; shows what it is told. `hidden_chosen` carries the names that are switched off."""

    metric_chosen = Signal(str)
    mode_chosen = Signal(str)
    target_chosen = Signal(float)
    doubling_chosen = Signal(bool)
    hidden_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._marks: dict[str, SeriesLook] = {}
        self.series_boxes: dict[str, QCheckBox] = {}

        self.metric_box = QComboBox()
        self.metric_box.setAccessibleName("Metric")
        for name in METRICS:
            self.metric_box.addItem(metric_title(name), name)
            self.metric_box.setItemData(self.metric_box.count() - 1, METRIC_MEANINGS[name], Qt.ItemDataRole.ToolTipRole)
        self.metric_box.activated.connect(lambda _: self.metric_chosen.emit(self.metric_box.currentData()))

        self.target = DecimalNumber()
        self.target.setRange(0.0, 1.0)
        self.target.setDecimals(2)
        self.target.setSingleStep(0.01)
        self.target.setAccessibleName("Target")
        self.target.setToolTip("The performance you need. Drag the line in the plot, or type it here.")
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
        self._row(grid, "Metric", self.metric_box)
        self._row(grid, "Target", self.target)
        mode_column = QVBoxLayout()
        mode_column.setSpacing(0)
        for mode, text, meaning in MODES:
            button = QRadioButton(text)
            button.setToolTip(meaning)
            button.clicked.connect(lambda _=False, chosen=mode: self.mode_chosen.emit(chosen))
            modes.addButton(button)
            self.mode_buttons[mode] = button
            mode_column.addWidget(button)
        self._row(grid, "Trained", mode_column)
        axis_column = QVBoxLayout()
        axis_column.setSpacing(0)
        self.doubling = QRadioButton("Doubling")
        self.doubling.setToolTip("Each step to the right doubles the labelled images.")
        self.linear = QRadioButton("Linear")
        self.linear.setToolTip("Equal steps are equal numbers of labelled images.")
        self.doubling.setChecked(True)
        for button in (self.doubling, self.linear):
            self._axis.addButton(button)
            axis_column.addWidget(button)
        self.doubling.toggled.connect(self.doubling_chosen)
        self._row(grid, "Axis", axis_column)
        self._series_column = QVBoxLayout()
        self._series_column.setSpacing(0)
        self._row(grid, "Start", self._series_column)

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_BETWEEN, 0, SPACE_BETWEEN, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(heading_label("Ask"))
        column.addLayout(grid)

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
