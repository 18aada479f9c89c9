"""Who is who: rules with examples, one of one's own checked as it is typed, one confirmed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.forms.patients_panel import PatientsPanel
from desktop_app.look.elided import ElidedLabel
from desktop_app.models.patient_choices import PatientChoice

FILES = tuple(f"batch{at % 2}/{at // 3:08d}_{at % 3:03d}.png" for at in range(90))


@pytest.fixture
def panel(qtbot: QtBot) -> PatientsPanel:
    result = PatientsPanel()
    qtbot.addWidget(result)
    result.resize(900, 700)
    result.show()
    result.activateWindow()
    return result


def begin(
    qtbot: QtBot, panel: PatientsPanel, used: PatientChoice | None = None, files: tuple[str, ...] = FILES
) -> None:
    panel.begin(files, used, split_is_fixed=False)
    qtbot.waitUntil(lambda: bool(panel.rows))


def words(panel: PatientsPanel) -> list[str]:
    return [line.button.text() for line in (*panel.rows, panel.other)]


def test_the_rules_are_listed_with_their_examples(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel)
    assert words(panel) == [
        "The file's name up to the first _ or -",
        "Each folder is a patient",
        "Each image is a patient of its own",
        "Another rule",
    ]
    assert [line.count.text() for line in panel.rows] == ["30 patients", "2 patients", "90 patients"]
    shown = [label.text() for label in panel.rows[0].findChildren(ElidedLabel)]
    assert shown[:2] == ["batch0/00000000_000.png", "→ patient 00000000"]
    assert "is patient 00000000" in panel.rows[0].button.accessibleDescription()
    assert panel.rows[0].button.isChecked()


def test_one_is_confirmed_by_mouse_or_keyboard(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel)
    confirmed: list[PatientChoice] = []
    panel.confirmed.connect(confirmed.append)
    qtbot.mouseClick(panel.use, Qt.MouseButton.LeftButton)
    panel.rows[0].button.setFocus()
    qtbot.keyClick(panel.rows[0].button, Qt.Key.Key_Down)
    assert panel.rows[1].button.isChecked()
    qtbot.keyClick(panel.use, Qt.Key.Key_Space)
    assert [(choice.kind, choice.pattern, choice.folders) for choice in confirmed] == [
        ("pattern", r"^([^_\-]+)[_\-]", False),
        ("folder", None, True),
    ]


def test_a_rule_of_ones_own_is_checked_as_it_is_typed(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel)
    panel.pattern.setFocus()
    qtbot.keyClicks(panel.pattern, r"^(\d{7}")
    assert panel.other.button.isChecked()
    assert not panel.use.isEnabled()
    qtbot.waitUntil(lambda: "not a valid regular expression" in panel.other.caution.text())
    qtbot.keyClicks(panel.pattern, ")")
    qtbot.waitUntil(lambda: panel.other.count.text() == "3 patients")
    assert panel.use.isEnabled()
    assert panel.other.caution.isVisible()  # one of them has 30 of 90 images
    with qtbot.waitSignal(panel.confirmed) as confirmed:
        qtbot.keyClick(panel.pattern, Qt.Key.Key_Return)
    assert confirmed.args[0].pattern == r"^(\d{7})"
    panel.pattern.clear()
    panel.pattern.textEdited.emit("")
    qtbot.waitUntil(lambda: not panel.use.isEnabled())
    assert panel.other.count.text() == ""


def test_nothing_is_marked_where_no_rule_fits(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel, files=("a.png", "b.png", "c.png"))
    assert panel.group.checkedButton() is None
    assert not panel.use.isEnabled()
    assert panel.state.text() == "Choose one."
    assert not panel.rows[0].button.isEnabled()  # one folder only
    qtbot.mouseClick(panel.rows[1].button, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert panel.use.isEnabled()


def test_what_is_used_now_is_marked(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel, PatientChoice("alone", ""))
    assert panel.rows[2].button.isChecked()
    begin(qtbot, panel, PatientChoice("pattern", "", r"^(\d{7})"))
    qtbot.waitUntil(lambda: panel.other.choice is not None)
    assert panel.other.button.isChecked()
    assert panel.pattern.text() == r"^(\d{7})"


def test_while_a_job_runs_nothing_is_confirmed(qtbot: QtBot, panel: PatientsPanel) -> None:
    begin(qtbot, panel)
    panel.set_busy(True)
    assert not panel.use.isEnabled()
    assert "A job is running" in panel.state.text()
    panel.set_busy(False)
    assert panel.use.isEnabled()
    assert panel.state.text() == ""


def test_escape_leaves_and_a_fixed_test_set_is_told(qtbot: QtBot, panel: PatientsPanel) -> None:
    panel.begin(FILES, None, split_is_fixed=True)
    assert "test patients are fixed" in panel.warning.text()
    with qtbot.waitSignal(panel.given_up):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
