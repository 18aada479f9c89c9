"""One way to say who is who: a radio button, how many patients it gives, and examples that show what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.look.elided import ElidedLabel
from desktop_app.look.tokens import SPACE_BETWEEN
from desktop_app.look.widgets import IconLabel, note_label, row
from desktop_app.models.patient_choices import PatientChoice
from engine.translation import tr

_INDENT = 24  # where the radio button's words begin


class PatientRow(QWidget):
    """`button` is the radio button; `choice` what it stands for, None while there is nothing valid."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.choice: PatientChoice | None = None
        self.button = QRadioButton(words)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = note_label()
        self.count.setWordWrap(False)
        self.caution = note_label()
        self._caution_icon = IconLabel("triangle-alert", "attention", 14, tr("Attention"))
        self._examples = QGridLayout()
        self._examples.setHorizontalSpacing(SPACE_BETWEEN)
        self._examples.setVerticalSpacing(2)
        self._examples.setColumnStretch(2, 1)
        self._labels: list[ElidedLabel] = []
        self.under = QVBoxLayout()
        self.under.setContentsMargins(_INDENT, 0, 0, 0)
        self.under.setSpacing(4)
        self.under.addLayout(self._examples)
        caution = row(self._caution_icon, self.caution, spacing=6)
        caution.setAlignment(self._caution_icon, Qt.AlignmentFlag.AlignTop)
        caution.setStretch(1, 1)
        self.under.addLayout(caution)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row(self.button, 1, self.count))
        column.addLayout(self.under)
        self.show_choice(None)

    def show_choice(self, choice: PatientChoice | None, complaint: str = "") -> None:
        """Show what a choice gives, or what is wrong with it."""
        self.choice = choice if choice is not None and choice.possible else None
        self.button.setEnabled(choice is None or choice.possible)
        self.count.setText(wording.count(choice.patients, "patient") if self.choice is not None and choice else "")
        caution = complaint or (choice.caution if choice is not None else "")
        self.caution.setText(caution)
        self.caution.setVisible(bool(caution))
        self._caution_icon.setVisible(bool(caution) and (choice is None or choice.possible))
        examples = choice.examples if choice is not None else ()
        spoken = "; ".join(tr("{file} is patient {name}", file=file, name=name) for file, name in examples)
        self._show_examples(examples)
        self.button.setAccessibleDescription(" ".join(part for part in (self.count.text(), spoken, caution) if part))

    def _show_examples(self, examples: tuple[tuple[str, str], ...]) -> None:
        for label in self._labels:
            self._examples.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for at, (file, name) in enumerate(examples):
            for column, text in enumerate((file, tr("→ patient {name}", name=name))):
                label = ElidedLabel(text)
                self._examples.addWidget(label, at, column)
                self._labels.append(label)
