"""The sample cohort from one click: make it, read it, run the sample study."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.session import Session

SAMPLE_NAME = "Sample cohort"  # its folder too, so the same in every language
IMAGES_FOLDER = "sample images"


class SampleTour(QObject):
    """Drives the session through the sample's two jobs. `page_requested(str)`: where there is something to see."""

    page_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._making = False
        session.job_ended.connect(self._go_on)
        session.project_changed.connect(self._forget)

    def start(self, folder: Path) -> bool:
        """Open the sample project in `folder`, or make it there; then run the study it lacks. False where it failed."""
        from engine.running.requests import SampleRequest
        from engine.running.store import ProjectStore

        if ProjectStore.is_project(folder):
            opened = self.session.open_project(folder)
        else:
            opened = self.session.new_project(folder, SAMPLE_NAME)
        if not opened or self.session.store is None:
            return opened
        cohort = self.session.cohort
        if cohort is None or not cohort.images:
            self._making = self.session.submit(SampleRequest(str(folder), str(folder / IMAGES_FOLDER)))
            self.page_requested.emit("Data")
        elif self.session.study is None or self.session.study.state == "running":
            self._run_study()
        else:
            self.page_requested.emit("Curve")
        return True

    def _forget(self) -> None:
        self._making = False

    def _go_on(self, outcome: object) -> None:
        from engine.running.events import RunFinished

        if self._making:
            self._making = False
            if isinstance(outcome, RunFinished):
                self._run_study()

    def _run_study(self) -> None:
        from engine.learning_curve.presets import SAMPLE_PRESET, load_preset
        from engine.running.requests import StudyRequest

        assert self.session.store is not None
        self.session.submit(StudyRequest(str(self.session.store.folder), load_preset(SAMPLE_PRESET)))
        self.page_requested.emit("Study")
