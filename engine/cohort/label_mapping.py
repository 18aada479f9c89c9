"""Any table as a labels file: which column says what, and what its values mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.cohort.label_csv import LabelRow, label_rows
from engine.cohort.label_table import LabelTable
from engine.cohort.labels import ImageIndex

MOST_CLASSES = 20
_PEEK = 60  # rows that are held against the images to tell what a column holds
_UID = re.compile(r"\d+(\.\d+){4,}")
_FILE_NAMES = (
    "file", "filename", "filepath", "path", "image", "imageindex", "imageid", "imagefile", "imagename", "dicomid",
    "ファイル", "ファイル名", "画像", "画像名",
)  # fmt: skip
_UID_NAMES = ("sopinstanceuid", "instanceuid", "sopuid", "uid")
_LABEL_NAMES = (
    "label", "class", "diagnosis", "finding", "findings", "findinglabels", "category", "target", "result", "pathology",
    "ラベル", "クラス", "診断", "診断名", "所見", "分類",
)  # fmt: skip
_PATIENT_NAMES = ("patientid", "patient", "patientkey", "patid", "subject", "subjectid", "患者", "患者id", "患者番号")


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """Positions of the columns that say which image a row is of, its label and its patient; None for no such column.

    holds_uids: the image's column holds SOP instance UIDs, not files.
    """

    image: int | None
    label: int | None
    patient: int | None = None
    holds_uids: bool = False


@dataclass(frozen=True, slots=True)
class LabelValue:
    """A value of the label's column: how many rows have it, and the class it stands for, None to leave them out."""

    value: str
    rows: int
    becomes: str | None


def guess_columns(table: LabelTable, index: ImageIndex) -> LabelColumns:
    """The columns by their names, in English or Japanese; where those say nothing, by what the cells hold.

    The image's is the one whose first cells name the most images; the label's, of the others, the one with two values
    or more and the fewest.
    """
    names = [re.sub(r"[\s_\-.]+", "", name.casefold()) for name in table.columns]

    def named(wanted: Sequence[str]) -> int | None:
        return next((names.index(name) for name in wanted if name in names), None)

    image, label, patient = named((*_FILE_NAMES, *_UID_NAMES)), named(_LABEL_NAMES), named(_PATIENT_NAMES)
    if image is None or not _matches(table, image, index):
        free = [at for at in range(len(names)) if at not in (label, patient)]
        best = max(free, key=lambda at: _matches(table, at, index), default=None)
        image = best if best is not None and _matches(table, best, index) else image
    if label is None:
        few = {at: len(set(_cells(table, at)) - {""}) for at in range(len(names)) if at not in (image, patient)}
        fitting = [at for at, values in few.items() if 2 <= values <= MOST_CLASSES]
        label = min(fitting, key=few.__getitem__, default=None)
    return with_image_column(LabelColumns(image, label, patient), table, image)


def with_image_column(columns: LabelColumns, table: LabelTable, image: int | None) -> LabelColumns:
    """`columns` with another image's column; whether it holds UIDs is told from its cells."""
    cells = [] if image is None else [cell for cell in _cells(table, image)[:_PEEK] if cell]
    uids = sum(_UID.fullmatch(cell) is not None for cell in cells)
    return replace(columns, image=image, holds_uids=bool(cells) and uids > len(cells) / 2)


def guess_values(table: LabelTable, columns: LabelColumns, classes: Sequence[str]) -> tuple[LabelValue, ...]:
    """The label column's values, the most frequent first, and the class that each stands for.

    A value that equals one of `classes` but for capitals, spaces and punctuation stands for it. Where there are
    classes already, any other value is left out until the user says; else it is a class of its own.
    """
    if columns.label is None:
        return ()
    known = {_bare(name): name for name in classes}
    counts = Counter(cell for cell in _cells(table, columns.label) if cell)
    return tuple(
        LabelValue(value, n, known.get(_bare(value), None if classes else value))
        for value, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def mapped_rows(table: LabelTable, columns: LabelColumns, becomes: Mapping[str, str | None]) -> tuple[LabelRow, ...]:
    """The rows that name an image, their labels by `becomes`; a row whose value it leaves out is left out itself.

    So an empty cell takes a label away, as in any labels file, and a value that is left out changes nothing.
    """
    image = columns.image
    rows = label_rows(
        table,
        file=None if columns.holds_uids else image,
        instance=image if columns.holds_uids else None,
        label=columns.label,
        patient=columns.patient,
    )
    return tuple(
        row if row.label is None else replace(row, label=becomes[row.label])
        for row in rows
        if row.label is None or becomes.get(row.label) is not None
    )


def _matches(table: LabelTable, at: int, index: ImageIndex) -> int:
    cells = [cell for cell in _cells(table, at)[:_PEEK] if cell]
    return sum(len(index.by_file(cell) or index.by_instance(cell)) == 1 for cell in cells)


def _cells(table: LabelTable, at: int) -> list[str]:
    return [cells[at] for cells in table.rows]


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold()) or name
