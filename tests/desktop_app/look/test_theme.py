"""The style sheet is complete, the theme switches live, and icons follow it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.look import icons
from desktop_app.look.appearance import Appearance
from desktop_app.look.theme import apply_theme, current_tokens, mix, style_sheet, tabular
from desktop_app.look.tokens import DARK, LIGHT
from desktop_app.look.widgets import Disclosure, EmptyState, IconLabel, Notice, body_label, primary_button
from desktop_app.preferences import PreferencesKeeper


def test_every_name_in_the_style_sheet_is_filled_in(qapp: QApplication) -> None:
    for tokens in (LIGHT, DARK):
        sheet = style_sheet(tokens)
        assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
        assert tokens.accent in sheet
        for path in re.findall(r'url\("([^"]+)"\)', sheet):
            assert Path(path).is_file()


def test_mix_lies_between_its_colours() -> None:
    assert mix("#FFFFFF", "#000000", 0.0) == "#000000"
    assert mix("#FFFFFF", "#000000", 1.0) == "#FFFFFF"
    assert mix("#FF0000", "#0000FF", 0.5) == "#800080"


def test_applying_a_theme_dresses_the_application(qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    assert current_tokens() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    apply_theme(qapp, LIGHT)
    assert current_tokens() is LIGHT


def test_an_icon_recolours_itself(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    label = IconLabel("check", "accent", 24)
    qtbot.addWidget(label)
    label.show()

    def colours() -> set[str]:
        image = label.pixmap().toImage()
        found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return {colour.name().upper() for colour in found if colour.alpha() == 255}

    assert LIGHT.accent in colours()
    apply_theme(qapp, DARK)
    assert DARK.accent in colours()
    apply_theme(qapp, LIGHT)


def test_the_users_choice_wins_and_is_kept(qapp: QApplication) -> None:
    keeper = PreferencesKeeper()
    appearance = Appearance(qapp, keeper)
    heard: list[object] = []
    appearance.changed.connect(heard.append)
    appearance.choose("dark")
    assert heard == [DARK]
    assert PreferencesKeeper().current.theme == "dark"
    appearance.choose("light")
    assert current_tokens() is LIGHT


@pytest.mark.parametrize("stem", icons.icon_names())
def test_every_icon_draws_something(qapp: QApplication, stem: str) -> None:
    image = icons.pixmap(stem, "#FF0000", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
    assert "currentColor" in (icons.ICON_FOLDER / f"{stem}.svg").read_text() or stem == "app"


def test_tabular_figures_are_equally_wide(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(tabular(qapp.font(), 13))
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_the_kit_says_what_it_is_given(qtbot: QtBot) -> None:
    notice = Notice("attention", "Few test patients.")
    empty = EmptyState("curve", "No curve yet", "Run a study first.", "Go to Study")
    fold = Disclosure("Details", body_label("more"))
    for widget in (notice, empty, fold):
        qtbot.addWidget(widget)
        widget.show()
    assert notice.text() == "Few test patients."
    notice.show_notice("bad", "")
    assert notice.isHidden()
    with qtbot.waitSignal(empty.action):
        empty.button.click()
    assert fold.content.isHidden()
    fold.button.click()
    assert not fold.content.isHidden()
    assert primary_button("Run study").accessibleName() == "Run study"
