"""The program's entry, and what the first window costs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import __main__ as entry

FIRST_WINDOW = """
import sys, time
from desktop_app.app import make_application, make_window
app = make_application()
window = make_window(app)
window.show()
app.processEvents()
heavy = {"torch", "torchvision", "sklearn", "onnx", "onnxruntime", "pyqtgraph", "scipy", "numpy", "pydicom"}
print(*sorted(heavy & set(sys.modules)))
window.build_next_page()
end = time.monotonic() + 60
while len(window.pages) < 7 and time.monotonic() < end:
    app.processEvents()
    time.sleep(0.005)
assert len(window.pages) == 7, list(window.pages)
print(*sorted({"torch", "torchvision", "sklearn", "onnx", "onnxruntime", "pyqtgraph"} & set(sys.modules)))
"""


def test_nothing_heavy_comes_before_the_first_window_and_no_plots_before_they_are_seen() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["", ""]


def test_without_a_display_the_way_out_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert entry.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "annotation-planner demo" in said


def test_a_named_platform_counts_as_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert entry.has_display()


@pytest.mark.parametrize(("arguments", "status"), [(["a", "b"], 2), (["--what"], 2), (["/nowhere/at/all"], 1)])
def test_wrong_usage_of_the_window_is_said(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["gui", *arguments]) == status
    assert capsys.readouterr().err


def test_arguments_reach_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]) -> None:
    seen: list[tuple[object, bool]] = []
    import desktop_app.app

    monkeypatch.setattr(desktop_app.app, "run_app", lambda folder, sample: seen.append((folder, sample)) or 0)
    assert entry.main(["gui", str(tmp_path)]) == 0
    assert entry.main(["gui", "--sample"]) == 0
    assert entry.main([]) == 0
    assert seen == [(tmp_path, False), (None, True), (None, False)]


def test_a_projects_record_and_a_discs_index_reach_the_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a file manager hands over: the file that was double-clicked."""
    seen: list[object] = []
    import desktop_app.app

    monkeypatch.setattr(desktop_app.app, "run_app", lambda folder, sample: seen.append(folder) or 0)
    for name in ("project.sqlite", "DICOMDIR", "notes.txt"):
        (tmp_path / name).touch()
    assert entry.main(["gui", str(tmp_path / "project.sqlite")]) == 0
    assert entry.main(["gui", str(tmp_path / "DICOMDIR")]) == 0
    assert seen == [tmp_path, tmp_path / "DICOMDIR"]
    assert entry.main(["gui", str(tmp_path / "notes.txt")]) == 1
    assert "notes.txt" in capsys.readouterr().err


def test_the_window_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget

    from desktop_app.app import fit_to_screen

    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(720, 520)
    window.resize(1280, 800)
    fit_to_screen(window, QSize(1920, 1040))
    assert (window.size(), window.minimumSize()) == (QSize(1280, 800), QSize(720, 520))
    fit_to_screen(window, QSize(683, 364))  # a small laptop's at 200 %
    assert (window.size(), window.minimumSize()) == (QSize(683, 364), QSize(683, 364))


def test_the_look_worker_is_started_by_its_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    import engine.images.look_worker

    started: list[bool] = []
    monkeypatch.setattr(engine.images.look_worker, "main", lambda: started.append(True))
    assert entry.main(["--look-worker"]) == 0
    assert started == [True]


def test_other_arguments_go_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import engine.cli

    monkeypatch.setattr(engine.cli, "main", lambda arguments: 0 if arguments == ["scan", "x"] else 9)
    assert entry.main(["scan", "x"]) == 0
