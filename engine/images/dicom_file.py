"""A DICOM file's header and where its pixels are; the pixels themselves are neither read nor decoded here."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pydicom
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import FileDataset
from pydicom.tag import BaseTag

from engine.images.source import Bytes, Source
from engine.images.unreadable import unreadable

# pydicom's log messages and warnings quote header values.
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)

_DEFLATED = b"1.2.840.10008.1.2.1.99"
_EXPLICIT = b"1.2.840.10008.1.2.1".ljust(len(_DEFLATED), b"\0")
_ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98"
MAX_INFLATED = 256 * 1024 * 1024
_LONG_VRS = frozenset((b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"UN"))
_UNDEFINED = 0xFFFFFFFF
_ITEM, _END = 0xFFFEE000, 0xFFFEE0DD
_PIXELS = frozenset((0x7FE00008, 0x7FE00009, 0x7FE00010))
# Most headers are 2 to 20 KB; one that does not fit is read again, with more.
_HEADER_BYTES = (64 * 1024, 4 * 1024 * 1024)


@dataclass(frozen=True)
class PixelElement:
    """Pixel Data (7FE0,0010), or its float forms (7FE0,0008) and (7FE0,0009): where it is, not yet read.

    source: what `start` and `length` count bytes in. length: of the value, None where it is encapsulated (PS3.5 A.4).
    big_endian: the byte order of native cells. vr_ow: written as 16-bit words, whatever the cells' size.
    """

    source: Source
    tag: int
    start: int
    length: int | None
    big_endian: bool
    vr_ow: bool

    @property
    def encapsulated(self) -> bool:
        """Whether the value is a sequence of fragments of a codestream."""
        return self.length is None

    def native(self, most: int) -> bytes:
        """The first `most` bytes of a native value, fewer where the value or the file has fewer."""
        return self.source.read(self.start, min(self.length or 0, most))

    def native_into_scratch(self, start: int, most: int) -> Bytes:
        """Up to `most` bytes from byte `start` of a native value, in memory that is used again (see `Source`)."""
        return self.source.read_into_scratch(self.start + start, min((self.length or 0) - start, most))

    def codestream(self) -> Bytes:
        """The fragments of the only frame, joined. Raises UnreadableImage "truncated" or "corrupt"."""
        return _joined_fragments(self.source.read(self.start, self.source.size - self.start))

    def codestream_in_scratch(self) -> Bytes:
        """The same, in memory that is used again."""
        return _joined_fragments(self.source.read_into_scratch(self.start, self.source.size - self.start))


def parse(source: Source) -> tuple[FileDataset, PixelElement | None]:
    """The header of a DICOM file, and its pixel element, None when it has none. Reads the header's bytes only.

    Whatever pydicom raises on a damaged header passes through; `read_dicom` turns it into a reason.
    """
    for most in (*_HEADER_BYTES, source.size):
        head = source.read(0, most)
        whole = len(head) >= source.size
        plain = _inflated(source, head)
        if plain is not None:
            source, head, whole = Source.of(plain), plain, True
        try:
            header, stopped = _parsed(head)
        except Exception:
            if whole:
                raise
            continue
        # Where the bytes run out pydicom takes that for the end: right only if it is.
        if whole or (stopped.at + 12 <= len(head) and stopped.is_pixels):
            return header, _unwrapped(header, _pixel_element(source, head, stopped))
    raise unreadable("truncated")  # it was longer when it was opened


@dataclass(frozen=True, slots=True)
class _Stopped:
    """Where the reading of a header stopped, and how the file is written."""

    at: int
    implicit: bool
    little: bool
    is_pixels: bool


def _parsed(head: bytes) -> tuple[FileDataset, _Stopped]:
    stream = io.BytesIO(head)
    header = pydicom.dcmread(stream, force=True, stop_before_pixels=True)
    implicit, little = header.original_encoding
    at = stream.tell()
    tag = _tag_at(head, at, little is not False)
    return header, _Stopped(at, bool(implicit), little is not False, tag in _PIXELS)


def _tag_at(head: bytes, at: int, little: bool) -> int:
    if at + 8 > len(head):
        return 0
    group, element = struct.unpack_from("<HH" if little else ">HH", head, at)
    return (int(group) << 16) | int(element)


def _inflated(source: Source, head: bytes) -> bytes | None:
    """Of a file whose transfer syntax is Deflated (PS3.5 A.5) the same file as Explicit VR Little Endian, else None.

    Bounded: 2 MB may inflate to 4 GB. Raises UnreadableImage "too_large".
    """
    end = _end_of_file_meta(head)
    if end is None or _DEFLATED not in head[:end]:
        return None
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = inflater.decompress(source.read(end, source.size), MAX_INFLATED)
    if inflater.unconsumed_tail:
        raise unreadable("too_large_file")
    return head[:end].replace(_DEFLATED, _EXPLICIT) + plain


def _end_of_file_meta(data: bytes) -> int | None:
    """Where the group 0002 elements end (PS3.10 7.1), None when there are none."""
    at = 132 if data[128:132] == b"DICM" else 0
    start = at
    while data[at : at + 2] == b"\x02\x00" and at + 12 <= len(data):
        if data[at + 4 : at + 6] in _LONG_VRS:
            at += 12 + int(struct.unpack_from("<L", data, at + 8)[0])
        else:
            at += 8 + int(struct.unpack_from("<H", data, at + 6)[0])
    return at if start < at <= len(data) else None


def _pixel_element(source: Source, head: bytes, stopped: _Stopped) -> PixelElement | None:
    """The element at which the header's reading stopped, if it is one of pixels."""
    if not stopped.is_pixels:
        return None
    at, order = stopped.at, "<" if stopped.little else ">"
    tag = _tag_at(head, at, stopped.little)
    vr = b"" if stopped.implicit else head[at + 4 : at + 6]
    if not (vr.isalpha() and vr.isupper()):  # implicit VR, which some writers fall into here
        (length,), at = struct.unpack_from(order + "L", head, at + 4), at + 8
    elif vr in _LONG_VRS:
        if at + 12 > len(head):
            raise unreadable("truncated")
        (length,), at = struct.unpack_from(order + "L", head, at + 8), at + 12
    else:
        (length,), at = struct.unpack_from(order + "H", head, at + 6), at + 8
    known = None if length == _UNDEFINED else int(length)
    return PixelElement(source, tag, at, known, not stopped.little, vr == b"OW")


