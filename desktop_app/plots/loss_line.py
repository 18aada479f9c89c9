"""A small line of the pretraining loss: is it still falling? Painted directly; no axes, two numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.tokens import LIGHT, Tokens
from engine.translation import tr


class LossLine(QWidget):
    """The loss after each pass, first to latest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.losses: tuple[float, ...] = ()
        self.tokens = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Pretraining loss"))

    def sizeHint(self) -> QSize:
        return QSize(160, 40)

    def show_losses(self, losses: Sequence[float]) -> None:
        """Show these losses."""
        self.losses = tuple(losses)
        if self.losses:
            first, last = f"{self.losses[0]:.2f}", f"{self.losses[-1]:.2f}"
            self.setAccessibleDescription(tr("From {first} to {last}", first=first, last=last))
        self.update()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour."""
        self.tokens = tokens
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 5, -5, -5)
        painter.setPen(QPen(QColor(self.tokens.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        finite = [loss for loss in self.losses if loss == loss and abs(loss) < 1e9]
        if not finite:
            return
        low, high = min(finite), max(finite)
        across = area.width() / max(len(finite) - 1, 1)
        points = [
            QPointF(area.left() + i * across, area.bottom() - (loss - low) / max(high - low, 1e-9) * area.height())
            for i, loss in enumerate(finite)
        ]
        colour = QColor(self.tokens.pretrained)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(points[-1], 3, 3)
