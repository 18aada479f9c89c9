"""The translations hold exactly what the program says, and every text can be said in another order.

A language that is not translated yet has no messages and is left alone. One that is in `COMPLETE` may lack nothing.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop_app.phrases import COUNTED
from engine.translation import LANGUAGES
from tests.resources.said import ROOT, calls, python_files, said_by_the_program

COMPLETE = ("ja",)  # codes of the languages in which nothing may be left in English
BEGUN = [code for code in LANGUAGES if code != "en"]


_SAYING = (
    "PlannerError",
    "InputError",
    "StorageError",
    "ProjectError",
    "TrainingError",
    "ExportError",
    "UnreadableImage",
    "RunFinished",
    "RunCancelled",
    "RunFailed",
    "RunWarning",
    "warn",
)


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _is_sentence(node: ast.expr) -> bool:
    """Whether it is text of more than a word that was not given to `tr`."""
    match node:
        case ast.Constant(value=str(text)):
            return " " in text.strip()
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.Constant) and re.search("[a-z]{2}", str(part.value)) for part in parts)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            return _is_sentence(left) or _is_sentence(right)
    return False


def texts_of(code: str) -> dict[str, str]:
    """English → translation; "" for what is not finished."""
    found = {}
    for message in ElementTree.parse(ROOT / "resources" / "translations" / f"{code}.ts").getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        source = message.findtext("source") or ""
        assert source not in found, f"twice: {source}"
        found[source] = (translation.text or "") if translation.get("type") is None else ""
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", BEGUN)
def test_a_language_holds_what_is_said_and_nothing_else(code: str) -> None:
    texts = texts_of(code)
    if not texts:
        pytest.skip("not translated yet")
    said = said_by_the_program()
    assert sorted(said - set(texts)) == [], "run packaging/translate.py"
    assert sorted(set(texts) - said) == [], "run packaging/translate.py"


@pytest.mark.parametrize("code", BEGUN)
def test_a_translation_has_the_places_of_its_source(code: str) -> None:
    wrong = [source for source, text in texts_of(code).items() if text and places(text) != places(source)]
    assert wrong == []


@pytest.mark.parametrize("code", COMPLETE)
def test_nothing_is_left_in_english(code: str) -> None:
    texts = texts_of(code)
    assert sorted(said_by_the_program() - set(texts)) == []
    assert [source for source, text in texts.items() if not text.strip()] == []


def test_nothing_is_translated_within_an_f_string() -> None:
    """Qt does not look into it."""
    inside = [
        f"{path.name}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if isinstance(part, ast.Call)
        and getattr(part.func, "id", "") == "tr"
        and isinstance(part.args[0], ast.Constant)
    ]
    assert inside == []


@pytest.mark.parametrize("path", python_files(), ids=_place)
def test_what_is_translated_is_a_literal_with_named_places(path: Path) -> None:
    """An f-string or a sum inside `tr` would never be found in a catalogue; an unnamed place cannot be moved."""
    for call in calls(path, "tr", "mark"):
        first = call.args[0]
        where = f"{path.name}:{call.lineno}"
        assert not isinstance(first, ast.JoinedStr | ast.BinOp), where
        if isinstance(first, ast.Constant):
            assert "" not in places(first.value), where
            assert not any(name.isdigit() for name in places(first.value)), where


def test_what_errors_and_outcomes_say_is_translated() -> None:
    """What the window shows of the engine arrives in errors, outcomes and warnings; commands speak English."""
    plain = [
        f"{_place(path)}:{call.lineno}: {ast.unparse(value)[:100]}"
        for path in python_files()
        if not _place(path).startswith("engine/commands/")
        for call in calls(path, *_SAYING)
        for value in (*call.args, *(keyword.value for keyword in call.keywords))
        if _is_sentence(value)
    ]
    assert plain == []


def test_every_place_has_its_value() -> None:
    """Where a literal stands in `tr` itself, the values beside it are those of its places."""
    wrong = []
    for path in python_files():
        for call in calls(path, "tr"):
            first = call.args[0] if call.args else None
            if not isinstance(first, ast.Constant) or any(keyword.arg is None for keyword in call.keywords):
                continue
            given = {keyword.arg for keyword in call.keywords}
            if given != (places(first.value) if given or places(first.value) else set()):
                wrong.append(f"{path.name}:{call.lineno} {first.value}")
    assert wrong == []


def test_every_counted_noun_has_its_phrases() -> None:
    nouns = {
        (path.name, call.args[1].value)
        for path in python_files()
        for call in calls(path, "count")
        if len(call.args) == 2 and isinstance(call.args[1], ast.Constant) and isinstance(call.args[1].value, str)
    }
    assert nouns
    assert {(name, noun) for name, noun in nouns if noun not in COUNTED} == set()


def test_qt_finds_the_same_texts() -> None:
    """What packaging/translate.py writes into the files comes from Qt's lupdate, which has a parser of its own."""
    tool = _translate()
    try:
        found = set(tool.said_by_the_program())
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("Qt's lupdate does not run here")
    assert found == said_by_the_program()


def test_the_check_finds_what_is_missing_gone_unfinished_and_wrong() -> None:
    texts = {"b": "", "c {n}": "c {m}", "d": "D"}
    found = _translate().complaints(["a", "b", "c {n}"], texts, "x")
    assert len(found) == 4
    assert [line.split(": ")[1] for line in found] == ["a", "d", "b", "c {n}"]


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    tool = _translate()
    texts = {"A “quote”, 'one' & <two>\nlines": "\u202f引用 & <b>", " min": "", "z {n}": "{n} 分"}
    (tmp_path / "x.ts").write_text(tool.written(texts, "ja_JP"), encoding="utf-8")
    assert tool.read(tmp_path / "x.ts") == texts


def _translate():  # type: ignore[no-untyped-def]  # a script, not a module of a package
    spec = importlib.util.spec_from_file_location("translate", ROOT / "packaging" / "translate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translate"] = module
    spec.loader.exec_module(module)
    return module
