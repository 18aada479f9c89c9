"""Comparing two studies on screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.forms.compare_panel import ComparePanel
from engine.learning_curve.design import StudyConfig
from engine.running.store import ProjectStore
from tests.desktop_app.reviewed import add_study, make_reviewed_project


def opened(stage, folder) -> ComparePanel:
    assert stage.session.open_project(folder)
    panel = ComparePanel(stage.session)
    stage.qtbot.addWidget(panel)
    panel.resize(1000, 800)
    panel.show()
    panel.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: panel.view is not None and panel.plot_host.plot is not None, timeout=10_000)
    stage.qtbot.wait(100)  # a plot that is thrown away before it was painted once upsets the plotting library
    return panel


@pytest.fixture
def folder(tmp_path):
    return make_reviewed_project(tmp_path / "p", study_key="older")


def test_the_older_study_is_a_and_the_newer_b(stage, folder) -> None:
    add_study(folder, "newer", StudyConfig(budgets=(20, 80, 320), seeds=2), better=0.03)
    panel = opened(stage, folder)
    assert panel.first.choice().study_key == "older"
    assert panel.second.choice().study_key == "newer"
    assert panel.first.choice().start == panel.second.choice().start
    assert panel.hint.isHidden()
    assert panel.table.rowCount() == 3
    assert panel.table.item(0, 3).text() == panel.view.rows[0].says
    assert "Repetitions: 3 → 2" in panel.settings.text()
    assert [s.look.glyph for s in panel.plot_host.plot.view.series] == ["■", "●"]
    assert not panel.plot_host.plot._target.isVisible()  # there is no target to drag here


def test_other_runs_are_chosen_by_key(stage, folder) -> None:
    add_study(folder, "newer", StudyConfig(budgets=(20, 80, 320)))
    panel = opened(stage, folder)
    before = panel.view
    panel.second.start.setFocus()
    stage.qtbot.keyClick(panel.second.start, Qt.Key.Key_Down)
    stage.qtbot.waitUntil(lambda: panel.view is not before, timeout=5000)
    assert panel.view.curve.series[1].look.label == "SimCLR, study 2"
    assert panel.first.choice().start == "scratch"


def test_one_study_compares_its_own_starts(stage, folder) -> None:
    panel = opened(stage, folder)
    assert panel.hint.isVisible()
    assert (panel.first.choice().start, panel.second.choice().start) == ("scratch", "simclr")
    assert "only the start differs" in panel.settings.text()


def test_what_cannot_be_paired_says_why(stage, folder) -> None:
    add_study(folder, "newer", StudyConfig(budgets=(20, 80, 320)))
    store = ProjectStore.open(folder)
    store.set_meta("test_images newer", "[]")
    store.close()
    panel = opened(stage, folder)
    assert "cannot be compared pair by pair" in panel.notice.text()
    assert panel.table.isHidden()
    assert panel.headline.isHidden()
    assert len(panel.plot_host.plot.view.series) == 2


def test_nothing_measured_in_this_mode(stage, folder) -> None:
    panel = opened(stage, folder)
    stage.session.set_mode("linear_probe")
    stage.qtbot.waitUntil(lambda: panel.notice.isVisible(), timeout=5000)
    assert panel.plot_host.isHidden()
    stage.session.set_mode("fine_tuned")
    stage.qtbot.waitUntil(lambda: panel.notice.isHidden(), timeout=5000)
    assert panel.plot_host.isVisible()


def test_every_control_has_a_name(stage, folder) -> None:
    panel = opened(stage, folder)
    names = [w.accessibleName() for w in (panel.first.run, panel.first.start, panel.second.run, panel.second.start)]
    assert len(set(names)) == 4
    assert all(names)
    assert panel.table.accessibleName()