def _unwrapped(header: FileDataset, element: PixelElement | None) -> PixelElement | None:
    """Of Encapsulated Uncompressed Explicit VR Little Endian (PS3.5 A.4), native pixels; others as they are."""
    meta = getattr(header, "file_meta", None)
    if element is None or not element.encapsulated or meta is None:
        return element
    if text(meta, "TransferSyntaxUID") != _ENCAPSULATED_UNCOMPRESSED:
        return element
    cells = Source.of(bytes(element.codestream()))
    return replace(element, source=cells, start=0, length=cells.size)


def _joined_fragments(data: Bytes) -> Bytes:
    """The fragments in an encapsulated value (PS3.5 A.4), without the Basic Offset Table."""
    fragments: list[Bytes] = []
    at = 0
    first = True
    while at + 8 <= len(data):
        group, element, length = struct.unpack_from("<HHL", data, at)
        tag, at = (group << 16) | element, at + 8
        if tag != _ITEM:
            if tag != _END:
                raise unreadable("corrupt")
            break
        if at + length > len(data):
            raise unreadable("truncated")
        if not first:
            fragments.append(data[at : at + length])
        first, at = False, at + length
    return fragments[0] if len(fragments) == 1 else b"".join(fragments)


@cache
def _tag_of(keyword: str) -> BaseTag | None:
    number = tag_for_keyword(keyword)
    return None if number is None else BaseTag(number)


def text(header: Any, keyword: str) -> str | None:
    """A header value as stripped text that any encoding can hold, None when absent, empty or unreadable."""
    tag = _tag_of(keyword)
    try:
        if tag is None or tag not in header:  # `get` of an absent one raises and catches on its way to None
            return None
        value = header[tag].value
        if value is None:
            return None
        if not isinstance(value, str) and hasattr(value, "__len__"):
            value = value[0] if len(value) else ""
        plain = str(value).strip(" \0\t\r\n").encode("utf-8", "backslashreplace").decode()
    except Exception:  # pydicom raises a dozen classes on damaged values
        return None
    return plain or None


def number(header: Any, keyword: str) -> float | None:
    """A finite number, the first of several, None when absent or not a number."""
    plain = text(header, keyword)
    try:
        value = float(plain) if plain is not None else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e300 else None


def integer(header: Any, keyword: str) -> int | None:
    """A whole number, the first of several, None when absent or not a number."""
    value = number(header, keyword)
    return None if value is None else int(value)
