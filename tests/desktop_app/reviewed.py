"""Studies of a known truth written into a project's record, with test images behind their scores: nothing trains."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.stats import norm

from engine.cohort.split import make_split
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import FINE_TUNED, MeasuredCell, StudyMeasurements
from engine.running.scored_images import save_scored_images
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import make_cohort, make_project
from tests.desktop_app.known_truth import BUDGETS, measured_cell, true_auc


def make_reviewed_project(folder: Path, images: int = 120, study_key: str = "study") -> Path:
    """A project of labelled images, all with pictures, and one finished study on its test patients."""
    make_project(folder, make_cohort(images, 1.0), pixels=images)
    add_study(folder, study_key)
    return folder


def add_study(
    folder: Path, study_key: str, config: StudyConfig | None = None, *, better: float = 0.0, keep_ids: bool = True
) -> StudyMeasurements:
    """Write a finished study into the project in `folder`. better: added to every AUC of the known truth."""
    config = config or StudyConfig(budgets=BUDGETS)
    store = ProjectStore.open(folder)
    cohort = store.cohort()
    split = store.split()
    if split is None:
        split = make_split(cohort.images, test_fraction=0.4, seed=0)
        store.save_split(split)
    classes = tuple(cohort.class_counts)
    records = {image.image_id: image for image in cohort.images}
    test = [records[i] for i in split.test if records[i].label is not None]
    truth = np.array([classes.index(image.label or "") for image in test], dtype=np.int64)
    seen: dict[str, int] = {}
    patients = np.array([seen.setdefault(image.patient, len(seen)) for image in test], dtype=np.int64)
    cells = _cells(study_key, config, truth, classes.index(positive_of(classes)), better)
    measurements = StudyMeasurements(classes, classes.index(positive_of(classes)), truth, patients, 540, cells)
    entry = StudyEntry(
        study_key, config, "2026-03-12T10:00:00+00:00", "finished", classes, measurements.positive, config.budgets,
        540, 700,
    )  # fmt: skip
    store.begin_study(entry, measurements)
    for cell in cells:
        store.add_cell(study_key, cell)
    if keep_ids:
        save_scored_images(store, study_key, [image.image_id for image in test])
    store.close()
    return measurements


def positive_of(classes: tuple[str, ...]) -> str:
    """The class that is not called normal."""
    return next(name for name in classes if name != "normal")


def _cells(key: str, config: StudyConfig, truth: np.ndarray, positive: int, better: float) -> tuple[MeasuredCell, ...]:
    is_positive = (truth == positive).astype(np.int64)
    easiness = np.random.default_rng(7).normal(size=len(truth))  # some patients are easy, whatever the model
    cells = []
    for n_labels in config.budgets:
        for start in config.initialisations:
            for seed in range(config.seeds):
                rng = np.random.default_rng([n_labels, seed, start.kind == "simclr", len(key)])
                level = min(true_auc(n_labels, start.name) + better + rng.normal(0, 0.012), 0.99)
                apart = norm.ppf(level) * np.sqrt(2)
                noise = 0.8 * easiness + 0.6 * rng.normal(size=len(truth))
                of_positive = norm.cdf((noise + apart * (is_positive - 0.5)) / 1.2)
                scores = np.empty((len(truth), 2), dtype=np.float32)
                scores[:, positive], scores[:, 1 - positive] = of_positive, 1 - of_positive
                both = np.stack([1 - of_positive, of_positive], axis=1).astype(np.float32)
                point = measured_cell(FINE_TUNED, n_labels, start.name, seed, both, is_positive).point
                cells.append(MeasuredCell(f"{key}-{start.name}-{n_labels}-{seed}", point, scores))
    return tuple(cells)
