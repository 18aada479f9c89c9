"""The project's images at its working size: an append-only store that is read by memory-map.

Two files: `path`, side×side bytes an image, one after another; `path` + ".index", a header and 16 bytes (XXH3) an
image. The index is written after the pixels and counts the images, so what a reader sees is always whole. One process
appends, and holds the index locked; any number read, meanwhile too.
"""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from engine.errors import StorageError
from engine.images.cache_disk import DIGEST_BYTES, NO_ROOM, allocate, digest, lock, make_file, refused, write_all
from engine.translation import tr

_MAGIC = b"IMGCACHE"
_HEADER = struct.Struct("<8sHHL")  # magic, version, reserved, side
_VERSION = 2
_CHUNK_BYTES = 16 * 1024 * 1024


class ImageCache:
    """An open image store; `create`, `open` or `open_or_create` it."""

    def __init__(self, path: Path, side: int, count: int) -> None:
        self._path = path
        self._side = side
        self._count = count
        self._pixels: int | None = None
        self._index: int | None = None
        self._allocated = 0

    @classmethod
    def create(cls, path: Path, side: int) -> ImageCache:
        """A new, empty store at `path` in the place of any old one.

        Raises StorageError, with the code "in_use" while another process appends to the old one.
        """
        path = Path(path)
        try:
            _refuse_if_written(path)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in (_index_path(path), path):  # readers of the old files keep what they have mapped
                old.unlink(missing_ok=True)
            make_file(path, b"")
            make_file(_index_path(path), _HEADER.pack(_MAGIC, _VERSION, 0, side))
        except OSError as error:
            raise refused(error) from None
        return cls(path, side, 0)

    @classmethod
    def open(cls, path: Path) -> ImageCache:
        """The store at `path`. Raises StorageError "cache_missing", "cache_damaged" or "cache_old"."""
        path = Path(path)
        try:
            header = _read_header(path)
        except FileNotFoundError:
            raise StorageError(
                tr("The image cache is missing. Scan the folders again."), code="cache_missing"
            ) from None
        except OSError as error:
            raise refused(error) from None
        if header is None and _is_of_another_version(path):
            raise StorageError(
                tr("The image cache was made by another version of the program. Read the folders again."),
                code="cache_old",
            )
        if header is None:
            raise StorageError(tr("The image cache is damaged. Scan the folders again."), code="cache_damaged")
        return cls(path, *header)

    @classmethod
    def open_or_create(cls, path: Path, side: int) -> ImageCache:
        """The store at `path`, or a new one where there is none, it is damaged, or it is of another side."""
        try:
            cache = cls.open(path)
        except StorageError as error:
            if error.code not in ("cache_missing", "cache_damaged", "cache_old"):
                raise
            return cls.create(path, side)
        return cache if cache.side == side else cls.create(path, side)

    @property
    def side(self) -> int:
        """Height and width of every image, in pixels."""
        return self._side

    def __len__(self) -> int:
        return self._count

    def append(self, image: NDArray[np.uint8]) -> int:
        """Store a uint8 image, (side, side), or of another size, which is fitted; returns its slot.

        Raises StorageError when the disk refuses, or with the code "in_use" when another process appends; all that was
        stored before stays valid, and more may be appended later.
        """
        if image.shape != (self._side, self._side):
            from engine.images.downsize import fit_square

            image = fit_square(image, self._side)
        data = np.ascontiguousarray(image, dtype=np.uint8).tobytes()
        pixels, index = self._writable()
        slot = self._count
        try:
            self._reserve(pixels, (slot + 1) * len(data))
            write_all(pixels, data, slot * len(data))
            write_all(index, digest(data), _HEADER.size + slot * DIGEST_BYTES)
        except OSError as error:
            self._drop_torn_entry()
            raise refused(error) from None
        self._count += 1
        return slot

    def read(self) -> NDArray[np.uint8]:
        """All images stored by now: a read-only memory-map, uint8 (n, side, side)."""
        self._refresh()
        shape = (self._count, self._side, self._side)
        if self._count == 0:
            empty = np.empty(shape, dtype=np.uint8)
            empty.flags.writeable = False
            return empty
        try:
            return np.memmap(self._path, dtype=np.uint8, mode="r", shape=shape)
        except (OSError, ValueError):
            raise StorageError(
                tr("The image cache is damaged. Scan the folders again."), code="cache_damaged"
            ) from None

    def verify(self, slot: int) -> bool:
        """Whether the image in `slot` is what was appended, by its checksum."""
        self._refresh()
        if not 0 <= slot < self._count:
            return False
        size = self._side * self._side
        try:
            with self._path.open("rb") as pixels, _index_path(self._path).open("rb") as index:
                pixels.seek(slot * size)
                index.seek(_HEADER.size + slot * DIGEST_BYTES)
                return digest(pixels.read(size)) == index.read(DIGEST_BYTES)
        except OSError:
            return False

    def flush(self) -> None:
        """Return when all that was appended is on the disk, pixels first. Raises StorageError."""
        try:
            for handle in (self._pixels, self._index):
                if handle is not None:
                    os.fsync(handle)
        except OSError as error:
            raise refused(error) from None

    def close(self) -> None:
        """Give back the space reserved and not used, and let go of the files."""
        for handle, size in (
            (self._pixels, self._count * self._side**2),
            (self._index, _HEADER.size + self._count * DIGEST_BYTES),
        ):
            if handle is not None:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, size)
                os.close(handle)
        self._pixels = self._index = None
        self._allocated = 0

    def __enter__(self) -> ImageCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refresh(self) -> None:
        """Take in what another process has appended; the writer knows its own count."""
        if self._index is None:
            with contextlib.suppress(OSError):
                header = _read_header(self._path)
                self._count = header[1] if header else self._count

    def _writable(self) -> tuple[int, int]:
        if self._pixels is None or self._index is None:
            flags = os.O_RDWR | getattr(os, "O_BINARY", 0)
            try:
                index = _locked(_index_path(self._path), flags)
                try:
                    self._pixels = os.open(self._path, flags)
                except OSError:
                    os.close(index)
                    raise
                self._index = index
                self._allocated = os.fstat(self._pixels).st_size
                # Another process may have appended between our opening and our lock.
                self._count = (os.fstat(index).st_size - _HEADER.size) // DIGEST_BYTES
            except OSError as error:
                raise refused(error) from None
        return self._pixels, self._index

    def _reserve(self, handle: int, size: int) -> None:
        """Make sure that `size` bytes are on the disk, so that neither writing nor a memory-map meets a full one.

        A chunk at a time; when the disk has no room for a chunk, just what is needed.
        """
        if size <= self._allocated:
            return
        for chunk in (_CHUNK_BYTES, size - self._allocated):
            end = max(size, self._allocated + chunk)
            try:
                allocate(handle, self._allocated, end - self._allocated)
            except OSError as error:
                if end == size or error.errno not in NO_ROOM:
                    raise
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, self._allocated)
            else:
                self._allocated = end
                return

    def _drop_torn_entry(self) -> None:
        if self._index is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._index, _HEADER.size + self._count * DIGEST_BYTES)


