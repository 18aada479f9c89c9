"""The language is chosen before anything is built, and the worker and Qt's own buttons follow it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from desktop_app import wording
from desktop_app.language import (
    choose_language,
    has_japanese_font,
    language_choices,
    speak,
    spoken_language,
    wanted_language,
)
from desktop_app.preferences import LANGUAGE_CHOICES, PreferencesKeeper, load
from engine.running.supervisor import Supervisor
from engine.translation import LANGUAGE_VARIABLE, LANGUAGES, language


@pytest.fixture(autouse=True)
def english_after(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    yield
    speak(qapp, "en")
    qapp.setFont(font)


def cancel_button(qtbot: QtBot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_the_choices_are_the_languages_and_the_system() -> None:
    assert tuple(language_choices()) == LANGUAGE_CHOICES == ("system", *LANGUAGES)


@pytest.mark.parametrize(
    ("names", "code"),
    [(["ja-JP", "en"], "ja"), (["de-DE", "ja"], "ja"), (["en_US", "ja"], "en"), (["fr-FR"], "en"), ([], "en")],
)
def test_the_desktops_languages(names: list[str], code: str) -> None:
    assert spoken_language(names) == code


def test_a_choice_comes_before_the_environment_and_that_before_the_desktop() -> None:
    assert wanted_language("ja", {LANGUAGE_VARIABLE: "en"}) == "ja"
    assert wanted_language("system", {LANGUAGE_VARIABLE: "ja"}) == "ja"
    assert wanted_language("system", {LANGUAGE_VARIABLE: "xx"}) in LANGUAGES


def test_qts_own_buttons_and_number_fields_follow(qapp: QApplication, qtbot: QtBot) -> None:
    assert cancel_button(qtbot).replace("&", "") == "Cancel"
    speak(qapp, "ja")
    assert language() == "ja"
    assert "キャンセル" in cancel_button(qtbot)
    field = QDoubleSpinBox()
    qtbot.addWidget(field)
    field.setValue(0.9)
    assert field.text() == "0.90"
    assert QLocale().language() == QLocale.Language.Japanese
    speak(qapp, "en")
    assert cancel_button(qtbot).replace("&", "") == "Cancel"
    assert language() == "en"


def test_months_are_said_in_the_language(qapp: QApplication) -> None:
    assert wording.date(datetime(2026, 3, 12)) == "12 March 2026"
    speak(qapp, "ja")
    assert "3月" in wording.date(datetime(2026, 3, 12))


def test_a_changed_choice_is_kept_and_its_effect_is_said(tmp_path: Path) -> None:
    keeper = PreferencesKeeper(tmp_path / "preferences.json")
    assert choose_language(keeper, "en") == ""
    assert choose_language(keeper, "ja") == "The language changes when the program is started again."
    assert load(tmp_path / "preferences.json").language == "ja"
    assert choose_language(keeper, "system") == ""


def test_an_older_file_without_a_language_is_read(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    PreferencesKeeper(path).change(load(path).with_recent(Path("/a"), "A"))
    path.write_text(path.read_text().replace('"language"', '"other"'))
    assert load(path).language == "system"
    assert load(path).recent[0].name == "A"


def test_the_worker_is_told_the_language(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """The decoders inherit it from the worker."""
    speak(qapp, "ja")
    told = tmp_path / "told"
    script = f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(os.environ['{LANGUAGE_VARIABLE}'])"
    supervisor = Supervisor(lambda _: None, [sys.executable, "-c", script])
    supervisor.warm_up()
    qtbot.waitUntil(lambda: told.is_file() and told.read_text() == "ja", timeout=20_000)
    supervisor.close()


def test_japanese_is_drawn_in_letters_not_boxes(qapp: QApplication) -> None:
    if not has_japanese_font():
        pytest.skip("no font with Japanese on this machine")
    speak(qapp, "ja")
    layout = QTextLayout("画像を読み込む日本語", qapp.font())  # QFontMetrics.inFont overlooks the fonts that stand in
    layout.beginLayout()
    layout.createLine().setLineWidth(1000)
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert len(glyphs) == 10
    assert 0 not in glyphs  # glyph 0 is the box of what a font lacks


def test_the_window_speaks_before_it_is_built(tmp_path: Path) -> None:
    """In a process of its own: nothing may have been said in English while modules were imported."""
    script = (
        "import os; os.environ.pop('ANNOTATION_PLANNER_LANGUAGE', None)\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from engine import translation\n"
        "translation.read_catalogue = lambda code: {'Start': 'はじめ'} if code == 'ja' else {}\n"
        "from desktop_app.app import make_application, make_window\n"
        "from desktop_app.preferences import PreferencesKeeper\n"
        f"keeper = PreferencesKeeper(Path({str(tmp_path / 'preferences.json')!r}))\n"
        "keeper.change(replace(keeper.current, language='ja'))\n"
        "window = make_window(make_application(), preferences=keeper)\n"
        "print(ascii(window.rail.steps['Start'].text()))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ascii("はじめ")
