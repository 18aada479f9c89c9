"""Builds the wheel with uv and checks that it holds what the program needs: `python packaging/build_wheel.py [FOLDER]`.

Editable installs find resources in the checkout, so a wheel without them would pass every other test.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("desktop_app", "engine", "resources")
UNWANTED = ("tests/", "packaging/", "/__pycache__/", ".planner/")


def expected_files() -> set[str]:
    """Every file of the packages that git knows or would know, as named in a wheel."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PACKAGES]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def faults(wheel: Path, expected: set[str]) -> list[str]:
    """What is wrong with the wheel, in words; empty when it is as it should be."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry_points = [archive.read(name).decode() for name in names if name.endswith("/entry_points.txt")]
    found = [f"missing: {name}" for name in sorted(expected - names)]
    found += [f"does not belong: {name}" for name in sorted(names) if any(part in f"/{name}" for part in UNWANTED)]
    for licence in ("LICENSE", "NOTICE"):
        if not any(name.endswith(f".dist-info/licenses/{licence}") for name in names):
            found.append(f"missing: {licence}")
    if not any("annotation-planner = desktop_app.__main__:main" in text for text in entry_points):
        found.append("missing: the command annotation-planner")
    return found


def main() -> int:
    """Build into FOLDER (default: dist) and check the newest wheel there; 1 where something is wrong."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").absolute()
    subprocess.run(["uv", "build", "--wheel", "--out-dir", str(folder), str(ROOT)], check=True)
    wheel = max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime_ns)
    found = faults(wheel, expected_files())
    print("\n".join(found) or f"{wheel.name}: complete, {wheel.stat().st_size // 1024} KiB")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
