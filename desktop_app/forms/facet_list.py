"""The facet list: what the images can be told apart by, with counts; one click shows only those."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.class_marks import ON_MARK, ClassMark
from desktop_app.look.theme import current_tokens, mix, tabular
from desktop_app.look.tokens import CORNER, SIZE_NOTE
from desktop_app.look.widgets import note_label, set_role
from desktop_app.models.facets import LABEL, NOTICE, READING, TWICE, UNKNOWN_PATIENT, FacetValue
from engine.translation import tr

_WIDTH = 208


class FacetButton(QAbstractButton):
    """One value: its mark, its name, its count at the right. Checkable."""

    def __init__(self, value: FacetValue, mark: ClassMark | None) -> None:
        super().__init__()
        self.value, self._mark = value, mark
        self.show_value(value, mark)
        self.setCheckable(True)
        self.setText(value.words)
        self.setFixedHeight(30)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(_tip(value))

    def show_value(self, value: FacetValue, mark: ClassMark | None) -> None:
        """Show another count or mark of the same value."""
        self.value, self._mark = value, mark
        self.setAccessibleName(
            tr(
                "{facet}: {value}, {images}",
                facet=tr(value.facet),
                value=value.words,
                images=wording.count(value.count, "image"),
            )
        )
        self.update()

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
        elif self.value.facet == LABEL:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(8, 7, 16, 16, 4, 4)
        left = 32 if self.value.facet == LABEL else 8
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
        self.setAccessibleName(tr("Show only"))
        self._buttons: list[FacetButton] = []
        self._shown: tuple[FacetValue, ...] = ()
        self._marks: dict[str, ClassMark] = {}
        self._headings: dict[str, QWidget] = {}
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 8, 4, 0)
        self._column.setSpacing(2)
        self.setWidget(body)

    def show_values(self, values: tuple[FacetValue, ...], marks: dict[str, ClassMark]) -> None:
        """List these values; those that were chosen, and the one that has the keyboard, stay so where still there."""
        if values == self._shown and marks == self._marks:
            return
        same_places = [_key(v) for v in values] == [_key(v) for v in self._shown]
        self._shown, self._marks = values, marks
        known = {_key(button.value): button for button in self._buttons}
        self._buttons = []
        for value in values:
            mark = marks.get(value.value) if value.facet == LABEL else None
            button = known.pop(_key(value), None)
            if button is None:
                button = FacetButton(value, mark)
                button.toggled.connect(lambda _: self.changed.emit())
            else:
                button.show_value(value, mark)
            self._buttons.append(button)
        for gone in known.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        if not same_places:
            self._arrange()

    def _arrange(self) -> None:
        """Put headings and buttons below one another, in order, reached by Tab in the same order."""
        while self._column.count():
            self._column.takeAt(0)
        for name, heading in self._headings.items():
            heading.setVisible(any(button.value.facet == name for button in self._buttons))
        before: QWidget | None = None
        for facet, group in groupby(self._buttons, key=lambda button: button.value.facet):
            if before is not None:
                self._column.addSpacing(14)
            self._column.addWidget(self._heading(facet))
            for button in group:
                self._column.addWidget(button)
                button.show()
                if before is not None:
                    QWidget.setTabOrder(before, button)
                before = button
        self._column.addStretch(1)

    def _heading(self, facet: str) -> QWidget:
        if facet not in self._headings:
            heading = note_label(tr(facet))
            set_role(heading, "section")
            heading.setContentsMargins(8, 0, 0, 4)
            self._headings[facet] = heading
        return self._headings[facet]

    def buttons(self) -> tuple[FacetButton, ...]:
        """The values on screen, from top to bottom."""
        return tuple(self._buttons)

    def wanted(self) -> dict[str, frozenset[str]]:
        """The chosen values by facet."""
        chosen: dict[str, set[str]] = {}
        for button in self._buttons:
            if button.isChecked():
                chosen.setdefault(button.value.facet, set()).add(button.value.value)
        return {facet: frozenset(values) for facet, values in chosen.items()}

    def clear_choice(self) -> None:
        """Show everything again."""
        self._choose(None)

    def choose_only(self, facet: str, value: str) -> None:
        """Show only the images that have this value."""
        self._choose((facet, value))

    def _choose(self, key: tuple[str, str] | None) -> None:
        """One change, told once."""
        for button in self._buttons:
            with QSignalBlocker(button):
                button.setChecked(_key(button.value) == key)
            button.update()
        self.changed.emit()


def _key(value: FacetValue) -> tuple[str, str]:
    return value.facet, value.value


def _tip(value: FacetValue) -> str:
    """What is shortened in the list, whole."""
    of_intake = value.facet in (NOTICE, READING) and value.value not in (TWICE, UNKNOWN_PATIENT)
    return wording.intake_note(value.value) if of_intake else value.words
