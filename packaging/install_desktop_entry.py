"""Puts the program into the menu of a Linux desktop, for this user: `python packaging/install_desktop_entry.py`.

Run it with the Python in which the program is installed. `--remove` takes it out again. Only three files are written,
below the user's data folder (XDG_DATA_HOME, else ~/.local/share): the menu entry, the icon, and the type of a project's
record, so that a project opens from the file manager.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "annotation-budget-planner"
STARTER = "annotation-planner-gui"


def targets(data_folder: Path) -> tuple[Path, Path, Path]:
    """Where the menu entry, the icon and the type go."""
    return (
        data_folder / "applications" / f"{NAME}.desktop",
        data_folder / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg",
        data_folder / "mime" / "packages" / f"{NAME}.xml",
    )


def entry_text(starter: Path) -> str:
    """The menu entry with the starter's full path, so that it works outside the environment.

    Quoting as in the Desktop Entry Specification, "The Exec key": in quotes, with a backslash before what is special
    there, percent signs doubled, and each backslash doubled once more because the value is a string.
    """
    text = (HERE / f"{NAME}.desktop").read_text(encoding="utf-8")
    quoted = re.sub(r'(["`$\\])', r"\\\1", str(starter)).replace("%", "%%").replace("\\", "\\\\")
    whole = str(starter).replace("\\", "\\\\")
    return text.replace(f"TryExec={STARTER}\n", f"TryExec={whole}\n").replace(
        f"\nExec={STARTER} ", f'\nExec="{quoted}" '
    )


def install(data_folder: Path, starter: Path) -> tuple[Path, ...]:
    """Write the entry, the icon and the type; returns the files."""
    entry, icon, kind = targets(data_folder)
    for path in (entry, icon, kind):
        path.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text(entry_text(starter), encoding="utf-8")
    icon.write_bytes((HERE.parent / "resources" / "icons" / "app.svg").read_bytes())
    kind.write_bytes((HERE / f"{NAME}.xml").read_bytes())
    return entry, icon, kind


def refresh(data_folder: Path) -> None:
    """Tell the desktop, where it has the tools for it; else it notices at the next login."""
    for tool, folder in (("update-mime-database", "mime"), ("update-desktop-database", "applications")):
        program = shutil.which(tool)
        if program is not None and (data_folder / folder).is_dir():
            subprocess.run([program, str(data_folder / folder)], check=False, capture_output=True)


def main() -> int:
    """Install or remove; 1 where the program is not installed beside this Python."""
    parser = argparse.ArgumentParser(description="Put the program into the desktop's menu, or take it out.")
    parser.add_argument("--remove", action="store_true")
    data_folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if parser.parse_args().remove:
        for path in targets(data_folder):
            path.unlink(missing_ok=True)
        refresh(data_folder)
        return 0
    starter = Path(sys.executable).parent / STARTER
    if not starter.exists():
        print(
            "The program is not installed beside this Python. Install it first, then run this again.", file=sys.stderr
        )
        return 1
    for path in install(data_folder, starter):
        print(path)
    refresh(data_folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
