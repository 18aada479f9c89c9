"""`tr` against catalogues: English by default, places filled in any order, unfinished entries left in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import translation
from engine.translation import (
    LANGUAGE_VARIABLE,
    LANGUAGES,
    counted,
    language,
    read_catalogue,
    tr,
    use_catalogue,
    use_language,
)


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


@pytest.mark.parametrize(("n", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_number_chooses_its_phrase(n: int, said: str) -> None:
    use_language("en")
    assert counted(n, "{n} file", "{n} files") == said


def test_the_number_may_be_written_otherwise_and_others_stand_beside_it() -> None:
    use_catalogue({"{n} of {m} files": "{m} 中 {n}"})
    assert counted(1200, "{n} of {m} file", "{n} of {m} files", n="1 200", m=5000) == "5000 中 1 200"


@pytest.mark.parametrize("code", [*LANGUAGES, "xx"])
def test_the_language_in_use_is_known(code: str) -> None:
    use_language(code)
    assert language() == (code if code in LANGUAGES else "en")


def test_a_catalogue_that_looks_empty_is_used() -> None:
    """A mapping that makes its texts up has no length worth asking for."""

    class Shouting(dict[str, str]):
        def get(self, text: str, default: object = None) -> str:  # type: ignore[override]
            return text.upper()

    use_catalogue(Shouting())
    assert tr("open") == "OPEN"


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
