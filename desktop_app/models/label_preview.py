"""A table held against the cohort, before anything is written: what each row would do, and the counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.cohort.label_mapping import (
    MOST_CLASSES,
    LabelColumns,
    LabelValue,
    guess_columns,
    guess_values,
    mapped_rows,
    with_image_column,
)
from engine.cohort.label_table import LabelTable, read_label_table
from engine.cohort.labels import ImageIndex, LabelMatch, match_problem, match_rows
from engine.cohort.records import ImageRecord
from engine.translation import counted, listed, mark, tr

SHOWN_ROWS = 200  # of each fate
MATCHED, NO_IMAGE, TWO_IMAGES, CONTRADICTS, UNKNOWN_CLASS, LEFT_OUT, NO_NAME, NOT_USED = FATES = (
    mark("matched"), mark("no image"), mark("two images"), mark("contradicts another row"), mark("unknown class"),
    mark("left out"), mark("names nothing"), mark("not used"),
)  # fmt: skip
_FEW = 5  # labelled images of a class, below which a curve is hardly possible


@dataclass(frozen=True)
class ImportChoice:
    """What the user chose; what is None, or a value that `becomes` lacks, is found out or guessed.

    image, label, patient: positions of columns; patient -1 for none. becomes: the class of a value of the label's
    column, None to leave it out.
    """

    encoding: str | None = None
    delimiter: str | None = None
    image: int | None = None
    label: int | None = None
    patient: int | None = None
    becomes: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: what it names, its value ("" when empty), the class that it gives, its fate (`MATCHED`, …)."""

    name: str
    value: str
    label: str
    fate: str


@dataclass(frozen=True)
class LabelPreview:
    """What a table would do.

    rows: up to `SHOWN_ROWS` of each fate, in the file's order, those that need a look first. fates: rows by fate.
    classes: images by class once it is done, in alphabetical order. unlabelled: images without a label then. labels,
    patients: what would be written. problem: why it cannot be used, "" when it can. warning: what to think about.
    known: the classes that the images have now. table, columns, values: how the table is read.
    """

    file_name: str
    table: LabelTable
    columns: LabelColumns
    values: tuple[LabelValue, ...]
    rows: tuple[PreviewRow, ...]
    n_rows: int
    fates: dict[str, int]
    classes: dict[str, int]
    unlabelled: int
    labels: dict[str, str]
    patients: dict[str, str]
    known: tuple[str, ...] = ()
    problem: str = ""
    warning: str = ""


class LabelPreviewer:
    """Previews one table again and again as its mapping changes. Takes its time with large ones: not for the GUI
    thread. known: the project's classes, labelled or only named.
    """

    def __init__(self, path: Path, images: Sequence[ImageRecord], salt: bytes, known: Sequence[str] = ()) -> None:
        self._path, self._images, self._salt = path, images, salt
        self._known = tuple(known)
        self._index: ImageIndex | None = None
        self._read: tuple[tuple[str | None, str | None], LabelTable] | None = None

    def preview(self, choice: ImportChoice) -> LabelPreview:
        """What the table would do. Raises InputError where the file cannot be read as a table."""
        table = self._table(choice)
        self._index = self._index or ImageIndex(self._images, self._salt)
        columns = self._columns(choice, table, self._index)
        guessed = guess_values(table, columns, self._known)
        values = tuple(LabelValue(v.value, v.rows, choice.becomes.get(v.value, v.becomes)) for v in guessed)
        becomes = {value.value: value.becomes for value in values}
        problem = _columns_problem(table, columns, values)
        usable = not problem
        rows = () if problem else mapped_rows(table, columns, becomes)
        match = match_rows(rows, self._images, salt=self._salt, index=self._index)
        before = {image.image_id: image.label for image in self._images if not image.pool_only}
        # A row without a label, or with one that another row contradicts, takes away none that was given before.
        labels = {image_id: label for image_id, label in match.labels.items() if label is not None}
        after = before | labels
        classes = Counter(label for label in after.values() if label is not None)
        if not problem:
            problem = _match_problem(match, len(rows), values, after.values())
        not_used = dict.fromkeys(table.lines, NOT_USED)
        fates = _fates(table, columns, match, becomes, choice.becomes) if usable else not_used
        return LabelPreview(
            file_name=self._path.name,
            table=table,
            columns=columns,
            values=values,
            rows=_shown(table, columns, becomes, fates),
            n_rows=len(table.rows),
            fates={fate: n for fate in FATES if (n := list(fates.values()).count(fate))},
            classes={name: classes[name] for name in sorted(classes)},
            unlabelled=len(after) - classes.total(),
            labels={} if problem else labels,
            patients={} if problem else match.patients,
            known=self._known,
            problem=problem,
            warning="" if problem else _warning(before, labels, classes),
        )

    def _table(self, choice: ImportChoice) -> LabelTable:
        how = (choice.encoding, choice.delimiter)
        if self._read is None or self._read[0] != how:
            self._read = how, read_label_table(self._path, encoding=how[0], delimiter=how[1])
        return self._read[1]

    @staticmethod
    def _columns(choice: ImportChoice, table: LabelTable, index: ImageIndex) -> LabelColumns:
        columns = guess_columns(table, index)
        width = len(table.columns)
        label = columns.label if choice.label is None or choice.label >= width else choice.label
        patient = columns.patient if choice.patient is None or choice.patient >= width else choice.patient
        image = columns.image if choice.image is None or choice.image >= width else choice.image
        patient = None if patient == -1 or patient in (label, image) else patient
        return with_image_column(LabelColumns(image, label, patient), table, image)


