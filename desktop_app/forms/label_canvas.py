"""The image to be labelled, as large as the window allows, on near-black; its label, if it has one, in the corner."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent

from desktop_app.forms.viewer_canvas import ViewerCanvas
from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.tokens import DARK
from engine.translation import tr

_MARGIN, _HEIGHT = 12, 28


class LabelCanvas(ViewerCanvas):
    """`show_picture` as in the viewer: drag for contrast and brightness, wheel for nearer and farther, double click to
    take contrast and brightness back.
    """

    def __init__(self) -> None:
        super().__init__(tr("Image to be labelled"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to the answers
        self.setMinimumSize(240, 240)
        self._mark: ClassMark | None = None
        self._words = ""

    def show_label(self, words: str, mark: ClassMark | None) -> None:
        """Say in the corner what the image is labelled; "" for nothing. mark: the class's."""
        self._words, self._mark = words, mark
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._words:
            self._paint_label()

    def _paint_label(self) -> None:
        """A tab in the image's own near-black, so that it reads on any image."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        left = 8 if self._mark is None else 32
        room = self.width() - 2 * _MARGIN - left - 12
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(room, 40))
        tab = QRect(_MARGIN, _MARGIN, left + metrics.horizontalAdvance(words) + 12, _HEIGHT)
        backdrop = QColor(DARK.image_backdrop)
        backdrop.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(backdrop)
        painter.drawRoundedRect(tab, 6, 6)
        painter.setFont(font)
        if self._mark is not None:
            square = QRect(tab.left() + 5, tab.top() + 5, 18 + 4 * (len(self._mark.letter) > 1), 18)
            painter.setBrush(QColor(self._mark.colour))
            painter.drawRoundedRect(square, 4, 4)
            painter.setPen(QColor(ON_MARK))
            small = QFont(font)
            small.setPixelSize(12)
            painter.setFont(small)
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self._mark.letter)
            painter.setFont(font)
        painter.setPen(QColor(DARK.text))
        painter.drawText(tab.adjusted(left, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
