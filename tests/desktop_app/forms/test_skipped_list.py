"""The skipped files: grown without losing what is unfolded, and let in by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.forms.skipped_list import SkippedList
from desktop_app.models.problem_groups import LISTED, ProblemGroups
from engine.cohort.records import ScanProblem


def problem(at: int, code: str, value: str | None = None) -> ScanProblem:
    return ScanProblem("/images", f"f{at}", code, "A reason.", value)


@pytest.fixture
def skipped(qtbot: QtBot) -> SkippedList:
    result = SkippedList()
    qtbot.addWidget(result)
    result.resize(700, 400)
    result.show()
    return result


def titles(skipped: SkippedList) -> list[str]:
    return [skipped.topLevelItem(at).text(0) for at in range(skipped.topLevelItemCount())]


def test_a_value_is_let_in_by_one_button(qtbot: QtBot, skipped: SkippedList) -> None:
    found = ProblemGroups([problem(at, "modality", "CT") for at in range(12)] + [problem(20, "body_part", "ABDOMEN")])
    skipped.show_groups(found.groups())
    assert titles(skipped) == ["12 files: modality CT", "1 file: body part ABDOMEN"]
    include, other = skipped.include_buttons()
    assert include.accessibleName() == "Include CT"
    assert "12 files: modality CT" in include.accessibleDescription()
    asked: list[tuple[str, str]] = []
    skipped.include_wanted.connect(lambda code, value: asked.append((code, value)))
    qtbot.mouseClick(include, Qt.MouseButton.LeftButton)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Space)
    assert asked == [("modality", "CT"), ("body_part", "ABDOMEN")]
    skipped.set_busy(True)
    qtbot.mouseClick(include, Qt.MouseButton.LeftButton)
    assert len(asked) == 2
    assert not include.isEnabled()
    skipped.set_busy(False)
    assert include.isEnabled()


def test_tab_reaches_the_buttons(qtbot: QtBot, skipped: SkippedList) -> None:
    skipped.show_groups(ProblemGroups([problem(0, "modality", "CT"), problem(1, "corrupt")]).groups())
    skipped.activateWindow()
    skipped.setFocus()
    qtbot.keyClick(skipped, Qt.Key.Key_Tab)
    assert skipped.include_buttons()[0].hasFocus()


def test_it_grows_and_keeps_what_is_unfolded(skipped: SkippedList) -> None:
    found = ProblemGroups([problem(at, "corrupt") for at in range(30)] + [problem(99, "empty")])
    skipped.show_groups(found.groups(), unfold=False)
    skipped.topLevelItem(0).setExpanded(True)
    skipped.setCurrentItem(skipped.topLevelItem(0).child(3))
    for at in range(100, 140):
        found.add(problem(at, "corrupt"))
    found.add(problem(200, "modality", "MR"))
    skipped.show_groups(found.groups(), unfold=False)
    assert titles(skipped) == ["70 files: damaged", "1 file: empty", "1 file: modality MR"]
    assert skipped.topLevelItem(0).isExpanded()
    assert not skipped.topLevelItem(1).isExpanded()
    assert skipped.currentItem().text(0) == "f3"
    assert skipped.topLevelItem(0).childCount() == 70


def test_what_is_let_in_goes_and_a_new_order_keeps_what_is_unfolded(skipped: SkippedList) -> None:
    found = ProblemGroups([problem(at, "corrupt") for at in range(30)] + [problem(50, "modality", "CT")])
    skipped.show_groups(found.groups(), unfold=False)
    skipped.topLevelItem(1).setExpanded(True)
    found.remove(("/images", "f50"))
    found.remove(("/images", "f0"))
    skipped.show_groups(found.groups(), unfold=False)
    assert titles(skipped) == ["29 files: damaged"]
    assert skipped.topLevelItem(0).isExpanded()
    assert skipped.topLevelItem(0).child(0).text(0) == "f1"
    assert not skipped.include_buttons()
    skipped.show_groups(())
    assert titles(skipped) == []


def test_more_of_the_same_is_a_number(skipped: SkippedList) -> None:
    found = ProblemGroups([problem(at, "corrupt") for at in range(LISTED + 70)])
    skipped.show_groups(found.groups())
    group = skipped.topLevelItem(0)
    assert group.isExpanded()
    assert group.childCount() == LISTED + 1
    assert group.child(LISTED).text(0) == "and 70 more"
    found.add(problem(9999, "corrupt"))
    skipped.show_groups(found.groups())
    assert group.child(LISTED).text(0) == "and 71 more"


def test_an_unknown_code_is_still_words(skipped: SkippedList) -> None:
    skipped.show_groups(ProblemGroups([problem(0, "no_such_code_yet")]).groups())
    assert titles(skipped) == ["1 file: no such code yet"]
