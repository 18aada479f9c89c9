"""What the study is to find out: the three experiments of the study that the method comes from, side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_BETWEEN
from desktop_app.look.widgets import heading_label, note_label
from engine.learning_curve.experiments import EXPERIMENTS, Experiment, experiment_summary, experiment_title

NO_GENERIC_POOL = "no_generic_pool"  # the one thing that is lacking that can be added right here


class ExperimentCard(QPushButton):
    """One experiment as a radio-like button: a title and a sentence."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.experiment = experiment
        self.problem_code = ""
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(experiment_title(experiment))
        self._sentence = note_label()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(2)
        for label in (heading_label(experiment_title(experiment)), self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.show_problem("", "")

    def show_problem(self, code: str, sentence: str) -> None:
        """Say what is lacking for it, or ("") what it shows. With a code it can be pressed only where the lack can be
        made good."""
        self.problem_code = code
        told = sentence or experiment_summary(self.experiment)
        self._sentence.setText(told)
        self.setAccessibleDescription(told)
        self.setEnabled(not code or code == NO_GENERIC_POOL)

    def sentence(self) -> str:
        """What it says below its title."""
        return self._sentence.text()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width) if self._column.hasHeightForWidth() else self.sizeHint().height()


class StudyExperiments(QWidget):
    """Signals: `chosen(str)` an experiment; `folder_wanted` one was pressed that lacks another folder of images."""

    chosen = Signal(str)
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {experiment: ExperimentCard(experiment) for experiment in EXPERIMENTS}
        self._experiment: Experiment | None = "labels"
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_BETWEEN)
        for experiment, card in self.cards.items():
            card.clicked.connect(lambda _=False, experiment=experiment: self._press(experiment))
            line.addWidget(card, 1)

    def show_experiment(self, experiment: Experiment | None) -> None:
        """Mark the one that is chosen; none for a comparison of the user's own."""
        self._experiment = experiment
        for name, card in self.cards.items():
            card.setChecked(name == experiment)

    def _press(self, experiment: Experiment) -> None:
        lacking = self.cards[experiment].problem_code
        self.show_experiment(self._experiment)  # what was pressed is checked once it has been taken
        if lacking == NO_GENERIC_POOL:
            self.folder_wanted.emit()
        else:
            self.chosen.emit(experiment)
