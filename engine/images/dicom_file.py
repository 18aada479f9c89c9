"""A DICOM file's header and where its pixels are, read from bytes without decoding anything."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import pydicom
from pydicom.dataset import FileDataset

from engine.images.unreadable import unreadable

# pydicom's log messages and warnings quote header values.
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)

_DEFLATED = b"1.2.840.10008.1.2.1.99"
_EXPLICIT = b"1.2.840.10008.1.2.1".ljust(len(_DEFLATED), b"\0")
MAX_INFLATED = 256 * 1024 * 1024
_LONG_VRS = frozenset((b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"UN"))
_UNDEFINED = 0xFFFFFFFF
_ITEM, _END = 0xFFFEE000, 0xFFFEE0DD


@dataclass(frozen=True)
class PixelElement:
    """Pixel Data (7FE0,0010), or its float forms (7FE0,0008) and (7FE0,0009).

    data: the value, or of an encapsulated element (PS3.5 A.4) the fragments joined, as much as the file holds.
    missing_bytes: how many bytes the file is short of what the element promises. big_endian: the byte order of native
    cells. vr_ow: written as 16-bit words, whatever the cells' size.
    """

    tag: int
    data: bytes
    encapsulated: bool
    missing_bytes: int
    big_endian: bool
    vr_ow: bool


def parse(data: bytes) -> tuple[FileDataset, PixelElement | None]:
    """The header of the DICOM file whose content is `data`, and its pixel element, None when it has none.

    Whatever pydicom raises on a damaged header passes through; `read_dicom` turns it into a reason.
    """
    stream = io.BytesIO(_inflated(data))
    header = pydicom.dcmread(stream, force=True, stop_before_pixels=True)
    implicit, little = header.original_encoding
    return header, _pixel_element(stream, implicit=bool(implicit), little=little is not False)


def _inflated(data: bytes) -> bytes:
    """`data` itself, or where its transfer syntax is Deflated (PS3.5 A.5) the same file as Explicit VR Little Endian.

    Bounded: 2 MB may inflate to 4 GB. Raises UnreadableImage "too_large".
    """
    end = _end_of_file_meta(data)
    if end is None or _DEFLATED not in data[:end]:
        return data
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = inflater.decompress(data[end:], MAX_INFLATED)
    if inflater.unconsumed_tail:
        raise unreadable("too_large_file")
    return data[:end].replace(_DEFLATED, _EXPLICIT) + plain


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


def _pixel_element(stream: io.BytesIO, *, implicit: bool, little: bool) -> PixelElement | None:
    """The element at which the header's reading stopped, if it is one of pixels."""
    data, at = stream.getvalue(), stream.tell()
    order = "<" if little else ">"
    if at + 8 > len(data):
        return None
    group, element = struct.unpack_from(order + "HH", data, at)
    tag = (group << 16) | element
    if tag not in (0x7FE00008, 0x7FE00009, 0x7FE00010):
        return None
    vr = b"" if implicit else data[at + 4 : at + 6]
    if not (vr.isalpha() and vr.isupper()):  # implicit VR, which some writers fall into here
        (length,), at = struct.unpack_from(order + "L", data, at + 4), at + 8
    elif vr in _LONG_VRS:
        if at + 12 > len(data):
            raise unreadable("truncated")
        (length,), at = struct.unpack_from(order + "L", data, at + 8), at + 12
    else:
        (length,), at = struct.unpack_from(order + "H", data, at + 6), at + 8
    if length == _UNDEFINED:
        joined, missing = _joined_fragments(data, at)
        return PixelElement(tag, joined, True, missing, not little, False)
    value = data[at : at + length]
    return PixelElement(tag, value, False, length - len(value), not little, vr == b"OW")


def _joined_fragments(data: bytes, at: int) -> tuple[bytes, int]:
    """The fragments of the only frame (PS3.5 A.4), without the Basic Offset Table, and the bytes that are missing."""
    fragments: list[bytes] = []
    missing = 0
    first = True
    while at + 8 <= len(data):
        group, element, length = struct.unpack_from("<HHL", data, at)
        tag, at = (group << 16) | element, at + 8
        if tag != _ITEM:
            if tag != _END:
                raise unreadable("corrupt")
            break
        fragment = data[at : at + length]
        missing += length - len(fragment)
        if not first:
            fragments.append(fragment)
        first, at = False, at + length
    return b"".join(fragments), missing


def text(header: Any, keyword: str) -> str | None:
    """A header value as stripped text that any encoding can hold, None when absent, empty or unreadable."""
    try:
        value = header.get(keyword)
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
