"""Every setting of a study is behind Advanced, with its unit and effect; what contradicts itself is said at once."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.forms.study_advanced import StudyAdvanced
from desktop_app.models.study_field import value_of, with_values
from desktop_app.models.study_fields import GROUPS
from desktop_app.models.study_view import StudyCounts, parse_strengths
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.presets import load_preset
from engine.pretraining.config import SimCLRConfig

COUNTS = StudyCounts(("covid", "normal"), 840, 588, 252, 250, 948, False)
FIELDS = [field for group in GROUPS for field in group.fields]
ELSEWHERE = {  # chosen on the cards, in the list of starts, on other pages, or by controls of their own
    "preset", "initialisations", "target", "minutes_per_image", "pretraining", "finetuning",
    "positive_class", "metric", "budgets",
}  # fmt: skip


@pytest.fixture
def form(qtbot: QtBot) -> StudyAdvanced:
    result = StudyAdvanced()
    qtbot.addWidget(result)
    result.load(load_preset("quick"), COUNTS)
    return result


def change(control: QWidget) -> None:
    """As the user would: another choice, the other tick, the next number."""
    if isinstance(control, QCheckBox):
        control.toggle()
    elif isinstance(control, QComboBox):
        control.setCurrentIndex((control.currentIndex() + 1) % control.count())
    else:
        before = control.value()
        control.stepUp()
        if control.value() == before:
            control.stepDown()


def test_no_setting_is_left_out() -> None:
    keys = {field.key for field in FIELDS}
    assert len(keys) == len(FIELDS)
    assert {f.name for f in fields(StudyConfig)} - keys == ELSEWHERE
    assert {f"pretraining.{f.name}" for f in fields(SimCLRConfig)} <= keys
    assert {f"finetuning.{f.name}" for f in fields(FineTuneConfig)} - keys == {"finetuning.probe_l2"}


@pytest.mark.parametrize("key", [field.key for field in FIELDS])
def test_each_setting_reaches_the_study_and_alone(form: StudyAdvanced, qtbot: QtBot, key: str) -> None:
    before = form.config()
    assert before == load_preset("quick")
    with qtbot.waitSignal(form.changed):
        change(form.control(key))
    after = form.config()
    assert after is not None
    assert value_of(after, key) != value_of(before, key)
    assert with_values(after, {key: value_of(before, key)}) == before


def test_what_is_not_touched_stays_to_the_last_digit(form: StudyAdvanced) -> None:
    odd = replace(
        load_preset("quick"),
        test_fraction=0.333,
        image_size=480,
        pretraining=SimCLRConfig(learning_rate=1.23456789e-4, warmup_fraction=0.125),
    )
    form.load(odd, COUNTS)
    assert form.config() == odd
    form.control("seeds").setValue(7)
    assert form.config() == replace(odd, seeds=7)


def test_each_control_says_its_unit_its_effect_and_its_name(form: StudyAdvanced) -> None:
    for field in FIELDS:
        control = form.control(field.key)
        assert len(control.toolTip()) > 15, field.key
        assert control.accessibleName() == field.title
        if field.unit:
            assert control.suffix().strip() == field.unit
        elif field.kind == "number":
            assert "unit" in field.tip, field.key
    assert len({field.tip for field in FIELDS}) > 30
    for control in (form.budgets, form.strengths, form.positive, form.metric_box):
        assert len(control.toolTip()) > 15
        assert control.accessibleName()


def test_a_shortest_length_beyond_the_longest_is_said_where_it_is_typed(form: StudyAdvanced) -> None:
    least = form.control("finetuning.min_steps")
    least.selectAll()
    QTest.keyClicks(least, "9000")
    assert "longer than its longest" in form.problem()
    assert form.message.text() == form.problem()
    assert least.property("state") == "wrong"
    assert form.config() is None
    least.setValue(10)
    assert form.problem() == ""
    assert least.property("state") == ""
    assert form.config().finetuning.min_steps == 10


def test_budgets_and_strengths_are_checked_while_they_are_typed(form: StudyAdvanced) -> None:
    QTest.keyClicks(form.budgets, "20, 10")
    assert form.budgets.property("state") == "wrong"
    assert "small to large" in form.problem()
    form.budgets.selectAll()
    QTest.keyClick(form.budgets, Qt.Key.Key_Delete)
    assert form.problem() == ""
    form.strengths.selectAll()
    QTest.keyClicks(form.strengths, "0.5, zero")
    assert "numbers above 0" in form.problem()
    assert form.strengths.property("state") == "wrong"
    form.strengths.selectAll()
    QTest.keyClicks(form.strengths, "0.5; 2")
    assert form.config().finetuning.probe_l2 == (0.5, 2.0)


@pytest.mark.parametrize("text", ["", "0", "-1", "inf", "nan", "a"])
def test_strengths_that_are_none(text: str) -> None:
    assert parse_strengths(text)[0] == ()
    assert parse_strengths(text)[1]


def test_the_test_set_of_a_project_is_drawn_once(form: StudyAdvanced) -> None:
    assert form.control("test_fraction").isEnabled()
    form.load(load_preset("quick"), replace(COUNTS, split_fixed=True))
    assert not form.control("test_fraction").isEnabled()
    assert not form.control("split_seed").isEnabled()


def test_the_finding_and_the_metric(form: StudyAdvanced) -> None:
    form.positive.setCurrentIndex(form.positive.findData("covid"))
    form.metric_box.setCurrentIndex(form.metric_box.findData("accuracy"))
    config = form.config()
    assert (config.positive_class, config.metric) == ("covid", "accuracy")
