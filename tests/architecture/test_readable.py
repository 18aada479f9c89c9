"""The engine explains itself, and no file grows past what a reader takes in at once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, parse, place, python_files

LONGEST = 300  # lines
LONGER_FOR_A_REASON: dict[str, str] = {}
UNDOCUMENTED_METHODS = {"forward"}  # torch's name for what the class's own docstring says


def undocumented(tree: ast.Module) -> list[tuple[int, str]]:
    """(line, name) of public functions, classes and methods without a docstring."""
    found: list[tuple[int, str]] = []

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            overload = any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)
            if not ast.get_docstring(node) and not overload and not (prefix and node.name in UNDOCUMENTED_METHODS):
                found.append((node.lineno, prefix + node.name))
            if isinstance(node, ast.ClassDef):
                visit(node.body, f"{node.name}.")

    visit(tree.body, "")
    return found


@pytest.mark.parametrize("path", python_files("engine"), ids=place)
def test_what_the_engine_offers_is_documented(path: Path) -> None:
    tree = parse(path)
    assert not tree.body or ast.get_docstring(tree), f"{place(path)} does not say what it is for"
    missing = undocumented(tree)
    assert not missing, "\n".join(f"{place(path, line)}: {name} has no docstring" for line, name in missing)


def test_a_missing_docstring_is_found() -> None:
    tree = ast.parse("class A:\n    'a'\n    def b(self): pass\n    def _c(self): pass\ndef d(): 'd'\ndef e(): pass")
    assert [name for _, name in undocumented(tree)] == ["A.b", "e"]


@pytest.mark.parametrize("path", python_files("engine", "desktop_app", "resources", "packaging"), ids=place)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    reason = LONGER_FOR_A_REASON.get(place(path))
    assert lines <= LONGEST or reason, f"{place(path)} has {lines} lines: what would a reader split off?"
    assert lines > LONGEST or not reason, f"{place(path)} is short now; take it off the list of exceptions"


def test_the_exceptions_exist() -> None:
    assert all((ROOT / name).is_file() for name in LONGER_FOR_A_REASON)
