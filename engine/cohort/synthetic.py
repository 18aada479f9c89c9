"""The sample cohort: synthetic chest X-rays with a known truth, written as DICOM files with a labels file.

They show how the program works and how a learning curve looks; they say nothing about any disease. No picture of a
person went into them.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.cohort.synthetic_dicom import dicom_bytes, expose, patient_id
from engine.cohort.synthetic_image import render
from engine.cohort.synthetic_people import ImagePlan, Patient, draw_patients
from engine.cohort.synthetic_recipe import Recipe, load_recipe
from engine.errors import InputError, StorageError
from engine.translation import tr

__all__ = ["LABELS_FILE", "Recipe", "draw_patients", "image_file", "load_recipe", "write_sample_cohort"]

LABELS_FILE = "labels.csv"
_UNFINISHED = f".{LABELS_FILE}.tmp"
_THREADS = 2


def write_sample_cohort(
    folder: Path,
    recipe: Recipe,
    seed: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Write the cohort's DICOM files and, last, its labels.csv into `folder` (made if it is not there); returns the
    latter.

    labels.csv has the columns file, patient_id, label; an empty label means unlabelled. The same recipe and seed give
    the same bytes (with the same numpy). on_progress(done, total): images; check: called before every image, may raise
    to stop. Both run on the caller's thread.
    Raises InputError when the folder holds other files, StorageError when the disk refuses.
    """
    folder = Path(folder)
    patients = draw_patients(recipe, seed)
    images = [(patient, plan) for patient in patients for plan in patient.images]
    names = {LABELS_FILE, _UNFINISHED, *(image_file(patient, plan) for patient, plan in images)}

    def make(image: tuple[Patient, ImagePlan]) -> None:
        patient, plan = image
        data = dicom_bytes(expose(render(patient, plan), patient, plan), patient, plan, seed)
        (folder / image_file(patient, plan)).write_bytes(data)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        # What an earlier, interrupted run left behind is written anew.
        if any(entry.name not in names for entry in folder.iterdir()):
            raise InputError(
                tr("The folder for the sample images holds other files. Choose a new or an empty folder."),
                code="not_empty",
            )
        (folder / LABELS_FILE).unlink(missing_ok=True)
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as threads:
            for first in range(0, len(images), 2 * _THREADS):  # a few at a time, so that a stop is heeded soon
                check()
                some = images[first : first + 2 * _THREADS]
                for _ in threads.map(make, some):
                    pass
                if on_progress:
                    on_progress(first + len(some), len(images))
        return _write_labels(folder, images, recipe)
    except OSError as error:
        raise StorageError(
            tr("The sample images could not be written. Free some space, or choose another folder."), code="storage"
        ) from error


def image_file(patient: Patient, plan: ImagePlan) -> str:
    """The name of an image's file; it tells the patient, never the class."""
    return f"chest-{patient.number:04d}-{plan.number}.dcm"


def _write_labels(folder: Path, images: list[tuple[Patient, ImagePlan]], recipe: Recipe) -> Path:
    """Written under another name and renamed: where labels.csv is, the cohort is whole."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(("file", "patient_id", "label"))
    for patient, plan in images:
        label = recipe.lesion_name if patient.diseased else recipe.normal_name
        writer.writerow((image_file(patient, plan), patient_id(patient), label if patient.labelled else ""))
    path = folder / LABELS_FILE
    temporary = folder / _UNFINISHED
    temporary.write_text(table.getvalue(), encoding="utf-8")
    temporary.replace(path)
    return path
