"""The scan of the command line: a progress bar, a cache that is thrown away, thumbnails on demand."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.cohort.labels import labels_from_folders, match_labels, read_labels_csv
from engine.cohort.records import Cohort
from engine.cohort.scan import ScanProgress, scan
from engine.images.cache import ImageCache
from engine.running.files import make_private_folder
from engine.running.store import CACHE_SIDE


def scan_with_bar(
    folders: Sequence[Path],
    *,
    salt: bytes,
    labels_csv: Path | None,
    include_modalities: Sequence[str],
    include_body_parts: Sequence[str],
    patient_pattern: str | None,
    jobs: int,
    thumbnails: Path | None,
    scratch: Path,
) -> tuple[Cohort, int]:
    """The cohort of `folders` with labels from the CSV (or class-named folders), and how many rows matched no image."""
    rows = read_labels_csv(labels_csv) if labels_csv else None
    cache = ImageCache.create(scratch / "images.u8", CACHE_SIDE) if thumbnails else None
    console = Console(file=sys.stderr)
    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bars:
        task = bars.add_task("Reading", total=None)

        def on_progress(progress: ScanProgress) -> None:
            bars.update(task, completed=progress.done, total=progress.total)

        cohort = scan(
            folders,
            salt=salt,
            cache=cache,
            include_modalities=tuple(include_modalities),
            include_body_parts=tuple(include_body_parts),
            patient_pattern=patient_pattern,
            jobs=jobs,
            on_progress=on_progress,
        )
    unmatched = 0
    patients: dict[str, str] = {}
    if rows is not None:
        match = match_labels(rows, cohort.images, salt=salt)
        labels, patients, unmatched = dict(match.labels), dict(match.patients), len(match.unmatched_rows)
    else:
        labels = dict(labels_from_folders(cohort.images))
    cohort = Cohort(
        tuple(
            dataclasses.replace(
                image,
                label=labels.get(image.image_id, image.label),
                patient=patients.get(image.image_id, image.patient),
                patient_known=image.patient_known or image.image_id in patients,
            )
            for image in cohort.images
        ),
        cohort.problems,
    )
    if cache is not None and thumbnails is not None:
        _write_thumbnails(cohort, cache, thumbnails)
        cache.close()
    return cohort, unmatched


def _write_thumbnails(cohort: Cohort, cache: ImageCache, folder: Path) -> None:
    """One 8-bit PNG an image, named by the image's id."""
    from PIL import Image

    make_private_folder(folder)
    pixels = cache.read()
    for image in cohort.images:
        Image.fromarray(pixels[image.cache_slot]).save(folder / f"{image.image_id}.png")
