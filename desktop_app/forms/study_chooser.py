"""Choosing a study: keeps the draft of it and the form that shows it in step, and asks for folders and files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.forms.study_choice import StudyChoice
from desktop_app.models.study_draft import StudyDraft
from desktop_app.models.study_sentences import lead
from desktop_app.models.study_summary import Machine
from desktop_app.runs.machine import cores, free_bytes, memory_bytes
from desktop_app.session import Session
from engine.errors import InputError
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.experiments import Experiment
from engine.learning_curve.initialisations import from_file, simclr_on
from engine.running.freed_memory import free_memory
from engine.translation import tr


class StudyChooser(QObject):
    """Signals: `changed` after the study, or what it takes, changed; `folder_being_read` after another folder of
    images was asked for: the Data page shows how it is read."""

    changed = Signal()
    folder_being_read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self.draft = StudyDraft()
        self._then: Callable[[], None] | None = None  # once the folder that is being read is there
        self.form = StudyChoice(self.draft.views(None))
        form = self.form
        form.chosen.connect(self.choose)
        form.advanced.changed.connect(self._advanced_changed)
        form.experiments.chosen.connect(self._ask)
        form.experiments.folder_wanted.connect(lambda: self._choose_folder(lambda: self._ask("pool_kind")))
        form.starts.changed.connect(self._starts_changed)
        form.starts.folder_wanted.connect(lambda: self._choose_folder(lambda: form.starts.add(simclr_on("generic"))))
        form.starts.file_wanted.connect(self._choose_file)
        session.job_ended.connect(self._folder_read)

    @property
    def config(self) -> StudyConfig:
        """The study that "Run study" would run."""
        return self.draft.config

    def start_over(self) -> None:
        """Another project, or another study of it, is shown."""
        self.draft.start_over()
        self.count()
        self.choose(self.draft.config.preset)

    def count(self) -> bool:
        """Count what there is to study; true when that has changed. The form then shows it."""
        store = self.session.store
        changed = self.draft.count(self.session.cohort, store.split() if store is not None else None)
        if changed:
            self._load()
        return changed

    def choose(self, preset: str) -> None:
        """Take a preset; Advanced then shows its settings."""
        self.draft.choose(preset, self.session.minutes_per_image, self.session.positive_class)
        self.form.cards[preset].setChecked(True)
        self._load()
        self.show()

    def wrong(self) -> str:
        """Why the study cannot be run as the form stands; "" where it can."""
        return self.form.advanced.problem() or self.draft.problem(self.form.starts.starts)

    def line(self) -> str:
        """The study in a line, with its time."""
        return self.draft.summary(self._machine()).line

    def show(self) -> None:
        """Show the study and what it takes."""
        draft, form, wrong = self.draft, self.form, self.wrong()
        for experiment, card in form.experiments.cards.items():
            code, sentence = draft.experiment_problem(experiment)
            card.show_problem(code, "" if sentence == wrong else sentence)  # said once, for the whole page
        form.experiments.show_experiment(draft.experiment)
        views = draft.views(self.session.images_per_second)
        views = [replace(view, problem="") if view.problem == wrong else view for view in views]
        can_go_back = self.session.study is not None
        form.show_choice(views, lead(draft.counts), draft.summary(self._machine()), wrong, can_go_back)
        self.changed.emit()

    def _machine(self) -> Machine:
        session = self.session
        on_cpu = not session.device or session.device.startswith("CPU")
        room = free_bytes(session.store.folder) if session.store is not None else None
        return Machine(
            session.images_per_second, session.device, cores() if on_cpu else 1, memory_bytes(), room, session.autocast,
            free_memory(),
        )  # fmt: skip

    def _load(self) -> None:
        self.form.advanced.load(self.draft.config, self.draft.counts)
        self.form.starts.show_starts(self.draft.config.initialisations, self.draft.counts)

    # What the user does

    def _advanced_changed(self) -> None:
        config = self.form.advanced.config()
        if config is not None:
            if config.positive_class != self.draft.config.positive_class:
                self.session.set_positive_class(config.positive_class)
            self.draft.set_config(config)
        self.show()

    def _ask(self, experiment: str) -> None:
        try:
            self.draft.ask(cast("Experiment", experiment))
        except InputError:
            return  # its card says why
        self.form.advanced.set_starts(self.draft.config)
        self.form.starts.show_starts(self.draft.config.initialisations, self.draft.counts)
        self.show()

    def _starts_changed(self) -> None:
        if self.draft.compare(self.form.starts.starts):
            self.form.advanced.set_starts(self.draft.config)
        self.show()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.form, tr("Choose pretrained weights"), "", tr("Weights ({pattern})", pattern="*.safetensors")
        )
        if name:
            self.form.starts.add(from_file(name))

    def _choose_folder(self, then: Callable[[], None]) -> None:
        """Let the user name a folder of other images and have it read as a pool; `then` once that is done."""
        request = self.session.reading.last_request()
        if request is None or self.session.busy:
            return
        name = QFileDialog.getExistingDirectory(self.form, tr("Choose a folder of images to pretrain on"))
        if not name or str(Path(name)) in (*request.folders, *request.pool_folders):
            return
        if self.session.submit(replace(request, pool_folders=(*request.pool_folders, str(Path(name))))):
            self._then = then
            self.folder_being_read.emit()

    def _folder_read(self, outcome: object) -> None:
        from engine.running.events import RunFinished

        then, self._then = self._then, None
        if then is not None and isinstance(outcome, RunFinished):
            self.count()
            if self.draft.counts.n_generic:
                then()
