"""`annotation-planner predict`: an exported model on new images."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import Progress


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the CSV to this file instead of standard output.")
@click.option("--jobs", default=0, show_default="one a core", help="Decoding processes.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of CSV on standard output.")
def command(model: Path, folders: tuple[Path, ...], out: Path | None, jobs: int, as_json: bool) -> None:
    """Apply MODEL, an exported folder, to the images in FOLDERS; a CSV with the probabilities of each image."""
    from engine.export.manifest import read_manifest
    from engine.export.predict import predict_files, write_predictions
    from engine.running.files import replacing

    manifest = read_manifest(model)
    console = Console(file=sys.stderr)
    with Progress(console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task("Predicting", total=None)
        predictions = predict_files(
            model, folders, jobs=jobs, on_progress=lambda done, total: bars.update(task, completed=done, total=total)
        )
        if as_json:
            click.echo(msgspec.json.encode({"classes": manifest.classes, "predictions": list(predictions)}))
            return
        if out is None:
            read, skipped = write_predictions(sys.stdout, manifest.classes, predictions)
        else:
            with (
                replacing(out, "the predictions") as temporary,
                temporary.open("w", newline="", encoding="utf-8") as file,
            ):
                read, skipped = write_predictions(file, manifest.classes, predictions)
    click.echo(f"{read} images predicted, {skipped} files skipped.", err=True)
