"""One writer a project: an operating system's lock, which a dead process cannot leave behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from engine.errors import ProjectError
from engine.running.files import storage_error
from engine.translation import mark, tr


class ProjectLock:
    """Context manager. Entering raises ProjectError (code "in_use") when another process holds the project."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".lock"
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> ProjectLock:
        try:
            stream = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "rb+")
        except OSError as error:
            raise storage_error(error, mark("the project's lock")) from None
        try:
            _lock(stream)
        except OSError:
            stream.close()
            raise ProjectError(
                tr("Another run is at work on this project. Wait until it ends, or stop it, then start again."),
                code="in_use",
            ) from None
        self._stream = stream
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
