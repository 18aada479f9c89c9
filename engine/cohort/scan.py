"""Folders of files to a cohort: every file becomes an ImageRecord or a ScanProblem that says why not."""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.cohort.identity import (
    FROM_NAME,
    compiled_pattern,
    image_id_of_file,
    image_id_of_instance,
    patient_of,
    salted_hash,
)
from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.cohort.walk import FoundFile, walk
from engine.errors import InputError
from engine.images.cache import ImageCache
from engine.images.decode_pool import decode_all
from engine.images.decode_process import Decoded
from engine.images.decoded import IntakeRules
from engine.images.wire import Reply

_UNCACHED_SIDE = 16
_PROGRESS_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is, in files: done = loaded + skipped."""

    done: int
    total: int
    loaded: int
    skipped: int


def scan(
    folders: Sequence[str | Path],
    *,
    salt: bytes,
    cache: ImageCache | None = None,
    pool_folders: Sequence[str | Path] = (),
    known: Mapping[tuple[str, str], ImageRecord] | None = None,
    include_modalities: Sequence[str] = (),
    include_body_parts: Sequence[str] = (),
    patient_pattern: str | None = None,
    jobs: int = 0,
    on_progress: Callable[[ScanProgress], None] | None = None,
    on_image: Callable[[ImageRecord], None] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Cohort:
    """Read every image of `folders`, then of `pool_folders`, into `cache` (None: images are read but not kept).

    salt: the key of all identifiers. known: records by (source, file); an image whose size and time of change are as
    they were, and which is in the cache, is not opened again. patient_pattern: see `identity`. jobs: decoding
    processes, 0 for one a core, -1 for none. on_progress: about ten times a second and at the end. on_image: each newly
    read record, in the cohort's order, its pixels in the cache. check: called often; what it raises ends the scan. All
    run on the caller's thread.

    The cohort's order is: folders as given, then `file` by code point. Labels are not read here.
    Raises InputError when a folder is missing or there is no image at all, StorageError when the cache cannot grow.
    """
    rules = IntakeRules(tuple(include_modalities), tuple(include_body_parts))
    identify = _Identify(salt, compiled_pattern(patient_pattern))
    files, problems = walk(folders, pool_folders, check)
    records: dict[int, ImageRecord] = {}
    for position, file in enumerate(files):
        record = _still_good(file, (known or {}).get((file.source, file.file)), rules, cache)
        if record is not None:
            records[position] = identify.again(record, file)
    unread = [position for position in range(len(files)) if position not in records]
    skipped: dict[int, ScanProblem] = {}
    tell = _Progress(on_progress, len(files) + len(problems), len(problems))
    tell(len(records), 0)
    decoded = decode_all(
        [files[position].path for position in unread],
        side=_UNCACHED_SIDE if cache is None else cache.side,
        rules=rules,
        jobs=jobs,
        check=check,
    )
    with contextlib.closing(decoded):
        for position, result in zip(unread, decoded, strict=True):
            file = files[position]
            if result.reply.code:
                reply = result.reply
                skipped[position] = ScanProblem(file.source, file.file, reply.code, reply.sentence, reply.value)
            else:
                records[position] = identify.new(file, result.reply, _stored(cache, result))
                if on_image:
                    on_image(records[position])
            tell(len(records), len(skipped))
    if cache is not None:
        cache.flush()
    tell(len(records), len(skipped), last=True)
    all_problems = _in_order(problems, [skipped[position] for position in sorted(skipped)], (*folders, *pool_folders))
    if not records:
        raise _no_images([*folders, *pool_folders], all_problems)
    return Cohort(tuple(records[position] for position in sorted(records)), all_problems)


def _still_good(
    file: FoundFile, record: ImageRecord | None, rules: IntakeRules, cache: ImageCache | None
) -> ImageRecord | None:
    """The known record of a file that need not be opened, None otherwise."""
    if record is None or (record.size_bytes, record.mtime_ns) != (file.size_bytes, file.mtime_ns):
        return None
    if record.cache_slot < 0 or (cache is not None and record.cache_slot >= len(cache)):
        return None
    included = {name.upper() for name in rules.include_modalities}
    if "included_modality" in record.notes and (record.modality or "").upper() not in included:
        return None
    if "included_body_part" in record.notes and not rules.include_body_parts:
        return None
    return replace(record, pool_only=file.pool_only)


def _stored(cache: ImageCache | None, result: Decoded) -> int:
    if cache is None or result.pixels is None:
        return -1
    return cache.append(result.pixels)


class _Identify:
    """Gives records their identifiers; an identifier is given once, whatever the files say."""

    def __init__(self, salt: bytes, pattern: re.Pattern[str] | None) -> None:
        self._salt = salt
        self._pattern = pattern
        self._taken: set[str] = set()

    def new(self, file: FoundFile, reply: Reply, slot: int) -> ImageRecord:
        """The record of a file that was read."""
        uid = reply.sop_instance_uid
        image_id = image_id_of_instance(self._salt, uid) if uid else image_id_of_file(self._salt, file.file)
        copy = 0
        while image_id in self._taken:  # the same instance, or the same relative path, twice
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
            size_bytes=file.size_bytes,
            mtime_ns=file.mtime_ns,
            cache_slot=slot,
            notes=reply.notes if note is None else (*reply.notes, note),
            pool_only=file.pool_only,
        )

    def again(self, record: ImageRecord, file: FoundFile) -> ImageRecord:
        """A known record; the rule for patients in file names may have changed since."""
        self._taken.add(record.image_id)
        if record.patient_known and FROM_NAME not in record.notes:
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
        notes = tuple(code for code in record.notes if code != FROM_NAME)
        return replace(
            record, patient=patient, patient_known=patient_known, notes=notes if note is None else (*notes, note)
        )


class _Progress:
    """Passes progress on, not more often than anybody can look."""

    def __init__(self, on_progress: Callable[[ScanProgress], None] | None, total: int, problems: int) -> None:
        self._on_progress = on_progress
        self._total = total
        self._problems = problems
        self._next = 0.0

    def __call__(self, loaded: int, skipped: int, *, last: bool = False) -> None:
        now = time.monotonic()
        if self._on_progress is None or (now < self._next and not last):
            return
        self._next = now + _PROGRESS_SECONDS
        skipped += self._problems
        self._on_progress(ScanProgress(loaded + skipped, self._total, loaded, skipped))


def _in_order(
    walked: Sequence[ScanProblem], read: Sequence[ScanProblem], folders: Sequence[str | Path]
) -> tuple[ScanProblem, ...]:
    """Problems by folder as given, then by file."""
    place = {
        str(Path(folder).expanduser().absolute()): position for position, folder in reversed([*enumerate(folders)])
    }
    return tuple(sorted([*walked, *read], key=lambda problem: (place[problem.source], problem.file)))


def _no_images(folders: Sequence[str | Path], problems: Sequence[ScanProblem]) -> InputError:
    """The sentence for folders that hold no image."""
    names = ", ".join(f"'{Path(folder).absolute().name}'" for folder in folders) or "no folder"
    if not problems:
        return InputError(
            f"{names} is empty. Choose a folder that holds DICOM, PNG, JPEG or TIFF images.", code="empty_folder"
        )
    reason, count = Counter(problem.reason for problem in problems).most_common(1)[0]
    return InputError(
        f"No images were found in {names}. {len(problems)} file{'s were' if len(problems) != 1 else ' was'} looked at "
        f"(most often: {reason.rstrip('.')}, {count} times); choose a folder that holds DICOM, PNG, JPEG or TIFF "
        "images.",
        code="no_images",
    )
