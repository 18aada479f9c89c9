"""Thumbnails from the project's uint8 image cache: mapped from disk, turned into pixmaps only for what is on screen."""

from __future__ import annotations

import time
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 1200  # pixmaps: some large screens full, 60 MB at 112 pixels
FRAME_SECONDS = 0.012  # of a drawing's time, what goes into making pixmaps that are not there yet


class Thumbnails:
    """Pictures by cache slot. `reopen` after the cache has grown.

    late: whether a picture was put off since `begin_frame`, so that the drawing is to be repeated.
    """

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: tuple[int, int] | None = None
        self._pixels: NDArray[np.uint8] | None = None
        self._pixmaps: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._frame_ends = 0.0
        self.late = False

    def begin_frame(self) -> None:
        """A drawing of many begins: `timely_pixmap` makes pictures for so long and leaves the others to the next."""
        self._frame_ends, self.late = time.perf_counter() + FRAME_SECONDS, False

    def timely_pixmap(self, slot: int, side: int) -> QPixmap | None:
        """As `pixmap`; None as well where making it has no time in this frame."""
        if (slot, side) not in self._pixmaps and slot >= 0 and time.perf_counter() > self._frame_ends:
            self.late = True
            return None
        return self.pixmap(slot, side)

    def reopen(self, path: Path | None) -> None:
        """Read from the cache at `path`; None for no pictures. A cache that was made anew there is seen anew."""
        file = _identity(path)
        if (path, file) != (self._path, self._file):
            self._pixmaps.clear()
        self._path, self._file, self._pixels = path, file, None

    def pixels(self, slot: int) -> NDArray[np.uint8] | None:
        """The cached image, uint8 (side, side), grey; None where there is none."""
        if slot < 0 or self._path is None:
            return None
        if self._pixels is None or slot >= len(self._pixels):
            self._pixels = self._open()
        if self._pixels is None or slot >= len(self._pixels):
            return None
        pixels: NDArray[np.uint8] = self._pixels[slot]
        return pixels

    def pixmap(self, slot: int, side: int) -> QPixmap | None:
        """The image `side` device pixels wide; None where there is none."""
        key = (slot, side)
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        pixels = self.pixels(slot)
        if pixels is None:
            return None
        picture = QPixmap.fromImage(scaled(to_image(pixels), side))
        self._pixmaps[key] = picture
        if len(self._pixmaps) > KEPT:
            self._pixmaps.popitem(last=False)
        return picture

    def _open(self) -> NDArray[np.uint8] | None:
        from engine.errors import PlannerError
        from engine.images.cache import ImageCache

        assert self._path is not None
        if not self._path.exists():
            return None
        try:
            return ImageCache.open(self._path).read()
        except PlannerError:
            return None


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Which file is at `path`, so that a new one of the same name is told from the old."""
    try:
        described = path.stat() if path is not None else None
    except OSError:
        return None
    return (described.st_dev, described.st_ino) if described is not None else None


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """A grey QImage with a copy of `pixels`, uint8 (rows, columns)."""
    import numpy as np

    rows, columns = pixels.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8).copy()


def scaled(image: QImage, side: int) -> QImage:
    """`image` scaled smoothly into a square of `side` pixels."""
    from PySide6.QtCore import Qt

    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
