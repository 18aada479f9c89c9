"""What a project can be made of: folders of images, or the DICOMDIR of a disc."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.translation import tr

PROJECT_FILE = "project.sqlite"


def is_dicomdir(path: Path) -> bool:
    """Whether `path` is named as the index of a disc is; its content is looked at when it is read."""
    return path.name.upper().split(";")[0].rstrip(".") == "DICOMDIR" and path.is_file()


def is_source(path: Path) -> bool:
    """Whether images can be read from `path`."""
    return path.is_dir() or is_dicomdir(path)


def source_name(path: Path) -> str:
    """What to call the images of `path`: its folder's name; for a DICOMDIR, that of the folder it is in."""
    folder = path.parent if is_dicomdir(path) else path
    return folder.name.replace("_", " ").strip() or tr("Images")


def dropped_project(paths: Sequence[Path]) -> Path | None:
    """The folder of a project among `paths`, which may name its record."""
    for path in paths:
        if path.name == PROJECT_FILE and path.is_file():
            return path.parent
        if (path / PROJECT_FILE).is_file():
            return path
    return None


def sources_among(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The folders and DICOMDIRs among `paths`, each once; none that lies in another of them."""
    sources = [path for path in dict.fromkeys(paths) if is_source(path)]
    folders = {path for path in sources if path.is_dir()}
    return tuple(path for path in sources if not folders.intersection(path.parents))
