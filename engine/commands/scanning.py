"""The scan of the command line: a progress bar, a cache that is thrown away, thumbnails on demand."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.cohort.labels import labels_from_folders, match_labels, read_labels_csv
from engine.cohort.records import Cohort
from engine.cohort.scan import ScanProgress, scan
from engine.images.cache import ImageCache
from engine.images.downsize import content_box
from engine.running.files import make_private_folder


def scan_with_bar(
    folders: Sequence[Path],
    *,
    salt: bytes,
    labels_csv: Path | None,
    include_modalities: Sequence[str],
    include_body_parts: Sequence[str],
    patient_pattern: str | None,
    patient_folders: bool | None,
    side: int,
    jobs: int,
    thumbnails: Path | None,
    scratch: Path,
) -> tuple[Cohort, int]:
    """The cohort of `folders` with labels from the CSV (or class-named folders), and how many rows matched no image."""
    rows = read_labels_csv(labels_csv) if labels_csv else None
    cache = ImageCache.create(scratch / "images.u8", side) if thumbnails else None
    console = Console(file=sys.stderr)
    with Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TextColumn("{task.fields[files_a_second]}  {task.fields[megabytes_a_second]}"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as bars:
        task = bars.add_task("Reading", total=None, files_a_second="", megabytes_a_second="")
        began = time.monotonic()

        def on_progress(progress: ScanProgress) -> None:
            seconds = max(time.monotonic() - began, 0.001)
            bars.update(
                task,
                completed=progress.done,
                total=progress.total,
                files_a_second=f"{progress.done / seconds:.0f} files/s",
                megabytes_a_second=f"{progress.bytes_read / seconds / 1e6:.0f} MB/s",
            )

        cohort = scan(
            folders,
            salt=salt,
            cache=cache,
            include_modalities=tuple(include_modalities),
            include_body_parts=tuple(include_body_parts),
            patient_pattern=patient_pattern,
            patient_folders=patient_folders,
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
    """One 8-bit PNG an image, named by the image's id: the longer side is the working size, without the padding."""
    from PIL import Image

    make_private_folder(folder)
    pixels = cache.read()
    for image in cohort.images:
        top, left, rows, columns = content_box(image.rows, image.columns, cache.side, image.pixel_aspect)
        content = pixels[image.cache_slot, top : top + rows, left : left + columns]
        Image.fromarray(content).save(folder / f"{image.image_id}.png")
