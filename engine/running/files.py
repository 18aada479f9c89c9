"""Files that matter are written whole or not at all, and only their owner may read them."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from engine.errors import StorageError
from engine.translation import mark, tr


def storage_error(error: OSError, what: str) -> StorageError:
    """The sentence for an operating system's refusal while writing `what`, a marked text ("the project's files")."""
    what = tr(what)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError(
            tr(
                "The disk is full: {what} could not be written. What was saved before is intact; free some space and "
                "start again, it goes on from there.",
                what=what,
            ),
            code="disk_full",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            tr(
                "This folder is read-only: {what} could not be written. Choose a project folder that you may write to.",
                what=what,
            ),
            code="read_only",
        )
    return StorageError(
        tr(
            "The disk did not take {what} ({error}). What was saved before is intact; check the disk or choose another "
            "project folder.",
            what=what,
            error=errno.errorcode.get(error.errno or 0, "error"),
        ),
        code="disk_error",
    )


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents; `folder` itself is for its owner only. Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(PermissionError):  # someone else's folder that we may write to stays as they set it
            folder.chmod(0o700)
    except FileExistsError:
        raise StorageError(
            tr("'{name}' is a file, not a folder. Choose another name for the project.", name=folder.name),
            code="not_a_folder",
        ) from None
    except OSError as error:
        raise storage_error(error, mark("the project's folder")) from None


@contextlib.contextmanager
def replacing(path: Path, what: str) -> Iterator[Path]:
    """Give a temporary path beside `path` to write to; afterwards fsync it and rename it to `path`.

    If the body raises, `path` is as it was and the temporary file is gone. An OSError becomes a StorageError about
    `what`, a marked text.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
        _fsync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, what) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fsync_folder(folder: Path) -> None:
    """Make a rename durable; a folder cannot be opened on Windows, where the rename already is."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
