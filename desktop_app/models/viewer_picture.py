"""What the viewer draws: an image at any scale and window, from its stored values where there are some.

Made on a background thread, drawn on the GUI thread. A stack of halved copies keeps what drawing costs to the size of
the screen, however large the image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.models.viewer_view import Shades

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.images.look import ImageLook

_SMALLEST = 256  # no copy is made of an image whose longer side is this or less


class Picture:
    """`shown` (rows, columns) uint8 is drawn as it is while the window is `own`, else `values` through a window.

    values: whole numbers of at most 16 bits, (rows, columns), `shown` itself where there are no others. own: which
    values it shows as black and white. exact: every pixel of the file, not the program's smaller copy. aspect: height
    of a pixel divided by its width. raw: whether `values` are the file's, so that they can be shown beside it.
    """

    def __init__(
        self,
        shown: NDArray[Any],
        values: NDArray[Any] | None = None,
        own: Shades | None = None,
        *,
        exact: bool = False,
        aspect: float = 1.0,
    ) -> None:
        self.raw = values is not None
        self.own = own or Shades(0.0, 255.0)
        self.exact, self.aspect = exact, aspect
        self._shown = _halved(shown)
        self._values = self._shown if values is None else _halved(values)

    @property
    def width(self) -> float:
        """In its own pixels' widths."""
        return float(self._shown[0].shape[1])

    @property
    def height(self) -> float:
        """In its own pixels' widths."""
        return float(self._shown[0].shape[0]) * self.aspect

    def stored(self) -> Picture:
        """The file's values from the least as black to the largest as white, without what intake does."""
        import numpy as np

        values = self._values[0]
        low, high = float(values.min()), float(values.max())
        own = Shades(low, max(high, low + 1))
        picture = Picture(np.zeros((1, 1), np.uint8), aspect=self.aspect)
        picture._shown, picture._values, picture.own = _through(values, own), self._values, own
        picture.raw, picture.exact = True, self.exact
        return picture

    def level(self, scale: float) -> int:
        """Which copy to draw at `scale` screen pixels an image pixel: the smallest that is not enlarged by it."""
        level = 0
        while level + 1 < len(self._shown) and scale * 2 ** (level + 1) <= 1.0:
            level += 1
        return level

    def part(self, level: int, left: int, top: int, right: int, bottom: int, shades: Shades) -> NDArray[Any]:
        """uint8 pixels [top, bottom) × [left, right) of a copy, in its own pixels, through a window."""
        if shades == self.own:
            return self._shown[level][top:bottom, left:right]
        return _table(self._values[level][top:bottom, left:right], shades)

    def size(self, level: int) -> tuple[int, int]:
        """Rows and columns of a copy."""
        rows, columns = self._shown[level].shape
        return int(rows), int(columns)


def picture_of(look: ImageLook) -> Picture:
    """The picture of a file that was read; on any thread."""
    from engine.images.look import stored_window

    if look.stored is None:
        return Picture(look.pixels, exact=True, aspect=look.pixel_aspect)
    own = Shades(*stored_window(look.stored, look.pixels))
    return Picture(look.pixels, look.stored, own, exact=True, aspect=look.pixel_aspect)


def cached_picture(square: NDArray[Any], rows: int, columns: int, aspect: float) -> Picture:
    """The picture of an image in its cached square (side, side), whose padding is left out."""
    from engine.images.downsize import content_box

    top, left, height, width = content_box(rows, columns, square.shape[0], aspect)
    return Picture(square[top : top + height, left : left + width])


def _halved(values: NDArray[Any]) -> list[NDArray[Any]]:
    """`values` and copies of half, a quarter, … of its size, each pixel the mean of four."""
    import numpy as np

    copies = [values]
    while max(copies[-1].shape) > _SMALLEST and min(copies[-1].shape) >= 4:
        last = copies[-1]
        rows, columns = last.shape[0] // 2 * 2, last.shape[1] // 2 * 2
        total = np.zeros((rows // 2, columns // 2), dtype=np.int32)
        for row in (0, 1):
            for column in (0, 1):
                total += last[row:rows:2, column:columns:2]
        copies.append(((total + 2) >> 2).astype(last.dtype))
    return copies


def _through(values: NDArray[Any], shades: Shades) -> list[NDArray[Any]]:
    return _halved(_table(values, shades))


def _table(values: NDArray[Any], shades: Shades) -> NDArray[Any]:
    """`values` through a straight window to uint8, by a table over all that 8 or 16 bits can hold."""
    import numpy as np

    info = np.iinfo(values.dtype)
    every = np.arange(info.min, info.max + 1, dtype=np.float32)
    grey = np.clip((every - shades.black) / shades.span * 255 + 0.5, 0, 255).astype(np.uint8)
    if info.min < 0:  # indexed by the values' own bits
        grey = np.roll(grey, info.min)
        values = np.ascontiguousarray(values).view(f"u{values.dtype.itemsize}")
    return np.asarray(np.take(grey, values))