def _locked(path: Path, flags: int) -> int:
    """A handle of the index at `path`, held as its only writer. Raises StorageError "in_use", OSError."""
    handle = os.open(path, flags)
    try:
        lock(handle)
    except OSError:
        os.close(handle)
        raise StorageError(
            tr("Another run is writing this image cache. Wait until it ends, or stop it, then start again."),
            code="in_use",
        ) from None
    return handle


def _refuse_if_written(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.close(_locked(_index_path(path), os.O_RDWR | getattr(os, "O_BINARY", 0)))


def _index_path(path: Path) -> Path:
    return path.with_name(path.name + ".index")


def _read_header(path: Path) -> tuple[int, int] | None:
    """Side and number of images of the store at `path`; None when it is damaged. Raises OSError."""
    with _index_path(path).open("rb") as index:
        header = index.read(_HEADER.size)
        size = os.fstat(index.fileno()).st_size
    pixel_bytes = path.stat().st_size
    if len(header) < _HEADER.size:
        return None
    magic, version, _, side = _HEADER.unpack(header)
    if magic != _MAGIC or version != _VERSION or side < 1:
        return None
    count = (size - _HEADER.size) // DIGEST_BYTES
    return None if count * side * side > pixel_bytes else (side, count)


def _is_of_another_version(path: Path) -> bool:
    try:
        magic, version, _, _ = _HEADER.unpack(_index_path(path).read_bytes()[: _HEADER.size])
    except (OSError, struct.error):
        return False
    return bool(magic == _MAGIC and version != _VERSION)
