"""How a study was made, as its results and the model card tell it: settings and counts, no path, no patient."""

from __future__ import annotations

from dataclasses import dataclass

from engine.learning_curve.design import Initialisation, StudyConfig, study_cells
from engine.learning_curve.points import FINE_TUNED, StudyMeasurements


@dataclass(frozen=True, slots=True)
class StartFacts:
    """One initialisation. kind: "scratch", "simclr" or "file". pool: of "simclr", "all", "task" or "generic" images;
    pool_size: how many were chosen of them, None for all."""

    name: str
    kind: str
    pool: str | None
    pool_size: int | None


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """trained: "all", "last_two_stages" or "last_stage" of the network. batch_size: images a step on the labels;
    pretraining_batch_size: of pretraining, as it was set. trainings_measured of trainings_planned were run;
    settled: the study ended by itself, since the others would hardly have changed its answer."""

    backbone: str
    image_size: int
    trained: str
    batch_size: int
    epochs: int
    pretraining_epochs: int
    pretraining_batch_size: int
    budgets: tuple[int, ...]
    seeds: int
    stop_when: str
    trainings_planned: int
    trainings_measured: int
    settled: bool
    initialisations: tuple[StartFacts, ...]


def study_facts(
    config: StudyConfig, budgets: tuple[int, ...], measurements: StudyMeasurements, state: str
) -> StudyFacts:
    """budgets: as they were resolved. state: as `StudyEntry.state`."""
    planned, measured = len(study_cells(config, budgets)), len(measurements.of(FINE_TUNED))
    return StudyFacts(
        backbone=config.backbone,
        image_size=config.image_size,
        trained=config.finetuning.trained,
        batch_size=config.finetuning.batch_size,
        epochs=config.finetuning.epochs,
        pretraining_epochs=config.pretraining.epochs,
        pretraining_batch_size=config.pretraining.batch_size,
        budgets=budgets,
        seeds=config.seeds,
        stop_when=config.stop_when,
        trainings_planned=planned,
        trainings_measured=measured,
        settled=config.stop_when == "settled" and state == "finished" and measured < planned,
        initialisations=tuple(_start(initialisation) for initialisation in config.initialisations),
    )


def _start(initialisation: Initialisation) -> StartFacts:
    pool = initialisation.pool if initialisation.kind == "simclr" else None
    return StartFacts(initialisation.name, initialisation.kind, pool, initialisation.pool_size)
