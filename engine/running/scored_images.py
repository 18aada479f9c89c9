"""Which images a study was tested on, in the order of its scores: kept by their ids beside the study."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from engine.cohort.records import Cohort
from engine.learning_curve.points import StudyMeasurements
from engine.running.store import ProjectStore

_KEY = "test_images {study}"


def save_scored_images(store: ProjectStore, study_key: str, image_ids: Sequence[str]) -> None:
    """Keep the ids; on disk when this returns. Raises StorageError."""
    store.set_meta(_KEY.format(study=study_key), json.dumps(list(image_ids)))


def scored_images(
    store: ProjectStore, study_key: str, measurements: StudyMeasurements, cohort: Cohort
) -> tuple[str, ...] | None:
    """Image ids (n_test,), an id a row of the scores; None where that cannot be told any more.

    A study of an older version kept no ids: they are then the project's labelled test images, if these have the very
    labels and patients that the study was tested on.
    """
    kept = store.meta(_KEY.format(study=study_key))
    if kept is not None:
        ids = tuple(str(image_id) for image_id in json.loads(kept))
        return ids if len(ids) == len(measurements.truth) else None
    split = store.split()
    if split is None:
        return None
    records = {image.image_id: image for image in cohort.images}
    images = [records[i] for i in split.test if i in records and records[i].label in measurements.classes]
    labels = [measurements.classes.index(image.label) for image in images if image.label is not None]
    seen: dict[str, int] = {}
    patients = [seen.setdefault(image.patient, len(seen)) for image in images]
    same = np.array_equal(labels, measurements.truth) and np.array_equal(patients, measurements.patients)
    return tuple(image.image_id for image in images) if same else None
