"""A labels file held against the cohort, before anything is written: what each row would do, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cohort.records import ImageRecord
from engine.errors import InputError

if TYPE_CHECKING:
    from engine.cohort.labels import LabelMatch, LabelRow

SHOWN_ROWS = 200
MATCHED, NO_IMAGE, TWO_IMAGES, CONTRADICTS, NOT_USED = (
    "matched", "no image", "two images", "contradicts another row", "not used",
)  # fmt: skip
_FEW = 5  # labelled images of a class, below which a curve is hardly possible


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: what it names, its label ("" when empty), and what becomes of it (`MATCHED`, …)."""

    name: str
    label: str
    fate: str


@dataclass(frozen=True)
class LabelPreview:
    """What a labels file would do.

    rows: the first `SHOWN_ROWS`, those that need a look first. fates: rows by fate. classes: images by class, in
    alphabetical order. unlabelled: images that would have no label. labels, patients: what would be written. problem:
    why the file cannot be used, "" when it can. warning: what to think about before using it.
    """

    file_name: str
    rows: tuple[PreviewRow, ...]
    n_rows: int
    fates: dict[str, int]
    classes: dict[str, int]
    unlabelled: int
    labels: dict[str, str | None]
    patients: dict[str, str]
    problem: str = ""
    warning: str = ""


def preview_labels(path: Path, images: Sequence[ImageRecord], salt: bytes) -> LabelPreview:
    """Read `path` and match it with `images`. Takes its time with large files: not for the GUI thread.

    Raises InputError where the file cannot be read as a labels file.
    """
    from engine.cohort.labels import match_labels, read_labels_csv

    rows = read_labels_csv(path)
    try:
        match = match_labels(rows, images, salt=salt)
    except InputError as error:
        shown = tuple(PreviewRow(_name(row), row.label or "", NOT_USED) for row in rows[:SHOWN_ROWS])
        found = Counter(row.label for row in rows if row.label)
        classes = {name: found[name] for name in sorted(found)}
        return LabelPreview(path.name, shown, len(rows), {NOT_USED: len(rows)}, classes, 0, {}, {}, problem=str(error))
    return _preview(path.name, rows, match)


def _preview(file_name: str, rows: Sequence[LabelRow], match: LabelMatch) -> LabelPreview:
    fate = {row.line: NO_IMAGE for row in match.unmatched_rows}
    fate |= {row.line: TWO_IMAGES for row in match.ambiguous_rows}
    fate |= {row.line: CONTRADICTS for row in match.conflicting_rows}
    ordered = sorted(rows, key=lambda row: (row.line not in fate, row.line))
    shown = tuple(PreviewRow(_name(row), row.label or "", fate.get(row.line, MATCHED)) for row in ordered[:SHOWN_ROWS])
    counts = Counter(label for label in match.labels.values() if label is not None)
    return LabelPreview(
        file_name=file_name,
        rows=shown,
        n_rows=len(rows),
        fates=dict(Counter(fate.get(row.line, MATCHED) for row in rows)),
        classes={name: counts[name] for name in sorted(counts)},
        unlabelled=match.unlabelled,
        labels=match.labels,
        patients=match.patients,
        warning=_warning(counts),
    )


def _warning(counts: Counter[str]) -> str:
    rare = [f"“{name}” ({n})" for name, n in sorted(counts.items()) if n < _FEW]
    if not rare:
        return ""
    return f"Too few images for a study: {', '.join(rare)}. Check the spelling, or label more of them."


def _name(row: LabelRow) -> str:
    """What the row names; an instance's UID is long and says nothing to the eye, so its end is shown."""
    return row.file or f"…{(row.sop_instance_uid or '')[-12:]}"
