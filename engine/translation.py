"""What the program says, in the user's language.

Every sentence that a person reads is written in English where it is said, as `tr("Label {n} images", n=…)`: a literal
with named places, so that Qt's `lupdate` finds it and a translator can put the words in another order. The
translations are Qt Linguist files, resources/translations/<language>.ts, read as they are: nothing has to be compiled,
and the engine, which knows no Qt, speaks the window's language too (the worker is told it by `LANGUAGE_VARIABLE`).

What scripts read (JSON keys, codes, CSV headers) is never translated, and the command line speaks English unless that
variable names another language.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from resources import resource_path

LANGUAGE_VARIABLE = "ANNOTATION_PLANNER_LANGUAGE"
LANGUAGES = {"en": "English", "ja": "日本語"}

_catalogue: Mapping[str, str] | None = None
_language = "en"


def mark(text: str) -> str:
    """The text itself: marks a literal that is translated later, by `tr` of a name, where it is shown."""
    return text


def tr(text: str, /, **values: object) -> str:
    """The text in the language in use, its {places} filled; in English where the language lacks it.

    Raises KeyError for a place without a value, in English or in the translation: both are programming errors.
    """
    said = _words().get(text) or text
    return said.format(**values) if values else said


def counted(n: int, one: str, many: str, /, **values: object) -> str:
    """Whichever of two marked texts fits the number `n`, in the language in use; {n} is the number unless given.

    `counted(2, mark("{n} image"), mark("{n} images"))` is "2 images". A language without a plural says both alike.
    """
    return tr(one if n == 1 else many, **{"n": n, **values})


def use_language(code: str) -> None:
    """From here on, `tr` speaks this language: a key of `LANGUAGES`; an unknown one is English."""
    global _language
    use_catalogue(read_catalogue(code))
    _language = code if code in LANGUAGES else "en"


def language() -> str:
    """The language in use, a key of `LANGUAGES`."""
    _words()
    return _language


def use_catalogue(catalogue: Mapping[str, str]) -> None:
    """From here on, `tr` looks its texts up in this mapping from English."""
    global _catalogue
    _catalogue = catalogue


def read_catalogue(code: str) -> dict[str, str]:
    """English → translation, of the finished entries of resources/translations/<code>.ts; empty for English."""
    if code == "en" or code not in LANGUAGES:
        return {}
    from xml.etree import ElementTree  # not needed in English

    text = resource_path("translations", f"{code}.ts").read_text(encoding="utf-8")
    words = {}
    for message in ElementTree.fromstring(text).iter("message"):
        source, translation = message.findtext("source"), message.find("translation")
        if source and translation is not None and translation.text and translation.get("type") is None:
            words[source] = translation.text
    return words


def _words() -> Mapping[str, str]:
    if _catalogue is None:
        use_language(os.environ.get(LANGUAGE_VARIABLE, "en"))
    return {} if _catalogue is None else _catalogue


def listed(texts: Iterable[str]) -> str:
    """The texts one after the other, with the language's own comma between them."""
    return tr(", ").join(texts)
