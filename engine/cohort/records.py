"""What a scan hands on: one `ImageRecord` for each image that was loaded, one `ScanProblem` for each file that was not.

Identifiers are salted hashes, so two projects never share one; nothing that is computed may depend on them. Whatever
needs an order takes the cohort's own: by source folder as given, then by `file`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """One loaded image.

    image_id: 16 hexadecimal digits, salted; the only name of an image in logs, exports and thumbnails' file names.
    source: absolute path of the folder that was scanned. Shown to the user, never exported.
    file: POSIX path relative to `source`.
    patient: 16 hexadecimal digits, salted; images of one patient share it.
    patient_known: False where nothing named the patient and the image was taken for a patient of its own.
    rows, columns: of the source image, in pixels.
    pixel_hash: of the decoded array (`engine.images.pixel_hash`); equal for the same image stored twice, however coded.
    shown_hash: of the image as it is cached; what is computed from it depends on nothing else. "" in older records.
    modality, manufacturer: DICOM (0008,0060) and (0008,0070), None for other formats. `manufacturer` tells apart the
        "scanners" of a cohort.
    body_part: DICOM (0018,0015) in capitals where it is a code of the standard's form, else None.
    pixel_aspect: height of a pixel divided by its width, 1 for square ones. With `rows` and `columns` it tells which
        part of the cached square is image and which is padding (`engine.images.downsize.content_box`).
    label: the class, None while unlabelled.
    size_bytes, mtime_ns: of the source file when it was read; a changed file is read again.
    cache_slot: row of the image in the project's uint8 cache, -1 while not cached.
    notes: stable codes of what intake did ("inverted", "windowed", "voi_lut", "percentile_window", "colour", …).
    pool_only: the image came from a pool folder; it may be pretrained on but is never labelled nor tested on.
    """

    image_id: str
    source: str
    file: str
    patient: str
    patient_known: bool
    rows: int
    columns: int
    pixel_hash: str
    modality: str | None = None
    manufacturer: str | None = None
    label: str | None = None
    size_bytes: int = 0
    mtime_ns: int = 0
    cache_slot: int = -1
    notes: tuple[str, ...] = ()
    pool_only: bool = False
    body_part: str | None = None
    pixel_aspect: float = 1.0
    shown_hash: str = ""


@dataclass(frozen=True, slots=True)
class ScanProblem:
    """One file that was not loaded: `code` is stable ("not_an_image", "empty", "corrupt", …), `reason` a sentence.

    value: for the codes "modality" and "body_part", what to include to load it, e.g. "CT"; None where the header's
    value is no code of the standard's form, and for all other codes.
    """

    source: str
    file: str
    code: str
    reason: str
    value: str | None = None


@dataclass(frozen=True)
class Cohort:
    """The set of images loaded, in the cohort's order, and the files that were not; what is counted is kept."""

    images: tuple[ImageRecord, ...]
    problems: tuple[ScanProblem, ...] = ()

    @cached_property
    def class_counts(self) -> Mapping[str, int]:
        """Labelled images by class, classes in alphabetical order."""
        counts = Counter(image.label for image in self.images if image.label is not None)
        return {name: counts[name] for name in sorted(counts)}

    @cached_property
    def patient_count(self) -> int:
        """Distinct patients; an image of an unknown patient counts as one."""
        return len({image.patient for image in self.images})

    @cached_property
    def labelled(self) -> tuple[ImageRecord, ...]:
        """The labelled images, in the cohort's order."""
        return tuple(image for image in self.images if image.label is not None)
