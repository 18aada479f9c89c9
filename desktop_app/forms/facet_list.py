"""The facet list: what the images can be told apart by, with counts; one click shows only those."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.theme import current_tokens, mix, tabular
from desktop_app.look.tokens import CORNER, SIZE_NOTE
from desktop_app.look.widgets import note_label, set_role
from desktop_app.models.facets import FacetValue

_WIDTH = 208


class FacetButton(QAbstractButton):
    """One value: its mark, its name, its count at the right. Checkable."""

    def __init__(self, value: FacetValue, mark: ClassMark | None) -> None:
        super().__init__()
        self.value, self._mark = value, mark
        self.setCheckable(True)
        self.setText(value.value)
        self.setFixedHeight(30)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{value.facet}: {value.value}, {wording.count(value.count, 'image')}")
        self.setToolTip(value.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(mix(tokens.accent, tokens.window, 0.14)))
            painter.drawRoundedRect(area, CORNER, CORNER)
        elif self.underMouse():
            painter.setBrush(QColor(mix(tokens.text, tokens.window, 0.06)))
            painter.drawRoundedRect(area, CORNER, CORNER)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.accent))
            painter.drawRoundedRect(area, CORNER, CORNER)
        if self._mark is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._mark.colour))
            painter.drawRoundedRect(8, 7, 16, 16, 4, 4)
            font = self.font()
            font.setPixelSize(11)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(ON_MARK))
            painter.drawText(8, 7, 16, 16, Qt.AlignmentFlag.AlignCenter, self._mark.letter)
        elif self.value.facet == "Label":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(8, 7, 16, 16, 4, 4)
        left = 32 if self.value.facet == "Label" else 8
        painter.setFont(tabular(self.font(), SIZE_NOTE))
        painter.setPen(QColor(tokens.muted))
        number = wording.number(self.value.count)
        room = painter.fontMetrics().horizontalAdvance(number)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -8, 0), middle | Qt.AlignmentFlag.AlignRight, number)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text))
        words = area.adjusted(left, 0, -room - 16, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, shown)


class FacetList(QScrollArea):
    """Signal: `changed`; `wanted()` tells the chosen values of each facet."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Show only")
        self._buttons: list[FacetButton] = []
        self._shown: tuple[FacetValue, ...] = ()

    def show_values(self, values: tuple[FacetValue, ...], marks: dict[str, ClassMark]) -> None:
        """List these values; those that were chosen stay so where they are still there."""
        if values == self._shown:
            return
        before = {(b.value.facet, b.value.value) for b in self._buttons if b.isChecked()}
        self._shown, self._buttons = values, []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 8, 4, 0)
        column.setSpacing(2)
        for facet, group in groupby(values, key=lambda value: value.facet):
            heading = note_label(facet)
            set_role(heading, "section")
            heading.setContentsMargins(8, 0, 0, 4)
            if self._buttons:
                column.addSpacing(14)
            column.addWidget(heading)
            for value in group:
                button = FacetButton(value, marks.get(value.value) if facet == "Label" else None)
                button.setChecked((value.facet, value.value) in before)
                button.toggled.connect(lambda _: self.changed.emit())
                self._buttons.append(button)
                column.addWidget(button)
        column.addStretch(1)
        self.setWidget(body)

    def wanted(self) -> dict[str, frozenset[str]]:
        """The chosen values by facet."""
        chosen: dict[str, set[str]] = {}
        for button in self._buttons:
            if button.isChecked():
                chosen.setdefault(button.value.facet, set()).add(button.value.value)
        return {facet: frozenset(values) for facet, values in chosen.items()}

    def clear_choice(self) -> None:
        """Show everything again."""
        for button in self._buttons:
            button.setChecked(False)
