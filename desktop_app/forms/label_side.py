"""Beside the image to be labelled: the classes with their keys, the way through the images, progress and pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop_app.forms.label_class_button import LabelClassButton
from desktop_app.look.class_marks import ClassMark
from desktop_app.look.theme import tabular
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import Card, IconButton, heading_label, note_label, quiet_button, row
from desktop_app.models.label_classes import MOST_KEYS
from desktop_app.models.label_progress import LabelProgress, order_note, pace_line, pace_note
from engine.translation import tr

WIDTH, NARROW_WIDTH = 320, 264


class LabelSide(QWidget):
    """Signals: `class_chosen(str)`, `unsure_chosen`, `stepped(int)` (-1 or 1), `undo_wanted`, `redo_wanted`,
    `edit_wanted` (the classes), `everything_wanted(bool)` (labelled images too).
    """

    class_chosen = Signal(str)
    unsure_chosen = Signal()
    stepped = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()
    edit_wanted = Signal()
    everything_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, LabelClassButton] = {}
        self._shown: tuple[object, ...] = ()
        self.unsure = LabelClassButton(tr("Unsure"), "0")
        self.unsure.setToolTip(
            tr("Leaves the image without a label. Keep these few: a study on easy images alone flatters the model.")
        )
        self.unsure.show_count(0, shown=False)
        self.unsure.clicked.connect(self.unsure_chosen)
        self.edit = quiet_button(tr("Edit classes…"), "tags")
        self.edit.clicked.connect(self.edit_wanted)
        self.previous = IconButton("arrow-left", tr("Previous image (←)"))
        self.next = IconButton("arrow-right", tr("Next image (→)"))
        self.undo = IconButton("undo", tr("Undo (Backspace)"))
        self.redo = IconButton("redo", tr("Redo (Ctrl+Y)"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.state = note_label()
        self.state.setWordWrap(False)
        self.progress_words = heading_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Labelled images"))
        self.pace_words = note_label()
        self.pace_words.setFont(tabular(self.pace_words.font()))
        self.pace_words.setToolTip(pace_note())
        self.everything = QCheckBox(tr("Labelled images too"))
        self.everything.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.everything.toggled.connect(self._order_changed)
        self.order_words = note_label(order_note(everything=False))
        self.test_words = note_label()
        self._build()

    def _build(self) -> None:
        self._classes = QVBoxLayout()
        self._classes.setSpacing(SPACE_WITHIN)
        classes = Card(tr("Which class?"))
        classes.body.addLayout(self._classes)
        classes.body.addWidget(self.unsure)
        way = row(self.previous, self.next, self.undo, self.redo, 1, self.state, spacing=4)
        classes.body.addSpacing(4)
        classes.body.addLayout(way)
        progress = Card()
        progress.setAccessibleName(tr("Progress"))
        for part in (self.progress_words, self.bar, self.pace_words):
            progress.body.addWidget(part)
        order = Card()
        order.setAccessibleName(tr("Order"))
        for part in (self.order_words, self.everything, self.test_words):
            order.body.addWidget(part)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_BETWEEN - 4)
        for part in (classes, progress, order):
            column.addWidget(part)
        column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFixedWidth(WIDTH)

    def show_classes(self, classes: Sequence[str], marks: Mapping[str, ClassMark]) -> None:
        """One button a class; the first nine have the keys 1 to 9."""
        state = (tuple(classes), tuple(marks.items()))
        if state == self._shown:
            return
        self._shown = state
        for button in self.buttons.values():
            self._classes.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        before: QWidget | None = None
        for at, name in enumerate(classes):
            button = LabelClassButton(name, str(at + 1) if at < MOST_KEYS else "", marks.get(name))
            button.clicked.connect(lambda _=False, name=name: self.class_chosen.emit(name))
            self._classes.addWidget(button)
            if before is not None:
                QWidget.setTabOrder(before, button)
            self.buttons[name] = before = button
        if before is not None:
            QWidget.setTabOrder(before, self.unsure)

    def show_answer(self, label: str | None, *, unsure: bool) -> None:
        """Which button is down: what the image on screen is labelled."""
        for name, button in self.buttons.items():
            button.setChecked(name == label)
        self.unsure.setChecked(unsure and label is None)

    def show_progress(self, progress: LabelProgress, median: float | None) -> None:
        """How far it is, and how fast it goes."""
        self.progress_words.setText(progress.line())
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.labelled)
        self.bar.setAccessibleDescription(progress.line())
        self.pace_words.setText(pace_line(median, progress.total - progress.labelled - progress.unsure))
        for name, button in self.buttons.items():
            button.show_count(progress.counts.get(name, 0))

    def show_test_note(self, words: str) -> None:
        """What the labels mean to the test; "" for nothing."""
        self.test_words.setText(words)
        self.test_words.setVisible(bool(words))

    def set_answerable(self, answerable: bool) -> None:
        """Whether there is an image to answer for."""
        for button in (*self.buttons.values(), self.unsure):
            button.setEnabled(answerable)

    def _order_changed(self, everything: bool) -> None:
        self.order_words.setText(order_note(everything=everything))
        self.everything_wanted.emit(everything)
