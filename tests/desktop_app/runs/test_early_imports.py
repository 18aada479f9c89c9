"""What the window imports while somebody waits for it was imported before."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import desktop_app
from desktop_app.runs.early_imports import MODULES

ROOT = Path(desktop_app.__file__).parent
_NO_WINDOW = {"__main__.py"}  # processes of their own


def engine_imports(node: ast.AST) -> Iterator[str]:
    """Modules of the engine that are imported when the code runs, not for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.ImportFrom) and (child.module or "").split(".")[0] == "engine":
            parent = ROOT.parent.joinpath(*str(child.module).split("."))
            for name in child.names:
                yield f"{child.module}.{name.name}" if (parent / f"{name.name}.py").is_file() else str(child.module)
        yield from engine_imports(child)


def test_nothing_of_the_engine_is_left_to_import() -> None:
    wanted = {
        module
        for path in ROOT.rglob("*.py")
        if path.name not in _NO_WINDOW
        for module in engine_imports(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(wanted) > 50
    script = (
        "import importlib, json, sys\n"
        f"for name in {MODULES!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    imported = set(json.loads(output))
    assert wanted - imported == set()
    assert not {"torch", "torchvision", "sklearn", "PySide6"} & imported
