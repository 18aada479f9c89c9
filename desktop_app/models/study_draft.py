"""The study that "Run study" would run: a question, a preset and the user's settings, judged on what there is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.models.study_starts import starts_problem
from desktop_app.models.study_summary import Machine, StudySummary, study_summary
from desktop_app.models.study_view import (
    PresetView,
    StudyCounts,
    adapted,
    preset_view,
    study_counts,
    with_counts,
)
from engine.errors import InputError
from engine.learning_curve.design import Initialisation, StudyConfig
from engine.learning_curve.experiments import EXPERIMENTS, Experiment, design_experiment

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.cohort.split import Split


@cache
def presets() -> tuple[StudyConfig, ...]:
    """The studies that come with the program, as they are shown from left to right."""
    from engine.learning_curve.presets import load_preset, preset_names

    return tuple(load_preset(name) for name in preset_names())


class StudyDraft:
    """config: the study as chosen so far. counts: what there is to study, as last counted. experiment: the question
    that its starts and budgets answer; None for a comparison of the user's own."""

    def __init__(self) -> None:
        self.config: StudyConfig = presets()[0]
        self.counts: StudyCounts = study_counts(None, None, self.config.test_fraction)
        self.experiment: Experiment | None = "labels"
        self._own_budgets: tuple[int, ...] = ()

    def count(self, cohort: Cohort | None, split: Split | None) -> bool:
        """Count anew; true when anything differs. A question's starts follow what is there."""
        before = self.counts
        self.counts = study_counts(cohort, split, self.config.test_fraction)
        if self.counts == before:
            return False
        if self.experiment is not None:
            try:
                self.config = self._designed(self.config, self.experiment)
            except InputError:
                self._ask("labels")
        return True

    # The user's choices

    def start_over(self) -> None:
        """Forget the question, the starts and the budgets: another project was opened."""
        self.experiment, self._own_budgets = "labels", ()
        self.config = presets()[0]

    def choose(self, preset: str, minutes_per_image: float, positive_class: str | None) -> None:
        """Take a preset for this cohort, with the user's price of a label and finding to look for.

        The question, its starts and budgets that were typed stay.
        """
        config = next(config for config in presets() if config.preset == preset)
        config = replace(config, minutes_per_image=minutes_per_image)
        self.config = self._with_starts(adapted(config, self.counts, positive_class))

    def ask(self, experiment: Experiment) -> None:
        """Take the starts and budgets of one of the three experiments. Raises InputError where it cannot be done."""
        self._own_budgets = ()
        self._ask(experiment)

    def _ask(self, experiment: Experiment) -> None:
        self.config = self._designed(self.config, experiment)
        self.experiment = experiment

    def compare(self, starts: tuple[Initialisation, ...]) -> bool:
        """Take the user's own list of starts. False where it cannot be a study yet; the old list then stays."""
        if not starts or len({start.name for start in starts}) < len(starts):
            return False
        self.config = replace(self.config, initialisations=starts)
        self.experiment = next((e for e in EXPERIMENTS if self._starts_of(e) == starts), None)
        return True

    def set_config(self, config: StudyConfig) -> None:
        """Take the settings as they were typed."""
        if config.budgets != self.config.budgets:
            self._own_budgets = config.budgets
        self.config = config

    # What follows from them

    def problem(self, starts: tuple[Initialisation, ...] | None = None) -> str:
        """Why the study cannot be run on this cohort; "" where it can. starts: the list as shown."""
        wrong = starts_problem(self.config.initialisations if starts is None else starts, self.counts)
        return wrong or with_counts(self.config, self.counts)

    def experiment_problem(self, experiment: Experiment) -> tuple[str, str]:
        """Why an experiment cannot be done, as (code, sentence); both "" where it can, or nothing is there yet."""
        if not self.counts.n_train:
            return "", ""
        try:
            design_experiment(experiment, replace(self.config, budgets=()), self.counts.sizes)
        except InputError as error:
            return error.code, str(error)
        return "", ""

    def views(self, images_per_second: float | None) -> list[PresetView]:
        """All presets' cards with the question and the starts, the chosen one with all of the user's settings."""
        configs = (
            self.config if self.config.preset == config.preset else self._with_starts(config) for config in presets()
        )
        return [preset_view(config, self.counts, images_per_second) for config in configs]

    def summary(self, machine: Machine) -> StudySummary:
        """What the study as chosen asks of the machine."""
        return study_summary(self.config, self.counts, machine)

    def _designed(self, config: StudyConfig, experiment: Experiment) -> StudyConfig:
        return design_experiment(experiment, replace(config, budgets=self._own_budgets), self.counts.sizes)

    def _with_starts(self, config: StudyConfig) -> StudyConfig:
        if self.experiment is not None:
            try:
                return self._designed(config, self.experiment)
            except InputError:
                pass
        return replace(config, initialisations=self.config.initialisations, budgets=self.config.budgets)

    def _starts_of(self, experiment: Experiment) -> tuple[Initialisation, ...]:
        try:
            return self._designed(self.config, experiment).initialisations
        except InputError:
            return ()
