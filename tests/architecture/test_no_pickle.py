"""No source reads or writes pickles: a checkpoint from elsewhere must never be able to run code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import imported_names, is_within, parse, place, python_files, used_names

MODULES = frozenset({"pickle", "_pickle", "joblib", "dill", "cloudpickle", "shelve", "marshal", "pandas.read_pickle"})
USES = frozenset(
    {"torch.load", "torch.save", "torch.jit.load", "torch.jit.save", "torch.hub", "torch.package", "numpy.lib.npyio"}
)


def pickles(tree: ast.AST) -> list[tuple[int, str]]:
    """(line, what) of everything that would pickle."""
    found = [(line, name) for line, name in imported_names(tree) if is_within(name, MODULES | USES)]
    found += [(line, name) for line, name in used_names(tree) if is_within(name, USES)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in ("allow_pickle", "weights_only") and not _is_safe(keyword):
                    found.append((node.lineno, keyword.arg))
    return found


def _is_safe(keyword: ast.keyword) -> bool:
    safe = keyword.arg == "weights_only"
    return isinstance(keyword.value, ast.Constant) and keyword.value.value is safe


@pytest.mark.parametrize("path", python_files("engine", "desktop_app", "resources", "packaging"), ids=place)
def test_sources_never_pickle(path: Path) -> None:
    found = pickles(parse(path))
    assert not found, "\n".join(f"{place(path, line)}: {what}" for line, what in found)


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import dump",
        "import torch\ntorch.load('x')",
        "import torch as t\nt.save({}, 'x')",
        "from torch import load",
        "import numpy as np\nnp.load('x', allow_pickle=True)",
        "read('x', weights_only=False)",
        "read('x', allow_pickle=wanted)",
    ],
)
def test_what_pickles_is_found(source: str) -> None:
    assert pickles(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "from safetensors.torch import load_file, save_file\nload_file('x')",
        "import safetensors.torch as st\nst.load(b'')",
        "'torch.load and pickle, in words'",
        "import numpy as np\nnp.load('x', allow_pickle=False)",
    ],
)
def test_what_does_not_pickle_is_let_through(source: str) -> None:
    assert not pickles(ast.parse(source))
