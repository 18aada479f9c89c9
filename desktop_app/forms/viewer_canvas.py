"""The viewer's canvas: the image on near-black, as near and through the window that one asks for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import CORNER, DARK, SIZE_NOTE
from desktop_app.models.viewer_picture import Picture
from desktop_app.models.viewer_view import STEP, Room, Shades, View
from engine.translation import tr

_ACROSS = 400.0  # so many screen pixels of dragging double the window, or move it by its own width
_PAN_KEY, _SHADE_KEY = 60.0, 0.08
_ENLARGED = 3.0  # from this scale on single pixels are squares, not blurs


class ViewerCanvas(QWidget):
    """Signal: `view_changed(object)`, a `View`, when the user has changed it here. `moves`: a drag pans."""

    view_changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.view = View()
        self.moves = False
        self.caption = ""
        self._grip: QPointF | None = None
        self._panning = False
        self._keeper: QWidget = self
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(
            tr("Drag: across for contrast, up and down for brightness. Wheel: nearer and farther. Right button: move.")
        )

    def show_focus_of(self, keeper: QWidget) -> None:
        """Show the focus mark for a widget that takes the keys in its place."""
        self._keeper = keeper
        keeper.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(640, 640)

    def show_picture(self, picture: Picture | None) -> None:
        """Show another image, or the same one read better; how one looks at it stays."""
        self.picture = picture
        self.update()

    def set_view(self, view: View) -> None:
        """Look at it so."""
        if view != self.view:
            self.view = view
            self.update()

    def room(self) -> Room | None:
        """The canvas and the image in it, in device pixels; None without an image."""
        if self.picture is None:
            return None
        ratio = self.devicePixelRatioF()
        return Room(self.width() * ratio, self.height() * ratio, self.picture.width, self.picture.height)

    def shades(self) -> Shades:
        """The window in use."""
        assert self.picture is not None
        return self.view.shades or self.picture.own

    # What the user does

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer (above 1) or farther, at a point of the canvas or its middle."""
        room, ratio = self.room(), self.devicePixelRatioF()
        if room is not None:
            point = None if at is None else (at.x() * ratio, at.y() * ratio)
            self._take(room.zoomed(self.view, factor, point))

    def pan(self, dx: float, dy: float) -> None:
        """Push the image by so many pixels of the canvas."""
        room, ratio = self.room(), self.devicePixelRatioF()
        if room is not None:
            self._take(room.panned(self.view, dx * ratio, dy * ratio))

    def fit(self) -> None:
        """The whole image."""
        self._take(replace(self.view, scale=0.0, x=0.5, y=0.5))

    def natural(self) -> None:
        """One pixel of the image, one of the screen."""
        room = self.room()
        if room is not None:
            self._take(room.held(replace(self.view, scale=1.0)))

    def shade(self, wider: float, brighter: float) -> None:
        """Change the window; see `Shades.changed`."""
        if self.picture is not None:
            changed = self.shades().changed(wider, brighter, self.picture.own)
            self._take(replace(self.view, shades=changed))

    def reset(self) -> None:
        """Everything as it was."""
        self._take(View())

    def _take(self, view: View) -> None:
        if view != self.view:
            self.set_view(view)
            self.view_changed.emit(view)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position()
        self._panning = self.moves or event.button() != Qt.MouseButton.LeftButton
        if self._panning:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        moved, self._grip = event.position() - self._grip, event.position()
        if self._panning:
            self.pan(moved.x(), moved.y())
        else:
            self.shade(moved.x() / _ACROSS, -moved.y() / _ACROSS)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._take(replace(self.view, shades=None))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom(STEP**turned, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        way = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }.get(key)  # fmt: skip
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.natural()
        elif key == Qt.Key.Key_R:
            self.reset()
        elif way is not None and shift:
            self.shade(way[0] * _SHADE_KEY, -way[1] * _SHADE_KEY)
        elif way is not None and not self.view.fitted:
            self.pan(-way[0] * _PAN_KEY, -way[1] * _PAN_KEY)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().image_backdrop))
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        if self.picture is not None:
            self._paint_picture(painter, self.picture)
        if self.caption:
            self._paint_caption(painter)
        if self._keeper.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), CORNER, CORNER)

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        """Only what is to be seen, from the copy that is nearest to the screen's pixels."""
        room, ratio = self.room(), self.devicePixelRatioF()
        assert room is not None
        scale, (x0, y0) = room.scale(self.view), room.left_top(self.view)
        level = picture.level(scale * max(picture.aspect, 1.0))
        rows, columns = picture.size(level)
        across, down = room.image_width * scale / columns, room.image_height * scale / rows
        left, top = max(int(-x0 / across), 0), max(int(-y0 / down), 0)
        right = min(int((room.width - x0) / across) + 1, columns)
        bottom = min(int((room.height - y0) / down) + 1, rows)
        if right <= left or bottom <= top:
            return
        grey = picture.part(level, left, top, right, bottom, self.shades())
        image = _image(grey)
        target = QRectF(x0 + left * across, y0 + top * down, (right - left) * across, (bottom - top) * down)
        painter.save()
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, across < _ENLARGED or not picture.exact)
        painter.drawImage(target, image)
        painter.restore()

    def _paint_caption(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(SIZE_NOTE)
        painter.setFont(font)
        words = painter.fontMetrics().elidedText(self.caption, Qt.TextElideMode.ElideRight, self.width() - 40)
        area = QRectF(10, 10, painter.fontMetrics().horizontalAdvance(words) + 16, 24)
        backdrop = QColor(DARK.image_backdrop)
        backdrop.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(backdrop)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor(DARK.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _image(grey: object) -> QImage:
    """uint8 (rows, columns) as a QImage that lives as long as it is drawn."""
    import numpy as np

    pixels = np.ascontiguousarray(grey)
    rows, columns = pixels.shape
    return QImage(pixels.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
