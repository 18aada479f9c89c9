"""`annotation-planner demo`: the whole pipeline on a cohort that is made on the spot."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from engine.commands.console import run_job
from engine.commands.options import with_options
from engine.commands.result import show_result
from engine.learning_curve.presets import SAMPLE_PRESET, load_preset
from engine.running.requests import ExportRequest, SampleRequest, StudyRequest


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="Keep everything in this folder. Default: a temporary one."
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the synthetic cohort.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output on standard output.")
def command(out: Path | None, seed: int, as_json: bool) -> None:
    """Synthetic chest X-rays with a known truth through the whole pipeline: images, curve, answer, exported model."""
    if out is not None:
        _demo(out.absolute(), seed, as_json)
        click.echo(f"Kept in {out}: the images, the project and the exported model.", err=True)
        return
    with tempfile.TemporaryDirectory(prefix="planner-demo-") as folder:
        _demo(Path(folder), seed, as_json)


def _demo(folder: Path, seed: int, as_json: bool) -> None:
    project = folder / "project"
    run_job(SampleRequest(str(project), str(folder / "images"), seed))
    run_job(StudyRequest(str(project), with_options(load_preset(SAMPLE_PRESET))))
    exported = run_job(ExportRequest(str(project), str(folder / "export")))
    show_result(project, as_json=as_json)
    click.echo(exported.sentence, err=True)
