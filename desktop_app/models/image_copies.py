"""The project's small copies of its images on the disk: where they are, how large, and how they are taken away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import StorageError
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class ImageCopies:
    """folder: where. size_bytes: of all."""

    folder: Path
    size_bytes: int


def image_copies(cache: Path) -> ImageCopies:
    """Those in the folder of the image cache at `cache`, whatever their working size."""
    total = 0
    for path in _files(cache.parent):
        try:
            described = path.stat()
        except OSError:
            continue
        blocks = getattr(described, "st_blocks", None)
        total += described.st_size if blocks is None else min(blocks * 512, described.st_size)
    return ImageCopies(cache.parent, total)


def clear_copies(cache: Path) -> None:
    """Delete them. Nothing else is touched: neither the images they were made of, nor labels, nor results.

    Raises StorageError where the disk refuses.
    """
    for path in _files(cache.parent):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            raise StorageError(
                tr("The copies could not all be deleted: another program uses them, or the folder is write-protected."),
                code="cache",
            ) from None


def _files(folder: Path) -> list[Path]:
    """The pixels and their index, of each working size there was; the index first, so that no half cache is read."""
    return [*folder.glob("images-*.u8.index"), *folder.glob("images-*.u8")]
