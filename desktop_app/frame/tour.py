"""A short tour: four cards beside the steps of the rail that they are about. One may go on working meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.frame.rail import Rail
from desktop_app.look.theme import current_tokens
from desktop_app.look.tokens import CORNER, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import body_label, heading_label, note_label, primary_button, quiet_button, row
from engine.translation import mark, tr

STOPS = (
    (
        "Start",
        mark("Begin with your images"),
        mark(
            "Open a folder, or drop it on this window. The images stay where they are, and nothing leaves this "
            "computer. The sample cohort shows everything in four minutes."
        ),
    ),
    (
        "Labels",
        mark("Label a few"),
        mark("Bring in a table of labels, or label images here with the keys 1 to 9. Some dozens are enough to begin."),
    ),
    (
        "Study",
        mark("Run a study"),
        mark(
            "It trains with few and with more labels, with and without pretraining. Go on working meanwhile; pause or "
            "stop it whenever you like, what is measured is kept."
        ),
    ),
    (
        "Plan",
        mark("Read the answer"),
        mark("The curve and the plan say how many images to label, what that costs, and how sure it is."),
    ),
)
_WIDTH, _POINTER, _GAP = 340, 10, 4


class Tour(QFrame):
    """Lies over the window's pages, pointing at a step. Hidden until `begin`."""

    def __init__(self, window: QWidget, rail: Rail) -> None:
        super().__init__(window)
        self._rail = rail
        self._at = 0
        self.setAccessibleName(tr("Short tour"))
        self.title, self.text, self.place = heading_label(), body_label(), note_label()
        self.skip, self.next = quiet_button(tr("Skip")), primary_button(tr("Next"))
        self.place.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_BETWEEN + _POINTER, SPACE_BETWEEN, SPACE_BETWEEN, SPACE_BETWEEN)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(row(self.place, 1, self.skip, self.next))
        self.setFixedWidth(_WIDTH)
        self.hide()
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self._go_on)
        rail.chosen.connect(lambda _: self.end())
        window.installEventFilter(self)

    def begin(self) -> None:
        """From the first stop."""
        self._at = 0
        self._show_stop()
        self.show()
        self.raise_()
        self.next.setFocus()

    def end(self) -> None:
        """Put it away."""
        self.hide()

    def _go_on(self) -> None:
        if self._at + 1 == len(STOPS):
            self.end()
            return
        self._at += 1
        self._show_stop()

    def _show_stop(self) -> None:
        _, title, text = STOPS[self._at]
        self.title.setText(tr(title))
        self.text.setText(tr(text))
        self.place.setText(tr("{n} of {total}", n=self._at + 1, total=len(STOPS)))
        last = self._at + 1 == len(STOPS)
        self.next.setText(tr("Got it") if last else tr("Next"))
        self.skip.setVisible(not last)
        self._settle()

    def _settle(self) -> None:
        """Beside its step, within the window."""
        self.layout().activate()
        self.resize(_WIDTH, max(self.heightForWidth(_WIDTH), self.layout().heightForWidth(_WIDTH)))
        step, window = self._step(), self.parentWidget()
        where = step.mapTo(window, QPoint(step.width() + _GAP, step.height() // 2))
        top = min(max(where.y() - 36, 8), max(window.height() - self.height() - 8, 8))
        self.move(where.x(), top)
        self.update()

    def _step(self) -> QWidget:
        return self._rail.steps[STOPS[self._at][0]]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a point towards its step."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, window = self._step(), self.parentWidget()
        middle = step.mapTo(window, QPoint(0, step.height() // 2)).y() - self.y()
        middle = min(max(middle, 20), self.height() - 20)
        shape = QPainterPath()
        shape.addRoundedRect(_POINTER + 1, 1, self.width() - _POINTER - 2, self.height() - 2, CORNER, CORNER)
        point = QPainterPath(QPointF(_POINTER + 2, middle - _POINTER))
        point.lineTo(2, middle)
        point.lineTo(_POINTER + 2, middle + _POINTER)
        point.closeSubpath()
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawPath(shape.united(point))
