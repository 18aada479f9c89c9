"""The classes by name: made here before the first label, renamed later; every label of a renamed class follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.label_class_button import KeyCap
from desktop_app.look.tokens import SPACE_AROUND, SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    IconButton,
    Notice,
    body_label,
    heading_label,
    note_label,
    primary_button,
    quiet_button,
    row,
    secondary_button,
)
from desktop_app.models.label_classes import MOST_KEYS, ClassName, names_problem
from engine.translation import tr

_WIDTH = 520


class ClassLine(QWidget):
    """One class: its key, its name to be typed, how many images have it. remove: enabled for a class without images."""

    def __init__(self, before: str, images: int) -> None:
        super().__init__()
        self.before, self.images = before, images
        self.cap = KeyCap("")
        self.name = QLineEdit(before)
        self.name.setMaxLength(60)
        self.count = note_label(wording.count(images, "image") if images else "")
        self.count.setWordWrap(False)
        self.remove = IconButton("x", tr("Remove this class"))
        self.remove.setEnabled(not images)
        if images:
            self.remove.set_name(tr("A class that images have can be renamed, not removed"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_WITHIN)
        line.addWidget(self.cap)
        line.addWidget(self.name, 1)
        line.addWidget(self.count)
        line.addWidget(self.remove)

    def set_number(self, number: int) -> None:
        """Its place among the classes, from 1: the key that it has."""
        self.cap.setText(str(number))
        self.name.setAccessibleName(tr("Name of class {n}", n=number))
        self.name.setPlaceholderText(
            {1: tr("for example: pneumonia"), 2: tr("for example: normal")}.get(number, tr("Name"))
        )

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 36)


class LabelClasses(QWidget):
    """Signals: `accepted(object)`, a tuple of `ClassName`; `given_up`."""

    accepted = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ClassLine] = []
        self.intro = body_label()
        self.problem = Notice("attention")
        self.add = quiet_button(tr("Add a class"), "plus")
        self.use = primary_button(tr("Save"))
        self.back = secondary_button(tr("Cancel"))
        self.add.clicked.connect(lambda: self._append("", 0).name.setFocus())
        self.use.clicked.connect(self._accept)
        self.back.clicked.connect(self.given_up)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_WITHIN)
        card = Card()
        card.setMaximumWidth(_WIDTH)
        card.body.setContentsMargins(SPACE_AROUND, SPACE_AROUND, SPACE_AROUND, SPACE_AROUND)
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addWidget(heading_label(tr("The classes")))
        card.body.addWidget(self.intro)
        card.body.addLayout(self._list)
        card.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.problem)
        card.body.addLayout(row(1, self.back, self.use))
        centred = QWidget()
        line = QHBoxLayout(centred)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(card, 100, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(centred)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def begin(self, classes: Sequence[str], counts: Mapping[str, int]) -> None:
        """Ask for the classes' names. classes: those there are; counts: images by class."""
        for line in list(self.lines):
            self._drop(line)
        self.intro.setText(
            tr("Rename a class, and every label of it follows; each key stays with its class.")
            if classes
            else tr("Name what an image can show, at least two classes. You label with the keys beside them.")
        )
        self.use.setText(tr("Save") if classes else tr("Start labelling"))
        for name in classes:
            self._append(name, counts.get(name, 0))
        while len(self.lines) < 2:
            self._append("", 0)
        empty = next((line for line in self.lines if not line.name.text()), self.lines[0])
        empty.name.setFocus()
        self.setFocusProxy(empty.name)
        self._refresh()

    def _append(self, name: str, images: int) -> ClassLine:
        line = ClassLine(name, images)
        line.name.textChanged.connect(self._refresh)
        line.name.returnPressed.connect(self._next_or_accept)
        line.remove.clicked.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._list.addWidget(line)
        self._refresh()
        return line

    def _drop(self, line: ClassLine) -> None:
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._refresh()

    def _refresh(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.set_number(number)
            line.remove.setVisible(len(self.lines) > 2 or bool(line.images))
        names = [line.name.text() for line in self.lines]
        problem = names_problem(names)
        begun = sum(bool(name.strip()) for name in names) >= 2
        emptied = next((line.before for line in self.lines if line.images and not line.name.text().strip()), "")
        if emptied:
            problem = tr("Images are labelled “{name}”: the class needs a name.", name=emptied)
        self.problem.show_notice("attention", problem if begun or emptied else "")
        self.use.setEnabled(not problem)
        self.add.setVisible(len(self.lines) < MOST_KEYS)

    def _next_or_accept(self) -> None:
        """Return goes to the next empty name, and when there is none, on."""
        empty = next((line for line in self.lines if not line.name.text().strip()), None)
        if empty is not None and not self.use.isEnabled():
            empty.name.setFocus()
        else:
            self._accept()

    def _accept(self) -> None:
        if self.use.isEnabled():
            named = (ClassName(line.before, line.name.text().strip()) for line in self.lines)
            self.accepted.emit(tuple(given for given in named if given.name))
