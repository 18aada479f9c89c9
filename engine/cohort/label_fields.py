"""DICOM header fields as labels: which text fields tell the images apart into a few groups."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.cohort.records import ImageRecord
from engine.translation import mark

FEWEST, MOST = 2, 9
_LONGEST = 64  # characters (VR LO); a longer text is no class

# By keyword (PS3.6), the name that users read. None of these identifies a patient by what it is for, and a text that
# nearly every image has its own of is never offered (`MOST`).
FIELDS: dict[str, str] = {
    "SeriesDescription": mark("Series description"),
    "StudyDescription": mark("Study description"),
    "ProtocolName": mark("Protocol"),
    "PerformedProcedureStepDescription": mark("Procedure"),
    "RequestedProcedureDescription": mark("Requested procedure"),
    "AdmittingDiagnosesDescription": mark("Admitting diagnosis"),
    "PatientComments": mark("Comments on the patient"),
    "ImageComments": mark("Comments on the image"),
    "BodyPartExamined": mark("Body part"),
    "ViewPosition": mark("View"),
}


@dataclass(frozen=True)
class FieldLabels:
    """A field that could be the label. keyword: of `FIELDS`. labels: its text by image_id, where it has one."""

    keyword: str
    labels: Mapping[str, str]

    @property
    def counts(self) -> dict[str, int]:
        """Images by value, values in alphabetical order."""
        counts = Counter(self.labels.values())
        return {value: counts[value] for value in sorted(counts)}


def read_field_labels(
    images: Sequence[ImageRecord], *, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[FieldLabels, ...]:
    """Read the headers of the DICOM images and give the fields of `FEWEST` to `MOST` distinct values, in their order.

    Pixels are not read. A file that is gone or damaged has no value. A field is dropped at its tenth value, and when
    all are dropped the reading ends. progress: told (done, total) after each file; may raise to stop. On any thread.
    """
    wanted = [image for image in images if not image.pool_only and image.modality is not None]
    found: dict[str, dict[str, str]] = {keyword: {} for keyword in FIELDS}
    seen: dict[str, set[str]] = {keyword: set() for keyword in FIELDS}
    for done, image in enumerate(wanted, start=1):
        for keyword, text in _texts(Path(image.source, image.file), tuple(found)).items():
            seen[keyword].add(text)
            found[keyword][image.image_id] = text
            if len(seen[keyword]) > MOST or len(text) > _LONGEST:
                del found[keyword]
        progress(done, len(wanted))
        if not found:
            break
    return tuple(FieldLabels(keyword, labels) for keyword, labels in found.items() if len(seen[keyword]) >= FEWEST)


def _texts(path: Path, keywords: tuple[str, ...]) -> dict[str, str]:
    """The texts of those fields that the header has; {} where it cannot be read."""
    import pydicom

    logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)  # its messages quote header values
    try:
        header = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=list(keywords), force=True)
        values = {keyword: header.get(keyword) for keyword in keywords}
    except Exception:  # a damaged header raises whatever pydicom meets; such an image merely has no value
        return {}
    texts = {keyword: " ".join(str(value).split()) for keyword, value in values.items() if value is not None}
    return {keyword: text for keyword, text in texts.items() if text}
