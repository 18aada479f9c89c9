"""Labels given in the window: each written at once, undone and done again, their pace measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_app.runs.label_writer import LabelWriter
from engine.cohort.label_pace import TIMES_KEY, LabelPace, pace_of
from engine.cohort.records import Cohort, ImageRecord
from engine.errors import PlannerError
from engine.translation import tr

if TYPE_CHECKING:
    from desktop_app.session import Session
    from engine.running.label_record import GivenLabel, LabelChange

BY_HAND, FROM_TABLE, FROM_FOLDERS, FROM_HEADERS = "app", "csv", "folders", "dicom"
_POSITIVE_CLASS = "positive_class"
_KEPT_STEPS = 1000


@dataclass(frozen=True)
class Step:
    """A change that can be undone (or done again). change: what to write. words: what a button says that undoes it.
    image_id: of a single label, "" for a change of many.
    """

    change: LabelChange
    words: str
    image_id: str = ""


class Labelling(QObject):
    """Signals: `saved(str)`, an image's id ("" for a change of many), after it is on disk and in the session's cohort;
    `refused(str)`, a sentence, nothing was written; `changed`, when `busy` or what can be undone has changed.

    Everything runs on the GUI thread but the writing itself.
    """

    saved = Signal(str)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._writer = LabelWriter(self)
        self._cohort: Cohort | None = None
        self._places: dict[str, int] = {}
        self._unsaid = False
        self.undo_steps: list[Step] = []
        self.redo_steps: list[Step] = []
        self.pace = LabelPace()
        self.unsure: frozenset[str] = frozenset()
        session.project_changed.connect(self._project_changed)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.finish)

    @property
    def busy(self) -> bool:
        """Whether a change is on its way to the disk."""
        return self._writer.busy

    def record(self, image_id: str) -> ImageRecord | None:
        """The image as the session has it."""
        cohort = self._session.cohort
        if cohort is None:
            return None
        if self._cohort is None or self._cohort.images is not cohort.images:
            self._cohort, self._places = cohort, {image.image_id: at for at, image in enumerate(cohort.images)}
        at = self._places.get(image_id)
        return None if at is None else cohort.images[at]

    # Wishes

    def label_image(
        self, image_id: str, label: str | None, *, seconds: float | None = None, quiet: bool = False
    ) -> None:
        """Label one image by hand; None takes its label away. seconds: what it took, None not to count it.

        quiet: other pages hear of it only at the next `announce`.
        """
        change = _change({image_id: label}, BY_HAND, unsure={image_id: False})
        self._write(Step(change, tr("Undo the last label"), image_id), self.undo_steps, seconds=seconds, quiet=quiet)

    def mark_unsure(self, image_id: str, *, quiet: bool = False) -> None:
        """Note that the user cannot tell; the image is left without a label."""
        change = _change({image_id: None}, BY_HAND, unsure={image_id: True})
        self._write(Step(change, tr("Undo the last answer"), image_id), self.undo_steps, quiet=quiet)

    def give(
        self,
        labels: Mapping[str, str | None],
        origin: str,
        words: str,
        patients: Mapping[str, str] | None = None,
    ) -> None:
        """Set many labels (and salted patients) in one step. words: what a button says that undoes it."""
        no_longer = {i: False for i, label in labels.items() if label is not None and i in self.unsure}
        change = _change(labels, origin, unsure=no_longer, patients=patients)
        self._write(Step(change, words), self.undo_steps)

    def change(self, change: LabelChange, words: str) -> None:
        """Write any change in one step."""
        self._write(Step(change, words), self.undo_steps)

    def undo(self, *, quiet: bool = False) -> None:
        """Take the last step back."""
        self._repeat(self.undo_steps, self.redo_steps, quiet)

    def redo(self, *, quiet: bool = False) -> None:
        """Do the step that was last undone again."""
        self._repeat(self.redo_steps, self.undo_steps, quiet)

    def announce(self) -> None:
        """Let the other pages know of what was labelled quietly."""
        if self._unsaid and self._session.store is not None:
            self._unsaid = False
            self._session.labels_changed.emit()
            self._session.cohort_changed.emit()

    def finish(self) -> None:
        """Return when all labels are on disk, or refused."""
        self._writer.finish()

    # The writing

    def _repeat(self, steps: list[Step], others: list[Step], quiet: bool) -> None:
        if steps and not self.busy:
            self._write(steps[-1], others, taken_from=steps, quiet=quiet)

    def _write(
        self,
        step: Step,
        onto: list[Step],
        *,
        taken_from: list[Step] | None = None,
        seconds: float | None = None,
        quiet: bool = False,
    ) -> None:
        store = self._session.store
        if store is None:
            return
        folder = store.folder
        meta: Mapping[str, str] = {}
        if seconds is not None:
            self.pace = self.pace.with_image(seconds)
            meta = self.pace.meta()

        def take(result: LabelChange | PlannerError) -> None:
            if self._session.store is not None and self._session.store.folder == folder:
                self._take(result, step, onto, taken_from, quiet)

        self._writer.write(folder, step.change, meta, take)
        self.changed.emit()

    def _take(
        self,
        result: LabelChange | PlannerError,
        step: Step,
        onto: list[Step],
        taken_from: list[Step] | None,
        quiet: bool,
    ) -> None:
        if isinstance(result, PlannerError):
            self.changed.emit()
            self.refused.emit(str(result))
            return
        if taken_from is None:
            self.redo_steps.clear()
        elif step in taken_from:
            taken_from.remove(step)
        onto.append(replace(step, change=result))
        del onto[:-_KEPT_STEPS]
        self._patch(step.change)
        self._unsaid = True
        self.changed.emit()
        self.saved.emit(step.image_id)
        if not quiet:
            self.announce()

    def _patch(self, change: LabelChange) -> None:
        """Bring the session's cohort up to what was written, without reading all of it again."""
        session = self._session
        if session.cohort is not None and (change.labels or change.patients):
            images = list(session.cohort.images)
            for image_id in {**change.labels, **change.patients}:
                if (image := self.record(image_id)) is not None:
                    images[self._places[image_id]] = _changed(image, change)
            session.cohort = self._cohort = Cohort(tuple(images), session.cohort.problems)
        if change.unsure:
            marked = {i for i, unsure in change.unsure.items() if unsure}
            self.unsure = (self.unsure - set(change.unsure)) | marked
        if _POSITIVE_CLASS in change.settings:
            session.positive_class = change.settings[_POSITIVE_CLASS] or None

    def _project_changed(self) -> None:
        store = self._session.store
        self.undo_steps.clear()
        self.redo_steps.clear()
        self._unsaid = False
        try:
            self.pace = pace_of(store.meta(TIMES_KEY) if store is not None else None)
            self.unsure = store.unsure() if store is not None else frozenset()
        except PlannerError as error:
            self.pace, self.unsure = LabelPace(), frozenset()
            self._session.problem.emit(str(error))
        self.changed.emit()


def _change(
    labels: Mapping[str, str | None],
    origin: str,
    *,
    unsure: Mapping[str, bool],
    patients: Mapping[str, str] | None = None,
) -> LabelChange:
    from engine.running.label_record import GivenLabel, LabelChange

    def given(label: str | None) -> GivenLabel | None:
        return None if label is None else GivenLabel(label, origin)

    return LabelChange(
        labels={image_id: given(label) for image_id, label in labels.items()},
        patients={image_id: (patient, True) for image_id, patient in (patients or {}).items()},
        unsure=unsure,
    )


def _changed(image: ImageRecord, change: LabelChange) -> ImageRecord:
    if image.image_id in change.labels:
        given = change.labels[image.image_id]
        image = replace(image, label=None if given is None else given.label)
    if image.image_id in change.patients:
        patient, known = change.patients[image.image_id]
        image = replace(image, patient=patient, patient_known=known)
    return image
