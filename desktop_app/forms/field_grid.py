"""Number fields with their labels above them, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from desktop_app.look.spin import DecimalNumber, WholeNumber
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN

NumberField = DecimalNumber | WholeNumber


def decimal(low: float, high: float, decimals: int, step: float, suffix: str = "", unused: str = "") -> DecimalNumber:
    """A field for a decimal number. unused: what stands for the least value, "" for the number itself."""
    box = DecimalNumber()
    box.setRange(low, high)
    box.setDecimals(decimals)
    box.setSingleStep(step)
    box.setSuffix(suffix)
    box.setSpecialValueText(unused)
    box.setKeyboardTracking(False)
    return box


def whole(low: int, high: int, step: int = 1) -> WholeNumber:
    """A field for a whole number."""
    box = WholeNumber()
    box.setRange(low, high)
    box.setSingleStep(step)
    box.setStepType(QSpinBox.StepType.DefaultStepType)
    box.setKeyboardTracking(False)
    return box


def field_grid(fields: list[tuple[str, str, NumberField]], columns: int) -> QGridLayout:
    """label, tooltip and field of each, `columns` beside one another, all equally wide."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_BETWEEN if columns < 3 else SPACE_WITHIN)
    grid.setVerticalSpacing(4)
    for at, (text, tip, field) in enumerate(fields):
        row, column = 2 * (at // columns), at % columns
        if row and column == 0:
            grid.setRowMinimumHeight(row, 28)
        grid.addWidget(_label(text, field), row, column, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(field, row + 1, column)
        grid.setColumnStretch(column, 1)
        field.setAccessibleName(text)
        field.setAccessibleDescription(tip)
        field.setToolTip(tip)
        field.setMinimumWidth(72)
    return grid


def show_number(field: NumberField, value: float) -> None:
    """Show a value; emits nothing, and leaves a number that is being typed alone."""
    if field.hasFocus() and field.lineEdit().isModified():
        return
    field.blockSignals(True)
    if isinstance(field, WholeNumber):
        field.setValue(round(value))
    else:
        field.setValue(value)
    field.blockSignals(False)


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setBuddy(field)
    return label
