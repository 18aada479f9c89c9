"""Labels to images: rows of a labels file, or the names of the folders that the images are in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.cohort.identity import image_id_of_instance, patient_hash
from engine.cohort.label_csv import LabelRow, read_labels_csv
from engine.cohort.records import ImageRecord
from engine.errors import InputError
from engine.translation import tr

__all__ = [
    "ImageIndex",
    "LabelMatch",
    "LabelRow",
    "labels_from_folders",
    "match_labels",
    "match_problem",
    "match_rows",
    "read_labels_csv",
]


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """What a labels file says about a cohort.

    labels: class, or None where the row leaves it empty, by image_id; pool images are not in it.
    patients: salted patient by image_id, where the file names patients; pool images too, so that a test patient's image
        in a pool is known.
    unmatched_rows: rows that name no image. ambiguous_rows: rows that name several images (a bare name in two folders).
    conflicting_rows: rows that contradict an earlier row of the same image, which is then left unlabelled.
    unlabelled: images, without pool images, that end without a label.
    """

    labels: dict[str, str | None]
    patients: dict[str, str]
    unmatched_rows: tuple[LabelRow, ...] = ()
    ambiguous_rows: tuple[LabelRow, ...] = ()
    conflicting_rows: tuple[LabelRow, ...] = ()
    unlabelled: int = 0


def match_labels(rows: Sequence[LabelRow], images: Sequence[ImageRecord], *, salt: bytes) -> LabelMatch:
    """`match_rows`, refused where it leads nowhere.

    Raises InputError when no row names an image, when no image gets a label, or when there is one class only.
    """
    match = match_rows(rows, images, salt=salt)
    problem = match_problem(match, len(rows))
    if problem is not None:
        raise problem
    return match


def match_rows(
    rows: Sequence[LabelRow], images: Sequence[ImageRecord], *, salt: bytes, index: ImageIndex | None = None
) -> LabelMatch:
    """Find each row's image: by `file` (see `ImageIndex.by_file`), else by `sop_instance_uid`.

    salt: the project's, to match instance UIDs and hash patients. index: of `images`, where it is made already.
    """
    index = index or ImageIndex(images, salt)
    labels: dict[str, str | None] = {}
    patients: dict[str, str] = {}
    unmatched: list[LabelRow] = []
    ambiguous: list[LabelRow] = []
    conflicting: list[LabelRow] = []
    for row in rows:
        found = index.of_row(row)
        if len(found) != 1:
            (ambiguous if found else unmatched).append(row)
            continue
        image = found[0]
        if row.patient_id:
            patients[image.image_id] = patient_hash(salt, row.patient_id)
        if image.pool_only:
            continue
        given = labels.get(image.image_id)
        if given is not None and row.label is not None and given != row.label:
            conflicting.append(row)
        labels[image.image_id] = given or row.label
    for row in conflicting:
        for image in index.of_row(row):
            labels[image.image_id] = None
    unlabelled = sum(1 for image in images if not image.pool_only and labels.get(image.image_id) is None)
    return LabelMatch(labels, patients, tuple(unmatched), tuple(ambiguous), tuple(conflicting), unlabelled)


def match_problem(match: LabelMatch, n_rows: int, *, classes: Iterable[str] = ()) -> InputError | None:
    """Why a match of `n_rows` rows leads nowhere, None where it leads somewhere. classes: that other images have."""
    if len(match.unmatched_rows) + len(match.ambiguous_rows) == n_rows:
        if match.ambiguous_rows:
            return InputError(
                tr(
                    "All {n} rows of the labels file name more than one image. Write the path relative to the image "
                    "folder in the column '{file}', not the bare file name.",
                    n=n_rows,
                    file="file",
                ),
                code="labels_ambiguous",
            )
        return InputError(
            tr(
                "None of the {n} rows of the labels file names an image of these folders. Check that '{file}' holds "
                "paths relative to the image folder, or file names, with their extensions.",
                n=n_rows,
                file="file",
            ),
            code="labels_no_match",
        )
    given = {label for label in match.labels.values() if label is not None}
    if not given:
        return InputError(
            tr("No image has a label. Fill the column '{label}' for some images.", label="label"), code="labels_none"
        )
    if len(given.union(classes)) == 1:
        return InputError(
            tr(
                "All labelled images are of one class, '{name}'. At least two classes are needed: add labelled images "
                "of another class.",
                name=next(iter(given))[:60],
            ),
            code="labels_one_class",
        )
    return None


class ImageIndex:
    """The cohort's images by what a row may call them."""

    def __init__(self, images: Sequence[ImageRecord], salt: bytes) -> None:
        self._salt = salt
        self._by_id = {image.image_id: image for image in images}
        self._by_path: dict[str, list[ImageRecord]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[str, ImageRecord]]] = defaultdict(list)
        self._by_stem: dict[str, list[ImageRecord]] = defaultdict(list)
        for image in images:
            file = _plain(image.file)
            name = file.rpartition("/")[2]
            self._by_path[file].append(image)
            self._by_name[name].append((f"{_plain(image.source)}/{file}", image))
            self._by_stem[name.rpartition(".")[0] or name].append(image)

    def of_row(self, row: LabelRow) -> list[ImageRecord]:
        """The images that a row may mean."""
        found = self.by_file(row.file) if row.file else []
        return found or (self.by_instance(row.sop_instance_uid) if row.sop_instance_uid else [])

    def by_file(self, file: str) -> list[ImageRecord]:
        """Images whose path relative to their source is `file`; if there is none, those whose full path ends with it,
        folder by folder: a bare name, or a path from a folder above the source; if there is none, those whose name
        without its extension is `file`.
        """
        wanted = _plain(file)
        if wanted in self._by_path:
            return self._by_path[wanted]
        tail = "/" + wanted.lstrip("/")
        found = [image for path, image in self._by_name.get(tail.rpartition("/")[2], ()) if ("/" + path).endswith(tail)]
        return found or self._by_stem.get(wanted, [])

    def by_instance(self, uid: str) -> list[ImageRecord]:
        """The image of a SOP instance."""
        image = self._by_id.get(image_id_of_instance(self._salt, uid))
        return [] if image is None else [image]


