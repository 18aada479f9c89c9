"""Walks folders on a thread of its own, so that files are read while others are still being found."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from engine.cohort.records import ScanProblem
from engine.cohort.walk import FoundFile, Walk


class _StopWalkingError(Exception):
    """Raised within the walk when nobody wants its files any more."""


class Finder:
    """A running `Walk`: `take` what it has found so far, on the caller's thread; `close` it in any case."""

    def __init__(self, folders: Sequence[str | Path], pool_folders: Sequence[str | Path]) -> None:
        self._stop = threading.Event()
        self._walk = Walk(folders, pool_folders, self._check)
        self._found: deque[FoundFile] = deque()
        self._error: BaseException | None = None
        self._walking = True
        self.files = 0  # found so far
        self.bytes = 0
        self._thread = threading.Thread(target=self._run, name="finding files", daemon=True)
        self._thread.start()

    @property
    def sources(self) -> tuple[str, ...]:
        """The folders, in order."""
        return self._walk.sources

    @property
    def problems(self) -> Sequence[ScanProblem]:
        """What could not be taken for a file, so far; grows at its end."""
        return self._walk.problems

    @property
    def walking(self) -> bool:
        """Whether more may be found."""
        return self._walking

    def take(self) -> FoundFile | None:
        """The next file; None when there is none yet, or (`walking` was False before the call) none any more.

        Raises what the walk raised.
        """
        if self._found:
            return self._found.popleft()
        if self._error is not None:
            raise self._error
        return None

    def close(self) -> None:
        """Stop walking. A listing that a slow disk holds up is left to end by itself."""
        self._stop.set()
        self._thread.join(timeout=0.5)

    def _run(self) -> None:
        """On the finder's own thread."""
        try:
            for file in self._walk:
                self.files += 1
                self.bytes += file.size_bytes
                self._found.append(file)
        except _StopWalkingError:
            pass
        except BaseException as error:
            self._error = error
        finally:
            self._walking = False

    def _check(self) -> None:
        if self._stop.is_set():
            raise _StopWalkingError
