"""How one looks at an image in the viewer: how near, at which part, through which window. Values and arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST_SCALE = 16.0
STEP = 1.25  # of the wheel and of the keys
_LEAST_SPAN = 1.0


@dataclass(frozen=True, slots=True)
class Shades:
    """Which value is black and which is white; black is the larger one where the image is inverted."""

    black: float
    white: float

    @property
    def span(self) -> float:
        """White minus black, never nought."""
        width = self.white - self.black
        return width if abs(width) >= _LEAST_SPAN else (_LEAST_SPAN if width >= 0 else -_LEAST_SPAN)

    @property
    def width(self) -> float:
        """The window's width."""
        return abs(self.white - self.black)

    @property
    def level(self) -> float:
        """The window's middle."""
        return (self.black + self.white) / 2

    def changed(self, wider: float, brighter: float, own: Shades) -> Shades:
        """The window `wider` (a share of its own width) and brighter by that share of the image's `own` width.

        Moving across a screen of some hundred pixels goes through all that is of use, whatever the values' range.
        """
        sign = 1.0 if own.span > 0 else -1.0
        width = min(max(self.width * (1 + wider), own.width / 256, _LEAST_SPAN), own.width * 8)
        level = self.level - sign * brighter * own.width
        reach = 2 * own.width
        level = min(max(level, own.level - reach), own.level + reach)
        return Shades(level - sign * width / 2, level + sign * width / 2)


@dataclass(frozen=True, slots=True)
class View:
    """scale: screen pixels an image pixel, 0 while the whole image is fitted in. x, y: the image's point in the middle
    of the canvas, as shares of its width and height. shades: the window, None for the image's own.
    """

    scale: float = 0.0
    x: float = 0.5
    y: float = 0.5
    shades: Shades | None = None

    @property
    def fitted(self) -> bool:
        """Whether the whole image is shown."""
        return self.scale == 0.0


@dataclass(frozen=True, slots=True)
class Room:
    """What is shown where: width and height of the canvas in screen pixels, and of the image in its own."""

    width: float
    height: float
    image_width: float
    image_height: float

    @property
    def fit(self) -> float:
        """The scale at which the whole image is seen."""
        return max(min(self.width / self.image_width, self.height / self.image_height), 1e-6)

    def scale(self, view: View) -> float:
        """The scale that a view has here."""
        return view.scale or self.fit

    def left_top(self, view: View) -> tuple[float, float]:
        """Where on the canvas the image's corner is."""
        scale = self.scale(view)
        return (
            self.width / 2 - view.x * self.image_width * scale,
            self.height / 2 - view.y * self.image_height * scale,
        )

    def zoomed(self, view: View, factor: float, at: tuple[float, float] | None = None) -> View:
        """Nearer by `factor`, the image's point under `at` staying where it is; the middle for None.

        Farther than the whole image is the whole image.
        """
        before = self.scale(view)
        scale = min(before * factor, max(MOST_SCALE, self.fit))
        if scale <= self.fit * 1.001:
            return replace(view, scale=0.0, x=0.5, y=0.5)
        dx, dy = (at[0] - self.width / 2, at[1] - self.height / 2) if at is not None else (0.0, 0.0)
        x = view.x + dx * (1 / before - 1 / scale) / self.image_width
        y = view.y + dy * (1 / before - 1 / scale) / self.image_height
        return self.held(replace(view, scale=scale, x=x, y=y))

    def panned(self, view: View, dx: float, dy: float) -> View:
        """The image pushed by so many screen pixels; a fitted one stays."""
        if view.fitted:
            return view
        scale = self.scale(view)
        moved = replace(view, x=view.x - dx / scale / self.image_width, y=view.y - dy / scale / self.image_height)
        return self.held(moved)

    def held(self, view: View) -> View:
        """Pushed back so far that no more emptiness shows than must."""
        scale = self.scale(view)
        half_x = self.width / 2 / scale / self.image_width
        half_y = self.height / 2 / scale / self.image_height
        x = 0.5 if half_x >= 0.5 else min(max(view.x, half_x), 1 - half_x)
        y = 0.5 if half_y >= 0.5 else min(max(view.y, half_y), 1 - half_y)
        return replace(view, x=x, y=y)
