"""The rail: the project's name and the steps, each with its state by icon and word. Folds where room is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look import icons
from desktop_app.look.theme import current_tokens, mix
from desktop_app.look.tokens import CORNER, SIZE_NOTE, SPACE_WITHIN
from desktop_app.look.widgets import IconButton
from desktop_app.pages.page import StepState
from engine.translation import tr

WIDE = 208
NARROW = 64
SETTINGS = "Settings"  # the page that is no step
_STEP_HEIGHT = 44
_STATE_LOOK = {
    StepState.NOTHING_YET: ("circle-dashed", "muted"),
    StepState.IN_WORK: ("circle-dot", "accent"),
    StepState.DONE: ("circle-check", "good"),
    StepState.ATTENTION: ("triangle-alert", "attention"),
}


class RailStep(QAbstractButton):
    """One step: its icon, its name, its state in a word below and as an icon at the right, unless it has none."""

    def __init__(self, name: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon, self._shortcut = icon, shortcut
        self._state: StepState | None = None
        self._folded = False
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    @property
    def step_state(self) -> StepState | None:
        """The state shown."""
        return self._state

    def set_step_state(self, state: StepState | None) -> None:
        """Show another state."""
        if state is not self._state:
            self._state = state
            self._describe()
            self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the icons alone, or everything."""
        self._folded = folded
        self.update()

    def _describe(self) -> None:
        words = tr("{step}, {state}", step=self.text(), state=self._state.word) if self._state else self.text()
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({self._shortcut})")

    def sizeHint(self) -> QSize:
        return QSize(NARROW - 16, _STEP_HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
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
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(area, CORNER, CORNER)
        ratio = self.devicePixelRatioF()
        middle = self.height() // 2
        colour = tokens.accent if self.isChecked() else tokens.muted
        left = (self.width() - 20) // 2 if self._folded else 12
        painter.drawPixmap(left, middle - 10, icons.pixmap(self._icon, colour, 20, ratio))
        if self._state is not None and not (self._folded and self._state is StepState.NOTHING_YET):
            stem, tone = _STATE_LOOK[self._state]
            mark = icons.pixmap(stem, getattr(tokens, tone), 12 if self._folded else 16, ratio)
            if self._folded:
                painter.drawPixmap(self.width() - 17, 5, mark)
            else:
                painter.drawPixmap(self.width() - 28, middle - 8, mark)
        if not self._folded:
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = current_tokens()
        font = self.font()
        font.setWeight(font.Weight.DemiBold if self.isChecked() else font.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = QRect(42, 0, self.width() - 42 - 32, self.height())
        upright = Qt.AlignmentFlag.AlignLeft
        if self._state is None:
            painter.drawText(words, upright | Qt.AlignmentFlag.AlignVCenter, self.text())
            return
        painter.drawText(
            words.adjusted(0, 4, 0, -self.height() // 2 + 1), upright | Qt.AlignmentFlag.AlignBottom, self.text()
        )
        font.setWeight(font.Weight.Normal)
        font.setPixelSize(SIZE_NOTE)
        painter.setFont(font)
        tone = _STATE_LOOK[self._state][1]
        painter.setPen(QColor(getattr(tokens, tone if tone != "accent" else "muted")))
        painter.drawText(
            words.adjusted(0, self.height() // 2 + 1, 0, 0), upright | Qt.AlignmentFlag.AlignTop, self._state.word
        )


class _ProjectName(QWidget):
    """The program's mark and the open project's name, cut short where it is long."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.folded = False
        self.setFixedHeight(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = (self.width() - 24) // 2 if self.folded else 10
        painter.drawPixmap(left, 8, icons.app_pixmap(24, self.devicePixelRatioF()))
        if self.folded:
            return
        font = self.font()
        font.setWeight(font.Weight.DemiBold if self.text else font.Weight.Normal)
        painter.setFont(font)
        tokens = current_tokens()
        painter.setPen(QColor(tokens.text if self.text else tokens.muted))
        area = self.rect().adjusted(42, 0, -8, 0)
        words = painter.fontMetrics().elidedText(
            self.text or tr("No project open"), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class Rail(QFrame):
    """Signals: `chosen(str)`, a step's name; `help_wanted`; `settings_wanted`; `theme_wanted`."""

    chosen = Signal(str)
    help_wanted = Signal()
    settings_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self, steps: tuple[tuple[str, str], ...]) -> None:
        """steps: name (a marked text, its key) and icon of each, from the top."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(tr("Steps"))
        self._name = _ProjectName()
        self.steps: dict[str, RailStep] = {}
        self.help_button = IconButton("help", tr("Guide (F1)"))
        self.theme_button = IconButton("moon", tr("Light or dark"))
        self.settings_button = IconButton("gear", tr("Settings (Ctrl+,)"))
        self.settings_button.setCheckable(True)
        self.settings_button.clicked.connect(self.settings_wanted)
        self.help_button.clicked.connect(self.help_wanted)
        self.theme_button.clicked.connect(self.theme_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_WITHIN, 12, SPACE_WITHIN, SPACE_WITHIN)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addSpacing(12)
        for position, (name, icon) in enumerate(steps, start=1):
            # In no button group: Qt would let Tab reach one of a group only, not always the one on screen.
            step = RailStep(tr(name), icon, f"Ctrl+{position}")
            step.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self.steps[name] = step
            column.addWidget(step)
        column.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(4)
        for button in (self.settings_button, self.help_button, self.theme_button):
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        column.addLayout(self._foot)
        self.set_folded(False)

    def show_project(self, name: str) -> None:
        """The open project's name; the program's own where none is open."""
        self._name.text = name
        self._name.setToolTip(name)
        self._name.update()

    def choose(self, name: str) -> None:
        """Mark a step, or the settings, as what is on screen."""
        self.settings_button.setChecked(name == SETTINGS)
        for key, step in self.steps.items():
            step.setChecked(key == name)

    def set_folded(self, folded: bool) -> None:
        """Icons alone, or icons and words."""
        self.folded = folded
        self.setFixedWidth(NARROW if folded else WIDE)
        self._foot.setDirection(QHBoxLayout.Direction.TopToBottom if folded else QHBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignHCenter if folded else Qt.AlignmentFlag.AlignLeft
        for button in (self.settings_button, self.help_button, self.theme_button):
            self._foot.setAlignment(button, side)
        self._name.folded = folded
        for step in self.steps.values():
            step.set_folded(folded)
