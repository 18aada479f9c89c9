"""A test image on near-black, with the map of where a model looks laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import CORNER
from desktop_app.models.thumbnails import to_image
from engine.translation import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WARM = (255, 150, 40)
_OPAQUE = 150  # of 255, where the map is strongest
_SIDE = 256
_LINE = 2  # pixels


class SaliencyView(QWidget):
    """Square; shows `show_pixels`'s image and, if any, `show_map`'s map."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._overlay: QImage | None = None
        self.setAccessibleName(tr("The chosen test image"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(200, 200)

    def show_pixels(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show uint8 (side, side), or nothing."""
        self._image = None if pixels is None else to_image(pixels)
        self.update()

    def show_map(self, grid: NDArray[np.float32] | None) -> None:
        """Lay a map (rows, columns) of 0 to 1 over the image; None takes it off."""
        self._overlay = None if grid is None else _warm(grid)
        self.update()

    @property
    def mapped(self) -> bool:
        """Whether a map is shown."""
        return self._overlay is not None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().image_backdrop))
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        side = min(self.width(), self.height()) - 2
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        for layer in (self._image, self._overlay):
            if layer is not None:
                painter.drawImage(place, layer)


def _warm(grid: NDArray[np.float32]) -> QImage:
    """The map in one warm colour, the stronger the less transparent, and a line around what is at least half as strong
    as the strongest place: it is read by its density and its outline, not by its hue."""
    import numpy as np

    from desktop_app.models.saliency_maps import enlarged

    large = enlarged(grid, _SIDE)
    pixels = np.empty((_SIDE, _SIDE, 4), dtype=np.uint8)
    pixels[..., :3] = _WARM
    pixels[..., 3] = np.clip(large * _OPAQUE, 0, 255)
    inside = large >= 0.5
    within = inside.copy()
    for axis in (0, 1):
        for step in (-_LINE, _LINE):
            within &= np.roll(inside, step, axis)
    pixels[inside & ~within, 3] = 255
    return QImage(pixels.tobytes(), _SIDE, _SIDE, 4 * _SIDE, QImage.Format.Format_RGBA8888).copy()
