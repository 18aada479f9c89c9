"""A line of the recent projects."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app import wording
from desktop_app.look.widgets import IconButton, IconLabel, note_label
from desktop_app.preferences import RecentProject
from engine.translation import tr


class RecentRow(QWidget):
    """A recent project: open it, or take it off the list."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, project: RecentProject, now: datetime) -> None:
        super().__init__()
        there = project.exists
        words = wording.when(project.opened, now.astimezone()) if there else tr("not found where it was")
        name, when = QLabel(project.name), note_label(words)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setEnabled(there)
        when.setWordWrap(False)
        self.button = QPushButton()
        self.button.setProperty("kind", "line")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleName(tr("Open {project}, {when}", project=project.name, when=words))
        self.button.setEnabled(there)
        self.button.setFixedHeight(40)
        inner = QHBoxLayout(self.button)
        inner.setContentsMargins(12, 0, 12, 0)
        inner.setSpacing(12)
        inner.addWidget(IconLabel("project" if there else "circle-alert", "muted", 16))
        inner.addWidget(name)
        inner.addStretch(1)
        inner.addWidget(when)
        self.remove = IconButton("x", tr("Take {name} off this list", name=project.name), 14)
        self.button.clicked.connect(lambda: self.opened.emit(project.folder))
        self.remove.clicked.connect(lambda: self.removed.emit(project.folder))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.button, 1)
        line.addWidget(self.remove)
