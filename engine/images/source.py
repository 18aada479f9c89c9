"""The bytes of one file, read where they are asked for: a header needs 64 KB of a file of 10 MB.

Files are read, never memory-mapped: one that shrinks under a memory-map ends the process (SIGBUS), a read comes back
short.
"""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from types import TracebackType

from engine.images.scratch import scratch
from engine.images.unreadable import unreadable

Bytes = bytes | memoryview

# More than the largest allowed image takes uncompressed at 32 bits a pixel.
MAX_FILE_BYTES = 512 * 1024 * 1024


class Source:
    """An open file, or bytes that stand for one. `size`: bytes of it when it was opened."""

    def __init__(self, file: io.FileIO | None, size: int, memory: bytes = b"") -> None:
        self._file = file
        self._memory = memory
        self.size = size

    @classmethod
    def open(cls, path: Path) -> Source:
        """A regular file. Links are not followed, a pipe never blocks. Raises UnreadableImage."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(path, flags)
        except PermissionError:
            raise unreadable("permission") from None
        except FileNotFoundError:
            raise unreadable("vanished") from None
        except (OSError, ValueError):
            raise unreadable("link" if path.is_symlink() else "unreadable") from None
        try:
            described = os.fstat(handle)
        except OSError:
            os.close(handle)
            raise unreadable("unreadable") from None
        if not stat.S_ISREG(described.st_mode):
            os.close(handle)
            raise unreadable("not_a_file")
        return cls(io.FileIO(handle), described.st_size)

    @classmethod
    def of(cls, content: bytes) -> Source:
        """`content` in the place of a file."""
        return cls(None, len(content), content)

    def read(self, start: int, length: int) -> bytes:
        """Up to `length` bytes from `start`, fewer only where the file ends.

        Raises UnreadableImage "too_large" for more than `MAX_FILE_BYTES`, "unreadable" where the disk fails.
        """
        length = self._length(start, length)
        if self._file is None:
            return self._memory[start : start + length]
        pieces: list[bytes] = []
        try:
            self._file.seek(start)
            while length > 0 and (piece := self._file.read(length)):
                pieces.append(piece)
                length -= len(piece)
        except OSError:
            raise unreadable("unreadable") from None
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def read_into_scratch(self, start: int, length: int) -> Bytes:
        """The same, in memory that is used again for the thread's next file (see `scratch`)."""
        if self._file is None:
            return self.read(start, length)
        length = self._length(start, length)
        view = memoryview(scratch("file", length).data)
        done = 0
        try:
            self._file.seek(start)
            while done < length and (got := self._file.readinto(view[done:])):
                done += got
        except OSError:
            raise unreadable("unreadable") from None
        return view[:done]

    def _length(self, start: int, length: int) -> int:
        length = max(0, min(length, self.size - start))
        if length > MAX_FILE_BYTES:
            raise unreadable("too_large_file")
        return length

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
