"""Which language the window speaks: the system's, unless the user has chosen one; set before any page is built."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop_app.preferences import PreferencesKeeper
from engine.translation import LANGUAGE_VARIABLE, LANGUAGES, language, tr, use_language

_TRANSLATOR = "qtTranslator"
# A system that has several fonts for Chinese characters may otherwise draw Japanese with another country's shapes.
_JAPANESE_FONTS = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "Source Han Sans JP",
    "TakaoPGothic",
)


def language_choices() -> dict[str, str]:
    """What can be chosen in the settings and how it is named there: "system" and each language, in its own words."""
    return {"system": tr("Like the system"), **LANGUAGES}


def choose_language(preferences: PreferencesKeeper, choice: str) -> str:
    """Keep the user's choice (a key of `language_choices`) and say what becomes of it; "" where nothing changes."""
    preferences.change(replace(preferences.current, language=choice))
    if wanted_language(choice) == language():
        return ""
    return tr("The language changes when the program is started again.")


def wanted_language(choice: str, environment: Mapping[str, str] = os.environ) -> str:
    """The language that a choice asks for, a key of `LANGUAGES`; "system" is `LANGUAGE_VARIABLE`'s or the desktop's.

    A desktop without a font for Japanese gets English; who chooses Japanese gets it.
    """
    if choice in LANGUAGES:
        return choice
    if environment.get(LANGUAGE_VARIABLE) in LANGUAGES:
        return environment[LANGUAGE_VARIABLE]
    code = spoken_language(QLocale.system().uiLanguages())
    return code if code != "ja" or has_japanese_font() else "en"


def spoken_language(names: Iterable[str]) -> str:
    """The first language of the program among locale names ("ja-JP", "en_US"), English where there is none."""
    codes = (name.replace("_", "-").split("-")[0].lower() for name in names)
    return next((code for code in codes if code in LANGUAGES), "en")


def speak(app: QApplication, choice: str) -> None:
    """Make the program, Qt's own buttons, its number fields and its fonts follow `choice`; before anything is built."""
    code = wanted_language(choice)
    use_language(code)
    QLocale.setDefault(QLocale("ja_JP" if code == "ja" else "en_US"))
    before = app.findChild(QTranslator, _TRANSLATOR)
    if before is not None:
        QCoreApplication.removeTranslator(before)
        before.setParent(None)
    if code != "en":
        translator = QTranslator(app)
        translator.setObjectName(_TRANSLATOR)
        if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QCoreApplication.installTranslator(translator)
    if code == "ja":
        font = app.font()
        there = set(QFontDatabase.families())
        added = [family for family in _JAPANESE_FONTS if family in there and family not in font.families()]
        font.setFamilies([*font.families(), *added])
        app.setFont(font)


def has_japanese_font() -> bool:
    """Whether a font of this system has Japanese letters."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese))
