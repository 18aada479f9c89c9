"""Learning-curve points from anybody's table: the columns n_labels, seed, value and a few optional ones."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError
from engine.learning_curve.observations import BudgetObservation
from engine.learning_curve.points import METRICS
from engine.translation import tr

_LARGEST_FILE = 50_000_000  # bytes; a table of points is a thousandth of it


@dataclass(frozen=True, slots=True)
class PointsCurve:
    """One curve of a table. A name is "" where the table has no such column; n_test None when unknown."""

    initialisation: str
    metric: str
    mode: str
    n_test: int | None
    observations: tuple[BudgetObservation, ...]


def read_points_csv(path: Path, metric: str | None = None) -> tuple[PointsCurve, ...]:
    """The curves of a CSV file (comma, semicolon or tab; UTF-8), in order of initialisation, metric and mode.

    Columns: n_labels, seed, value; optional initialisation, metric, mode, n_test. Instead of value, a column named
    after `metric` does (as in the tables this program writes). metric: keep only rows of it, where the table has that
    column. The same line twice counts once; two values for one seed and budget are refused. Raises InputError, which
    names the line.
    """
    rows = _rows(path)
    header = [name.strip().lower() for name in rows[0][1]]
    value_column = "value" if "value" in header else (metric or "")
    missing = [name for name in ("n_labels", "seed", value_column or "value") if name not in header]
    if missing:
        raise InputError(
            tr(
                "The table has no column {missing}. Its first line must name the columns n_labels, seed and value.",
                missing=", ".join(missing),
            ),
            code="columns",
        )
    found: dict[tuple[str, str, str], dict[int, dict[str, float]]] = {}
    sizes: dict[tuple[str, str, str], int] = {}
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            raise InputError(
                tr(
                    "Line {line} has {n} fields, not {expected}. Correct that line.",
                    line=line,
                    n=len(cells),
                    expected=len(header),
                ),
                code="line",
            )
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        measured = row.get("metric", "") or (metric or "")
        if metric is not None and measured.lower() != metric:
            continue
        key = (row.get("initialisation", ""), measured.lower(), row.get("mode", ""))
        n_labels = _whole(row["n_labels"], "n_labels", line, 1)
        value = _value(row[value_column], measured, line)
        seeds = found.setdefault(key, {}).setdefault(n_labels, {})
        if seeds.setdefault(row["seed"], value) != value:
            raise InputError(
                tr(
                    "Line {line} gives a second value for seed {seed} at {n} labels. Keep one of them, or give the "
                    "runs different seeds.",
                    line=line,
                    seed=row["seed"][:20],
                    n=n_labels,
                ),
                code="duplicate",
            )
        if row.get("n_test"):
            n_test = _whole(row["n_test"], "n_test", line, 1)
            sizes[key] = min(sizes.get(key, n_test), n_test)
    if not found:
        raise InputError(tr("The table holds no points to use. Add one line a training."), code="no_points")
    return tuple(
        PointsCurve(
            *key,
            sizes.get(key),
            tuple(BudgetObservation(n, tuple(found[key][n].values())) for n in sorted(found[key])),
        )
        for key in sorted(found)
    )


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Numbered lines that are not blank, the header first."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(
                tr("The table is too large for one of learning-curve points. Choose another."), code="large"
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(tr("The table could not be read. Check that the file is there."), code="unreadable") from error
    except UnicodeDecodeError as error:
        raise InputError(tr("The table is not text in UTF-8. Save it as CSV (UTF-8)."), code="encoding") from error
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [(i, row) for i, row in enumerate(csv.reader(lines, delimiter=delimiter), 1) if any(map(str.strip, row))]
    except csv.Error as error:
        raise InputError(tr("The table is not a CSV file. Save it as CSV (UTF-8)."), code="encoding") from error
    if not rows:
        raise InputError(
            tr("The table is empty. Add a line with the column names, and one line a training."), code="empty"
        )
    return rows


def _whole(text: str, column: str, line: int, least: int) -> int:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number == int(number) and least <= number <= 1e9):
        raise InputError(
            tr(
                "Line {line}: {column} must be a whole number of at least {least}. Correct it.",
                line=line,
                column=column,
                least=least,
            ),
            code="number",
        )
    return int(number)


def _value(text: str, metric: str, line: int) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0.0 <= number <= 1.0:
        what = metric if metric in METRICS else "value"
        raise InputError(
            tr("Line {line}: {what} must be a number between 0 and 1. Correct it.", line=line, what=what), code="value"
        )
    return number
