"""The images to be labelled: from the project's cache before they are wanted, then every pixel of their files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.models.thumbnails import Thumbnails
from desktop_app.models.viewer_picture import Picture, cached_picture
from desktop_app.runs.background import Background

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from desktop_app.runs.looking import Looking
    from engine.cohort.records import ImageRecord
    from engine.images.decoded import IntakeRules


class LabelPictures(QObject):
    """Signal: `sharpened(str, object)`, an image's id and the `Picture` of its file, where `looking` reads files.

    While one image is looked at, the cached copies of those that come are read, and the next one's file.
    """

    sharpened = Signal(str, object)

    def __init__(self, parent: QObject, looking: Looking | None) -> None:
        super().__init__(parent)
        self._source, self._looking = Thumbnails(), looking
        self._background = Background(self)
        self._ready: dict[int, NDArray[np.uint8]] = {}
        self._next: ImageRecord | None = None
        self._rules: IntakeRules | None = None
        self.read_now = 0  # cached copies that were not read ahead
        if looking is not None:
            looking.picture_came.connect(self._sharpen)

    def begin(self, path: Path | None, rules: IntakeRules) -> None:
        """Show the images of the cache at `path`. rules: by which the project lets its files in."""
        self._source.reopen(path)
        self._ready, self._rules = {}, rules

    def picture(self, image: ImageRecord, coming: Sequence[ImageRecord]) -> Picture | None:
        """What to show now: the file's pixels where they are read, else the cached ones; `sharpened` may follow.

        None where there are neither.
        """
        self._next = coming[0] if coming else None
        sharp = self._look(image)
        shown = sharp if sharp is not None else self._cached(image)
        self._expect([other.cache_slot for other in coming])
        if sharp is not None:
            self._look(self._next)
        return shown

    def _look(self, image: ImageRecord | None) -> Picture | None:
        if self._looking is None or self._rules is None or image is None:
            return None
        return self._looking.picture(image, self._rules)

    def _sharpen(self, image_id: str, picture: Picture) -> None:
        self.sharpened.emit(image_id, picture)
        if self._next is not None and self._next.image_id != image_id:
            self._look(self._next)

    def _cached(self, image: ImageRecord) -> Picture | None:
        square = self._ready.get(image.cache_slot)
        if square is None:
            self.read_now += 1
            square = self._source.pixels(image.cache_slot)
        return None if square is None else cached_picture(square, image.rows, image.columns, image.pixel_aspect)

    def _expect(self, slots: Sequence[int]) -> None:
        """Read these ahead, on another thread; what was read ahead before and is not among them is let go."""
        wanted = [slot for slot in slots if slot >= 0]
        self._ready = {slot: pixels for slot, pixels in self._ready.items() if slot in wanted}
        missing = [slot for slot in wanted if slot not in self._ready]
        mapped = {slot: pixels for slot in missing if (pixels := self._source.pixels(slot)) is not None}
        if mapped:  # mapped only: the disk is read by the copy
            self._background.start(
                lambda: {slot: pixels.copy() for slot, pixels in mapped.items()}, self._take, lambda _: None
            )

    def _take(self, read: dict[int, NDArray[np.uint8]]) -> None:
        self._ready |= read
