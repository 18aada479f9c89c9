"""A table as it is in its file: names of the columns and text cells, of any delimiter and encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from engine.cohort.label_text import decoded
from engine.errors import InputError
from engine.translation import tr

DELIMITERS = ",;\t|"
_MOST_BYTES = 256 * 1024 * 1024
_LOOKED_AT = 20  # lines, to tell the delimiter


@dataclass(frozen=True)
class LabelTable:
    """columns: their names, stripped, as the header has them. rows: stripped cells, one a column, "" where the line is
    short; blank lines are left out. lines: each row's (last) line in the file, from 1. encoding, delimiter: as read.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    encoding: str
    delimiter: str


def read_label_table(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> LabelTable:
    """The table at `path`. encoding (see `label_text.ENCODINGS`), delimiter: None to find out.

    Raises InputError "labels_unreadable", "labels_empty" or "labels_damaged".
    """
    text, used = decoded(_bytes(Path(path)), encoding)
    mark = delimiter or _delimiter(text)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if not any(stripped):
                continue
            if not columns:
                columns = stripped
                continue
            width = len(columns)
            rows.append((*stripped[:width], *("",) * (width - len(stripped))))
            lines.append(reader.line_num)
    except csv.Error:
        raise InputError(
            tr("The labels file cannot be read from line {line} on. Save it again as CSV.", line=reader.line_num),
            code="labels_damaged",
        ) from None
    if not columns:
        raise InputError(
            tr(
                "The labels file is empty. It needs a header with '{file}' or '{instance}', and '{label}' (and "
                "optionally '{patient}').",
                file="file", instance="sop_instance_uid", label="label", patient="patient_id",
            ),
            code="labels_empty",
        )  # fmt: skip
    return LabelTable(columns, tuple(rows), tuple(lines), used, mark)


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns, as many in each."""
    lines = [line for line in text.splitlines()[: 4 * _LOOKED_AT] if line.strip()][:_LOOKED_AT]

    def regularity(mark: str) -> tuple[float, int]:
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=mark) if cells]
        except csv.Error:
            return 0.0, 0
        if not widths or widths[0] < 2:
            return 0.0, 0
        header = widths[0]
        # A short line may leave its last cells out; a longer one than the header was cut wrongly.
        return Counter(2 <= width <= header for width in widths)[True] / len(widths), header

    return max(DELIMITERS, key=regularity)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise InputError(
            tr("The labels file was not found. Check its path.")
            if missing
            else tr("The labels file could not be read. Check its path."),
            code="labels_unreadable",
        ) from None
    if len(data) > _MOST_BYTES:
        raise InputError(
            tr("The labels file is larger than {size} MB. Is it the right file?", size=256), code="labels_unreadable"
        )
    return data
