"""Who is in an image and which image it is, as salted hashes: the same within a project, meaningless outside it."""

from __future__ import annotations

import hashlib
import re

from engine.errors import InputError
from engine.translation import tr

# What de-identification leaves in PatientID for everybody; taken for an absent one.
_NOBODY = frozenset(
    ("ANONYMOUS", "ANONYMIZED", "ANONYMISED", "ANON", "DEIDENTIFIED", "REMOVED", "UNKNOWN", "NONE", "NA", "N/A", "0")
)
_EXAMPLE = r"'^(\d+)_'"
FROM_STUDY, FROM_NAME, FROM_FOLDER = "patient_from_study", "patient_from_name", "patient_from_folder"


def salted_hash(salt: bytes, *parts: str) -> str:
    """16 hexadecimal digits of BLAKE2b keyed with `salt`, of parts that cannot run into one another."""
    key = salt if len(salt) <= 64 else hashlib.blake2b(salt).digest()
    digest = hashlib.blake2b(digest_size=8, key=key)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(4, "big") + data)
    return digest.hexdigest()


def image_id_of_instance(salt: bytes, sop_instance_uid: str) -> str:
    """The image_id of a DICOM instance."""
    return salted_hash(salt, "instance", sop_instance_uid.strip(" \0"))


def image_id_of_file(salt: bytes, file: str) -> str:
    """The image_id of a file that has no instance UID; `file` is relative to its source."""
    return salted_hash(salt, "file", file)


def patient_hash(salt: bytes, patient_id: str, issuer: str | None = None) -> str:
    """The patient named `patient_id`, by a header, a file's name or a labels file alike; None for no issuer."""
    return salted_hash(salt, "patient", patient_id.strip(), *((issuer,) if issuer else ()))


def compiled_pattern(pattern: str | None) -> re.Pattern[str] | None:
    """The user's rule for patients in file names. Raises InputError when it is no regular expression with a group."""
    if not pattern:
        return None
    try:
        compiled = re.compile(pattern)
    except re.error:
        raise InputError(
            tr(
                "The rule for patients in file names is not a valid regular expression. Correct it, e.g. {example}.",
                example=_EXAMPLE,
            ),
            code="patient_pattern",
        ) from None
    if compiled.groups < 1:
        raise InputError(
            tr(
                "The rule for patients in file names marks no part of the name as the patient. Put that part in "
                "parentheses, e.g. {example}.",
                example=_EXAMPLE,
            ),
            code="patient_pattern",
        )
    return compiled


def patient_in_name(file: str, pattern: re.Pattern[str] | None) -> str | None:
    """The pattern's first group in the file's name (without its folders), None where it does not match."""
    if pattern is None:
        return None
    found = pattern.search(file.rpartition("/")[2])
    return (found.group(1) or None) if found else None


def patient_of_folder(salt: bytes, source: str, file: str) -> str | None:
    """The patient that the folder of `file` (relative to `source`) is taken for; None for `source` itself."""
    folder, slash, _ = file.rpartition("/")
    return salted_hash(salt, "folder", source, folder) if slash else None


def patient_of(
    salt: bytes,
    *,
    patient_id: str | None,
    issuer: str | None,
    study_uid: str | None,
    file: str,
    image_id: str,
    pattern: re.Pattern[str] | None,
) -> tuple[str, bool, str | None]:
    """The patient's hash, whether anything named the patient, and a note where it was not the header's PatientID.

    In this order: PatientID with its issuer; the study (one patient may then count as several); the file's name; none.
    """
    if patient_id and patient_id.strip().upper() not in _NOBODY:
        return patient_hash(salt, patient_id, issuer), True, None
    if study_uid:
        return salted_hash(salt, "study", study_uid), True, FROM_STUDY
    named = patient_in_name(file, pattern)
    if named:
        return patient_hash(salt, named), True, FROM_NAME
    return salted_hash(salt, "image", image_id), False, None
