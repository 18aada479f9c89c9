"""A new project in one small form: its name, the folder of images, where it is kept; the rest under Advanced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    Disclosure,
    Notice,
    body_label,
    note_label,
    primary_button,
    row,
    secondary_button,
    title_label,
)

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
PATIENT_RULES = (
    ("The file itself (DICOM), else one patient an image", None),
    ("The file's name up to the first _ or -", r"^([^_\-]+)[_\-]"),
    ("The first number in the file's name", r"(\d+)"),
)


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the form asks for. pool_folders: further images, to pretrain on only."""

    name: str
    folder: Path
    images: Path
    pool_folders: tuple[Path, ...] = ()
    patient_pattern: str | None = None


def safe_name(name: str) -> str:
    """The name as a folder may bear it on any system."""
    return _FORBIDDEN.sub(" ", name).strip(" .") or "Project"


def free_folder(parent: Path, name: str) -> Path:
    """`parent`/`name`, or with a number after it where that is taken already."""
    folder = parent / safe_name(name)
    serial = 2
    while folder.exists() and any(folder.iterdir()):
        folder = parent / f"{safe_name(name)} {serial}"
        serial += 1
    return folder


class NewProjectForm(QWidget):
    """Signals: `wanted(object)` with a `NewProject`; `given_up`."""

    wanted = Signal(object)
    given_up = Signal()

    def __init__(self, projects_folder: Path) -> None:
        super().__init__()
        self._projects_folder = projects_folder
        self._folder_is_suggested = True
        self._pools: tuple[Path, ...] = ()
        self.name = QLineEdit()
        self.images = QLineEdit()
        self.folder = QLineEdit()
        self.patient_rule = QComboBox()
        for words, pattern in PATIENT_RULES:
            self.patient_rule.addItem(words, pattern)
        self.pools = note_label(
            "None. Add folders of images without labels where you have them: pretraining gains from them."
        )
        self.complaint = Notice("bad")
        self.create_button = primary_button("Create project and read images")
        self.back = secondary_button("Back")
        change_images, change_folder = secondary_button("Change…"), secondary_button("Change…")
        change_images.setAccessibleName("Change the folder of images")
        change_folder.setAccessibleName("Change the project's folder")
        add_pool = secondary_button("Add folder…", "plus")
        change_images.clicked.connect(self._ask_images)
        change_folder.clicked.connect(self._ask_folder)
        add_pool.clicked.connect(self._ask_pool)
        self.name.textEdited.connect(self._suggest_folder)
        self.folder.textEdited.connect(self._folder_edited)
        self.create_button.clicked.connect(self._submit)
        self.back.clicked.connect(self.given_up)
        for edit in (self.name, self.images, self.folder):
            edit.returnPressed.connect(self._submit)

        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addWidget(title_label("New project"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(12)
        self._add_row(grid, 0, "Images", self.images, change_images)
        self._add_row(grid, 1, "Name", self.name, None)
        self._add_row(grid, 2, "Project folder", self.folder, change_folder)
        card.body.addLayout(grid)
        card.body.addWidget(
            note_label(
                "Your images stay where they are and are only read. What the program makes goes into the project."
            )
        )
        advanced = QWidget()
        more = QGridLayout(advanced)
        more.setContentsMargins(0, 0, 0, 0)
        more.setHorizontalSpacing(SPACE_BETWEEN)
        more.setVerticalSpacing(12)
        self._add_row(more, 0, "Patient is named by", self.patient_rule, None)
        self._add_row(more, 1, "Further images", self.pools, add_pool)
        card.body.addWidget(Disclosure("Advanced", advanced))
        card.body.addWidget(self.complaint)
        card.body.addLayout(row(1, self.back, self.create_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_WITHIN)
        outer.addWidget(card)

    def _add_row(self, grid: QGridLayout, at: int, words: str, field: QWidget, button: QWidget | None) -> None:
        label = body_label(words)
        label.setMinimumWidth(120)
        label.setWordWrap(False)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        field.setAccessibleName(words)
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, at, 1, 1, 1 if button else 2)
        if button is not None:
            grid.addWidget(button, at, 2)
        grid.setColumnStretch(1, 1)

    def begin(self, images: Path) -> None:
        """Start anew for a folder of images."""
        self.images.setText(str(images))
        self.name.setText(images.name.replace("_", " ").strip() or "Project")
        self._folder_is_suggested = True
        self._pools = ()
        self.complaint.show_notice("bad", "")
        self._suggest_folder()
        self.name.setFocus()
        self.name.selectAll()

    def complain(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.complaint.show_notice("bad", sentence)

    def _suggest_folder(self) -> None:
        if self._folder_is_suggested:
            self.folder.setText(str(free_folder(self._projects_folder, self.name.text())))

    def _folder_edited(self) -> None:
        self._folder_is_suggested = False

    def _ask_images(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder of images", self.images.text())
        if chosen:
            self.images.setText(chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where the project is kept", str(self._projects_folder))
        if chosen:
            self._folder_is_suggested = False
            self.folder.setText(str(free_folder(Path(chosen), self.name.text())))

    def _ask_pool(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Further images, without labels", self.images.text())
        if chosen:
            self._pools = (*self._pools, Path(chosen))
            self.pools.setText("\n".join(pool.name for pool in self._pools))

    def _submit(self) -> None:
        images, folder, name = self.images.text().strip(), self.folder.text().strip(), self.name.text().strip()
        if not images or not Path(images).is_dir():
            self.complain("The folder of images is not there. Choose one that exists.")
        elif not name:
            self.complain("The project has no name. Give it one.")
        elif not folder or not Path(folder).is_absolute():
            self.complain("The project folder must be a full path. Choose one with Change….")
        else:
            self.complain("")
            rule = self.patient_rule.currentData()
            self.wanted.emit(NewProject(name, Path(folder), Path(images), self._pools, rule))
