"""Options of `run` and `demo`, turned into a study's configuration; wrong ones are usage errors."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation, StudyConfig
from engine.learning_curve.points import METRICS


def parse_budgets(text: str | None) -> tuple[int, ...]:
    """ "20,50,100" to numbers in increasing order."""
    if not text:
        return ()
    try:
        budgets = sorted({int(part) for part in text.split(",") if part.strip()})
    except ValueError:
        raise click.BadParameter("budgets are whole numbers with commas between, e.g. 20,50,100") from None
    if not budgets or budgets[0] < 2:
        raise click.BadParameter("a budget is at least 2 images")
    return tuple(budgets)


def parse_initialisations(text: str | None) -> tuple[Initialisation, ...]:
    """ "scratch,simclr,simclr:500,file:weights.safetensors" to initialisations; ":500" pretrains on so many images."""
    if not text:
        return (SCRATCH, SIMCLR)
    chosen = []
    for part in (p.strip() for p in text.split(",") if p.strip()):
        kind, _, detail = part.partition(":")
        if kind == "scratch" and not detail:
            chosen.append(SCRATCH)
        elif kind == "simclr" and not detail:
            chosen.append(SIMCLR)
        elif kind == "simclr" and detail.isdigit() and int(detail) >= 2:
            chosen.append(Initialisation(f"simclr-{detail}", "simclr", pool_size=int(detail)))
        elif kind == "file" and detail:
            chosen.append(Initialisation(Path(detail).stem, "file", weights_file=str(Path(detail).absolute())))
        else:
            raise click.BadParameter(f"'{part}' is not one of scratch, simclr, simclr:N, file:WEIGHTS.safetensors")
    return tuple(chosen)


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
            f"'{text}' is not METRIC=LEVEL with a level above 0 and at most 1; metrics: {', '.join(METRICS)}"
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
) -> StudyConfig:
    """`config` with what the user gave in its place."""
    metric, level = parse_target(target)
    changes: dict[str, object] = {"metric": metric, "target": level}
    if budgets:
        changes["budgets"] = parse_budgets(budgets)
    if initialisations:
        changes["initialisations"] = parse_initialisations(initialisations)
    if epochs is not None:
        changes["pretraining"] = dataclasses.replace(config.pretraining, epochs=epochs)
    given = {
        "seeds": seeds,
        "minutes_per_image": minutes_per_image,
        "positive_class": positive,
        "image_size": image_size,
        "backbone": backbone,
    }
    changes |= {name: value for name, value in given.items() if value is not None}
    try:
        return dataclasses.replace(config, **changes)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
