"""The wheel scrolls a page and leaves its numbers alone, unless the keyboard is in one of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QSlider, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.look.wheel import guard_wheel


def turn(widget: QWidget) -> None:
    """One notch downwards over the middle of `widget`, as the window system sends it."""
    at = widget.mapTo(widget.window(), widget.rect().center())
    QTest.wheelEvent(widget.window().windowHandle(), QPointF(at), QPoint(0, -120))
    QApplication.processEvents()


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    content = QWidget()
    column = QVBoxLayout(content)
    box, slider, choice = QSpinBox(), QSlider(Qt.Orientation.Horizontal), QComboBox()
    choice.addItems(["a", "b", "c"])
    for part in (box, slider, choice):
        column.addWidget(part)
    column.addSpacing(2000)
    box.setValue(50)
    slider.setValue(50)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    guard_wheel(content)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    return area


def test_it_scrolls_and_changes_nothing(area: QScrollArea) -> None:
    area.setFocus()
    for kind in (QSpinBox, QSlider, QComboBox):
        area.verticalScrollBar().setValue(0)
        turn(area.widget().findChild(kind))
        assert area.verticalScrollBar().value() > 0
    assert area.widget().findChild(QSpinBox).value() == 50
    assert area.widget().findChild(QSlider).value() == 50
    assert area.widget().findChild(QComboBox).currentIndex() == 0


def test_with_the_keyboard_in_it_a_field_turns(area: QScrollArea, qtbot: QtBot) -> None:
    box = area.widget().findChild(QSpinBox)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn(box)
    assert box.value() == 49
    assert area.verticalScrollBar().value() == 0
