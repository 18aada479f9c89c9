"""`annotation-planner export`: a study's model, card and results."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from engine.commands.console import run_job
from engine.running.requests import ExportRequest


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder, or an earlier export.")
@click.option("--study", "study_key", help="The study's key; default: the latest.")
@click.option("--init", "initialisation", help="Whose model; default: the better one at the largest budget.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output on standard output.")
def command(project: Path, out: Path, study_key: str | None, initialisation: str | None, as_json: bool) -> None:
    """Write the trained model (safetensors and ONNX), its model card and the results of PROJECT to a folder."""
    request = ExportRequest(str(project.absolute()), str(out.absolute()), study_key, initialisation)
    finished = run_job(request)
    if as_json:
        files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
        click.echo(msgspec.json.encode({"out": str(out), "files": files, "sentence": finished.sentence}))
    else:
        click.echo(finished.sentence)
