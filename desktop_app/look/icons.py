"""Icons: SVG files in resources/icons, recoloured for the theme and rendered crisp at any scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource_path

ICON_FOLDER = resource_path("icons")
_SIZES = (16, 20, 24)


def icon_names() -> tuple[str, ...]:
    """The stems that `icon` takes, in alphabetical order."""
    return tuple(sorted(path.stem for path in ICON_FOLDER.glob("*.svg")))


@lru_cache(maxsize=256)
def pixmap(stem: str, color: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon `stem` in `color` ("#RRGGBB"), `side` logical pixels wide, at the screen's pixel ratio.

    Raises FileNotFoundError for a stem that is not in resources/icons. Needs a running QGuiApplication.
    """
    source = _source(stem).replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    image = QPixmap(round(side * ratio), round(side * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def icon(stem: str, color: str) -> QIcon:
    """The icon `stem` of resources/icons in `color` ("#RRGGBB"); for buttons and lists, up to 24 logical pixels."""
    result = QIcon()
    for side in _SIZES:
        for ratio in (1.0, 2.0):
            result.addPixmap(pixmap(stem, color, side, ratio))
    return result


@lru_cache(maxsize=256)
def button_icon(stem: str, color: str) -> QIcon:
    """The icon `stem` in `color` with room at its right for a button's text; 20 × 16 logical pixels."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        image = QPixmap(round(20 * ratio), round(16 * ratio))
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.drawPixmap(QRectF(0, 0, 16 * ratio, 16 * ratio), pixmap(stem, color, 16, ratio), QRectF())
        painter.end()
        image.setDevicePixelRatio(ratio)
        result.addPixmap(image)
    return result


def app_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    result = QIcon()
    for side in (16, 32, 64, 128, 256):
        result.addPixmap(app_pixmap(side))
    return result


@lru_cache(maxsize=64)
def _source(stem: str) -> str:
    return (ICON_FOLDER / f"{stem}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def app_pixmap(side: int, ratio: float = 1.0) -> QPixmap:
    """The program's own mark, `side` logical pixels wide."""
    image = QPixmap(round(side * ratio), round(side * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICON_FOLDER / "app.svg")).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
