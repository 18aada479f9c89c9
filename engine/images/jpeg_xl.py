"""How large a JPEG XL image is, from its own header (ISO 18181-1 D.2), before its decoder sees it."""

from __future__ import annotations

import struct

from engine.images.source import Bytes
from engine.images.unreadable import unreadable

_CODE = b"\xff\x0a"
_BOXES = b"\x00\x00\x00\x0cJXL \x0d\x0a\x87\x0a"  # ISO 18181-2: a file of boxes, the code in some of them
_MOST_BOXES = 64
# Width by height, where the width is not written.
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))


def is_jpeg_xl(data: Bytes) -> bool:
    """Whether a codestream, or a file around one, begins here."""
    return data[:2] == _CODE or data[: len(_BOXES)] == _BOXES


def size_of(data: Bytes) -> tuple[int, int]:
    """Rows and columns. Raises UnreadableImage "corrupt" or "truncated"."""
    at = 0 if data[:2] == _CODE else _code_in_boxes(data)
    head = bytes(data[at : at + 16])
    if len(head) < 16:
        raise unreadable("truncated")  # no image is as short
    if head[:2] != _CODE:
        raise unreadable("corrupt")
    bits = _Bits(int.from_bytes(head[2:], "little"))
    in_eights = bits.take(1)
    rows = _length(bits, in_eights)
    ratio = bits.take(3)
    if not ratio:
        return rows, _length(bits, in_eights)
    across, down = _RATIOS[ratio - 1]
    return rows, rows * across // down


class _Bits:
    """Bits of a number, the lowest first."""

    def __init__(self, value: int) -> None:
        self._value = value

    def take(self, count: int) -> int:
        taken = self._value & ((1 << count) - 1)
        self._value >>= count
        return taken


def _length(bits: _Bits, in_eights: int) -> int:
    if in_eights:
        return 8 * (1 + bits.take(5))
    return 1 + bits.take((9, 13, 18, 30)[bits.take(2)])


def _code_in_boxes(data: Bytes) -> int:
    """Where the codestream, or its first part, begins."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > len(data):
            raise unreadable("truncated")
        length, name = struct.unpack_from(">L4s", data, at)
        if name == b"jxlc":
            return at + 8
        if name == b"jxlp":  # parts have a number of four bytes before them
            return at + 12
        if length < 8:  # up to the end, or longer than 4 GB
            break
        at += length
    raise unreadable("corrupt")
