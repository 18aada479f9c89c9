"""The control of one setting: a number with its unit, a choice or a tick, its effect in the tooltip."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QHBoxLayout, QWidget

from desktop_app.look.spin import DecimalNumber, WholeNumber
from desktop_app.models.study_field import Field
from engine.translation import tr


class PlainDecimal(DecimalNumber):
    """Shows no zeros that say nothing: 0.0005, not 0.000500."""

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text


class Setting(QWidget):
    """`edited` after each change by the user. control: the spin box, combo box or check box itself."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._loaded: Any = None
        self._shown: Any = None
        self.control = self._build()
        self.control.setToolTip(tr(field.tip))
        self.control.setAccessibleName(tr(field.title))
        self.control.setAccessibleDescription(tr(field.tip))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.control)
        self.setFocusProxy(self.control)

    def _build(self) -> QWidget:
        field = self.field
        if field.kind == "flag":
            box = QCheckBox()
            box.toggled.connect(self.edited)
            return box
        if field.kind == "choice":
            combo = QComboBox()
            for value, words in field.choices:
                combo.addItem(tr(words), value)
            combo.setMinimumContentsLength(12)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.currentIndexChanged.connect(self.edited)
            return combo
        spin: WholeNumber | PlainDecimal = WholeNumber() if field.kind in ("whole", "percent") else PlainDecimal()
        if isinstance(spin, PlainDecimal):
            spin.setDecimals(field.decimals)
            spin.setRange(field.low, field.high)
            spin.setSingleStep(field.step)
        else:
            spin.setRange(int(field.low), int(field.high))
            spin.setSingleStep(int(field.step))
        if field.unit:
            spin.setSuffix("°" if field.unit == "°" else f" {tr(field.unit)}")
        spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        spin.valueChanged.connect(self.edited)
        return spin

    def load(self, value: Any) -> None:
        """Show the setting's value; emits nothing."""
        blocked = self.control.blockSignals(True)
        if isinstance(self.control, QCheckBox):
            self.control.setChecked(bool(value))
        elif isinstance(self.control, QComboBox):
            if self.control.findData(value) < 0:
                self.control.addItem(_unlisted(value), value)
            self.control.setCurrentIndex(self.control.findData(value))
        elif isinstance(self.control, PlainDecimal):
            self.control.setValue(float(value))
        elif isinstance(self.control, WholeNumber):
            self.control.setValue(round(value * 100) if self.field.kind == "percent" else int(value))
        self.control.blockSignals(blocked)
        self._loaded, self._shown = value, self._read()

    def value(self) -> Any:
        """The setting as it stands: what was loaded, to the last digit, unless the user changed it."""
        now = self._read()
        return self._loaded if now == self._shown else now

    def set_wrong(self, wrong: bool) -> None:
        """Mark the control as the one that is wrong."""
        mark_wrong(self.control, wrong)

    def _read(self) -> Any:
        if isinstance(self.control, QCheckBox):
            return self.control.isChecked()
        if isinstance(self.control, QComboBox):
            return self.control.currentData()
        if isinstance(self.control, PlainDecimal):
            return round(self.control.value(), self.field.decimals)
        assert isinstance(self.control, WholeNumber)
        return self.control.value() / 100 if self.field.kind == "percent" else self.control.value()


def mark_wrong(control: QWidget, wrong: bool) -> None:
    """Frame a control in the colour of what is wrong (`[state="wrong"]` of the style sheet), or no longer."""
    state = "wrong" if wrong else ""
    if (control.property("state") or "") != state:
        control.setProperty("state", state)
        control.style().unpolish(control)
        control.style().polish(control)


def _unlisted(value: object) -> str:
    return f"{value} × {value}" if isinstance(value, int) else str(value)
