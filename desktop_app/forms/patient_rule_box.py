"""Who names the patient, for a new project: decided after reading, or by a rule that fits the file names found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.widgets import note_label
from desktop_app.models.file_names import SuggestedRules, suggest_rules
from desktop_app.models.patient_choices import PatientChoice
from desktop_app.runs.background import Background
from engine.translation import mark, tr

LATER = mark("Decide after reading")
_LATER_NOTE = mark(
    "DICOM files name their patients. If other images do not, the page “Data” shows what their names could mean."
)


class PatientRuleBox(QWidget):
    """`choice()` is the rule chosen, None to decide later. The names are listed on another thread."""

    def __init__(self) -> None:
        super().__init__()
        self._background = Background(self)
        self._folders: tuple[Path, ...] = ()
        self._found = SuggestedRules((), 0, True)
        self.box = QComboBox()
        self.box.addItem(tr(LATER))
        self.note = note_label()
        self.box.currentIndexChanged.connect(self._explain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.note)
        self.setFocusProxy(self.box)
        self._explain()

    def look_at(self, folders: Sequence[Path]) -> None:
        """Suggest rules that fit the file names in `folders`; what was chosen is forgotten where they are others."""
        if tuple(folders) == self._folders:
            return
        self._folders = tuple(folders)
        self._offer(SuggestedRules((), 0, True))
        looked = self._folders
        self._background.start(lambda: suggest_rules(looked), self._offer, lambda _: None)

    def choice(self) -> PatientChoice | None:
        """The rule chosen, None to decide after reading."""
        at = self.box.currentIndex() - 1
        return self._found.choices[at] if 0 <= at < len(self._found.choices) else None

    def _offer(self, found: SuggestedRules) -> None:
        self._found = found
        while self.box.count() > 1:
            self.box.removeItem(1)
        for choice in found.choices:
            self.box.addItem(choice.words)
        self.box.setCurrentIndex(0)
        self._explain()

    def _explain(self) -> None:
        choice = self.choice()
        if choice is None:
            self.note.setText(tr(_LATER_NOTE))
            return
        patients = wording.count(choice.patients, "patient")
        if not self._found.complete:
            files = wording.count(self._found.looked_at, "file")
            patients = tr("{patients} in the first {files}", patients=patients, files=files)
        examples = [
            tr("{file} → patient {name}", file=_short(file), name=_short(name)) for file, name in choice.examples[:3]
        ]
        self.note.setText("\n".join((patients, *examples)))


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:18]}…{name[-20:]}"
