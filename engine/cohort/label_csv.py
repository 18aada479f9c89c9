"""The labels file: a CSV of any delimiter and encoding that spreadsheets write."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError

_COLUMNS: tuple[str, ...] = ("file", "sop_instance_uid", "label", "patient_id")
_DELIMITERS = ",;\t|"
_MOST_BYTES = 256 * 1024 * 1024
_ADVICE = "It needs a header with 'file' or 'sop_instance_uid', and 'label' (and optionally 'patient_id')."


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
    text = _text(Path(path))
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise InputError(f"The labels file is empty. {_ADVICE}", code="labels_empty")
    delimiter = max(_DELIMITERS, key=lambda mark: (_usable(_header(first, mark)), first.count(mark)))
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        names: list[str] = []
        while not names:
            names = [name.strip().lower() for name in next(reader)]
            names = names if any(names) else []
        if not _usable(names):
            shown = ", ".join(f"'{name[:40]}'" for name in names[:12])
            raise InputError(
                f"The labels file has no column {_missing(names)}; its columns are {shown}. {_ADVICE}",
                code="labels_columns",
            )
        place = {name: names.index(name) for name in _COLUMNS if name in names}
        rows = tuple(
            row for cells in reader if (row := _row(reader.line_num, cells, place)).file or row.sop_instance_uid
        )
    except csv.Error:
        raise InputError(
            f"The labels file cannot be read from line {reader.line_num} on. Save it again as CSV.",
            code="labels_damaged",
        ) from None
    if not rows:
        raise InputError("The labels file has a header but no rows. Add one row for each image.", code="labels_empty")
    return rows


def _row(line: int, cells: list[str], place: dict[str, int]) -> LabelRow:
    def cell(name: str) -> str | None:
        at = place.get(name, len(cells))
        return (cells[at].strip() or None) if at < len(cells) else None

    return LabelRow(line, cell("file"), cell("sop_instance_uid"), cell("label"), cell("patient_id"))


def _header(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"').strip().lower() for cell in line.split(delimiter)]


def _usable(names: list[str]) -> bool:
    return "label" in names and ("file" in names or "sop_instance_uid" in names)


def _missing(names: list[str]) -> str:
    lacking = [] if "file" in names or "sop_instance_uid" in names else ["'file' or 'sop_instance_uid'"]
    return " and no column ".join(lacking + ([] if "label" in names else ["'label'"]))


def _text(path: Path) -> str:
    """The file's text: by its byte order mark, else UTF-8, else the Western encoding that spreadsheets fall back on."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        what = "was not found" if isinstance(error, FileNotFoundError) else "could not be read"
        raise InputError(f"The labels file {what}. Check its path.", code="labels_unreadable") from None
    if len(data) > _MOST_BYTES:
        raise InputError("The labels file is larger than 256 MB. Is it the right file?", code="labels_unreadable")
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("The labels file is not a text file. Save it as CSV.", code="labels_damaged")
