"""Options of `run` and `demo`, turned into a study's configuration; wrong ones are usage errors."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from engine.errors import InputError
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.experiments import Experiment, design_experiment, study_sizes
from engine.learning_curve.initialisations import parse_initialisations
from engine.learning_curve.points import METRICS
from engine.running.store import ProjectStore
from engine.translation import tr


def parse_budgets(text: str | None) -> tuple[int, ...]:
    """ "20,50,100" to numbers in increasing order."""
    if not text:
        return ()
    try:
        budgets = sorted({int(part) for part in text.split(",") if part.strip()})
    except ValueError:
        raise click.BadParameter(tr("Budgets are whole numbers with commas between, such as 20,50,100.")) from None
    if not budgets or budgets[0] < 2:
        raise click.BadParameter(tr("A budget is at least 2 images."))
    return tuple(budgets)


def parse_target(text: str | None) -> tuple[str, float | None]:
    """ "auc=0.90" to a metric and a level; None to AUC without a level."""
    if not text:
        return "auc", None
    name, _, value = text.partition("=")
    try:
        level = float(value)
    except ValueError:
        level = float("nan")
    if name not in METRICS or not 0 < level <= 1:
        raise click.BadParameter(
            tr(
                "'{text}' is not METRIC=LEVEL with a level above 0 and at most 1; metrics: {metrics}",
                text=text,
                metrics=", ".join(METRICS),
            )
        )
    return name, level


def with_options(
    config: StudyConfig,
    *,
    budgets: str | None = None,
    seeds: int | None = None,
    initialisations: str | None = None,
    target: str | None = None,
    minutes_per_image: float | None = None,
    positive: str | None = None,
    image_size: int | None = None,
    epochs: int | None = None,
    backbone: str | None = None,
    trained: str | None = None,
    stop_when: str | None = None,
) -> StudyConfig:
    """`config` with what the user gave in its place."""
    metric, level = parse_target(target)
    changes: dict[str, object] = {"metric": metric, "target": level}
    if budgets:
        changes["budgets"] = parse_budgets(budgets)
    if initialisations:
        try:
            changes["initialisations"] = parse_initialisations(initialisations)
        except InputError as error:
            raise click.BadParameter(str(error)) from None
    if epochs is not None:
        changes["pretraining"] = dataclasses.replace(config.pretraining, epochs=epochs)
    if trained is not None:
        changes["finetuning"] = dataclasses.replace(config.finetuning, trained=trained)  # type: ignore[arg-type]
    given = {
        "seeds": seeds,
        "minutes_per_image": minutes_per_image,
        "positive_class": positive,
        "image_size": image_size,
        "backbone": backbone,
        "stop_when": stop_when,
    }
    changes |= {name: value for name, value in given.items() if value is not None}
    try:
        return dataclasses.replace(config, **changes)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def designed(project: Path, experiment: Experiment, config: StudyConfig) -> StudyConfig:
    """`config` as an experiment on the project's images. Raises InputError, ProjectError."""
    store = ProjectStore.open(project)
    try:
        sizes = study_sizes(store.cohort().images, store.split(), config)
    finally:
        store.close()
    return design_experiment(experiment, config, sizes)
