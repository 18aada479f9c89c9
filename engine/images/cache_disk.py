"""What the image cache asks of the disk: files for their owner only, space set aside, refusals in words."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import xxhash

from engine.errors import StorageError
from engine.translation import tr

DIGEST_BYTES = 16
_NO_FALLOCATE = (errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS)
NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


def make_file(path: Path, content: bytes) -> None:
    """Make a new file of `content` that only its owner may read. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        write_all(handle, content, 0)
    finally:
        os.close(handle)


def allocate(handle: int, start: int, length: int) -> None:
    """Reserve bytes of a file on the disk (posix_fallocate), by writing zeros where the system cannot."""
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, start, length)
            return
        except OSError as error:
            if error.errno not in _NO_FALLOCATE:
                raise
    zeros = bytes(1024 * 1024)
    for at in range(start, start + length, len(zeros)):
        write_all(handle, zeros[: start + length - at], at)


def write_all(handle: int, data: bytes, at: int) -> None:
    """Write all of `data` at the byte `at`. Raises OSError."""
    view = memoryview(data)
    if hasattr(os, "pwrite"):
        while view:
            written = os.pwrite(handle, view, at)
            view, at = view[written:], at + written
        return
    os.lseek(handle, at, os.SEEK_SET)
    while view:
        view = view[os.write(handle, view) :]


def digest(data: bytes) -> bytes:
    """XXH3 of an image's bytes, `DIGEST_BYTES` long: it is damage that it must notice, not malice."""
    return xxhash.xxh3_128_digest(data)


if sys.platform == "win32":
    import msvcrt

    # Beyond any index, since Windows keeps others from reading what is locked.
    _LOCKED_BYTE = 1 << 40

    def lock(handle: int) -> None:
        """Hold the file `handle` as its only writer until it is closed. Raises OSError when another does."""
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(handle: int) -> None:
        """Hold the file `handle` as its only writer until it is closed. Raises OSError when another does."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def refused(error: OSError) -> StorageError:
    """The sentence for an operating system's refusal, without its own text, which holds a path."""
    if error.errno in NO_ROOM:
        return StorageError(
            tr(
                "The disk is full: the image cache could not grow. What was saved before is intact; free some space "
                "and scan again."
            ),
            code="disk_full",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            tr("The image cache may not be written here. Choose a project folder that you may write to."),
            code="read_only",
        )
    return StorageError(
        tr("The disk did not take the image cache. What was saved before is intact; check the disk and scan again."),
        code="disk_error",
    )
