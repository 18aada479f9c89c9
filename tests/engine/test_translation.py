"""`tr` against catalogues: English by default, places filled in any order, unfinished entries left in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import translation
from engine.translation import LANGUAGE_VARIABLE, LANGUAGES, read_catalogue, tr, use_catalogue, use_language


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    yield
    use_language("en")


def test_english_is_what_the_source_says() -> None:
    use_language("en")
    assert tr("Label {n} images", n=3) == "Label 3 images"
    assert tr("50 % {done}") == "50 % {done}"


def test_a_translation_orders_its_places_as_it_likes() -> None:
    use_catalogue({"{n} images of {patients} patients": "{patients} 人の {n} 枚"})
    assert tr("{n} images of {patients} patients", n=5, patients=2) == "2 人の 5 枚"
    assert tr("not in it {n}", n=1) == "not in it 1"


def test_an_empty_translation_falls_back() -> None:
    use_catalogue({"Open": ""})
    assert tr("Open") == "Open"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        tr("Label {n} images", count=3)


def test_the_environment_names_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "xx")
    monkeypatch.setattr(translation, "_catalogue", None)
    assert tr("Open") == "Open"


@pytest.mark.parametrize("code", [*LANGUAGES, "xx"])
def test_every_language_can_be_read(code: str) -> None:
    catalogue = read_catalogue(code)
    assert all(source and text for source, text in catalogue.items())
