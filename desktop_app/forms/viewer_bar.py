"""The line above the viewer's image: back, the place in the row of images, nearer and farther, before and after."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.widgets import Button, IconButton, number_label, quiet_button
from engine.translation import mark, tr

BACK, BESIDE, MOVE = mark("All images"), mark("Before and after"), mark("Drag moves")
_AROUND_WORDS = 52  # a quiet button's icon, padding and distance to the next


class ViewerBar(QWidget):
    """Buttons: `back`, `previous`, `next`, `farther`, `nearer`, `fit`, `natural`, `reset`; `move` and `beside` stay
    down.
    """

    def __init__(self) -> None:
        super().__init__()
        self.back = quiet_button(tr(BACK), "arrow-left")
        self.back.setToolTip(tr("Back to all images (Esc)"))
        self.previous = IconButton("chevron-left", tr("Previous image (Page up)"))
        self.next = IconButton("chevron-right", tr("Next image (Page down)"))
        self.place = number_label()
        self.farther = IconButton("minus", tr("Farther (−)"))
        self.nearer = IconButton("plus", tr("Nearer (+)"))
        self.scale = number_label()
        self.fit = quiet_button(tr("Fit"))
        self.fit.setAccessibleName(tr("The whole image"))
        self.fit.setToolTip(tr("The whole image (0)"))
        self.natural = quiet_button("1:1")
        self.natural.setAccessibleName(tr("One pixel of the image, one of the screen"))
        self.natural.setToolTip(tr("One pixel of the image, one of the screen (1)"))
        self.move = quiet_button(tr(MOVE), "move")
        self.move.setToolTip(tr("Dragging moves the image instead of changing its contrast (M)"))
        self.beside = quiet_button(tr(BESIDE), "layers")
        self.beside.setToolTip(tr("The stored values beside what is made of them (B)"))
        self.reset = IconButton("undo", tr("Contrast and size as they were (R)"))
        for button in (self.move, self.beside):
            button.setCheckable(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.back)
        line.addSpacing(8)
        for part in (self.previous, self.place, self.next):
            line.addWidget(part)
        line.addStretch(1)
        for part in (self.farther, self.scale, self.nearer, self.fit, self.natural, self.move, self.beside, self.reset):
            line.addWidget(part)

    def show_place(self, at: int, count: int) -> None:
        """The image is number `at` (from 0) of `count`."""
        self.place.setText(tr("{n} of {total}", n=wording.number(at + 1), total=wording.number(count)))
        self.place.setMinimumWidth(self.place.sizeHint().width())
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at + 1 < count)
        self._fit_words()

    def show_scale(self, scale: float | None) -> None:
        """Screen pixels an image pixel; None without an image."""
        self.scale.setText("" if scale is None else wording.percent(scale) if scale <= 1 else f"{scale * 100:.0f} %")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Where room is short, buttons give up their words one after the other; those of before and after go last."""
        foldable = ((self.move, MOVE), (self.back, BACK), (self.beside, BESIDE))
        fixed = (self.previous, self.place, self.next, self.farther, self.scale, self.nearer, self.fit, self.natural)
        room = self.width() - sum(part.sizeHint().width() + 4 for part in (*fixed, self.reset)) - 24
        worded = [button.fontMetrics().horizontalAdvance(tr(words)) for button, words in foldable]
        room -= _AROUND_WORDS * len(foldable) + sum(worded)
        for (button, words), width in zip(foldable, worded, strict=True):
            folded = room < 0
            room += width if folded else 0
            _dress(button, "" if folded else tr(words), tr(words))
        for part in (self.scale, self.natural, self.fit):  # keys do the same
            part.setVisible(room >= 0)
            room += 0 if room >= 0 else part.sizeHint().width()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def _dress(button: Button, text: str, words: str) -> None:
    if button.text() != text:
        button.setText(text)
    button.setAccessibleName(words)
