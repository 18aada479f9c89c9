"""An export's folder is whole or absent: it is written beside its place, made durable, and renamed into it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from engine.errors import ExportError
from engine.translation import tr

MANIFEST = "model.json"
FORMAT = "annotation-budget-planner-model"
EXPORTED_FILES = (
    "model.onnx",
    "model.safetensors",
    "encoder.safetensors",
    MANIFEST,
    "MODEL_CARD.md",
    "points.csv",
    "answer.json",
)


@contextlib.contextmanager
def replacing_folder(out: Path) -> Iterator[Path]:
    """Give an empty folder beside `out` to write to; afterwards it becomes `out`, in the place of an earlier export.

    If the body raises, `out` is as it was and nothing else is left. Files are for their owner only.
    Raises ExportError when `out` holds anything that is not an export, or the disk refuses.
    """
    out = Path(out).absolute()
    refuse_foreign(out)
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    replaced = out.with_name(f".{out.name}.{os.getpid()}.old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(out)
        temporary.mkdir(mode=0o700)
        try:
            yield temporary
            _make_durable(temporary)
            refuse_foreign(out)  # much may have happened meanwhile
            _swap(temporary, out, replaced)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
            if out.exists():
                shutil.rmtree(replaced, ignore_errors=True)
    except OSError as error:
        raise _refused(error) from None


def refuse_foreign(out: Path) -> None:
    """Raise ExportError unless `out` is absent, an empty folder, or an earlier export and nothing else."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise ExportError(
            tr("'{name}' is not a folder. Choose a new folder for the export.", name=out.name),
            code="export_not_a_folder",
        )
    try:
        names = [entry.name for entry in out.iterdir()] if out.is_dir() else []
    except OSError as error:
        raise _refused(error) from None
    if names and not (is_export(out) and set(names) <= set(EXPORTED_FILES)):
        raise ExportError(
            tr(
                "'{name}' holds other files, which an export would replace. Choose a new or an empty folder.",
                name=out.name,
            ),
            code="export_folder_not_empty",
        )


def is_export(folder: Path) -> bool:
    """Whether `folder` was written by an export of this program."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def _swap(temporary: Path, out: Path, replaced: Path) -> None:
    """Rename, for no folder can be renamed onto one with files. If the second renaming fails, the first is undone."""
    had = out.is_dir()
    if had:
        out.rename(replaced)
    try:
        temporary.rename(out)
    except OSError:
        if had:
            replaced.rename(out)
        raise
    _sync_folder(out.parent)


def _remove_leftovers(out: Path) -> None:
    """What an export to the same place left behind when it was killed; its old folder is put back if `out` is gone."""
    name = re.compile(rf"\.{re.escape(out.name)}\.\d+\.(tmp|old)")
    for entry in list(out.parent.iterdir()):
        found = name.fullmatch(entry.name)
        if not found or not entry.is_dir():
            continue
        if found.group(1) == "old" and not out.exists() and is_export(entry):
            entry.rename(out)
        else:
            shutil.rmtree(entry, ignore_errors=True)


def _make_durable(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
        path.chmod(0o600)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and a renaming is durable
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(error: OSError) -> ExportError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ExportError(
            tr("The disk is full, so nothing was exported. Free some space and export again."), code="disk_full"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError(
            tr("That folder may not be written to, so nothing was exported. Choose another folder."), code="read_only"
        )
    name = errno.errorcode.get(error.errno or 0, "error")
    return ExportError(
        tr("The disk did not take the export ({name}), so nothing was exported. Choose another folder.", name=name),
        code="disk_error",
    )
