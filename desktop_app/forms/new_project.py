"""A new project in one small form: its name, where its images are, where it is kept; the rest under Advanced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.forms.folder_rows import FolderRows
from desktop_app.forms.patient_rule_box import PatientRuleBox
from desktop_app.forms.working_size import WorkingSize
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import (
    Card,
    Disclosure,
    Notice,
    body_label,
    note_label,
    primary_button,
    quiet_button,
    row,
    secondary_button,
    title_label,
)
from desktop_app.models.image_sources import is_source, source_name
from engine.translation import tr

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_FIELD_HEIGHT, _LABEL_WIDTH = 32, 136


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the form asks for.

    images: folders, or the DICOMDIR of a disc. pool_folders: further images, to pretrain on only. patient_pattern,
    patient_folders: as in a `ScanRequest`; both None to decide after reading. side: the working size in pixels.
    """

    name: str
    folder: Path
    images: tuple[Path, ...]
    pool_folders: tuple[Path, ...] = ()
    patient_pattern: str | None = None
    patient_folders: bool | None = None
    side: int = 0


def safe_name(name: str) -> str:
    """The name as a folder may bear it on any system."""
    return _FORBIDDEN.sub(" ", name).strip(" .") or tr("Project")


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
        self._words: list[QWidget] = []
        self.name = QLineEdit()
        self.images = QLineEdit()
        self.more_images = FolderRows()
        self.folder = QLineEdit()
        self.patient_rule = PatientRuleBox()
        self.size_box = WorkingSize()
        self.pools = FolderRows(
            tr("None. Add folders of images without labels where you have them: pretraining gains from them.")
        )
        self.complaint = Notice("bad")
        self.create_button = primary_button(tr("Create project and read images"))
        self.back = secondary_button(tr("Back"))
        self.change_images, self.change_folder = secondary_button(tr("Change…")), secondary_button(tr("Change…"))
        self.change_images.setAccessibleName(tr("Change the folder of images"))
        self.change_folder.setAccessibleName(tr("Change the project's folder"))
        self.add_images = quiet_button(tr("Add another folder…"), "plus")
        self.add_pool = secondary_button(tr("Add folder…"), "plus")
        self._connect()
        self._build()

    def _connect(self) -> None:
        self.change_images.clicked.connect(self._ask_images)
        self.add_images.clicked.connect(self._ask_more_images)
        self.change_folder.clicked.connect(self._ask_folder)
        self.add_pool.clicked.connect(self._ask_pool)
        self.name.textEdited.connect(self._suggest_folder)
        self.folder.textEdited.connect(self._folder_edited)
        self.images.editingFinished.connect(self._look_at_names)
        self.more_images.changed.connect(self._look_at_names)
        self.create_button.clicked.connect(self._submit)
        self.back.clicked.connect(self.given_up)
        for edit in (self.name, self.images, self.folder):
            edit.returnPressed.connect(self._submit)

    def _build(self) -> None:
        card = Card()
        card.body.setContentsMargins(24, 24, 24, 24)
        card.body.setSpacing(SPACE_BETWEEN)
        card.body.addWidget(title_label(tr("New project")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_BETWEEN)
        grid.setVerticalSpacing(12)
        self._add_row(grid, 0, tr("Images"), self.images, self.change_images)
        further = QVBoxLayout()
        further.setSpacing(4)
        further.addWidget(self.more_images)
        further.addWidget(self.add_images, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(further, 1, 1, 1, 2)
        self._add_row(grid, 2, tr("Name"), self.name, None)
        self._add_row(grid, 3, tr("Project folder"), self.folder, self.change_folder)
        card.body.addLayout(grid)
        card.body.addWidget(
            note_label(
                tr("Your images stay where they are and are only read. What the program makes goes into the project.")
            )
        )
        advanced = QWidget()
        more = QGridLayout(advanced)
        more.setContentsMargins(0, 0, 0, 0)
        more.setHorizontalSpacing(SPACE_BETWEEN)
        more.setVerticalSpacing(SPACE_BETWEEN)
        self._add_row(more, 0, tr("Patient is named by"), self.patient_rule, None)
        self._add_row(more, 1, tr("Working size"), self.size_box, None)
        self._add_row(more, 2, tr("Further images"), self.pools, self.add_pool)
        self.patient_rule.box.setAccessibleName(tr("Patient is named by"))
        self.size_box.box.setAccessibleName(tr("Working size"))
        for words in self._words:  # both grids, in any language, one column
            words.setMinimumWidth(max(_LABEL_WIDTH, *(other.sizeHint().width() for other in self._words)))
        self.advanced = Disclosure(tr("Advanced"), advanced)
        card.body.addWidget(self.advanced)
        card.body.addWidget(self.complaint)
        card.body.addLayout(row(1, self.back, self.create_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_WITHIN)
        outer.addWidget(card)

    def _add_row(self, grid: QGridLayout, at: int, words: str, field: QWidget, button: QWidget | None) -> None:
        label = body_label(words)
        label.setMinimumHeight(_FIELD_HEIGHT)
        label.setWordWrap(False)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        self._words.append(label)
        field.setAccessibleName(words)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, at, 0, top)
        grid.addWidget(field, at, 1, 1, 1 if button else 2)
        if button is not None:
            grid.addWidget(button, at, 2, top)
        grid.setColumnStretch(1, 1)

    def begin(self, *images: Path) -> None:
        """Start anew for folders of images, or a DICOMDIR."""
        self.images.setText(str(images[0]))
        self.more_images.set_folders(images[1:])
        self.name.setText(source_name(images[0]))
        self._folder_is_suggested = True
        self.pools.set_folders(())
        self.size_box.reset()
        self.complaint.show_notice("bad", "")
        self._suggest_folder()
        self._look_at_names()
        self.name.setFocus()
        self.name.selectAll()

    def complain(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.complaint.show_notice("bad", sentence)

    def sources(self) -> tuple[Path, ...]:
        """Where the images are, each once."""
        first = self.images.text().strip()
        return tuple(dict.fromkeys((*((Path(first),) if first else ()), *self.more_images.folders)))

    def _look_at_names(self) -> None:
        self.patient_rule.look_at(self.sources())

    def _suggest_folder(self) -> None:
        if self._folder_is_suggested:
            self.folder.setText(str(free_folder(self._projects_folder, self.name.text())))

    def _folder_edited(self) -> None:
        self._folder_is_suggested = False

    def _ask(self, title: str, start: Sequence[Path]) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, title, str(start[0]) if start else "")
        return Path(chosen) if chosen else None

    def _ask_images(self) -> None:
        if (chosen := self._ask(tr("Folder of images"), self.sources())) is not None:
            self.images.setText(str(chosen))
            self._look_at_names()

    def _ask_more_images(self) -> None:
        if (chosen := self._ask(tr("Another folder of images"), self.sources())) is not None:
            self.more_images.add(chosen)

    def _ask_folder(self) -> None:
        if (chosen := self._ask(tr("Where the project is kept"), (self._projects_folder,))) is not None:
            self._folder_is_suggested = False
            self.folder.setText(str(free_folder(chosen, self.name.text())))

    def _ask_pool(self) -> None:
        if (chosen := self._ask(tr("Further images, without labels"), self.sources())) is not None:
            self.pools.add(chosen)

    def _submit(self) -> None:
        sources, folder, name = self.sources(), self.folder.text().strip(), self.name.text().strip()
        if not sources or not all(is_source(source) for source in sources):
            self.complain(tr("The folder of images is not there. Choose one that exists."))
        elif not name:
            self.complain(tr("The project has no name. Give it one."))
        elif not folder or not Path(folder).is_absolute():
            self.complain(tr("The project folder must be a full path. Choose one with Change…."))
        else:
            self.complain("")
            rule = self.patient_rule.choice()
            pattern, folders = (rule.pattern, rule.folders) if rule is not None else (None, None)
            self.wanted.emit(
                NewProject(name, Path(folder), sources, self.pools.folders, pattern, folders, self.size_box.side())
            )
