"""The ROC curve of one training with its operating point. Painted directly; no plotting library is needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.theme import tabular
from desktop_app.look.tokens import LIGHT, SIZE_NOTE, Tokens
from desktop_app.models.figures import value
from desktop_app.plots.marker_icon import paint_marker
from engine.learning_curve.error_review import RocCurve
from engine.translation import tr

_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 12.0, 10.0, 44.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class RocPlot(QWidget):
    """Shows a `RocCurve` in the colour and with the marker of its initialisation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve: RocCurve | None = None
        self.tokens = LIGHT
        self._token, self._symbol = "pretrained", "o"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 220)
        self.setAccessibleName(tr("ROC curve"))

    def sizeHint(self) -> QSize:
        return QSize(340, 280)

    def show_curve(self, curve: RocCurve | None, token: str, symbol: str) -> None:
        """Show another curve; None for none. token: the field of `Tokens` that colours it."""
        self.curve, self._token, self._symbol = curve, token, symbol
        self.setAccessibleDescription(tr("AUC {value}", value=value(curve.auc)) if curve is not None else "")
        self.update()

    def apply_tokens(self, tokens: Tokens) -> None:
        """Recolour."""
        self.tokens = tokens
        self.update()

    def point(self, false_positive: float, true_positive: float) -> QPointF:
        """Where the two shares are drawn, in pixels of this widget."""
        area = self._area()
        return QPointF(area.left() + false_positive * area.width(), area.bottom() - true_positive * area.height())

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(self.font(), SIZE_NOTE))
        self._paint_axes(painter)
        if self.curve is None:
            return
        colour = QColor(getattr(self.tokens, self._token))
        pairs = zip(self.curve.false_positive, self.curve.true_positive, strict=True)
        outline = QPolygonF([self.point(float(x), float(y)) for x, y in pairs])
        painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(outline)
        sensitivity, specificity = self.curve.sensitivity, self.curve.specificity
        if sensitivity is None or specificity is None:
            return
        at = self.point(1 - specificity.value, sensitivity.value)
        painter.setPen(QPen(colour, 1.4))
        painter.drawLine(
            self.point(1 - specificity.value, sensitivity.low95), self.point(1 - specificity.value, sensitivity.high95)
        )
        painter.drawLine(
            self.point(1 - specificity.high95, sensitivity.value), self.point(1 - specificity.low95, sensitivity.value)
        )
        painter.setPen(QPen(QColor(self.tokens.surface), 1.5))
        painter.setBrush(colour)
        paint_marker(painter, self._symbol, at, 6.0)
        painter.setPen(QColor(self.tokens.text))
        words = tr("its own answer")
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        left = min(at.x() + 14, self._area().right() - width)
        top = at.y() + 10 if at.y() + 30 < self._area().bottom() else at.y() - 28
        painter.drawText(QRectF(left, top, width + 2, 18), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_axes(self, painter: QPainter) -> None:
        area = self._area()
        for tick in _TICKS:
            painter.setPen(QPen(QColor(self.tokens.border), 1))
            painter.drawLine(self.point(0, tick), self.point(1, tick))
            painter.setPen(QColor(self.tokens.muted))
            level = self.point(0, tick).y()
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(18, level - 9, _LEFT - 26, 18), right, f"{tick:.2f}")
            across = self.point(tick, 0).x()
            centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRectF(across - 24, area.bottom() + 4, 48, 16), centre, f"{tick:.2f}")
        painter.setPen(QPen(QColor(self.tokens.muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self.point(0, 0), self.point(1, 1))  # guessing
        painter.setPen(QColor(self.tokens.muted))
        below = QRectF(area.left() - 20, area.bottom() + 20, area.width() + 40, 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, tr("False alarms (1 − specificity)"))
        painter.save()
        painter.translate(8, area.center().y())
        painter.rotate(-90)
        beside = QRectF(-area.height() / 2, -8, area.height(), 18)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, tr("Found (sensitivity)"))
        painter.restore()
