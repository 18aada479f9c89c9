"""The images to be labelled, read from the project's cache before they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.models.thumbnails import Thumbnails
from desktop_app.runs.background import Background

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


class LabelPictures(QObject):
    """`pixels` gives what `expect` has read ahead at once, and anything else from the disk."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source = Thumbnails()
        self._background = Background(self)
        self._ready: dict[int, NDArray[np.uint8]] = {}
        self.read_now = 0  # images that were not read ahead

    def reopen(self, path: Path | None) -> None:
        """Read from the cache at `path`."""
        self._source.reopen(path)
        self._ready = {}

    def pixels(self, slot: int) -> NDArray[np.uint8] | None:
        """The image in a slot of the cache, uint8 (side, side); None where there is none."""
        if slot in self._ready:
            return self._ready[slot]
        self.read_now += 1
        return self._source.pixels(slot)

    def expect(self, slots: Sequence[int]) -> None:
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
