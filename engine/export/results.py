"""The study's results as files: every measured point as a table, and the answer with its intervals."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from engine.export.foreign_text import text_cell
from engine.export.study_facts import StudyFacts
from engine.learning_curve.points import METRICS, StudyMeasurements
from engine.learning_curve.savings import LabelsSaved
from engine.planning.verdict import Verdict

POINTS_FILE, ANSWER_FILE = "points.csv", "answer.json"
COLUMNS = ("n_labels", "initialisation", "seed", "mode", *METRICS, "n_test")


def points_table(measurements: StudyMeasurements) -> str:
    """CSV, one line a training, sorted by mode, labels, initialisation and seed; `forecast` reads it again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    points = sorted(
        (cell.point for cell in measurements.cells), key=lambda p: (p.mode, p.n_labels, p.initialisation, p.seed)
    )
    for point in points:
        values = (getattr(point, column) for column in COLUMNS)
        writer.writerow([text_cell(value) if isinstance(value, str) else value for value in values])
    return text.getvalue()


def answer_json(
    verdict: Verdict, savings: LabelsSaved | None, study: StudyFacts, comparisons: tuple[LabelsSaved, ...] = ()
) -> bytes:
    """{"verdict": …, "savings": … or null, "study": …, "comparisons": […]}, as `run --json` has them; whatever is not a
    number is null."""
    told = {"verdict": verdict, "savings": savings, "study": study, "comparisons": comparisons}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def write_results(
    folder: Path,
    measurements: StudyMeasurements,
    verdict: Verdict,
    savings: LabelsSaved | None,
    study: StudyFacts,
    comparisons: tuple[LabelsSaved, ...] = (),
) -> tuple[str, ...]:
    """Write points.csv and answer.json; returns their names. Raises OSError."""
    (folder / POINTS_FILE).write_text(points_table(measurements), encoding="utf-8")
    (folder / ANSWER_FILE).write_bytes(answer_json(verdict, savings, study, comparisons))
    return POINTS_FILE, ANSWER_FILE
