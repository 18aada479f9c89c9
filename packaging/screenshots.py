"""Pictures of every page, for the README and for a look at the whole: `python packaging/screenshots.py PROJECT FOLDER`.

Opens a project whose study is finished, walks every page in light and dark at two sizes, and writes
FOLDER/<page>-<theme>-<width>x<height>.png. Needs no display, trains nothing, changes nothing in the project.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

SIZES = ((1280, 800), (2560, 1440))
THEMES = ("light", "dark")
SETTLE_SECONDS = 1.2  # plots are built after their page is first seen


class IdleRunner:
    """In the place of the training process: nothing is asked of it, and it does nothing."""

    def __init__(self, on_event: object) -> None:
        del on_event

    def _nothing(self, *_: object) -> None:
        return None

    warm_up = submit = pause = resume = finish_early = cancel = close = _nothing


def settle(app: object, seconds: float) -> None:
    """Let the event loop run for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.01)


def take(project: Path, folder: Path) -> list[Path]:
    """Write the pictures of `project` into `folder`; the files written. Raises SystemExit where it cannot be opened."""
    from desktop_app.app import make_application, make_window
    from desktop_app.pages.catalogue import STEPS
    from desktop_app.preferences import PreferencesKeeper

    written: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as own:
        preferences = PreferencesKeeper(Path(own) / "preferences.json")
        window = make_window(app, runner_factory=IdleRunner, preferences=preferences)
        window.show()
        if not window.session.open_project(project):
            raise SystemExit(f"'{project.name}' could not be opened as a project.")
        for theme in THEMES:
            window.appearance.choose(theme)
            for width, height in SIZES:
                window.resize(width, height)
                for name, _ in STEPS:
                    window.show_page(name)
                    settle(app, SETTLE_SECONDS)
                    path = folder / f"{name.lower()}-{theme}-{width}x{height}.png"
                    window.grab().save(str(path))
                    written.append(path)
        window.session.shut_down()
        window.close()
    return written


def main() -> int:
    """Entry."""
    parser = argparse.ArgumentParser(description="Take pictures of every page of a finished project.")
    parser.add_argument("project", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    for path in take(arguments.project, arguments.folder):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
