"""Number fields whose text stands where that of other fields does; a style sheet does not reach their inner editor."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from desktop_app.look.tokens import SPACE_WITHIN


class WholeNumber(QSpinBox):
    """A field for whole numbers."""

    def __init__(self) -> None:
        super().__init__()
        _indent(self)


class DecimalNumber(QDoubleSpinBox):
    """A field for decimal numbers."""

    def __init__(self) -> None:
        super().__init__()
        _indent(self)


def _indent(box: QAbstractSpinBox) -> None:
    box.lineEdit().setTextMargins(SPACE_WITHIN - 2, 0, 0, 0)
