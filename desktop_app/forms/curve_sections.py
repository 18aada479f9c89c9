"""The Curve page's body: the curve as high as the window, and below it sections that unfold on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.wheel import guard_wheel
from desktop_app.look.widgets import Button, row

_LOWEST = 380  # of the curve, in logical pixels


class CurveSections(QScrollArea):
    """Holds `curve`; each of `sections` is a title and a widget, whose `set_unfolded(bool)` is told of its state.

    While all are folded the whole fits the window. One section is open at a time; opening scrolls to it.
    """

    def __init__(self, curve: QWidget, sections: Sequence[tuple[str, QWidget]]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._curve = curve
        self.panels = tuple(panel for _, panel in sections)
        self.buttons = tuple(self._button(title) for title, _ in sections)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE_AROUND, SPACE_BETWEEN, SPACE_AROUND, SPACE_BETWEEN)
        layout.setSpacing(SPACE_WITHIN)
        layout.addWidget(curve)
        self._fold_row = QWidget()
        folds = row(*self.buttons, 1, spacing=SPACE_BETWEEN)
        self._fold_row.setLayout(folds)
        layout.addWidget(self._fold_row)
        for panel in self.panels:
            panel.hide()
            layout.addWidget(panel)
        layout.addStretch(1)
        self.setWidget(body)
        guard_wheel(body)
        curve.installEventFilter(self)

    def _button(self, title: str) -> Button:
        button = Button(title, "fold", "chevron-right")
        button.setCheckable(True)
        button.toggled.connect(self._toggled)
        return button

    def open(self, at: int) -> None:
        """Unfold section number `at`."""
        self.buttons[at].setChecked(True)

    def _toggled(self, unfolded: bool) -> None:
        chosen = self.sender()
        for button, panel in zip(self.buttons, self.panels, strict=True):
            if unfolded and button is not chosen and button.isChecked():
                button.blockSignals(True)
                button.setChecked(False)
                button.blockSignals(False)
            button.set_icon("chevron-down" if button.isChecked() else "chevron-right")
            if panel.isHidden() == button.isChecked():
                panel.setVisible(button.isChecked())
                panel.set_unfolded(button.isChecked())  # type: ignore[attr-defined]
        if unfolded:
            QTimer.singleShot(0, self, self._look_below)

    def _look_below(self) -> None:
        """Scroll so that the open section's title is at the top, as far as there is something below it."""
        self.verticalScrollBar().setValue(self._fold_row.y() - SPACE_WITHIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_curve()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._curve and event.type() == QEvent.Type.Show:
            self._size_curve()
        return super().eventFilter(watched, event)

    def _size_curve(self) -> None:
        around = 2 * SPACE_BETWEEN + SPACE_WITHIN + self._fold_row.sizeHint().height()
        self._curve.setFixedHeight(max(self.viewport().height() - around, _LOWEST))
