"""The window's process stays light: importing all of it loads none of the training libraries."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.sources import ROOT, python_files

HEAVY = ("torch", "torchvision", "sklearn", "onnx", "onnxruntime", "onnxscript")
PROGRAM = """
import importlib, sys
for name in sys.argv[1].split():
    importlib.import_module(name)
print(*sorted(set(sys.argv[2].split()) & set(sys.modules)))
"""


def test_the_window_never_loads_the_training_libraries() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in python_files("desktop_app")
    ]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, " ".join(modules), " ".join(HEAVY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "", f"loaded: {done.stdout.strip()}"
