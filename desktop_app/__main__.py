"""The program's entry: the window without arguments, the command line with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.models.image_sources import PROJECT_FILE, is_source
from engine.translation import mark, tr

_USAGE = "usage: annotation-planner gui [PROJECT] [--sample]"
NO_DISPLAY = mark(
    "There is no display to open the window on; run it headless instead, for example 'annotation-planner demo' "
    "(see 'annotation-planner --help')."
)
NO_DISPLAY_SAMPLE = mark(
    "There is no display to open the window on; the sample cohort runs here on the command line instead "
    "(a few minutes on two cores)."
)


def main(argv: Sequence[str] | None = None) -> int:
    """The program. Returns the exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return _open(None)
    if arguments[0] == "--worker":  # how the frozen program starts its training process
        from engine.running.worker import main as worker

        worker()
    if arguments[0] == "--decode-worker":
        from engine.images.decode_worker import main as decode_worker

        decode_worker()
        return 0
    if arguments[0] == "--look-worker":
        from engine.images.look_worker import main as look_worker

        look_worker()
        return 0
    if arguments[0] == "gui":
        return _gui(arguments[1:])
    from engine.cli import main as command_line

    return command_line(arguments)


def _demo(folder: Path | None) -> int:
    """The sample cohort on the command line, kept in `folder` if one was named."""
    from engine.cli import main as command_line

    return command_line(["demo", *(("--out", str(folder)) if folder else ())])


def open_window() -> int:
    """Entry of the window-only starter: `annotation-planner-gui [PROJECT] [--sample]`."""
    return _gui(sys.argv[1:])


def has_display() -> bool:
    """Whether a window can be opened; on Linux it needs a display server, or a platform that the user names."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _gui(arguments: list[str]) -> int:
    if "-h" in arguments or "--help" in arguments:
        print(_USAGE)
        return 0
    sample = "--sample" in arguments
    names = [argument for argument in arguments if argument != "--sample"]
    if len(names) > 1 or any(name.startswith("-") for name in names):
        print(_USAGE, file=sys.stderr)
        return 2
    folder = _meant(Path(names[0]).absolute()) if names else None
    if folder is not None and not sample and not is_source(folder):
        print(tr("There is no folder '{name}'. Name a project or a folder of images.", name=names[0]), file=sys.stderr)
        return 1
    return _open(folder, sample=sample)


def _meant(path: Path) -> Path:
    """A file manager hands over a project's record: the project is its folder."""
    return path.parent if path.name == PROJECT_FILE and path.is_file() else path


def _open(folder: Path | None, *, sample: bool = False) -> int:
    if not has_display():
        print(tr(NO_DISPLAY_SAMPLE if sample else NO_DISPLAY), file=sys.stderr)
        return _demo(folder) if sample else 1
    from desktop_app.app import run_app

    return run_app(folder, sample=sample)


if __name__ == "__main__":
    sys.exit(main())
