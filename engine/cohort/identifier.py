"""Gives each image that was read its record: who is in it and which one it is, as salted hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from engine.cohort.identity import (
    FROM_FOLDER,
    FROM_NAME,
    image_id_of_file,
    image_id_of_instance,
    patient_of,
    patient_of_folder,
    salted_hash,
)
from engine.cohort.patient_rule import folders_look_like_patients
from engine.cohort.records import ImageRecord
from engine.cohort.walk import FoundFile
from engine.images.wire import Reply

_GUESSED = frozenset((FROM_NAME, FROM_FOLDER))  # patients that another rule may name otherwise


class Identifier:
    """Gives records their identifiers; an identifier is given once, whatever the files say."""

    def __init__(self, salt: bytes, pattern: re.Pattern[str] | None, known: Iterable[ImageRecord] = ()) -> None:
        """known: of earlier scans of the same folders; while its file is there, such an image keeps its identifier."""
        self._salt = salt
        self._pattern = pattern
        self._taken: set[str] = set()
        self._owners = {record.image_id: (record.source, record.file) for record in known}

    def new(self, file: FoundFile, reply: Reply, slot: int) -> ImageRecord:
        """The record of a file that was read."""
        uid = reply.sop_instance_uid
        image_id = image_id_of_instance(self._salt, uid) if uid else image_id_of_file(self._salt, file.file)
        copy = 0
        while not self._is_free(image_id, file):  # the same instance, or the same relative path, twice
            image_id = salted_hash(self._salt, "copy", uid or "", file.source, file.file, str(copy))
            copy += 1
        self._taken.add(image_id)
        patient, patient_known, note = patient_of(
            self._salt,
            patient_id=reply.patient_id,
            issuer=reply.issuer,
            study_uid=reply.study_uid,
            file=file.file,
            image_id=image_id,
            pattern=self._pattern,
        )
        return ImageRecord(
            image_id=image_id,
            source=file.source,
            file=file.file,
            patient=patient,
            patient_known=patient_known,
            rows=reply.rows,
            columns=reply.columns,
            pixel_hash=reply.pixel_hash,
            modality=reply.modality,
            manufacturer=reply.manufacturer,
            body_part=reply.body_part,
            pixel_aspect=reply.pixel_aspect,
            shown_hash=reply.shown_hash,
            size_bytes=file.size_bytes,
            mtime_ns=file.mtime_ns,
            cache_slot=slot,
            notes=reply.notes if note is None else (*reply.notes, note),
            pool_only=file.pool_only,
        )

    def _is_free(self, image_id: str, file: FoundFile) -> bool:
        if image_id in self._taken:
            return False
        owner = self._owners.get(image_id)
        return owner is None or owner == (file.source, file.file) or not Path(*owner).exists()

    def again(self, record: ImageRecord, file: FoundFile) -> ImageRecord:
        """A known record; the rule for patients in file names may have changed since."""
        self._taken.add(record.image_id)
        if record.patient_known and not _GUESSED.intersection(record.notes):
            return record
        patient, patient_known, note = patient_of(
            self._salt,
            patient_id=None,
            issuer=None,
            study_uid=None,
            file=file.file,
            image_id=record.image_id,
            pattern=self._pattern,
        )
        notes = tuple(code for code in record.notes if code not in _GUESSED)
        return replace(
            record, patient=patient, patient_known=patient_known, notes=notes if note is None else (*notes, note)
        )


def with_patients_of_folders(
    records: Iterable[ImageRecord], salt: bytes, wanted: bool | None
) -> tuple[ImageRecord, ...]:
    """`records`, those that name no patient with their folder for one; None to decide by what the folders look like."""
    images = tuple(records)
    nameless = [image.file for image in images if not image.patient_known]
    if wanted is False or not nameless or (wanted is None and not folders_look_like_patients(nameless)):
        return images
    return tuple(image if image.patient_known else _in_folder(image, salt) for image in images)


def _in_folder(image: ImageRecord, salt: bytes) -> ImageRecord:
    patient = patient_of_folder(salt, image.source, image.file)
    if patient is None:
        return image
    return replace(image, patient=patient, patient_known=True, notes=(*image.notes, FROM_FOLDER))
