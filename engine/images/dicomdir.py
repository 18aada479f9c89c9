"""A DICOMDIR (PS3.3 annex F, PS3.10 8.6): the index of a disc, read for the files that it lists."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pydicom

from engine.errors import InputError
from engine.images.source import Source
from engine.images.unreadable import UnreadableImage
from engine.translation import tr

logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)

# Media Storage SOP Class UID (0002,0002) of a Media Storage Directory, as file meta is always written.
_DIRECTORY = b"\x02\x00\x02\x00UI\x14\x001.2.840.10008.1.3.10"
_MOST_BYTES = 64 * 1024 * 1024
_FORBIDDEN = frozenset("/\\:\0")


def is_dicomdir(path: Path) -> bool:
    """Whether the file at `path` is a DICOMDIR, by its content."""
    try:
        with Source.open(path) as source:
            head = source.read(0, 1024)
    except UnreadableImage:
        return False
    return head[128:132] == b"DICM" and _DIRECTORY in head


def listed_files(path: Path) -> tuple[str, ...]:
    """The files that the DICOMDIR at `path` lists, as POSIX paths relative to its folder, each once, in its order.

    Case is as on the disc, where that can be found. A name that would lead out of the folder is left out.
    Raises InputError when the DICOMDIR cannot be read.
    """
    try:
        with Source.open(path) as source:
            data = source.read(0, min(source.size, _MOST_BYTES + 1))
        if len(data) > _MOST_BYTES:
            raise ValueError
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            names = list(_file_ids(pydicom.dcmread(BytesIO(data))))
    except Exception:  # pydicom raises a dozen classes on damaged files, and their texts quote the file
        raise InputError(
            tr("The DICOMDIR is damaged. Open the folder that it is in instead: its images are found without it."),
            code="dicomdir",
        ) from None
    found = _Cases(path.parent)
    return tuple(dict.fromkeys(found.on_disc(name) for name in names))


def _file_ids(index: pydicom.Dataset) -> Iterator[tuple[str, ...]]:
    """Referenced File ID (0004,1500) of each record: the components of a path (PS3.10 8.2)."""
    for record in index.DirectoryRecordSequence:
        value = record.get("ReferencedFileID")
        if not value:
            continue
        parts = tuple(str(part) for part in ([value] if isinstance(value, str) else value))
        if all(part and part not in (".", "..") and not _FORBIDDEN.intersection(part) for part in parts):
            yield parts


class _Cases:
    """Finds names on a disc whose case differs from the index's, as it does where a CD was copied or mounted."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listings: dict[str, dict[str, str]] = {}

    def on_disc(self, parts: tuple[str, ...]) -> str:
        """The path of `parts` as the disc spells it, or as the index does where it is not there."""
        folder = ""
        for number, part in enumerate(parts):
            here = self._names(folder)
            name = here.get(part.casefold(), part)
            if number == len(parts) - 1:
                return folder + name
            folder += name + "/"
        return folder

    def _names(self, folder: str) -> dict[str, str]:
        """Casefolded to true names of what is in `folder`; an exact match comes before another case."""
        if folder not in self._listings:
            try:
                names = sorted(entry.name for entry in (self._root / folder).iterdir())
            except OSError:
                names = []
            self._listings[folder] = {name.casefold().removesuffix(";1"): name for name in names}
        return self._listings[folder]
