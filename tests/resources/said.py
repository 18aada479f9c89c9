"""What the program says, found in its syntax trees: an extraction of its own, to hold Qt's against."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("engine", "desktop_app")


def python_files() -> list[Path]:
    """The sources whose sentences are translated."""
    return sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py"))


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """The calls in a file of functions with one of these names, however they are reached."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
            if name in names:
                yield node


def marked_texts(path: Path) -> list[str]:
    """The literals given to `tr` and `mark` in a file."""
    return [
        call.args[0].value
        for call in calls(path, "tr", "mark")
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def said_by_the_program() -> set[str]:
    """Every text that is translated."""
    return {text for path in python_files() for text in marked_texts(path)}