def _columns_problem(table: LabelTable, columns: LabelColumns, values: Sequence[LabelValue]) -> str:
    if not table.rows:
        return tr("The labels file has a header but no rows. Add one row for each image.")
    if columns.image is None:
        return tr("No column was found that names images. Choose the one with the file names or instance UIDs.")
    if columns.label is None:
        return tr("No column was found that holds the labels. Choose it at the right.")
    if columns.label == columns.image:
        return tr("One column cannot name the image and hold its label. Choose another column for one of them.")
    used = len({value.becomes for value in values if value.becomes is not None})
    if used > MOST_CLASSES:
        return tr(
            "The column “{column}” holds {n} different values, too many for classes. Choose the column with the "
            "labels, or leave values out.",
            column=table.columns[columns.label][:40],
            n=used,
        )
    return ""


def _match_problem(match: LabelMatch, n_rows: int, values: Sequence[LabelValue], after: Iterable[str | None]) -> str:
    if values and not any(value.becomes for value in values):
        return tr("No value stands for a class yet. Say at the right which class each value becomes.")
    wrong = match_problem(match, n_rows, classes=filter(None, after))
    return str(wrong) if wrong is not None else ""


def _fates(
    table: LabelTable,
    columns: LabelColumns,
    match: LabelMatch,
    becomes: Mapping[str, str | None],
    decided: Mapping[str, str | None],
) -> dict[int, str]:
    """What becomes of each row, by its line."""
    fates = dict.fromkeys(table.lines, MATCHED)
    for line, cells in zip(table.lines, table.rows, strict=True):
        value = cells[columns.label] if columns.label is not None else ""
        if columns.image is None or not cells[columns.image]:
            fates[line] = NO_NAME
        elif value and becomes.get(value) is None:
            fates[line] = LEFT_OUT if value in decided else UNKNOWN_CLASS
    for fate, rows in (
        (NO_IMAGE, match.unmatched_rows), (TWO_IMAGES, match.ambiguous_rows), (CONTRADICTS, match.conflicting_rows),
    ):  # fmt: skip
        fates.update({row.line: fate for row in rows})
    return fates


def _shown(
    table: LabelTable, columns: LabelColumns, becomes: Mapping[str, str | None], fates: Mapping[int, str]
) -> tuple[PreviewRow, ...]:
    by_fate: dict[str, list[PreviewRow]] = defaultdict(list)
    for line, cells in zip(table.lines, table.rows, strict=True):
        kept = by_fate[fates[line]]
        if len(kept) < SHOWN_ROWS:
            value = cells[columns.label] if columns.label is not None else ""
            name = cells[columns.image] if columns.image is not None else ""
            kept.append(PreviewRow(_short(name), value, becomes.get(value) or "", fates[line]))
    return tuple(row for fate in (*FATES[1:], MATCHED) for row in by_fate[fate])


def _warning(before: Mapping[str, str | None], labels: Mapping[str, str], counts: Counter[str]) -> str:
    told = []
    replaced = sum(before[image_id] not in (None, label) for image_id, label in labels.items())
    if replaced:
        told.append(
            counted(
                replaced,
                mark("{n} image has another label now, which the table replaces. You can undo the import."),
                mark("{n} images have another label now, which the table replaces. You can undo the import."),
            )
        )
    given = set(labels.values())
    rare = [f"“{name}” ({n})" for name, n in sorted(counts.items()) if n < _FEW and name in given]
    if rare:
        told.append(
            tr(
                "Too few images for a study: {classes}. Check the spelling, or label more of them.",
                classes=listed(rare),
            )
        )
    return "\n".join(told)


def _short(name: str) -> str:
    """An instance's UID is long and says nothing to the eye, so its end is shown."""
    return f"…{name[-12:]}" if name.count(".") > 4 and name.replace(".", "").isdigit() else name
