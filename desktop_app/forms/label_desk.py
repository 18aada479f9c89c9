"""Labelling by hand: one large image at a time, a key for each class, every answer on disk before the next image."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.forms.label_canvas import LabelCanvas
from desktop_app.forms.label_keys import bind_keys
from desktop_app.forms.label_side import NARROW_WIDTH, WIDTH, LabelSide
from desktop_app.look.class_marks import ClassMark, class_marks
from desktop_app.look.tokens import SPACE_BETWEEN, SPACE_WITHIN
from desktop_app.look.widgets import EmptyState, Notice, row
from desktop_app.models.label_classes import MOST_KEYS, project_classes
from desktop_app.models.label_pictures import LabelPictures
from desktop_app.models.label_progress import LabelProgress, progress_of, test_note, unsure_left
from desktop_app.models.label_queue import LabelQueue
from desktop_app.models.viewer_picture import Picture
from desktop_app.models.viewer_view import STEP, View
from desktop_app.runs.job_session import single_shot
from desktop_app.runs.labelling import Step
from desktop_app.runs.looking import Looking
from desktop_app.session import Session
from engine.cohort.label_order import labelling_order
from engine.translation import tr

_AHEAD = 3  # images read before they are wanted
_SLOW_MS = 250  # after which it is said that a label is being saved
_NARROW = 820


class LabelDesk(QWidget):
    """Signals: `moved`, after another image or answer is shown; `done_wanted`; `edit_wanted`, the classes.

    An image is shown from the project's cache at once; with `looking`, every pixel of its file a moment later.
    """

    moved = Signal()
    done_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, session: Session, looking: Looking | None = None) -> None:
        super().__init__()
        self.session = session
        self.queue, self.pictures = LabelQueue(), LabelPictures(self, looking)
        self.canvas, self.side = LabelCanvas(), LabelSide()
        self.trouble = Notice("bad")
        self.finished = EmptyState("circle-check", "", "", tr("Go on to the study"))
        self.progress = LabelProgress()
        self._classes: tuple[str, ...] = ()
        self._marks: dict[str, ClassMark] = {}
        self._since: float | None = None  # when the image on screen appeared; None while nobody looks
        self._waiting_for = ""  # the image whose answer is being written
        self._again = False  # the unsure images are looked at once more
        self._answered: set[str] = set()
        self._slow = single_shot(self, _SLOW_MS, lambda: self.side.state.setText(tr("Saving…")))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Label images"))
        self.canvas.show_focus_of(self)
        self._stage = QStackedWidget()
        self._stage.addWidget(self.canvas)
        self._stage.addWidget(self.finished)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_WITHIN)
        column.addWidget(self.trouble)
        column.addWidget(self._stage, 1)
        line = row(left, self.side, spacing=SPACE_BETWEEN)
        line.setStretch(0, 1)
        self.setLayout(line)

    def _connect(self) -> None:
        numbers = range(1, MOST_KEYS + 1)
        bind_keys(self, {str(n): lambda n=n: self._choose_number(n) for n in numbers} | {"0": self.mark_unsure})
        bind_keys(self, {"Backspace": self.undo, "Ctrl+Z": self.undo, "Ctrl+Y": self.redo, "Ctrl+Shift+Z": self.redo})
        nearer, farther = lambda: self.canvas.zoom(STEP), lambda: self.canvas.zoom(1 / STEP)
        bind_keys(self, {"+": nearer, "=": nearer, "-": farther, "R": self.canvas.reset})
        bind_keys(self, {"Left": lambda: self.step(-1), "Right": lambda: self.step(1)}, repeat=True)
        side, labelling = self.side, self.session.labelling
        side.class_chosen.connect(self.choose)
        side.unsure_chosen.connect(self.mark_unsure)
        side.stepped.connect(self.step)
        side.undo_wanted.connect(self.undo)
        side.redo_wanted.connect(self.redo)
        side.edit_wanted.connect(self.edit_wanted)
        side.everything_wanted.connect(lambda _: self.begin())
        self.finished.action.connect(lambda: self.begin() if self.progress.unsure else self.done_wanted.emit())
        self.pictures.sharpened.connect(self._sharpen)
        labelling.saved.connect(self._saved)
        labelling.refused.connect(self._refused)
        labelling.changed.connect(self._show_buttons)

    def begin(self) -> None:
        """Show the first image that waits for a label, or of all where labelled ones are wanted too."""
        session = self.session
        store, images = session.store, session.cohort.images if session.cohort is not None else ()
        split = store.split() if store is not None else None
        useless = set(split.held_out) - set(split.test) if split is not None else set()
        order = [images[at] for at in labelling_order(images, held_out=useless)]
        unsure = session.labelling.unsure
        if not self.side.everything.isChecked():
            order = [image for image in order if image.label is None]
            order.sort(key=lambda image: image.image_id in unsure)  # stable
        self.queue.begin([image.image_id for image in order])
        self._again = all(image.image_id in unsure for image in order)
        self._answered.clear()
        of_no_use = sum(image.label is None and image.image_id in useless for image in images)
        self.side.show_test_note(test_note(split_is_fixed=split is not None, of_no_use=of_no_use))
        self.pictures.begin(store.images_cache_path if store is not None else None, session.reading.intake_rules())
        self.trouble.show_notice("bad", "")
        self._waiting_for = ""
        self.show_classes()
        self._count()
        self._show_current()

    def show_classes(self) -> None:
        """Take the project's classes as they stand."""
        counts = self.session.cohort.class_counts if self.session.cohort is not None else {}
        self._classes = project_classes(self.session.store, counts)
        self._marks = class_marks(self._classes)
        self.side.show_classes(self._classes, self._marks)
        self._show_answer()

    def keys_line(self) -> str:
        """Which keys there are."""
        keys = f"1–{min(len(self._classes), MOST_KEYS)}"
        return tr("Press {keys} for its class, 0 if you are unsure; Backspace takes the last answer back.", keys=keys)

    def refresh(self) -> None:
        """The labels, or the images, have changed elsewhere."""
        current = self.queue.current
        if current is not None and self.session.labelling.record(current) is None:
            self.begin()
            return
        self.show_classes()
        self._count()

    def show_image(self, image_id: str) -> None:
        """Show this image now."""
        if self.session.labelling.record(image_id) is not None:
            self.queue.go_to(image_id)
            self._show_current()

    # Answers

    def _choose_number(self, number: int) -> None:
        if number <= len(self._classes):
            self.choose(self._classes[number - 1])

    def choose(self, label: str) -> None:
        """The image on screen is of this class."""
        image_id = self._answerable()
        if image_id:
            self.session.labelling.label_image(image_id, label, seconds=self._seconds(), quiet=True)

    def mark_unsure(self) -> None:
        """The user cannot tell what the image on screen is."""
        image_id = self._answerable()
        if image_id:
            self.session.labelling.mark_unsure(image_id, quiet=True)

    def undo(self) -> None:
        """Take the last answer back and show its image."""
        self._repeat(self.session.labelling.undo_steps, self.session.labelling.undo)

    def redo(self) -> None:
        """Give the answer that was last taken back again."""
        self._repeat(self.session.labelling.redo_steps, self.session.labelling.redo)

    def step(self, by: int) -> None:
        """Go to the next or previous image without an answer."""
        if not self._waiting_for:
            self.queue.step(by)
            self._show_current()

    def _answerable(self) -> str:
        """The image on screen, while no answer is on its way: the next answer is to an image that was seen."""
        image_id = self.queue.current or ""
        if not image_id or self._waiting_for:
            self._show_answer()
            return ""
        self._waiting_for = image_id
        self._slow.start()
        return image_id

    def _repeat(self, steps: list[Step], again: Callable[..., None]) -> None:
        if steps and steps[-1].image_id and not self._waiting_for:
            self._waiting_for = f"again {steps[-1].image_id}"
            self._slow.start()
            again(quiet=True)

    def _saved(self, image_id: str) -> None:
        waited, self._waiting_for = self._waiting_for, ""
        self._slow.stop()
        if not self.isVisible():  # the page was left, perhaps while the answer was on its way
            self.session.labelling.announce()
            if not waited:
                return
        self.side.state.setText(tr("Saved") if image_id else "")
        self.trouble.show_notice("bad", "")
        self._answered.add(image_id)
        if waited == image_id and image_id:
            everything = self.side.everything.isChecked()
            self.queue.advance((lambda _: True) if everything else self._is_open, wrap=not everything)
        elif image_id:
            self.queue.go_to(image_id)
        self._show_current()
        self.canvas.repaint()  # the next image first; counting a hundred thousand can wait for it
        self._count()
        self.moved.emit()

    def _is_open(self, image_id: str) -> bool:
        image = self.session.labelling.record(image_id)
        if image is None or image.label is not None:
            return False
        return image_id not in (self._answered if self._again else self.session.labelling.unsure)

    def _refused(self, sentence: str) -> None:
        self._waiting_for = ""
        self._slow.stop()
        self.side.state.setText("")
        self._show_answer()
        kept = tr("This answer was not saved; all before it are. Give it again once that is put right.")
        self.trouble.show_notice("bad", f"{sentence}\n{kept}")

    # What is shown

    def _show_current(self) -> None:
        labelling = self.session.labelling
        image = labelling.record(self.queue.current or "")
        self._stage.setCurrentIndex(0 if image is not None else 1)
        if image is not None:
            self.canvas.set_view(View())
            coming = (labelling.record(image_id) for image_id in self.queue.coming(_AHEAD))
            self.canvas.show_picture(self.pictures.picture(image, [other for other in coming if other is not None]))
        else:
            self._show_finished()
        self._show_answer()
        self._show_buttons()
        self._since = time.monotonic()

    def _sharpen(self, image_id: str, picture: Picture) -> None:
        if image_id == self.queue.current and self.isVisible():
            self.canvas.set_view(replace(self.canvas.view, shades=None))  # its grey values are others
            self.canvas.show_picture(picture)

    def _show_answer(self) -> None:
        image_id = self.queue.current or ""
        image = self.session.labelling.record(image_id)
        label = image.label if image is not None else None
        unsure = image_id in self.session.labelling.unsure
        self.side.show_answer(label, unsure=unsure)
        self.canvas.show_label(label or (tr("Unsure") if unsure else ""), self._marks.get(label or ""))

    def _show_buttons(self) -> None:
        labelling = self.session.labelling
        self.side.undo.setEnabled(bool(labelling.undo_steps) and bool(labelling.undo_steps[-1].image_id))
        self.side.redo.setEnabled(bool(labelling.redo_steps) and bool(labelling.redo_steps[-1].image_id))
        self.side.previous.setEnabled(not self.queue.at_start)
        self.side.next.setEnabled(not self.queue.at_end)
        self.side.set_answerable(self.queue.current is not None)

    def _show_finished(self) -> None:
        unsure = self.progress.unsure
        self.finished.say(
            tr("That was the last image"),
            unsure_left(unsure) if unsure else tr("Every image that can be labelled has its label."),
            tr("Look at them again") if unsure else tr("Go on to the study"),
        )

    def _count(self) -> None:
        cohort = self.session.cohort
        self.progress = progress_of(cohort.images if cohort is not None else (), self.session.labelling.unsure)
        self.side.show_progress(self.progress, self.session.labelling.pace.median)
        if self.queue.current is None:
            self._show_finished()

    # Who looks, and when

    def _seconds(self) -> float | None:
        return None if self._since is None else time.monotonic() - self._since

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._since = time.monotonic() if self.isActiveWindow() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(NARROW_WIDTH if self.width() < _NARROW else WIDTH)
