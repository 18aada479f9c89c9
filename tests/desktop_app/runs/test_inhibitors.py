"""Each system's way to be kept awake: login1's over a real bus, the others' by what they ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop_app.runs.inhibitors import CaffeinateInhibitor, LoginInhibitor, WindowsInhibitor, system_inhibitor

ROOT = Path(__file__).resolve().parents[3]
CLIENT = textwrap.dedent("""
    import sys
    from PySide6.QtCore import QCoreApplication, QTimer
    from desktop_app.runs.inhibitors import LoginInhibitor

    app = QCoreApplication([])
    lock = LoginInhibitor(session_bus=True)

    def answered(granted):
        print("granted" if granted else "refused", flush=True)
        if not granted:
            app.quit()
        QTimer.singleShot(300, lock.release)
        QTimer.singleShot(900, app.quit)

    lock.hold(answered)
    QTimer.singleShot(10_000, app.quit)
    app.exec()
""")
needs_bus = pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus here")


def on_a_bus(script: str) -> str:
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script], capture_output=True, text=True, timeout=60, cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable, "CLIENT": CLIENT, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout


@needs_bus
def test_login1_is_held_until_it_is_released() -> None:
    said = on_a_bus(
        'coproc S { "$PYTHON" tests/desktop_app/runs/awake_service.py; }; read -r line <&"${S[0]}"; echo "$line"; '
        '"$PYTHON" -c "$CLIENT"; for n in 1 2; do read -r -t 5 line <&"${S[0]}"; echo "$line"; done; kill $S_PID'
    )
    lines = said.splitlines()
    assert lines[:2] == ["ready", "granted"]
    assert lines[2] == "held sleep:idle block Annotation Budget Planner"
    assert lines[3] == "released"


@needs_bus
def test_a_bus_without_login1_refuses() -> None:
    assert on_a_bus('"$PYTHON" -c "$CLIENT"').split() == ["refused"]


def test_no_bus_at_all_refuses_at_once(monkeypatch: pytest.MonkeyPatch, qapp) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)  # as where Qt comes without it
    heard: list[bool] = []
    lock = LoginInhibitor()
    lock.hold(heard.append)
    lock.release()
    assert heard == [False]


def test_windows_is_asked_for_the_system_not_for_the_screen() -> None:
    asked: list[int] = []

    def set_state(state: int) -> int:
        asked.append(state)
        return 0x80000000

    heard: list[bool] = []
    lock = WindowsInhibitor(set_state)
    lock.hold(heard.append)
    lock.release()
    assert heard == [True]
    assert asked == [0x80000001, 0x80000000]
    refused = WindowsInhibitor(lambda state: 0)
    refused.hold(heard.append)
    assert heard == [True, False]


@pytest.mark.skipif(sys.platform == "win32", reason="needs sleep")
def test_caffeinate_runs_as_long_as_it_is_held() -> None:
    lock = CaffeinateInhibitor(("/bin/sh", "-c", "sleep 30"))
    heard: list[bool] = []
    lock.hold(heard.append)
    process = lock._process
    assert heard == [True]
    assert process.poll() is None
    lock.release()
    assert process.poll() is not None
    lock.release()
    CaffeinateInhibitor(("/no/such/caffeinate",)).hold(heard.append)
    assert heard == [True, False]


@pytest.mark.parametrize(
    ("platform", "kind"), [("linux", LoginInhibitor), ("win32", WindowsInhibitor), ("darwin", CaffeinateInhibitor)]
)
def test_each_system_has_its_own(monkeypatch: pytest.MonkeyPatch, platform: str, kind: type) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert type(system_inhibitor()) is kind
