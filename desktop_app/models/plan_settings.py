"""What the user told the plan about costs and wishes: kept in the project, so that it is asked for once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from engine.cohort.label_pace import MEDIAN_KEY
from engine.planning.best_budget import Worth
from engine.planning.cost import CostModel
from engine.planning.test_set_answer import WANTED_HALF_WIDTH

if TYPE_CHECKING:
    from engine.running.store import ProjectStore

SETTINGS_KEY = "plan"


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """chance: wanted, 0–1. minutes: of one reader for an image; None takes what was measured, or the study's.

    readers: of each image. rate, setup, worth_of_target, worth_of_hundredth: money, 0 leaves them out. labelled:
    training images that have their label, None takes the study's. prevalence: share of the rare class among the
    unlabelled images, 0 leaves it out; rare_share: wanted among the labels, None takes that of the test images.
    exactness: half the width of the metric's 95 % interval that the test set should give.
    """

    chance: float = 0.8
    minutes: float | None = None
    readers: int = 1
    rate: float = 0.0
    setup: float = 0.0
    labelled: int | None = None
    prevalence: float = 0.0
    rare_share: float | None = None
    worth_of_target: float = 0.0
    worth_of_hundredth: float = 0.0
    exactness: float = WANTED_HALF_WIDTH

    def cost(self, minutes: float, labelled: int, rare_share: float) -> CostModel:
        """The cost model; the arguments stand in for what these settings leave open."""
        rare = 0.0 < self.prevalence <= 1.0
        return CostModel(
            minutes_per_image=minutes if self.minutes is None else self.minutes,
            readers=self.readers,
            hourly_rate=self.rate,
            setup_cost=self.setup,
            already_labelled=labelled if self.labelled is None else self.labelled,
            prevalence=self.prevalence if rare else None,
            rare_share=(self.rare_share or rare_share) if rare else None,
        )

    def worth(self) -> Worth:
        """What performance is worth."""
        return Worth(self.worth_of_hundredth, self.worth_of_target)


def read_settings(store: ProjectStore | None) -> PlanSettings:
    """The project's settings; the usual ones where it has none, or none that this program understands."""
    kept = None if store is None else store.meta(SETTINGS_KEY)
    if kept is None:
        return PlanSettings()
    try:
        settings = msgspec.json.decode(kept, type=PlanSettings)
        settings.cost(1.0, 0, 0.5)
        settings.worth()
    except (msgspec.MsgspecError, ValueError):
        return PlanSettings()
    return settings


def write_settings(store: ProjectStore, settings: PlanSettings) -> None:
    """Keep the settings in the project; on disk when this returns. Raises StorageError, ProjectError."""
    store.set_meta(SETTINGS_KEY, msgspec.json.encode(settings).decode())


def measured_minutes(store: ProjectStore | None) -> float | None:
    """The median minutes an image while labelling in this project's window; None before that was measured."""
    kept = None if store is None else store.meta(MEDIAN_KEY)
    try:
        seconds = float(kept or "nan")
    except ValueError:
        return None
    return seconds / 60.0 if math.isfinite(seconds) and seconds > 0 else None
