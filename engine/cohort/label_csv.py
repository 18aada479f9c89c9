"""The labels file that the command line takes: a table whose columns bear their fixed names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.cohort.label_table import LabelTable, read_label_table
from engine.errors import InputError
from engine.translation import tr

FILE, INSTANCE, LABEL, PATIENT = "file", "sop_instance_uid", "label", "patient_id"
_COLUMNS: tuple[str, ...] = (FILE, INSTANCE, LABEL, PATIENT)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One row: `line` in the file (the header is 1). file, sop_instance_uid, label, patient_id: None where empty."""

    line: int
    file: str | None
    sop_instance_uid: str | None
    label: str | None
    patient_id: str | None = None


def read_labels_csv(path: Path) -> tuple[LabelRow, ...]:
    """The rows of a labels file that name an image; blank rows are passed over.

    Raises InputError when the file is missing, empty, not text, or lacks a column.
    """
    table = read_label_table(Path(path))
    names = [name.lower() for name in table.columns]
    if LABEL not in names or not (FILE in names or INSTANCE in names):
        raise InputError(_missing(names), code="labels_columns")
    place = {name: names.index(name) for name in _COLUMNS if name in names}
    rows = label_rows(
        table, file=place.get(FILE), instance=place.get(INSTANCE), label=place[LABEL], patient=place.get(PATIENT)
    )
    if not rows:
        raise InputError(
            tr("The labels file has a header but no rows. Add one row for each image."), code="labels_empty"
        )
    return rows


def label_rows(
    table: LabelTable, *, file: int | None, instance: int | None, label: int | None, patient: int | None
) -> tuple[LabelRow, ...]:
    """The rows that name an image; the arguments are positions of columns, None where there is no such column."""

    def cell(cells: tuple[str, ...], at: int | None) -> str | None:
        return (cells[at] or None) if at is not None else None

    rows = (
        LabelRow(line, cell(cells, file), cell(cells, instance), cell(cells, label), cell(cells, patient))
        for line, cells in zip(table.lines, table.rows, strict=True)
    )
    return tuple(row for row in rows if row.file or row.sop_instance_uid)


def _missing(names: list[str]) -> str:
    shown = ", ".join(f"'{name[:40]}'" for name in names[:12])
    if LABEL in names:
        return tr(
            "The labels file has no column '{file}' or '{instance}'; its columns are {columns}. It needs a header with "
            "'{file}' or '{instance}', and '{label}' (and optionally '{patient}').",
            columns=shown, file=FILE, instance=INSTANCE, label=LABEL, patient=PATIENT,
        )  # fmt: skip
    if FILE in names or INSTANCE in names:
        return tr(
            "The labels file has no column '{label}'; its columns are {columns}. It needs a header with '{file}' or "
            "'{instance}', and '{label}' (and optionally '{patient}').",
            columns=shown, file=FILE, instance=INSTANCE, label=LABEL, patient=PATIENT,
        )  # fmt: skip
    return tr(
        "The labels file has no column '{file}' or '{instance}' and no column '{label}'; its columns are {columns}. It "
        "needs a header with them (and optionally '{patient}').",
        columns=shown, file=FILE, instance=INSTANCE, label=LABEL, patient=PATIENT,
    )  # fmt: skip
