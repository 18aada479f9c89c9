"""A slider with its number box: one value, and nothing is laid out or emitted without need."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.forms.slider_box import SliderBox


@pytest.fixture
def box(qtbot: QtBot) -> SliderBox:
    box = SliderBox("Target AUC", 0.5, 1.0, 0.01, 2)
    qtbot.addWidget(box)
    box.show()
    return box


def test_keys_on_the_slider_move_both(box: SliderBox) -> None:
    heard: list[float] = []
    box.show_value(0.8)
    box.changed.connect(heard.append)
    QTest.keyClick(box.slider, Qt.Key.Key_Right)
    assert heard == [pytest.approx(0.81)]
    assert box.value() == pytest.approx(0.81)
    QTest.keyClick(box.slider, Qt.Key.Key_End)
    assert box.value() == pytest.approx(1.0)


def test_showing_emits_nothing(box: SliderBox) -> None:
    heard: list[float] = []
    box.changed.connect(heard.append)
    box.show_value(0.7)
    box.set_range(0.0, 1.0)
    assert heard == []
    assert box.slider.value() == 70


def test_a_number_being_typed_is_left_alone(box: SliderBox, qtbot: QtBot) -> None:
    box.box.setFocus()
    qtbot.waitUntil(box.box.hasFocus)
    box.box.selectAll()
    QTest.keyClicks(box.box, "0.9")
    box.show_value(0.6)
    assert box.box.lineEdit().text() == "0.9"
    QTest.keyClick(box.box, Qt.Key.Key_Return)
    assert box.slider.value() == 90


def test_the_same_range_lays_nothing_out(box: SliderBox, qtbot: QtBot) -> None:
    asked: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            asked.append(event.type())
            return False

    qtbot.wait(20)
    watch = Watch()
    box.installEventFilter(watch)
    box.set_range(0.5, 1.0)
    box.set_name("Target AUC")
    qtbot.wait(20)
    assert QEvent.Type.LayoutRequest not in asked
    box.removeEventFilter(watch)


def test_both_halves_have_the_name(box: SliderBox) -> None:
    box.set_name("Target accuracy")
    assert box.slider.accessibleName() == box.box.accessibleName() == "Target accuracy"
