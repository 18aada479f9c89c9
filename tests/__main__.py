"""Every check of the project: `uv run --extra test python -m tests [pytest arguments]`.

Runs all parts even when one fails: the linter, the formatter, the type checker, the import contracts, and pytest last,
so that the last line is pytest's own summary. The exit status is not zero when any part failed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.system_libraries import provide_system_libraries

ROOT = Path(__file__).resolve().parent.parent
IMPORT_LINTER = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("import contracts", ("-c", IMPORT_LINTER)),
)


def environment() -> dict[str, str]:
    """The parts' environment: no window appears, and a crash in native code leaves a trace."""
    return {"QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1", **os.environ}


def run(name: str, arguments: Sequence[str]) -> int:
    """Run one part from the project's folder and say how it went. Returns its exit status."""
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    status = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(), check=False).returncode
    print(
        f"== {name}: {'passed' if status == 0 else f'FAILED ({status})'}, {time.monotonic() - begun:.0f} s", flush=True
    )
    return status


def main(arguments: Sequence[str]) -> int:
    """Run the parts in order; `arguments` go to pytest as they stand."""
    provide_system_libraries()
    failed = [name for name, command in PARTS if run(name, command) != 0]
    if failed:
        print(f"\nFailed before pytest: {', '.join(failed)}. See above; the exit status tells it too.", flush=True)
    print(f"\n== pytest {shlex.join(arguments)}".rstrip(), flush=True)
    status = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment(), check=False
    ).returncode
    return status or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
