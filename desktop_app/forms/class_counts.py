"""Images per class: mark, name, a bar for the share, the number; where wanted, which class is the finding."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.class_marks import ON_MARK, ClassMark, class_marks
from desktop_app.look.theme import current_tokens, mix, tabular
from engine.translation import tr


class MarkLabel(QLabel):
    """A class's letter on its colour."""

    def __init__(self, mark: ClassMark) -> None:
        super().__init__(mark.letter)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(20)
        self.setMinimumWidth(20)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            f"background: {mark.colour}; color: {ON_MARK}; border-radius: 4px; font-weight: 700; font-size: 12px;"
        )


class ShareBar(QWidget):
    """A thin bar of a share of the width."""

    def __init__(self, share: float, colour: str) -> None:
        super().__init__()
        self._share, self._colour = share, colour
        self.setFixedHeight(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(tokens.text, tokens.surface, 0.10)))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(0, 0, max(self.width() * self._share, 4), self.height()), 2, 2)


class ClassCounts(QWidget):
    """Signal: `positive_chosen(str)`, from the radio buttons that a `positive` puts beside the classes."""

    positive_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._body: QWidget | None = None
        self.choices: dict[str, QRadioButton] = {}
        self._shown: tuple[object, ...] = ()

    def show_counts(self, counts: dict[str, int], *, unlabelled: int = 0, positive: str | None = None) -> None:
        """Show the classes; positive: the finding, where one may be chosen."""
        state = (tuple(counts.items()), unlabelled, positive)
        if state == self._shown:
            return
        focused = next((name for name, choice in self.choices.items() if choice.hasFocus()), None)
        self._shown = state
        self.choices = {}
        for button in self._group.buttons():
            self._group.removeButton(button)
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self._rows(counts, unlabelled, positive)
        self._column.addWidget(self._body)
        if focused in self.choices:
            self.choices[focused].setFocus()

    def _rows(self, counts: dict[str, int], unlabelled: int, positive: str | None) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        marks = class_marks(counts)
        total = max(sum(counts.values()) + unlabelled, 1)
        at = 0
        for name, n in counts.items():
            grid.addWidget(MarkLabel(marks[name]), at, 0)
            self._add(grid, at, name, n, n / total, marks[name].colour)
            if positive is not None:
                choice = QRadioButton(tr("is the finding"))
                choice.setAccessibleName(tr("{name} is the finding", name=name))
                choice.setChecked(name == positive)
                choice.toggled.connect(lambda on, name=name: self._choose(name) if on else None)
                self._group.addButton(choice)
                self.choices[name] = choice
                grid.addWidget(choice, at, 3)
            at += 3
        if unlabelled:
            self._add(grid, at, tr("Unlabelled"), unlabelled, unlabelled / total, _quiet())
        return body

    def _choose(self, name: str) -> None:
        self.positive_chosen.emit(name)

    def _add(self, grid: QGridLayout, at: int, name: str, n: int, share: float, colour: str) -> None:
        label, number = QLabel(name), QLabel(wording.number(n))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setToolTip(name)
        label.setMinimumWidth(40)
        number.setFont(tabular(number.font()))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setAccessibleName(tr("{name}: {images}", name=name, images=wording.count(n, "image")))
        grid.addWidget(label, at, 1)
        grid.addWidget(number, at, 2)
        grid.addWidget(ShareBar(share, colour), at + 1, 1, 1, 2)
        grid.setRowMinimumHeight(at + 2, 6)


def _quiet() -> str:
    tokens = current_tokens()
    return mix(tokens.muted, tokens.surface, 0.5)
