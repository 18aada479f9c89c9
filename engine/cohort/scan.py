"""Folders of files to a cohort: every file becomes an ImageRecord or a ScanProblem that says why not."""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from engine.cohort.finder import Finder
from engine.cohort.identifier import Identifier, with_patients_of_folders
from engine.cohort.identity import compiled_pattern
from engine.cohort.records import Cohort, ImageRecord, ScanProblem
from engine.cohort.scan_progress import ProgressTeller, ScanProgress
from engine.cohort.twins import with_exact_hashes
from engine.cohort.walk import FoundFile
from engine.errors import InputError
from engine.images.cache import ImageCache
from engine.images.decode_pool import decode_all
from engine.images.decode_process import Decoded
from engine.images.decoded import IntakeRules
from engine.translation import counted, mark, tr

__all__ = ["ScanProgress", "scan"]

_UNCACHED_SIDE = 16


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
    patient_folders: bool | None = None,
    jobs: int = 0,
    on_progress: Callable[[ScanProgress], None] | None = None,
    on_image: Callable[[ImageRecord], None] | None = None,
    on_problem: Callable[[ScanProblem], None] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Cohort:
    """Read every image of `folders`, then of `pool_folders`, into `cache` (None: images are read but not kept).

    Files are read while others are still being found. A DICOMDIR may stand in the place of a folder.
    salt: the key of all identifiers. known: records by (source, file); an image whose size and time of change are as
    they were, and which is in the cache, is not opened again. patient_pattern: see `identity`. patient_folders: see
    `with_patients_of_folders`. jobs: decoding processes, 0 for one a core, -1 for none. on_progress: about ten times a
    second and at the end. on_image: each newly read record, its pixels in the cache; on_problem: each file that was not
    loaded; both in the order in which files are found. check: called often; what it raises ends the scan. All run on
    the caller's thread.

    The cohort's order is: folders as given, then `file` by code point. Labels are not read here.
    Raises InputError when a folder is missing or there is no image at all, StorageError when the cache cannot grow.
    """
    rules = IntakeRules(tuple(include_modalities), tuple(include_body_parts))
    pattern = compiled_pattern(patient_pattern)
    with contextlib.closing(Finder(folders, pool_folders)) as finder:
        here = {place: record for place, record in (known or {}).items() if record.source in finder.sources}
        reading = _Reading(rules, cache, here, Identifier(salt, pattern, here.values()))
        tell = ProgressTeller(on_progress, finder)
        decoded = decode_all(
            reading.unread(finder, tell),
            side=_UNCACHED_SIDE if cache is None else cache.side,
            rules=rules,
            jobs=jobs,
            check=check,
        )
        with contextlib.closing(decoded):
            for result in decoded:
                file, outcome = reading.take(result)
                if isinstance(outcome, ScanProblem):
                    if on_problem:
                        on_problem(outcome)
                elif on_image:
                    on_image(outcome)
                tell.read(file, loaded=isinstance(outcome, ImageRecord))
        tell.end()
        sources, walked = finder.sources, tuple(finder.problems)
    if cache is not None:
        cache.flush()
    if on_problem:
        for problem in walked:
            on_problem(problem)
    problems = _in_order([*walked, *reading.problems], sources)
    if not reading.records:
        raise _no_images([*folders, *pool_folders], problems)
    images = tuple(record for _, record in sorted(reading.records, key=lambda entry: entry[0].place))
    images = with_patients_of_folders(images, salt, patient_folders)
    if cache is not None:
        images = with_exact_hashes(images, cache.read(), rules, jobs, check)
    return Cohort(images, problems)


class _Reading:
    """What a scan has found and read so far."""

    def __init__(
        self,
        rules: IntakeRules,
        cache: ImageCache | None,
        known: Mapping[tuple[str, str], ImageRecord],
        identifier: Identifier,
    ) -> None:
        self._rules = rules
        self._cache = cache
        self._known = known
        self._identifier = identifier
        self._asked: deque[FoundFile] = deque()
        self.records: list[tuple[FoundFile, ImageRecord]] = []
        self.problems: list[ScanProblem] = []

    def unread(self, finder: Finder, tell: ProgressTeller) -> Iterator[Path | None]:
        """The files to open, as they are found; what is known well enough becomes a record without that."""
        while True:
            more = finder.walking
            file = finder.take()
            if file is None:
                if not more:
                    return
                tell.found()
                yield None
                continue
            record = _still_good(file, self._known.get((file.source, file.file)), self._rules, self._cache)
            if record is None:
                self._asked.append(file)
                yield file.path
            else:
                self.records.append((file, self._identifier.again(record, file)))
                tell.known(file)

    def take(self, result: Decoded) -> tuple[FoundFile, ImageRecord | ScanProblem]:
        """What became of the file that was asked for first of those not answered yet."""
        file, reply = self._asked.popleft(), result.reply
        if reply.code:
            problem = ScanProblem(file.source, file.file, reply.code, reply.sentence, reply.value)
            self.problems.append(problem)
            return file, problem
        slot = -1 if self._cache is None or result.pixels is None else self._cache.append(result.pixels)
        record = self._identifier.new(file, reply, slot)
        self.records.append((file, record))
        return file, record


def _still_good(
    file: FoundFile, record: ImageRecord | None, rules: IntakeRules, cache: ImageCache | None
) -> ImageRecord | None:
    """The known record of a file that need not be opened, None otherwise."""
    if record is None or (record.size_bytes, record.mtime_ns) != (file.size_bytes, file.mtime_ns):
        return None
    if record.cache_slot < 0 or (cache is not None and record.cache_slot >= len(cache)) or not record.shown_hash:
        return None
    included = {name.upper() for name in rules.include_modalities}
    if "included_modality" in record.notes and (record.modality or "").upper() not in included:
        return None
    if "included_body_part" in record.notes and not rules.include_body_parts:
        return None
    return replace(record, pool_only=file.pool_only)


def _in_order(problems: Sequence[ScanProblem], sources: Sequence[str]) -> tuple[ScanProblem, ...]:
    """Problems by folder as given, then by file."""
    place = {source: number for number, source in reversed([*enumerate(sources)])}
    return tuple(sorted(problems, key=lambda problem: (place[problem.source], problem.file)))


def _no_images(folders: Sequence[str | Path], problems: Sequence[ScanProblem]) -> InputError:
    """The sentence for folders that hold no image."""
    names = ", ".join(f"'{Path(folder).absolute().name}'" for folder in folders) or tr("no folder")
    if not problems:
        return InputError(
            tr("{folders} is empty. Choose a folder that holds DICOM, PNG, JPEG or TIFF images.", folders=names),
            code="empty_folder",
        )
    reason, count = Counter(problem.reason for problem in problems).most_common(1)[0]
    return InputError(
        counted(
            len(problems),
            mark(
                "No images were found in {folders}. {n} file was looked at (most often: {reason}, {times} times); "
                "choose a folder that holds DICOM, PNG, JPEG or TIFF images."
            ),
            mark(
                "No images were found in {folders}. {n} files were looked at (most often: {reason}, {times} times); "
                "choose a folder that holds DICOM, PNG, JPEG or TIFF images."
            ),
            folders=names,
            reason=reason.rstrip(".。"),
            times=count,
        ),
        code="no_images",
    )
