"""Every control of every page and dialog has a name, a way there by Tab and a focus mark; at 200 % nothing is cut."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop_app.accessible import backward_steps, in_words, interactive, name_of, shows_focus, tab_order
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.states import STATES

pytestmark = pytest.mark.timeout(120)
SCALED = """
import sys, tempfile
from pathlib import Path
from desktop_app.app import make_application, make_window
from desktop_app.preferences import PreferencesKeeper
from tests.desktop_app.fakes import FakeRunner
from tests.desktop_app.states import STATES, settle
from tests.desktop_app.test_long_language import cut_off

app = make_application()
for name in sys.argv[1].split(";"):
    with tempfile.TemporaryDirectory() as folder:
        keeper = PreferencesKeeper(Path(folder) / "preferences.json")
        window = make_window(app, runner_factory=FakeRunner, preferences=keeper)
        window.resize(1280, 800)
        window.show()
        root = STATES[name](window, Path(folder))
        assert window.devicePixelRatioF() == 2.0, window.devicePixelRatioF()
        for found in cut_off(root):
            print(f"{name}: {found}")
        window.session.shut_down()
        window.session.busy = False
        window.close()
        window.deleteLater()
        settle(0.05)
"""


@pytest.mark.parametrize("state", list(STATES))
def test_every_control_has_a_name_is_reached_by_tab_and_shows_it(
    state: str, window_stage: WindowStage, tmp_path: Path
) -> None:
    window_stage.window.resize(1280, 800)
    root = STATES[state](window_stage.window, tmp_path)
    controls = interactive(root)
    assert controls
    assert [in_words(part) for part in controls if not name_of(part).strip()] == []
    enabled = [part for part in controls if part.isEnabled()]
    reached = set(tab_order(root))
    assert [in_words(part) for part in enabled if part not in reached] == []
    assert backward_steps(root) == []
    assert [in_words(part) for part in enabled if not shows_focus(part)] == []
    window_stage.session.busy = False


def test_what_is_missing_is_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    nameless, unreached, last = QLineEdit(), QPushButton("a"), QPushButton("b")
    unreached.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plain = QPushButton("c")
    plain.setStyleSheet("QPushButton, QPushButton:focus { border: none; outline: none; background: red; }")
    for part in (nameless, unreached, last, plain):
        column.addWidget(part)
    QWidget.setTabOrder(last, nameless)
    box.show()
    assert [part for part in interactive(box) if not name_of(part)] == [nameless]
    assert unreached not in tab_order(box)
    assert len(backward_steps(box)) == 1
    assert shows_focus(nameless)
    assert not shows_focus(plain)


@pytest.mark.parametrize("part", range(3))
def test_at_twice_the_size_nothing_is_cut_off(part: int) -> None:
    names = list(STATES)[part::3]
    done = subprocess.run(
        [sys.executable, "-c", SCALED, ";".join(names)],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == ""
