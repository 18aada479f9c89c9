"""The scan job: folders of files → cohort, labels and image cache in the project's record."""

from __future__ import annotations

import os
from pathlib import Path

from engine.cohort.labels import labels_from_folders, match_labels, read_labels_csv
from engine.cohort.records import Cohort, ImageRecord
from engine.cohort.scan import ScanProgress, scan
from engine.images.cache import ImageCache
from engine.running.events import CohortLoaded, RunFinished
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.store import CACHE_SIDE, ProjectStore

READING = "Reading images"


def scan_folders(request: ScanRequest, reporter: Reporter) -> RunFinished:
    """Read the folders into the project; nothing known before is lost.

    Raises InputError, StorageError, ProjectError.
    """
    cores = os.cpu_count() or 1
    reporter.start("scan", {READING: 1.0}, f"CPU ({request.jobs or cores} decoders)")
    rows = read_labels_csv(Path(request.labels_csv)) if request.labels_csv else None  # before the long work
    store = ProjectStore.open_or_create(Path(request.project))
    try:
        with store.lock():
            cohort = read_cohort(request, reporter, store)
            store.replace_scan(cohort)  # first, so that a labels file that does not fit costs nothing but itself
            if rows is not None:
                match = match_labels(rows, cohort.images, salt=store.salt)
                store.set_patients(match.patients)
                store.set_labels(match.labels, "csv")
                if match.unmatched_rows:
                    reporter.warn(
                        "unmatched_labels",
                        f"{len(match.unmatched_rows)} rows of the labels file name no image that was loaded, "
                        f"the first in line {match.unmatched_rows[0].line}.",
                    )
            else:
                folder_labels = labels_from_folders(cohort.images)
                if folder_labels and not store.has_labels():
                    store.set_labels(folder_labels, "folders")
            return _finish(store, reporter, Path(request.project))
    finally:
        store.close()


def read_cohort(request: ScanRequest, reporter: Reporter, store: ProjectStore) -> Cohort:
    """Scan into the project's cache. An image that the cache holds is not opened again."""
    cache = ImageCache.open_or_create(store.images_cache_path, CACHE_SIDE)
    before = store.cohort().images if len(cache) else ()
    known = {(image.source, image.file): image for image in before}
    read: list[ImageRecord] = []
    began = False

    def on_progress(progress: ScanProgress) -> None:
        nonlocal began
        if not began:
            began = True
            reporter.stage(READING, progress.total, "files")
        reporter.advance(progress.done)

    try:
        cohort = scan(
            [Path(folder) for folder in request.folders],
            salt=store.salt,
            cache=cache,
            pool_folders=[Path(folder) for folder in request.pool_folders],
            known=known,
            include_modalities=request.include_modalities,
            include_body_parts=request.include_body_parts,
            patient_pattern=request.patient_pattern,
            jobs=request.jobs,
            on_progress=on_progress,
            on_image=read.append,
            check=reporter.check,
        )
    except BaseException:
        if read:  # what was read before the stop is not read again
            cache.flush()
            known.update({(image.source, image.file): image for image in read})
            store.replace_scan(Cohort(tuple(known.values())))
        raise
    finally:
        cache.close()
    return cohort


def _finish(store: ProjectStore, reporter: Reporter, project: Path) -> RunFinished:
    cohort = store.cohort()
    reporter.emit(CohortLoaded(len(cohort.images), cohort.patient_count, len(cohort.labelled), len(cohort.problems)))
    unknown = sum(not image.patient_known for image in cohort.images)
    if unknown:
        reporter.warn(
            "patients_unknown",
            f"{unknown} images name no patient: each was taken for a patient of its own. If a patient has several "
            "images, add a patient_id column to the labels file or give a file name rule; else the test set may be too "
            "easy.",
        )
    sentence = (
        f"{len(cohort.images)} images of {cohort.patient_count} patients, {len(cohort.labelled)} labelled, "
        f"{_files(len(cohort.problems))} skipped."
    )
    return RunFinished(sentence, str(project))


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
