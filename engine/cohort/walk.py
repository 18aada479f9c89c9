"""All files under the folders that were chosen, in the cohort's order, each once; nothing is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.cohort.records import ScanProblem
from engine.errors import InputError
from engine.images.unreadable import SENTENCES


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One regular file: `file` is its POSIX path relative to `source`, valid text; `path` opens it."""

    source: str
    file: str
    path: Path
    size_bytes: int
    mtime_ns: int
    pool_only: bool


@dataclass
class _Walk:
    """What one `walk` has seen so far."""

    check: Callable[[], None]
    pool_roots: frozenset[tuple[int, int]]
    seen: set[tuple[int, int]] = field(default_factory=set)
    problems: list[ScanProblem] = field(default_factory=list)


def walk(
    folders: Sequence[str | Path], pool_folders: Sequence[str | Path], check: Callable[[], None] = lambda: None
) -> tuple[tuple[FoundFile, ...], tuple[ScanProblem, ...]]:
    """The files of `folders`, then of `pool_folders`: by folder as given, then by relative path, by code point.

    A pool folder inside one of `folders` belongs to the pool. Links are not followed, a file or folder that was met
    before is passed over. Problems: what is no regular file, hidden, or may not be listed. Raises InputError when a
    folder is missing.
    """
    main = [(_root(folder), False) for folder in folders]
    pool = [(_root(folder), True) for folder in pool_folders]
    main_keys = {_key(root.stat()) for root, _ in main}
    state = _Walk(check, frozenset(_key(root.stat()) for root, _ in pool) - main_keys)
    found: list[FoundFile] = []
    for root, pool_only in main + pool:
        found += sorted(_files_under(root, pool_only, state), key=lambda entry: entry.file)
    return tuple(found), tuple(state.problems)


def _root(folder: str | Path) -> Path:
    path = Path(folder).expanduser().absolute()
    if not path.exists():
        raise InputError(
            f"The folder '{path.name}' was not found. Check its path, or connect its disk.", code="missing"
        )
    if not path.is_dir():
        raise InputError(
            f"'{path.name}' is a file, not a folder. Choose the folder that it is in.", code="not_a_folder"
        )
    return path


def _key(described: os.stat_result) -> tuple[int, int]:
    return described.st_dev, described.st_ino


def _files_under(root: Path, pool_only: bool, state: _Walk) -> Iterator[FoundFile]:
    """The files of a folder and of all below it, in no order."""
    source = str(root)

    def problem(file: str, code: str) -> None:
        state.problems.append(ScanProblem(source, _as_text(file), code, SENTENCES[code]))

    folders = [""]  # relative to the root, each with its closing slash; a list, since folders may nest without end
    while folders:
        prefix = folders.pop()
        folder = root / prefix
        try:
            key = _key(folder.stat())
            if key[1] and key in state.seen:
                continue
            state.seen.add(key)
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problem(prefix or ".", "permission" if isinstance(error, PermissionError) else "unreadable")
            continue
        for entry in entries:
            state.check()
            file = prefix + entry.name
            try:
                described = entry.stat(follow_symlinks=False)
            except OSError:
                problem(file, "vanished")
                continue
            key = _key(described)
            if entry.name.startswith("."):
                problem(file, "hidden")
            elif stat.S_ISLNK(described.st_mode) or _is_junction(described):
                problem(file, "link")
            elif stat.S_ISDIR(described.st_mode):
                if pool_only or not key[1] or key not in state.pool_roots:
                    folders.append(file + "/")
            elif not stat.S_ISREG(described.st_mode):
                problem(file, "not_a_file")
            elif _as_text(file) != file:
                problem(file, "odd_name")
            elif key[1] and key in state.seen:
                problem(file, "same_file")
            else:
                state.seen.add(key)
                path = Path(entry.path)
                yield FoundFile(source, file, path, described.st_size, described.st_mtime_ns, pool_only)


def _is_junction(described: os.stat_result) -> bool:
    """Whether a folder is Windows' other kind of link."""
    return getattr(described, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _as_text(name: str) -> str:
    """`name` with whatever is not valid text spelled out, so that it can be stored and shown."""
    return name.encode("utf-8", "backslashreplace").decode()
