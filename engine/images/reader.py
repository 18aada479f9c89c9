"""One file to one image, whatever its format; the format is told by the content."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.sniff import HEAD_BYTES, Kind, sniff
from engine.images.unreadable import UnreadableImage, unreadable

__all__ = ["DecodedImage", "IntakeRules", "UnreadableImage", "read_image"]

# More than the largest allowed image takes uncompressed at 32 bits a pixel.
MAX_FILE_BYTES = 512 * 1024 * 1024
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".md", ".json", ".xml")


def read_image(path: Path, rules: IntakeRules | None = None) -> DecodedImage:
    """Read a DICOM, PNG, JPEG or TIFF file. Raises UnreadableImage, and nothing else.

    rules: which DICOM images are let in; None for the default, projection X-rays of the chest.
    A damaged file may end the process in a native decoder: read many or unknown files through `decode_pool`.
    """
    try:
        data, whole = _content(path)
        kind = sniff(data[:HEAD_BYTES])
        if kind is Kind.EMPTY or kind is Kind.ARCHIVE:
            raise unreadable(kind.value)
        if kind is Kind.OTHER:
            if path.suffix.lower() in _TEXT_SUFFIXES:
                raise UnreadableImage("not_an_image", "This is a text file, not an image.")
            raise unreadable("not_an_image")
        if kind is Kind.DICOM:
            from engine.images.dicom import read_dicom

            try:
                return read_dicom(data, rules or IntakeRules())
            except UnreadableImage as error:
                if not whole and error.code in ("truncated", "corrupt"):
                    raise unreadable("too_large_file") from None
                raise
        if not whole:
            raise unreadable("too_large_file")
        from engine.images.raster import read_raster

        return read_raster(data, kind)
    except (MemoryError, RecursionError) as error:
        raise unreadable("too_large_file" if isinstance(error, MemoryError) else "corrupt") from None


def _content(path: Path) -> tuple[bytes, bool]:
    """The bytes of a regular file, and whether that is all of it. Links are not followed; a pipe never blocks."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except PermissionError:
        raise unreadable("permission") from None
    except FileNotFoundError:
        raise unreadable("vanished") from None
    except OSError:
        raise unreadable("link" if path.is_symlink() else "unreadable") from None
    try:
        with os.fdopen(handle, "rb") as stream:
            described = os.fstat(stream.fileno())
            if not stat.S_ISREG(described.st_mode):
                raise unreadable("not_a_file")
            head = stream.read(HEAD_BYTES)
            if sniff(head) in (Kind.EMPTY, Kind.ARCHIVE, Kind.OTHER):
                return head, True
            # A read sets aside all it is asked for, so ask for what there is.
            data = head + stream.read(max(0, min(MAX_FILE_BYTES, described.st_size) - len(head)))
            return data, len(data) >= described.st_size
    except OSError:
        raise unreadable("unreadable") from None
