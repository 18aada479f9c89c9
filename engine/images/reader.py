"""One file to one image, whatever its format; the format is told by the content."""

from __future__ import annotations

from pathlib import Path

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.sniff import HEAD_BYTES, Kind, sniff
from engine.images.source import Source
from engine.images.unreadable import UnreadableImage, unreadable
from engine.translation import tr

__all__ = ["DecodedImage", "IntakeRules", "UnreadableImage", "read_image"]

_TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".md", ".json", ".xml")


def read_image(path: Path, rules: IntakeRules | None = None, *, side: int = 0) -> DecodedImage:
    """Read a DICOM, PNG, JPEG or TIFF file. Raises UnreadableImage, and nothing else.

    rules: which DICOM images are let in; None for the default, projection X-rays of the chest. side: the working size
    that the image is wanted for: a larger one may then be read at a fraction of its size, but no less than twice
    `side`, which is many times faster; 0 for the exact path, every pixel.
    A damaged file may end the process in a native decoder: read many or unknown files through `decode_pool`.
    """
    try:
        with Source.open(path) as source:
            kind = sniff(source.read(0, HEAD_BYTES))
            if kind is Kind.EMPTY or kind is Kind.ARCHIVE:
                raise unreadable(kind.value)
            if kind is Kind.OTHER:
                if path.suffix.lower() in _TEXT_SUFFIXES:
                    raise UnreadableImage("not_an_image", tr("This is a text file, not an image."))
                raise unreadable("not_an_image")
            if kind is Kind.DICOM:
                from engine.images.dicom import read_dicom

                return read_dicom(source, rules or IntakeRules(), side)
            from engine.images.raster import read_raster

            return read_raster(source.read(0, source.size), kind, side)
    except (MemoryError, RecursionError) as error:
        raise unreadable("too_large_file" if isinstance(error, MemoryError) else "corrupt") from None
