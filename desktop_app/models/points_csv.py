"""The measured points as a table for other programs; the columns are those that the command line reads and writes."""

from __future__ import annotations

import csv
import io

from engine.learning_curve.points import METRICS, StudyMeasurements

COLUMNS = ("n_labels", "initialisation", "seed", "mode", *METRICS, "n_test")


def points_csv(measurements: StudyMeasurements) -> str:
    """One line a training, sorted by mode, labels, initialisation and seed. No patient, image or path is in it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    points = sorted(
        (cell.point for cell in measurements.cells), key=lambda p: (p.mode, p.n_labels, p.initialisation, p.seed)
    )
    for point in points:
        writer.writerow([getattr(point, column) for column in COLUMNS])
    return text.getvalue()
