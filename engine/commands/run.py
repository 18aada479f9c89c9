"""`annotation-planner run`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from engine.commands.console import run_job
from engine.commands.event_words import study_lines
from engine.commands.options import designed, with_options
from engine.commands.result import show_result
from engine.commands.scan import PATIENT_FOLDERS
from engine.finetuning.config import TRAINED
from engine.learning_curve.design import BACKBONES
from engine.learning_curve.experiments import EXPERIMENTS, Experiment
from engine.learning_curve.presets import load_preset, preset_names
from engine.running.requests import ScanRequest, StudyRequest
from engine.translation import tr


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--project", required=True, type=click.Path(path_type=Path), help="The project's folder; made if new.")
@click.option(
    "--labels", "labels_csv", type=click.Path(path_type=Path), help="CSV with file (or sop_instance_uid), label."
)
@click.option("--pool", multiple=True, type=click.Path(path_type=Path), help="Unlabelled images to pretrain on.")
@click.option("--preset", type=click.Choice(preset_names()), default="quick", show_default=True)
@click.option("--budgets", help="Label budgets, e.g. 20,50,100. Default: chosen from the labels there are.")
@click.option("--seeds", type=click.IntRange(1, 100), help="Label draws and trainings a budget.")
@click.option(
    "--init",
    "initialisations",
    help="Starts to compare, e.g. scratch,simclr,simclr:500,task,generic:500,file:WEIGHTS.safetensors",
)
@click.option("--experiment", type=click.Choice(EXPERIMENTS), help="A ready design in the place of --init.")
@click.option("--target", help="What the answer is about, e.g. auc=0.90.")
@click.option("--minutes-per-image", type=click.FloatRange(0.01, 600), help="Reading time of one image.")
@click.option("--positive", help="The positive class; default: the one that is not called normal.")
@click.option("--image-size", type=int, help="Side in pixels of what the network sees.")
@click.option("--epochs", type=click.IntRange(1, 5000), help="Passes over the pool in pretraining.")
@click.option("--backbone", type=click.Choice(BACKBONES))
@click.option("--trained", type=click.Choice(TRAINED), help="Which layers are trained on the labels.")
@click.option(
    "--stop-when", type=click.Choice(["all", "settled"]), help="All trainings, or until the answer is settled."
)
@click.option("--include-modality", multiple=True, help="Also load this modality, e.g. CT. Repeatable.")
@click.option("--include-body-part", multiple=True, help="Also load this body part. Repeatable.")
@click.option("--patient-pattern", help="Regular expression; its first group in a file name is the patient.")
@click.option(
    "--patients",
    type=click.Choice(["auto", "folder", "image"]),
    default="auto",
    show_default=True,
    help="Who is in a file that does not say: its folder's patient, or one of its own.",
)
@click.option("--working-size", type=click.IntRange(64, 1024), help="Side in pixels at which images are kept.")
@click.option("--jobs", type=click.IntRange(0, 64), default=0, show_default="one a core", help="Decoding processes.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda", "mps"]), default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(0, 1024), default=0, show_default="all cores")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output on standard output.")
def command(
    folders: tuple[Path, ...],
    project: Path,
    labels_csv: Path | None,
    pool: tuple[Path, ...],
    preset: str,
    budgets: str | None,
    seeds: int | None,
    initialisations: str | None,
    experiment: Experiment | None,
    target: str | None,
    minutes_per_image: float | None,
    positive: str | None,
    image_size: int | None,
    epochs: int | None,
    backbone: str | None,
    trained: str | None,
    stop_when: str | None,
    include_modality: tuple[str, ...],
    include_body_part: tuple[str, ...],
    patient_pattern: str | None,
    patients: str,
    working_size: int | None,
    jobs: int,
    device: Literal["auto", "cpu", "cuda", "mps"],
    threads: int,
    as_json: bool,
) -> None:
    """Read FOLDERS into a project, pretrain, fine-tune, measure and answer.

    Run again on the same project, it resumes; without FOLDERS it takes the images that the project has.
    """
    if experiment and initialisations:
        raise click.UsageError(tr("--experiment chooses the starts itself: give either it or --init."))
    config = with_options(
        load_preset(preset),
        budgets=budgets,
        seeds=seeds,
        initialisations=initialisations,
        target=target,
        minutes_per_image=minutes_per_image,
        positive=positive,
        image_size=image_size,
        epochs=epochs,
        backbone=backbone,
        trained=trained,
        stop_when=stop_when,
    )
    if folders:
        run_job(
            ScanRequest(
                str(project.absolute()),
                tuple(str(folder.absolute()) for folder in folders),
                pool_folders=tuple(str(folder.absolute()) for folder in pool),
                labels_csv=str(labels_csv.absolute()) if labels_csv else None,
                patient_pattern=patient_pattern,
                include_modalities=include_modality,
                include_body_parts=include_body_part,
                patient_folders=PATIENT_FOLDERS[patients],
                side=working_size or 0,
                jobs=jobs,
            )
        )
    elif labels_csv or pool:
        raise click.UsageError(tr("--labels and --pool go with the FOLDERS that they belong to."))
    if experiment:
        config = designed(project, experiment, config)
    for line in study_lines(config):
        click.echo(line, err=True)
    run_job(StudyRequest(str(project.absolute()), config, device, threads))
    show_result(project, as_json=as_json)
