"""One scored test image: what it is, what the model said, where the model looks, and its label to be set right."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app import wording
from desktop_app.forms.saliency_view import SaliencyView
from desktop_app.look.tokens import SPACE_WITHIN
from desktop_app.look.widgets import (
    Button,
    IconButton,
    heading_label,
    note_label,
    row,
    secondary_button,
    separator,
)
from desktop_app.models.emphasis import unbroken
from desktop_app.models.review_view import ReviewView
from desktop_app.models.review_words import map_sentence, percent
from desktop_app.models.saliency_maps import SaliencyMaps, grid_of, strongest_place
from desktop_app.models.thumbnails import Thumbnails
from engine.translation import mark, tr

_CAUTION = mark("Judge by the image alone. A label changed because the model disagrees flatters the model.")
_MANY_CLASSES = 4  # above so many, the labels stand below one another


class ReviewImage(QWidget):
    """Signals: `map_wanted(int)`, a class; `label_chosen(object)`, a class's name or None; `undo_wanted`."""

    map_wanted = Signal(int)
    label_chosen = Signal(object)
    undo_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, maps: SaliencyMaps) -> None:
        super().__init__()
        self._thumbnails, self._maps = thumbnails, maps
        self._view: ReviewView | None = None
        self._row = -1
        self._busy = False
        self.image = SaliencyView()
        self.answer = heading_label()
        self.facts = note_label()
        self.map_button = secondary_button(tr("Show where the model looks"), "eye")
        self.map_button.setCheckable(True)
        self.map_button.toggled.connect(self._ask)
        self.towards = QComboBox()
        self.towards.setAccessibleName(tr("Evidence for"))
        self.towards.setToolTip(tr("The class whose evidence the map shows."))
        self.towards.activated.connect(self._ask)
        self.map_note = note_label()
        self.label_heading = heading_label(tr("Label"))
        self.label_buttons: dict[str, Button] = {}
        self._labels = QWidget()
        self._label_line = QVBoxLayout(self._labels)
        self._label_line.setContentsMargins(0, 0, 0, 0)
        self._label_line.setSpacing(SPACE_WITHIN)
        self.undo = IconButton("undo", tr("Undo the last change of a label"))
        self.undo.clicked.connect(self.undo_wanted)
        self.undo.setEnabled(False)
        label_row = row(self.label_heading, 1, self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.image)
        column.addWidget(self.answer)
        column.addWidget(self.facts)
        column.addWidget(self.map_button)
        column.addWidget(self.towards)
        column.addWidget(self.map_note)
        column.addWidget(separator())
        column.addLayout(label_row)
        column.addWidget(self._labels)
        column.addWidget(note_label(tr(_CAUTION)))
        column.addStretch(1)
        maps.changed.connect(self.refresh)

    def show_row(self, view: ReviewView | None, at: int) -> None:
        """Show row `at` of the scores; -1 for none."""
        known = view is not None and self._view is not None and view.classes == self._view.classes
        moved = (view.review.cell.key if view else "", at) != (self._key(), self._row)
        self._view, self._row = view, at
        if view is not None and not (known and self.label_buttons):
            self._build_labels(view.classes)
        if view is not None and at >= 0 and moved:
            with QSignalBlocker(self.towards):
                self.towards.clear()
                for k, name in enumerate(view.classes):
                    answered = k == int(view.review.predicted[at])
                    text = (
                        tr("Evidence for {name}, its answer", name=name)
                        if answered
                        else tr("Evidence for {name}", name=name)
                    )
                    self.towards.addItem(text, k)
                self.towards.setCurrentIndex(int(view.review.predicted[at]))
        self.refresh()
        if moved and self.map_button.isChecked():
            self._ask()

    def set_busy(self, busy: bool) -> None:
        """Whether another job keeps the worker: no map can be asked for meanwhile."""
        self._busy = busy
        self.refresh()

    def chosen_class(self) -> int:
        """The class whose evidence is asked for."""
        return int(self.towards.currentData() or 0)

    def refresh(self) -> None:
        """Show the chosen image as it stands: with its map if it has come, with its label as it is now."""
        view, at = self._view, self._row
        record = view.images[at] if view is not None and 0 <= at < len(view.images) else None
        self.setEnabled(record is not None)
        if view is None or record is None:
            self.image.show_pixels(None)
            self.image.show_map(None)
            self.answer.setText(tr("No image chosen"))
            self.facts.setText("")
            self.map_note.setText("")
            return
        self.image.show_pixels(self._thumbnails.pixels(record.cache_slot))
        truth, answer = view.classes[int(view.truth[at])], int(view.review.predicted[at])
        scores = view.review.cell.scores[at]
        sure = percent(float(scores[answer]))
        said = tr("{truth}, answered as {answer} ({sure})", truth=truth, answer=view.classes[answer], sure=sure)
        self.answer.setText(unbroken(said))
        facts = [tr("Patient {id}", id=wording.short_id(record.patient))]
        if record.label != truth:
            now = record.label or tr("unlabelled")
            facts.append(tr("labelled {truth} in this study, {now} now", truth=truth, now=now))
        self.facts.setText(" · ".join(facts))
        for name, button in self.label_buttons.items():
            button.setChecked(name == record.label)
        self._show_map(view, record.image_id)

    def _show_map(self, view: ReviewView, image_id: str) -> None:
        waiting = self._maps.waiting
        possible = view.map_cell is not None
        self.map_button.setEnabled(possible and (not self._busy or waiting or self.map_button.isChecked()))
        self.towards.setVisible(possible and self.map_button.isChecked())
        on = self.map_button.isChecked() and view.map_cell is not None
        found = self._maps.find(view.map_cell.key, image_id, self.chosen_class()) if on and view.map_cell else None
        notes = []
        if on and found is None:
            notes.append(tr("The map is being drawn.") if waiting else tr("There is no map of this image yet."))
        if found is not None:
            place = strongest_place(grid_of(found))
            name = view.classes[found.towards]
            if place:
                notes.append(
                    tr(
                        "Warm where this model finds evidence for {name}, most in the {place}; the line is at half of "
                        "that. It is {sure} sure. The map has {rows} × {columns} places and shows no cause.",
                        name=name,
                        place=place,
                        sure=percent(found.scores[found.towards]),
                        rows=found.rows,
                        columns=found.columns,
                    )
                )
            else:
                notes.append(tr("This model finds no evidence for {name} anywhere in the image.", name=name))
        if self._busy and not waiting and possible:
            notes.append(tr("A map can be drawn once the running job has ended."))
        notes.append(map_sentence(view))
        self.image.show_map(grid_of(found) if found is not None else None)
        self.image.setAccessibleDescription(notes[0])
        self.map_note.setText(unbroken(" ".join(notes)))

    def _ask(self, *_: object) -> None:
        self.refresh()
        view, at = self._view, self._row
        record = view.images[at] if view is not None and 0 <= at < len(view.images) else None
        if not self.map_button.isChecked() or view is None or view.map_cell is None or record is None:
            return
        if self._maps.find(view.map_cell.key, record.image_id, self.chosen_class()) is None:
            self.map_wanted.emit(self.chosen_class())

    def _build_labels(self, classes: tuple[str, ...]) -> None:
        for button in self.label_buttons.values():
            self._label_line.removeWidget(button)
            button.deleteLater()
        self.label_buttons = {}
        for name in classes:
            button = secondary_button(name)
            button.setCheckable(True)
            button.setAccessibleName(tr("Label this image {name}", name=name))
            button.clicked.connect(lambda _=False, chosen=name: self.label_chosen.emit(chosen))
            self.label_buttons[name] = button
        buttons = list(self.label_buttons.values())
        step = 2 if len(buttons) <= _MANY_CLASSES else 1
        for first in range(0, len(buttons), step):
            self._label_line.addLayout(row(*buttons[first : first + step]))

    def _key(self) -> str:
        return self._view.review.cell.key if self._view is not None else ""

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
