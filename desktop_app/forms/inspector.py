"""One image seen closely: window and level by dragging, and what is known of it, free of the patient's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import CORNER, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import IconLabel, body_label, heading_label, note_label, row, set_role
from desktop_app.models.facets import POOL_ONLY, UNLABELLED
from desktop_app.models.thumbnails import Thumbnails, to_image
from engine.cohort.records import ImageRecord
from engine.translation import mark, tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PATIENT, SIZE, SOURCE = mark("Patient"), mark("Size"), mark("Source")


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
    """What is known of the image that is chosen."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("The chosen image"))
        self._thumbnails = thumbnails
        self.image = ImageView()
        self.mark = QLabel()
        self.label = heading_label()
        self.label.setWordWrap(False)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.values: dict[str, QLabel] = {}
        for at, name in enumerate((PATIENT, SIZE, SOURCE)):
            self.values[name] = body_label()
            self._grid.addWidget(note_label(tr(name)), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.values[name], at, 1)
        self.copies = note_label()
        self._copies_icon = IconLabel("copy", "attention", 14, tr("Attention"))
        copies = row(self._copies_icon, self.copies, spacing=6)
        copies.setStretch(1, 1)
        self.notes_heading = note_label(tr("How it was read"))
        set_role(self.notes_heading, "section")
        self.notes = note_label()
        class_line = QGridLayout()
        class_line.setHorizontalSpacing(SPACE_WITHIN)
        class_line.addWidget(self.mark, 0, 0)
        class_line.addWidget(self.label, 0, 1)
        class_line.setColumnStretch(1, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        column.setSpacing(12)
        column.addWidget(self.image)
        column.addLayout(class_line)
        column.addLayout(self._grid)
        column.addLayout(copies)
        column.addLayout(_close_together(self.notes_heading, self.notes))
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
        if record is None:
            self.image.show_pixels(None)
            self.label.setText(tr("No image chosen"))
            self.mark.hide()
            for value in self.values.values():
                value.setText("–")
            self._show_notes(())
            return
        self.image.show_pixels(self._thumbnails.pixels(record.cache_slot))
        mark = marks.get(record.label or "")
        self.mark.setVisible(mark is not None)
        if mark is not None:
            self.mark.setText(mark.letter)
            self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.mark.setStyleSheet(
                f"background: {mark.colour}; color: {ON_MARK}; border-radius: 4px; font-weight: 700; "
                "min-width: 20px; min-height: 20px;"
            )
        self.label.setText(record.label or tr(POOL_ONLY if record.pool_only else UNLABELLED))
        patient = wording.short_id(record.patient)
        self.values[PATIENT].setText(
            patient if record.patient_known else tr("{patient} (not named by the file)", patient=patient)
        )
        self.values[SIZE].setText(tr("{rows} × {columns} pixels", rows=record.rows, columns=record.columns))
        source = " · ".join(part for part in (record.modality, record.manufacturer) if part)
        self.values[SOURCE].setText(source or tr("Picture file, not DICOM"))
        self._show_notes(record.notes)

    def show_copies(self, others: int) -> None:
        """How many other images have the same pixels."""
        self.copies.setText(wording.copies(others))
        self.copies.setVisible(others > 0)
        self._copies_icon.setVisible(others > 0)

    def _show_notes(self, codes: tuple[str, ...]) -> None:
        self.notes.setText("\n".join(f"· {wording.intake_note(code)}" for code in codes))
        self.notes_heading.setVisible(bool(codes))
        self.notes.setVisible(bool(codes))


def _close_together(*parts: QWidget) -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(4)
    for part in parts:
        lines.addWidget(part)
    return lines
