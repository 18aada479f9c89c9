"""What the running scan has read so far, and the ways to have the project's folders read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import PlannerError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.models.patient_choices import PatientChoice
    from desktop_app.session import Session
    from engine.cohort.records import Cohort, ImageRecord, ScanProblem
    from engine.images.decoded import IntakeRules
    from engine.running.events import FilesRead
    from engine.running.requests import ScanRequest

_ALONE = "each_image_is_a_patient"


class Reading(QObject):
    """Signal: `grew`, after `images` and `problems` (lists that only grow until the record is read anew).

    Everything runs on the GUI thread.
    """

    grew = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.images: list[ImageRecord] = []
        self.problems: list[ScanProblem] = []

    @property
    def active(self) -> bool:
        """Whether images are being read now."""
        job = self._session.job
        return self._session.busy and job is not None and job.job in ("", "scan", "sample")

    def take(self, event: FilesRead) -> None:
        """The scan has read these."""
        self.images += event.images
        self.problems += event.problems
        self.grew.emit()

    def forget(self) -> None:
        """The project's record holds them now."""
        self.images, self.problems = [], []

    def intake_rules(self) -> IntakeRules:
        """By which rules the project's images were let in."""
        from engine.images.decoded import IntakeRules

        request = self.last_request()
        if request is None:
            return IntakeRules()
        return IntakeRules(request.include_modalities, request.include_body_parts)

    # Reading again

    @property
    def interrupted(self) -> bool:
        """Whether the last reading stopped before its end and none is under way: the folders may hold more images."""
        store = self._session.store
        return store is not None and not self.active and store.scan_interrupted

    def last_request(self) -> ScanRequest | None:
        """How the project's images were read, so that they can be read so again; None where nothing was read yet.

        Without a labels file: its labels are in the project, and what was changed since must not be overwritten.
        """
        from engine.running.requests import ScanRequest

        store, cohort = self._session.store, self._session.cohort
        if store is None:
            return None
        try:
            saved = store.scan_request()
        except PlannerError:
            saved = None
        if saved is not None:
            return replace(saved, project=str(store.folder), labels_csv=None)
        if cohort is None or not (cohort.images or cohort.problems):
            return None
        pools = tuple(dict.fromkeys(image.source for image in cohort.images if image.pool_only))
        sources = dict.fromkeys(image.source for image in cohort.images)
        sources |= dict.fromkeys(problem.source for problem in cohort.problems)
        folders = tuple(source for source in sources if source not in pools)
        return ScanRequest(str(store.folder), folders, pool_folders=pools) if folders else None

    def read_again(self) -> bool:
        """Read new and changed files; nothing is lost. False where that could not be begun."""
        return self._submit(self.last_request())

    def include(self, code: str, value: str) -> bool:
        """Read again with a modality or a part of the body (a problem's code and value) let in."""
        request = self.last_request()
        if request is None:
            return False
        if code == "modality":
            values = tuple(dict.fromkeys((*request.include_modalities, value)))
            return self._submit(replace(request, include_modalities=values))
        values = tuple(dict.fromkeys((*request.include_body_parts, value)))
        return self._submit(replace(request, include_body_parts=values))

    def _submit(self, request: ScanRequest | None) -> bool:
        return request is not None and self._session.submit(request)

    # Who is who

    @property
    def each_alone(self) -> bool:
        """Whether the user has said that images without a patient are patients of their own."""
        store = self._session.store
        return store is not None and store.meta(_ALONE) == "yes"

    @property
    def split_is_fixed(self) -> bool:
        """Whether the project's test patients are drawn already."""
        store = self._session.store
        return store is not None and store.meta("split") is not None

    def name_patients(self, choice: PatientChoice) -> bool:
        """Take `choice` for the images that name no patient. Reads again where that changes an image's patient.

        False where it could not be done.
        """
        session, request = self._session, self.last_request()
        if session.store is None or session.busy or request is None:
            return False
        wanted = replace(request, patient_pattern=choice.pattern, patient_folders=choice.folders)
        alone = choice.kind == "alone"
        try:
            session.store.set_meta(_ALONE, "yes" if alone else "")
            if alone and not self._any_guessed():
                session.store.save_scan_request(wanted)
                session.cohort_changed.emit()
                return True
        except PlannerError as error:
            session.problem.emit(str(error))
            return False
        return self._submit(wanted)

    def _any_guessed(self) -> bool:
        guessed = {"patient_from_name", "patient_from_folder"}
        cohort = self._session.cohort
        return cohort is not None and any(not guessed.isdisjoint(image.notes) for image in cohort.images)


def read_cohort(folder: Path) -> Cohort:
    """The cohort in the record of the project in `folder`; on any thread. Raises PlannerError."""
    from engine.running.store import ProjectStore

    store = ProjectStore.open(folder)
    try:
        return store.cohort()
    finally:
        store.close()
