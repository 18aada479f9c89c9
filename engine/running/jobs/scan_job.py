"""The scan job: folders of files → cohort, labels and image cache in the project's record."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from engine.cohort.identity import FROM_FOLDER
from engine.cohort.labels import labels_from_folders, match_labels, read_labels_csv
from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.cohort.scan import ScanProgress, scan
from engine.images.cache import ImageCache
from engine.running.events import CohortLoaded, FilesRead, RunFinished
from engine.running.progress import Reporter
from engine.running.requests import ScanRequest
from engine.running.store import ProjectStore
from engine.translation import counted, mark, tr

READING = mark("Reading images")
_KEEP_SECONDS = 1.0


def scan_folders(request: ScanRequest, reporter: Reporter) -> RunFinished:
    """Read the folders into the project; nothing known before is lost.

    Raises InputError, StorageError, ProjectError.
    """
    cores = os.cpu_count() or 1
    reporter.start("scan", {READING: 1.0}, tr("CPU ({n} decoders)", n=request.jobs or cores))
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
                        tr(
                            "{n} rows of the labels file name no image that was loaded, the first in line {line}.",
                            n=len(match.unmatched_rows),
                            line=match.unmatched_rows[0].line,
                        ),
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
    store.begin_scan(request)
    if request.side:
        store.set_side(request.side)
    cache = ImageCache.open_or_create(store.images_cache_path, store.side)
    try:
        known = {(image.source, image.file): image for image in store.cohort().images} if len(cache) else {}
        keeper = _Keeper(store, cache, reporter)
        with keeper:
            return scan(
                [Path(folder) for folder in request.folders],
                salt=store.salt,
                cache=cache,
                pool_folders=[Path(folder) for folder in request.pool_folders],
                known=known,
                include_modalities=request.include_modalities,
                include_body_parts=request.include_body_parts,
                patient_pattern=request.patient_pattern,
                patient_folders=request.patient_folders,
                jobs=request.jobs,
                on_progress=keeper.progress,
                on_image=keeper.image,
                on_problem=keeper.problem,
                check=reporter.check,
            )
    finally:
        cache.close()


class _Keeper:
    """Keeps what a scan has read, about once a second and at its end, and tells of it: a scan that is stopped, by
    whatever, goes on from there.
    """

    def __init__(self, store: ProjectStore, cache: ImageCache, reporter: Reporter) -> None:
        self._store = store
        self._cache = cache
        self._reporter = reporter
        self._images: list[ImageRecord] = []
        self._problems: list[ScanProblem] = []
        self._kept = time.monotonic()
        self._began = False

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._keep()
        else:
            with contextlib.suppress(Exception):  # what ended the scan is what the user must hear
                self._keep()

    def progress(self, progress: ScanProgress) -> None:
        if not self._began:
            self._began = True
            self._reporter.stage(READING, progress.total, "files")
        self._reporter.advance_files(progress)
        if time.monotonic() - self._kept >= _KEEP_SECONDS:
            self._keep()

    def image(self, record: ImageRecord) -> None:
        self._images.append(record)

    def problem(self, problem: ScanProblem) -> None:
        self._problems.append(problem)

    def _keep(self) -> None:
        images, problems = tuple(self._images), tuple(self._problems)
        if images:
            self._cache.flush()
            self._store.add_scanned(images)
        self._images, self._problems = [], []
        if images or problems:
            self._reporter.emit(FilesRead(images, problems))
        self._kept = time.monotonic()


def _finish(store: ProjectStore, reporter: Reporter, project: Path) -> RunFinished:
    cohort = store.cohort()
    reporter.emit(CohortLoaded(len(cohort.images), cohort.patient_count, len(cohort.labelled), len(cohort.problems)))
    unknown = sum(not image.patient_known for image in cohort.images)
    if unknown:
        reporter.warn(
            "patients_unknown",
            tr(
                "{n} images name no patient: each was taken for a patient of its own. If a patient has several images, "
                "add a patient_id column to the labels file or give a file name rule; else the test set may be too "
                "easy.",
                n=unknown,
            ),
        )
    by_folder = sum(FROM_FOLDER in image.notes for image in cohort.images)
    if by_folder:
        reporter.warn(
            "patients_from_folders",
            tr(
                "{n} images name no patient: each folder was taken for one patient. If that is wrong, give a file name "
                "rule, or say that each image is a patient of its own.",
                n=by_folder,
            ),
        )
    sentence = counted(
        len(cohort.problems),
        mark("{images} images of {patients} patients, {labelled} labelled, {n} file skipped."),
        mark("{images} images of {patients} patients, {labelled} labelled, {n} files skipped."),
        images=len(cohort.images),
        patients=cohort.patient_count,
        labelled=len(cohort.labelled),
    )
    return RunFinished(sentence, str(project))
