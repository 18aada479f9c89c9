"""How far a scan is: files and bytes, read, known before, and still to come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.cohort.finder import Finder
from engine.cohort.walk import FoundFile

_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is, in files: done = loaded + skipped, of `total` found.

    known: of those done, files that did not have to be opened. bytes_read of bytes_total: sizes of the files opened by
    now, and of all that are or will be. counting: more is still being found.
    """

    done: int
    total: int
    loaded: int
    skipped: int
    known: int = 0
    bytes_read: int = 0
    bytes_total: int = 0
    counting: bool = False


class ProgressTeller:
    """Counts, and passes progress on, not more often than anybody can look."""

    def __init__(self, on_progress: Callable[[ScanProgress], None] | None, finder: Finder) -> None:
        self._on_progress = on_progress
        self._finder = finder
        self._loaded = self._skipped = self._known = 0
        self._bytes_read = self._bytes_known = 0
        self._next = 0.0

    def found(self) -> None:
        """Nothing was read, but more may have been found."""
        self._tell()

    def known(self, file: FoundFile) -> None:
        """`file` is loaded without having been opened."""
        self._loaded += 1
        self._known += 1
        self._bytes_known += file.size_bytes
        self._tell()

    def read(self, file: FoundFile, *, loaded: bool) -> None:
        """`file` was opened and loaded, or skipped."""
        self._loaded += loaded
        self._skipped += not loaded
        self._bytes_read += file.size_bytes
        self._tell()

    def end(self) -> None:
        """Everything is read."""
        self._tell(now=True)

    def _tell(self, *, now: bool = False) -> None:
        at = time.monotonic()
        if self._on_progress is None or (at < self._next and not now):
            return
        self._next = at + _EVERY_SECONDS
        counting, problems = self._finder.walking, len(self._finder.problems)
        skipped = self._skipped + problems
        self._on_progress(
            ScanProgress(
                done=self._loaded + skipped,
                total=self._finder.files + problems,
                loaded=self._loaded,
                skipped=skipped,
                known=self._known,
                bytes_read=self._bytes_read,
                bytes_total=max(self._bytes_read, self._finder.bytes - self._bytes_known),
                counting=counting,
            )
        )
