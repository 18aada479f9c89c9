"""One image seen closely: window and level by dragging, and what is known of it, free of the patient's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.forms.image_facts import ImageFacts
from desktop_app.look.class_marks import ClassMark
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import CORNER, SPACE_BETWEEN
from desktop_app.look.widgets import secondary_button
from desktop_app.models.thumbnails import Thumbnails, to_image
from engine.cohort.records import ImageRecord
from engine.translation import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ImageView(QWidget):
    """A grey image on near-black. Drag across for contrast, up and down for brightness; a double click resets."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels: NDArray[np.uint8] | None = None
        self._shown: QImage | None = None
        self._grip: QPointF | None = None
        self.window_width, self.level = 255.0, 127.5
        self.setAccessibleName(tr("Image"))
        self.setToolTip(tr("Drag: across for contrast, up and down for brightness. Double click: as it was."))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(160, 160)

    def show_pixels(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show uint8 (side, side), or nothing."""
        self._pixels = pixels
        self.window_width, self.level = 255.0, 127.5
        self._render()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or self._pixels is None:
            return
        moved = event.position() - self._grip
        self._grip = event.position()
        self.window_width = min(max(self.window_width + moved.x(), 8.0), 510.0)
        self.level = min(max(self.level + moved.y(), 0.0), 255.0)
        self._render()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_pixels(self._pixels)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().image_backdrop))
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        if self._shown is not None:
            side = min(self.width(), self.height()) - 2
            painter.drawImage(QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side), self._shown)

    def _render(self) -> None:
        self._shown = None
        if self._pixels is not None:
            import numpy as np

            grey = np.arange(256, dtype=np.float32)
            low = self.level - self.window_width / 2
            table = np.clip((grey - low) / self.window_width * 255, 0, 255).astype(np.uint8)
            self._shown = to_image(table[self._pixels])
        self.update()


class Inspector(QFrame):
    """What is known of the image that is chosen. Signal: `look_wanted`, to see it closely."""

    look_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("The chosen image"))
        self._thumbnails = thumbnails
        self.image = ImageView()
        self.look = secondary_button(tr("Look closely"), "search")
        self.look.setToolTip(tr("Every pixel of the file, before and after reading, and its header (Enter)"))
        self.look.clicked.connect(self.look_wanted)
        self.facts = facts = ImageFacts()
        self.mark, self.label, self.values, self.notes = facts.mark, facts.label, facts.values, facts.notes
        self.copies = facts.copies
        self.show_copies = facts.show_copies
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        column.setSpacing(12)
        column.addWidget(self.image)
        column.addWidget(self.look)
        column.addWidget(facts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_record(self, record: ImageRecord | None, marks: dict[str, ClassMark]) -> None:
        """Show an image; None for nothing."""
        self.image.show_pixels(self._thumbnails.pixels(record.cache_slot) if record is not None else None)
        self.look.setEnabled(record is not None)
        self.facts.show_record(record, marks)