def _plain(path: str) -> str:
    """One spelling of a path: forward slashes, composed characters (macOS decomposes them), no leading './'."""
    plain = unicodedata.normalize("NFC", path.replace("\\", "/"))
    while plain.startswith("./"):
        plain = plain[2:]
    return plain


# Names of first-level folders that say how files are kept, not what is in the images.
_STORAGE_WORDS = (
    "images image img imgs data dicom dcm png jpg jpeg tif tiff files export exports scans raw originals archive train "
    "training val valid validation dev test testing holdout masks mask labels annotations left right ap pa lat lateral "
    "frontal"
)
_STORAGE = frozenset(_STORAGE_WORDS.split())
_NUMBERED = re.compile(
    r"(patient|pat|pt|subject|subj|sub|case|study|series|st|se|scan|im|img|pa|p|s)?[-_ ]?\d{2,}.*", re.I
)
_WITHOUT_LABEL = frozenset(("unlabelled", "unlabeled", "unknown", "pool", "unclassified"))
_MOST_CLASSES = 20


def labels_from_folders(records: Iterable[ImageRecord]) -> dict[str, str]:
    """Class by image_id, from the first folder level under each source; {} where that is not how classes are kept.

    The rule, for each source: at least two and at most 20 first-level folders hold images; none has the name of a way
    of storing ("images", "train", "test", "DICOM", …) or a number of two or more digits in front (dates, patients,
    "IM0001"). Folders named "unlabelled", "unknown" or "pool" hold images without a label, and so does the source
    itself.
    """
    by_source: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        folder, slash, _ = record.file.partition("/")
        if slash and not record.pool_only and folder.lower() not in _WITHOUT_LABEL:
            by_source[record.source][folder].append(record.image_id)
    labels: dict[str, str] = {}
    for folders in by_source.values():
        if 2 <= len(folders) <= _MOST_CLASSES and not any(_says_storage(name) for name in folders):
            labels.update((image_id, name) for name, ids in folders.items() for image_id in ids)
    return labels


def _says_storage(name: str) -> bool:
    return name.lower() in _STORAGE or _NUMBERED.fullmatch(name) is not None
