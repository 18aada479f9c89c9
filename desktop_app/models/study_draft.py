"""The study that "Run study" would run: a preset with the user's settings, judged against what the project holds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.models.study_view import (
    PresetView,
    StudyCounts,
    adapted,
    preset_view,
    study_counts,
    with_counts,
)
from engine.learning_curve.design import StudyConfig

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.cohort.split import Split


@cache
def presets() -> tuple[StudyConfig, ...]:
    """The studies that come with the program, as they are shown from left to right."""
    from engine.learning_curve.presets import load_preset, preset_names

    return tuple(load_preset(name) for name in preset_names())


class StudyDraft:
    """config: the study as chosen so far. counts: what there is to study, as last counted."""

    def __init__(self) -> None:
        self.config: StudyConfig = presets()[0]
        self.counts: StudyCounts = study_counts(None, None, self.config.test_fraction)

    def count(self, cohort: Cohort | None, split: Split | None) -> bool:
        """Count anew; true when anything differs."""
        before = self.counts
        self.counts = study_counts(cohort, split, self.config.test_fraction)
        return self.counts != before

    def choose(self, preset: str, minutes_per_image: float, positive_class: str | None) -> None:
        """Take a preset for this cohort, with the user's price of a label and finding to look for."""
        config = next(config for config in presets() if config.preset == preset)
        config = replace(config, minutes_per_image=minutes_per_image)
        self.config = adapted(config, self.counts, positive_class)

    def problem(self) -> str:
        """Why the study cannot be run on this cohort; "" where it can."""
        return with_counts(self.config, self.counts)

    def views(self, images_per_second: float | None) -> list[PresetView]:
        """All presets' cards, the chosen one with the user's settings."""
        configs = (self.config if self.config.preset == config.preset else config for config in presets())
        return [preset_view(config, self.counts, images_per_second) for config in configs]

    def line(self, images_per_second: float | None) -> str:
        """The chosen study, its time and its trainings in one line."""
        view = preset_view(self.config, self.counts, images_per_second)
        return f"{view.title} · {view.time} · {view.trainings}"
