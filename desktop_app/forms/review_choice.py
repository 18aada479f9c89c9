"""Which training is looked at: its start, its number of labels, its run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import note_label
from desktop_app.models.figures import count
from desktop_app.models.review_view import CellChoice
from desktop_app.models.series_look import SeriesLook
from engine.learning_curve.points import MeasuredCell
from engine.translation import tr

_FRAME = 52  # pixels that the box's arrow and padding take


class ReviewChoice(QWidget):
    """Signal: `chosen(object)`, the `CellChoice` that the user made."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[CellChoice, ...] = ()
        self.start, self.labels, self.run = (QComboBox() for _ in range(3))
        self.told = note_label()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_WITHIN)
        for text, box in ((tr("Starts from"), self.start), (tr("Labels"), self.labels), (tr("Run"), self.run)):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setBuddy(box)
            box.setAccessibleName(text)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._chosen)
            line.addWidget(label)
            line.addWidget(box)
            line.addSpacing(SPACE_WITHIN)
        line.addSpacing(SPACE_BETWEEN - SPACE_WITHIN)
        line.addWidget(self.told, 1)

    def show_choices(
        self, cells: Sequence[MeasuredCell], looks: Mapping[str, SeriesLook], choice: CellChoice, told: str
    ) -> None:
        """Offer the trainings that are measured; `choice` is shown. told: what is known of it. Emits nothing."""
        self._cells = tuple(CellChoice(c.point.initialisation, c.point.n_labels, c.point.seed) for c in cells)
        starts = [name for name in looks if any(c.start == name for c in self._cells)]
        _fill(self.start, [(looks[name].short, name) for name in starts], choice.start)
        budgets = sorted({c.n_labels for c in self._cells if c.start == choice.start})
        _fill(self.labels, [(count(n), n) for n in budgets], choice.n_labels)
        runs = sorted({c.run for c in self._cells if (c.start, c.n_labels) == (choice.start, choice.n_labels)})
        _fill(self.run, [(str(run + 1), run) for run in runs], choice.run)
        self.told.setText(told)

    def _chosen(self, _: int) -> None:
        wanted = CellChoice(self.start.currentData(), self.labels.currentData(), self.run.currentData())
        self.chosen.emit(nearest(self._cells, wanted))


def nearest(cells: Sequence[CellChoice], wanted: CellChoice) -> CellChoice:
    """The wanted training, or of its start the one with the nearest number of labels, then the nearest run."""
    same = [cell for cell in cells if cell.start == wanted.start]
    return min(same, key=lambda c: (abs(c.n_labels - wanted.n_labels), abs(c.run - wanted.run)), default=wanted)


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    box.clear()
    for text, data in entries:
        box.addItem(text, data)
    box.setCurrentIndex(box.findData(chosen))
    widest = max((box.fontMetrics().horizontalAdvance(text) for text, _ in entries), default=0)
    box.setMinimumWidth(widest + _FRAME)  # the style's own hint leaves its padding out
