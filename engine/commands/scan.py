"""`annotation-planner scan`: what is there, without making a project."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import click
import msgspec

from engine.cohort.records import Cohort

# What --patients says, as `scan` takes it.
PATIENT_FOLDERS = {"auto": None, "folder": True, "image": False}


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--labels", "labels_csv", type=click.Path(path_type=Path), help="CSV with file (or sop_instance_uid), label."
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
@click.option(
    "--size",
    type=click.IntRange(64, 1024),
    default=256,
    show_default=True,
    help="Working size in pixels of thumbnails.",
)
@click.option("--thumbnails", type=click.Path(path_type=Path), help="Write each image's normalised PNG to this folder.")
@click.option("--jobs", default=0, show_default="one a core", help="Decoding processes.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output on standard output.")
def command(
    folders: tuple[Path, ...],
    labels_csv: Path | None,
    include_modality: tuple[str, ...],
    include_body_part: tuple[str, ...],
    patient_pattern: str | None,
    patients: str,
    size: int,
    thumbnails: Path | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Tell what is in FOLDERS: images loaded, files skipped and why, patients, classes."""
    from engine.commands.scanning import scan_with_bar

    with tempfile.TemporaryDirectory(prefix="planner-scan-") as scratch:
        cohort, unmatched = scan_with_bar(
            folders,
            salt=secrets.token_bytes(16),
            labels_csv=labels_csv,
            include_modalities=include_modality,
            include_body_parts=include_body_part,
            patient_pattern=patient_pattern,
            patient_folders=PATIENT_FOLDERS[patients],
            side=size,
            jobs=jobs,
            thumbnails=thumbnails,
            scratch=Path(scratch),
        )
    if as_json:
        click.echo(msgspec.json.encode(scan_json(cohort)))
        return
    click.echo(in_words(cohort))
    if unmatched:
        click.echo(f"{unmatched} rows of the labels file name no image that was loaded.", err=True)


def scan_json(cohort: Cohort) -> dict[str, object]:
    """The documented JSON of `scan`."""
    first: dict[str, str] = {}
    for image in cohort.images:
        first.setdefault(image.pixel_hash, image.image_id)
    return {
        "files": len(cohort.images) + len(cohort.problems),
        "loaded": len(cohort.images),
        "skipped": [{"file": p.file, "reason": p.reason, "code": p.code, "include": p.value} for p in cohort.problems],
        "patients": cohort.patient_count,
        "classes": cohort.class_counts,
        "images": [
            {
                "file": image.file,
                "id": image.image_id,
                "rows": image.rows,
                "columns": image.columns,
                "patient": image.patient,
                "patient_known": image.patient_known,
                "label": image.label,
                "modality": image.modality,
                "body_part": image.body_part,
                "pixel_aspect": image.pixel_aspect,
                "copy_of": first[image.pixel_hash] if first[image.pixel_hash] != image.image_id else None,
                "notes": image.notes,
            }
            for image in cohort.images
        ],
    }


def in_words(cohort: Cohort) -> str:
    """The summary that people read: a line of counts, classes, skipped files grouped by reason."""
    lines = [
        f"{len(cohort.images)} images of {cohort.patient_count} patients, {len(cohort.labelled)} labelled, "
        f"{len(cohort.problems)} files skipped."
    ]
    lines += [f"  {name}: {count}" for name, count in cohort.class_counts.items()]
    copies = len(cohort.images) - len({image.pixel_hash for image in cohort.images})
    if copies:
        lines.append(f"  {copies} of them have the same pixels as another one; copies stay together in the split.")
    by_reason: dict[str, list[str]] = {}
    for problem in cohort.problems:
        by_reason.setdefault(problem.reason, []).append(problem.file)
    for reason, files in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        shown = ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        lines.append(f"  skipped {len(files)}: {reason} ({shown})")
    return "\n".join(lines)
