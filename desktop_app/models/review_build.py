"""From the project's record to the error review. On another thread than the window's: it opens the record anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.models.review_view import CellChoice, ReviewView
from desktop_app.models.series_look import looks_of

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.learning_curve.points import MeasuredCell, StudyMeasurements
    from engine.running.store import ProjectStore
    from engine.running.study_record import StudyEntry


def build_review(
    folder: Path,
    entry: StudyEntry,
    measurements: StudyMeasurements,
    cohort: Cohort,
    metric: str,
    mode: str,
    choice: CellChoice | None,
) -> ReviewView | None:
    """The review of the chosen training, or of the default one where that is None or gone; None where there is none.

    Raises ProjectError, StorageError.
    """
    from engine.learning_curve.error_review import default_cell, review
    from engine.running.scored_images import scored_images
    from engine.running.store import ProjectStore

    cell = _chosen(measurements, mode, choice) or default_cell(measurements, metric, mode)
    if cell is None:
        return None
    store = ProjectStore.open(folder)
    try:
        ids = scored_images(store, entry.study_key, measurements, cohort)
        kept = _kept_model(store, measurements, cell)
        ids_kept = store.meta(f"test_images {entry.study_key}") is not None
    finally:
        store.close()
    records = {image.image_id: image for image in cohort.images}
    known = entry.config.initialisations
    return ReviewView(
        study_key=entry.study_key,
        classes=measurements.classes,
        positive=measurements.positive,
        truth=measurements.truth,
        looks=looks_of(known, dict.fromkeys(c.point.initialisation for c in measurements.cells)),
        review=review(measurements, cell),
        images=() if ids is None else tuple(records.get(image_id) for image_id in ids),
        ids_kept=ids_kept,
        map_cell=kept,
    )


def _chosen(measurements: StudyMeasurements, mode: str, choice: CellChoice | None) -> MeasuredCell | None:
    if choice is None:
        return None
    return next(
        (
            cell
            for cell in measurements.of(mode, choice.start)
            if (cell.point.n_labels, cell.point.seed) == (choice.n_labels, choice.run)
        ),
        None,
    )


def _kept_model(store: ProjectStore, measurements: StudyMeasurements, cell: MeasuredCell) -> MeasuredCell | None:
    """The cell itself where its model is on disk, else the one of the same start that was kept for the export."""
    from engine.learning_curve.points import FINE_TUNED

    if cell.point.mode == FINE_TUNED and store.model_path(cell.key).is_file():
        return cell
    same = measurements.of(FINE_TUNED, cell.point.initialisation)
    kept = [other for other in same if store.model_path(other.key).is_file()]
    return max(kept, key=lambda other: other.point.n_labels, default=None)
