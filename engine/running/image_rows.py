"""An image's record as a row of the project's table `images`, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from engine.cohort.records import ImageRecord

IMAGE_COLUMNS = (
    "image_id, source, file, patient, patient_known, rows, columns, pixel_hash, modality, manufacturer, size_bytes, "
    "mtime_ns, cache_slot, notes, pool_only, body_part, pixel_aspect, shown_hash"
)
IMAGE_VALUES = ", ".join("?" * (IMAGE_COLUMNS.count(",") + 1))


def image_row(image: ImageRecord) -> tuple[object, ...]:
    """The values of `IMAGE_COLUMNS`."""
    return (
        image.image_id,
        image.source,
        image.file,
        image.patient,
        image.patient_known,
        image.rows,
        image.columns,
        image.pixel_hash,
        image.modality,
        image.manufacturer,
        image.size_bytes,
        image.mtime_ns,
        image.cache_slot,
        json.dumps(image.notes),
        image.pool_only,
        image.body_part,
        image.pixel_aspect,
        image.shown_hash,
    )


def image_of(row: Sequence[Any], notes: dict[str, tuple[str, ...]]) -> ImageRecord:
    """The image in a row of `IMAGE_COLUMNS` and its label. notes: those read before, by their text."""
    known = notes.get(row[13])
    if known is None:
        known = notes[row[13]] = tuple(json.loads(row[13]))
    return ImageRecord(
        image_id=row[0],
        source=row[1],
        file=row[2],
        patient=row[3],
        patient_known=bool(row[4]),
        rows=row[5],
        columns=row[6],
        pixel_hash=row[7],
        modality=row[8],
        manufacturer=row[9],
        size_bytes=row[10],
        mtime_ns=row[11],
        cache_slot=row[12],
        notes=known,
        pool_only=bool(row[14]),
        body_part=row[15],
        pixel_aspect=row[16],
        shown_hash=row[17],
        label=row[18],
    )
