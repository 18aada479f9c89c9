"""A language whose sentences are a third longer still finds room: nothing is cut off where it cannot be read whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.look.elided import ElidedLabel
from desktop_app.pages.start import StartPage
from engine.translation import use_catalogue, use_language
from tests.desktop_app.conftest import WindowStage
from tests.desktop_app.pseudo import Pseudo
from tests.desktop_app.test_pseudo_language import measure, open_project

SIZES = [(1280, 800), (900, 600)]


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[WindowStage]:
    """A window under the longer language."""
    use_catalogue(Pseudo(longer=0.3))
    monkeypatch.setattr("desktop_app.app.speak", lambda *_: None)
    yield request.getfixturevalue("window_stage")
    use_language("en")


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons on screen that are smaller than what they say."""
    found = []
    for part in root.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QAbstractButton) or isinstance(part, ElidedLabel):
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            cut = part.heightForWidth(part.width()) > part.height() + 1
        else:
            cut = bool(part.text()) and part.sizeHint().width() > part.width() + 2
        if cut:
            found.append(f"{type(part).__name__} {part.width()}x{part.height()}: {part.text()}")
    return found


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    label = QLabel("A sentence of some length that wraps, in much too little room.", box)
    label.setWordWrap(True)
    label.resize(120, 16)
    box.show()
    assert len(cut_off(box)) == 1
    label.resize(120, 160)
    assert cut_off(box) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["Start", "Data", "Export"])
def test_a_page_has_room(name: str, size: tuple[int, int], window: WindowStage, tmp_path: Path, qtbot: QtBot) -> None:
    main = open_project(window, tmp_path / "p")
    measure(window)
    main.resize(*size)
    main.show_page(name)
    qtbot.wait(300)
    assert cut_off(main.page(name)) + cut_off(main.header) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_form_of_a_new_project_has_room(
    size: tuple[int, int], window: WindowStage, tmp_path: Path, qtbot: QtBot
) -> None:
    main = window.window
    main.resize(*size)
    start = main.page("Start")
    assert isinstance(start, StartPage)
    start.begin_project(tmp_path)
    start.form.advanced.button.setChecked(True)
    qtbot.wait(300)
    assert cut_off(start) == []
