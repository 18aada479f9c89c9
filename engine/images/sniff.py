"""What a file is, by its first bytes; its name and extension are not looked at."""

from __future__ import annotations

import struct
from enum import Enum

HEAD_BYTES = 512


class Kind(Enum):
    """The kinds of file that intake tells apart."""

    DICOM = "dicom"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    ARCHIVE = "archive"
    EMPTY = "empty"
    OTHER = "other"


_ARCHIVES = (
    b"PK\x03\x04",  # zip
    b"PK\x05\x06",
    b"\x1f\x8b",  # gzip
    b"\x28\xb5\x2f\xfd",  # zstd
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ\x00",
    b"BZh",
    b"\x04\x22\x4d\x18",  # lz4
)
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_EXECUTABLES = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
# PS3.5 6.2
_VRS = frozenset(
    b"AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV".split()
)


def sniff(head: bytes) -> Kind:
    """The kind of the file that begins with `head` (at least `HEAD_BYTES` bytes of it, or all)."""
    if not head:
        return Kind.EMPTY
    if head[128:132] == b"DICM":
        return Kind.DICOM
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(_TIFF):
        return Kind.TIFF
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        return Kind.ARCHIVE
    return Kind.DICOM if _looks_like_a_data_set(head) else Kind.OTHER


def has_executable_preamble(head: bytes) -> bool:
    """Whether the 128 bytes before "DICM" begin as a program does (CVE-2019-11687)."""
    return head[128:132] == b"DICM" and head.startswith(_EXECUTABLES)


def _looks_like_a_data_set(head: bytes) -> bool:
    """Whether `head` begins with a plausible first data element, without preamble (PS3.5 7.1).

    The first group is 0002 (file meta) or 0008, in either byte order; explicit VR needs a VR of PS3.5 6.2, implicit VR
    a short value.
    """
    if len(head) < 12:
        return False
    for order in "<>":
        group, element = struct.unpack(order + "HH", head[:4])
        if group not in (0x0002, 0x0008) or element > 0x1200:
            continue
        if head[4:6] in _VRS:
            return True
        if order == "<" and struct.unpack("<L", head[4:8])[0] <= 1024:
            return True
    return False
