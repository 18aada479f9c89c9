"""All files under the folders that were chosen, each once; nothing is opened but a DICOMDIR that was chosen itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.cohort.records import ScanProblem
from engine.errors import InputError
from engine.images.unreadable import SENTENCES
from engine.translation import tr


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One regular file: `file` is its POSIX path relative to `source`, valid text. root: which of the chosen folders it
    was found in, counted from 0, the pool's after the others.
    """

    root: int
    source: str
    file: str
    size_bytes: int
    mtime_ns: int
    pool_only: bool

    @property
    def path(self) -> Path:
        """What opens it."""
        return Path(self.source, self.file)

    @property
    def place(self) -> tuple[int, str]:
        """Its place in the cohort's order: by folder as given, then by relative path, by code point."""
        return self.root, self.file


@dataclass(frozen=True, slots=True)
class _Root:
    number: int
    folder: Path
    pool_only: bool
    listed: tuple[str, ...] | None  # by a DICOMDIR; None for all that is there


class Walk:
    """The files of `folders`, then of `pool_folders`, in the order in which they are met.

    A DICOMDIR in the place of a folder stands for the files that it lists. A pool folder inside one of `folders`
    belongs to the pool. Links are not followed, a file or folder that was met before is passed over. check: called
    often, may raise to stop. Raises InputError at once when a folder is missing or a DICOMDIR is damaged.
    """

    def __init__(
        self, folders: Sequence[str | Path], pool_folders: Sequence[str | Path], check: Callable[[], None]
    ) -> None:
        self.problems: list[ScanProblem] = []  # grows: what is no regular file, hidden, or may not be listed
        self._check = check
        chosen = [*((folder, False) for folder in folders), *((folder, True) for folder in pool_folders)]
        self._roots = [_root(number, folder, pool_only) for number, (folder, pool_only) in enumerate(chosen)]
        main = {_key(root.folder.stat()) for root in self._roots if not root.pool_only}
        self._pool_roots = {_key(root.folder.stat()) for root in self._roots if root.pool_only} - main
        self._seen: set[tuple[int, int]] = set()

    @property
    def sources(self) -> tuple[str, ...]:
        """The folders, in order."""
        return tuple(str(root.folder) for root in self._roots)

    def __iter__(self) -> Iterator[FoundFile]:
        for root in self._roots:
            yield from self._listed(root) if root.listed is not None else self._below(root)

    def _listed(self, root: _Root) -> Iterator[FoundFile]:
        """The files of a DICOMDIR. Nothing that it says leads out of its folder."""
        top = os.path.realpath(root.folder)
        for file in root.listed or ():
            self._check()
            path = os.path.realpath(root.folder / file)
            try:
                described = os.lstat(root.folder / file)
            except (OSError, ValueError):
                self._problem(root, file, "listed_missing")
                continue
            inside = os.path.commonpath((top, path)) == top
            if not inside or path != os.path.join(top, *file.split("/")):  # noqa: PTH118 (text against text)
                self._problem(root, file, "link")
            else:
                yield from self._file(root, file, described)

    def _below(self, root: _Root) -> Iterator[FoundFile]:
        """The files of a folder and of all below it."""
        folders = [""]  # relative to the root, each with its closing slash; a list, since folders may nest without end
        while folders:
            prefix = folders.pop()
            folder = root.folder / prefix
            try:
                key = _key(folder.stat())
                if key[1] and key in self._seen:
                    continue
                self._seen.add(key)
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                self._problem(root, prefix or ".", "permission" if isinstance(error, PermissionError) else "unreadable")
                continue
            for entry in entries:
                self._check()
                file = prefix + entry.name
                try:
                    described = entry.stat(follow_symlinks=False)
                except OSError:
                    self._problem(root, file, "vanished")
                    continue
                if stat.S_ISDIR(described.st_mode) and not _is_junction(described) and entry.name[:1] != ".":
                    key = _key(described)
                    if root.pool_only or not key[1] or key not in self._pool_roots:
                        folders.append(file + "/")
                else:
                    yield from self._file(root, file, described)

    def _file(self, root: _Root, file: str, described: os.stat_result) -> Iterator[FoundFile]:
        """The file, unless there is something wrong with it."""
        key = _key(described)
        if file.rpartition("/")[2].startswith("."):
            self._problem(root, file, "hidden")
        elif stat.S_ISLNK(described.st_mode) or _is_junction(described):
            self._problem(root, file, "link")
        elif not stat.S_ISREG(described.st_mode):
            self._problem(root, file, "not_a_file")
        elif _as_text(file) != file:
            self._problem(root, file, "odd_name")
        elif key[1] and key in self._seen:
            self._problem(root, file, "same_file")
        else:
            self._seen.add(key)
            yield FoundFile(
                root.number, str(root.folder), file, described.st_size, described.st_mtime_ns, root.pool_only
            )

    def _problem(self, root: _Root, file: str, code: str) -> None:
        self.problems.append(ScanProblem(str(root.folder), _as_text(file), code, tr(SENTENCES[code])))


def walk(
    folders: Sequence[str | Path], pool_folders: Sequence[str | Path], check: Callable[[], None] = lambda: None
) -> tuple[tuple[FoundFile, ...], tuple[ScanProblem, ...]]:
    """All that `Walk` meets, in the cohort's order, and its problems."""
    found = Walk(folders, pool_folders, check)
    return tuple(sorted(found, key=lambda file: file.place)), tuple(found.problems)


def _root(number: int, chosen: str | Path, pool_only: bool) -> _Root:
    path = Path(chosen).expanduser().absolute()
    if path.is_dir():
        return _Root(number, path, pool_only, None)
    if not path.exists():
        raise InputError(
            tr("The folder '{name}' was not found. Check its path, or connect its disk.", name=path.name),
            code="missing",
        )
    from engine.images.dicomdir import is_dicomdir, listed_files  # pydicom, which a folder does not need here

    if not is_dicomdir(path):
        raise InputError(
            tr("'{name}' is a file, not a folder. Choose the folder that it is in.", name=path.name),
            code="not_a_folder",
        )
    return _Root(number, path.parent, pool_only, listed_files(path))


def _key(described: os.stat_result) -> tuple[int, int]:
    return described.st_dev, described.st_ino


def _is_junction(described: os.stat_result) -> bool:
    """Whether a folder is Windows' other kind of link."""
    return getattr(described, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _as_text(name: str) -> str:
    """`name` with whatever is not valid text spelled out, so that it can be stored and shown."""
    return name.encode("utf-8", "backslashreplace").decode()
