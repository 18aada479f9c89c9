"""Writes the versions installed in this environment, without addresses, as the project's pinned constraints.

Run it in an environment that holds the product and its test extra and in which the tests pass:
`uv run --extra test python packaging/pin_versions.py`. It rewrites packaging/constraints.txt, for pip, and the list
`constraint-dependencies` in pyproject.toml, for uv; a test keeps the two equal. Only what the product and its tests
need is pinned; the benchmark extra is not.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.architecture.dependencies import PROJECT, installed_closure  # noqa: E402

HEADER = "# Written by packaging/pin_versions.py: the versions that the tests passed with. No addresses belong here.\n"


def pins(extras: tuple[str, ...]) -> list[str]:
    """`name==version` of everything the project needs here with `extras`, sorted, the project itself left out."""
    found = installed_closure(PROJECT, extras)
    return sorted(f"{name}=={item.version.partition('+')[0]}" for name, item in found.items() if name != PROJECT)


def main() -> None:
    """Rewrite both lists."""
    everything = pins(("test",))
    (ROOT / "packaging" / "constraints.txt").write_text(HEADER + "\n".join(everything) + "\n", encoding="utf-8")
    pyproject = ROOT / "pyproject.toml"
    block = "constraint-dependencies = [\n" + "".join(f'    "{pin}",\n' for pin in everything) + "]"
    text, replaced = re.subn(r"constraint-dependencies = \[.*?\n\]", block, pyproject.read_text("utf-8"), flags=re.S)
    if replaced != 1:
        raise SystemExit("pyproject.toml has no [tool.uv] constraint-dependencies list to rewrite.")
    pyproject.write_text(text, encoding="utf-8")
    print(f"{len(everything)} versions pinned.")


if __name__ == "__main__":
    main()
