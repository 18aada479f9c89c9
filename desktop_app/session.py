"""What is open: the one place that knows the project, its study, the running job and what the user asks of them.

Pages read its attributes and listen to its signals; only its methods change it. Everything here runs on the GUI thread;
the work itself runs in the worker process behind `RunBridge`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.look.tokens import LIGHT, Tokens
from desktop_app.runs.background import Background
from desktop_app.runs.bridge import RunnerFactory, supervised
from desktop_app.runs.job_session import JobSession, single_shot
from desktop_app.runs.labelling import Labelling
from desktop_app.runs.opening import Opening
from desktop_app.runs.reading import Reading, read_cohort
from engine.errors import PlannerError
from engine.translation import tr

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.learning_curve.points import StudyMeasurements
    from engine.learning_curve.savings import LabelsSaved
    from engine.running.events import Event, Outcome
    from engine.running.store import ProjectStore
    from engine.running.study_record import StudyEntry

_POSITIVE_CLASS = "positive_class"
MANY_IMAGES = 20_000  # of which the record takes a fifth of a second to read
POINTS_MS = 150  # points found in the record arrive in bursts and are read once a burst


class Session(JobSession):
    """The open project and what is asked of it; the running job is `JobSession`'s half (`job`, `busy`, `submit`, …).

    Signals carry no argument unless said: read the attribute of that name. None for `study`, `measurements`, `savings`
    means that there is none yet.
    """

    project_changed = Signal()
    cohort_changed = Signal()
    labels_changed = Signal()
    study_changed = Signal()
    points_changed = Signal()
    answer_changed = Signal()  # the study's answer, or the question (metric, mode, minutes an image), has changed
    target_changed = Signal(float)
    tokens_changed = Signal()

    def __init__(self, runner_factory: RunnerFactory = supervised, parent: QObject | None = None) -> None:
        super().__init__(runner_factory, parent)
        self.store: ProjectStore | None = None
        self.cohort: Cohort | None = None
        self.study: StudyEntry | None = None
        self.measurements: StudyMeasurements | None = None
        self.savings: LabelsSaved | None = None
        self.target: float | None = None
        self.metric = "auc"
        self.mode = "fine_tuned"
        self.minutes_per_image = 1.0
        self.positive_class: str | None = None
        self.tokens: Tokens = LIGHT
        self.opening = Opening(self)
        self.opening.failed.connect(self.problem)
        self.reading = Reading(self)
        self.labelling = Labelling(self)
        self._background = Background(self)
        self._cohort_is_read = False  # since the last change that the running job has told of
        self._points_timer = single_shot(self, POINTS_MS, self._read_points)

    # The project

    def new_project(self, folder: Path | str, name: str) -> bool:
        """Make a project in `folder` and open it. False, with `problem` emitted, where that could not be done."""
        from engine.running.store import ProjectStore

        return self._open(lambda: ProjectStore.create(Path(folder), name))

    def open_project(self, folder: Path | str) -> bool:
        """Open the project in `folder`. False, with `problem` emitted, where that could not be done.

        A large one is open only when `opening` has read its record; until then there is no project.
        """
        from engine.running.store import ProjectStore

        return self._open(lambda: ProjectStore.open(Path(folder)))

    def _open(self, opener: Callable[[], ProjectStore]) -> bool:
        if self.busy:
            self.problem.emit(tr("A job is running. Let it finish, or cancel it, before you open another project."))
            return False
        cohort: Cohort | None = None
        try:
            store = opener()
            images = store.image_count
            if images < MANY_IMAGES:
                cohort = store.cohort()
        except PlannerError as error:
            self.problem.emit(str(error))
            return False
        if cohort is None:
            self.close_project()
            self.opening.begin(store, images, self._show)
        else:
            self._show(store, cohort)
        return True

    def _show(self, store: ProjectStore, cohort: Cohort) -> None:
        self._forget()
        self.store, self.cohort = store, cohort
        self.positive_class = store.meta(_POSITIVE_CLASS) or None
        self._choose_study(store.latest_study())
        self.project_changed.emit()
        self.cohort_changed.emit()
        self._announce_study()

    def close_project(self) -> None:
        """Close the project; the Start page comes back."""
        if self.busy or self.store is None:
            return
        self._forget()
        self.project_changed.emit()
        self.cohort_changed.emit()
        self._announce_study()
        self.job_changed.emit()

    def _forget(self) -> None:
        self.opening.give_up()
        if self.store is not None:
            self.store.close()
        self.reading.forget()
        self.store = self.cohort = self.study = self.measurements = self.savings = None
        self.job = self.target = self.positive_class = None
        self.metric, self.mode, self.minutes_per_image = "auc", "fine_tuned", 1.0

    # The study

    def select_study(self, key: str) -> None:
        """Show another study of this project."""
        if self.store is None:
            return
        entry = next((entry for entry in self.store.studies() if entry.study_key == key), None)
        if entry is not None:
            self._choose_study(entry)
            self._announce_study()

    def _choose_study(self, entry: StudyEntry | None) -> None:
        self.study, self.measurements, self.savings = entry, None, None
        if entry is None or self.store is None:
            return
        self.measurements = self.store.measurements(entry.study_key)
        self.savings = self.store.savings(entry.study_key)
        config = entry.config
        self.metric, self.target = config.metric, config.target
        self.minutes_per_image = config.minutes_per_image
        self.positive_class = config.positive_class or self.positive_class

    def _announce_study(self) -> None:
        self.study_changed.emit()
        self.points_changed.emit()
        self.answer_changed.emit()

    def set_target(self, target: float) -> None:
        """The level of the metric that the user wants to reach."""
        if target != self.target:
            self.target = target
            self.target_changed.emit(target)

    def set_metric(self, metric: str) -> None:
        """Ask about another metric; a target belongs to its metric, so it is forgotten."""
        if metric != self.metric:
            self.metric, self.target = metric, None
            self.answer_changed.emit()

    def set_mode(self, mode: str) -> None:
        """Show the fine-tuned curve or the linear probe's."""
        if mode != self.mode:
            self.mode = mode
            self.answer_changed.emit()

    def set_minutes_per_image(self, minutes: float) -> None:
        """What a label costs, for the plan."""
        if minutes != self.minutes_per_image:
            self.minutes_per_image = minutes
            self.answer_changed.emit()

    def set_positive_class(self, name: str | None) -> None:
        """The class that sensitivity is about; the next study uses it."""
        if name == self.positive_class or self.store is None:
            return
        self.positive_class = name
        try:
            self.store.set_meta(_POSITIVE_CLASS, name or "")
        except PlannerError as error:
            self.problem.emit(str(error))
        self.labels_changed.emit()

    def set_tokens(self, tokens: Tokens) -> None:
        """The theme has changed."""
        if tokens != self.tokens:
            self.tokens = tokens
            self.tokens_changed.emit()

    # The job's part in it

    def shut_down(self) -> None:
        """The window is closing: end the worker process and close the project."""
        self._points_timer.stop()
        self.opening.give_up()
        self.end_runner()
        if self.store is not None:
            self.store.close()
            self.store = None

    def _note(self, event: Event) -> None:
        from engine.running import events as e

        match event:
            case e.FilesRead():
                self._cohort_is_read = False
                self.reading.take(event)
            case e.CohortLoaded():
                self._read_cohort(event.images)
            case e.PointMeasured():
                self._note_study(event.study_key)
                self._points_timer.start()
            case e.AnswerUpdated():
                self._note_study(event.study_key)
                self._read_answer()
            case e.RunStarted():
                self._cohort_is_read = False
                if event.job == "study":
                    self._note_study(None)

    def _wind_up(self, outcome: Outcome) -> None:
        self._points_timer.stop()
        if self.store is None:
            return
        if self.job is not None and self.job.job in ("scan", "sample", "") and not self._cohort_is_read:
            self._read_cohort(len(self.reading.images) + (len(self.cohort.images) if self.cohort else 0))
        if self.study is not None:
            self._refresh_entry()
            self._read_points()
            self._read_answer()

    def _read_cohort(self, images: int) -> None:
        """Read the cohort of about so many images anew; a large one on another thread, the window goes on meanwhile."""
        if self.store is None:
            return
        self._cohort_is_read = True
        if images < MANY_IMAGES:
            self._take_cohort(self.store.cohort(), self.store.folder)
            return
        folder = self.store.folder
        self._background.start(
            lambda: read_cohort(folder),
            lambda cohort: self._take_cohort(cohort, folder),
            lambda error: self.problem.emit(str(error)),
        )

    def _take_cohort(self, cohort: Cohort, folder: Path) -> None:
        if self.store is None or self.store.folder != folder:  # another project was opened meanwhile
            return
        self.cohort = cohort
        self.reading.forget()
        self.cohort_changed.emit()

    def _note_study(self, key: str | None) -> None:
        """A job works on the study `key` (None: the latest); show that one."""
        if self.store is None or (self.study is not None and self.study.study_key == key):
            return
        entry = self.store.latest_study()
        if key is not None and (entry is None or entry.study_key != key):
            entry = next((other for other in self.store.studies() if other.study_key == key), entry)
        if entry is not None and (self.study is None or entry.study_key != self.study.study_key):
            self._choose_study(entry)
            self._announce_study()

    def _refresh_entry(self) -> None:
        assert self.store is not None
        assert self.study is not None
        key = self.study.study_key
        self.study = next((entry for entry in self.store.studies() if entry.study_key == key), self.study)

    def _read_points(self) -> None:
        if self.store is not None and self.study is not None:
            self.measurements = self.store.measurements(self.study.study_key)
            self.points_changed.emit()

    def _read_answer(self) -> None:
        if self.store is not None and self.study is not None:
            self.savings = self.store.savings(self.study.study_key)
            self.answer_changed.emit()
