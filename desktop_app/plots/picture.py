"""A plot as a picture: PNG for slides, SVG for journals, or on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from engine.errors import StorageError
from engine.translation import tr

PNG_SCALE = 3  # pixels of the picture to one on the screen: sharp on a poster


def plot_image(plot: pg.PlotWidget, scale: int = PNG_SCALE) -> QImage:
    """The plot as it stands on the screen, `scale` times as fine."""
    area = plot.viewport().rect()
    image = QImage(area.size() * scale, QImage.Format.Format_RGB32)
    image.fill(plot.backgroundBrush().color() if plot.backgroundBrush().style() else QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _render(plot, painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image


def save_picture(plot: pg.PlotWidget, path: Path) -> None:
    """Write the plot as SVG or, for any other suffix, PNG. Raises StorageError when the disk refuses."""
    if path.suffix.lower() == ".svg":
        area = plot.viewport().rect()
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(QSize(area.width(), area.height()))
        generator.setViewBox(area)
        generator.setTitle(tr("Performance vs labelled images"))
        painter = QPainter()
        written = painter.begin(generator)
        if written:
            background = plot.backgroundBrush()
            painter.fillRect(area, background if background.style() else QColor("white"))
            _render(plot, painter, QRectF(area))
            painter.end()
    else:
        written = plot_image(plot).save(str(path), "PNG")
    if not written or not path.is_file():
        raise StorageError(tr("The picture could not be written there. Choose another folder, or free some space."))


def copy_picture(plot: pg.PlotWidget) -> None:
    """Put the plot on the clipboard."""
    QGuiApplication.clipboard().setImage(plot_image(plot))


def _render(plot: pg.PlotWidget, painter: QPainter, target: QRectF) -> None:
    scatters = [item for item in plot.scene().items() if isinstance(item, pg.ScatterPlotItem)]
    options = {"antialias": True, "resolutionScale": 1.0, "background": None, "painter": painter}
    for item in scatters:
        item.setExportMode(True, options)  # markers as shapes, not as bitmaps of the screen's fineness
    try:
        plot.scene().render(painter, target, QRectF(plot.viewport().rect()), Qt.AspectRatioMode.IgnoreAspectRatio)
    finally:
        for item in scatters:
            item.setExportMode(False)
