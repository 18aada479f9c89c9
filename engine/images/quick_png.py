"""PNG without palette, transparency or interlacing, the usual export of a chest X-ray, in half of Pillow's time.

Most of reading a PNG is inflating it, and libdeflate, which wants the whole stream at once, is more than twice as fast
as zlib. What it inflated is put back into a PNG that is stored, not deflated, for a decoder to undo the filters.
Whatever is not whole and sound (ISO 15948) is Pillow's to read or to refuse.
"""

from __future__ import annotations

import struct
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.images.unreadable import check_pixel_count

_SIGNATURE_BYTES, _HEADER_BYTES = 8, 33
_IHDR = struct.Struct(">LL5B")
_CHUNK = struct.Struct(">L4s")
_BITS = {(8, 0): 8, (16, 0): 16, (8, 2): 24}  # of a pixel, by bit depth and colour type: grey, grey, RGB
_CHANGES_PIXELS = (b"tRNS", b"acTL", b"PLTE")


def quick_png(data: bytes) -> NDArray[Any] | None:
    """uint8 or uint16 (rows, columns), or uint8 (rows, columns, 3), of a PNG file's content; None where Pillow decides.

    Raises UnreadableImage "too_large".
    """
    if data[12:16] != b"IHDR" or len(data) < _HEADER_BYTES:
        return None
    columns, rows, depth, colour, *rest = _IHDR.unpack_from(data, 16)
    bits = _BITS.get((depth, colour))
    if bits is None or rest != [0, 0, 0] or rows < 1 or columns < 1:
        return None
    check_pixel_count(rows, columns)
    deflated = _deflated(data)
    if deflated is None:
        return None
    size = rows * (1 + columns * bits // 8)
    try:
        filtered = imagecodecs.deflate_decode(deflated, out=size)
        if len(filtered) != size:
            return None
        stored = bytes(imagecodecs.deflate_encode(filtered, level=0))
        pixels = imagecodecs.spng_decode(data[:_HEADER_BYTES] + _chunk(b"IDAT", stored) + _chunk(b"IEND", b""))
    except (imagecodecs.DeflateError, imagecodecs.SpngError, ValueError):
        return None
    shape = (rows, columns) if colour == 0 else (rows, columns, 3)
    return np.asarray(pixels) if pixels.shape == shape else None


def _deflated(data: bytes) -> bytes | None:
    """The IDAT chunks joined; None unless whole chunks with the right checksums (ISO 15948 5.3) lead to IEND."""
    parts: list[bytes] = []
    at = _SIGNATURE_BYTES
    while at + 12 <= len(data):
        length, name = _CHUNK.unpack_from(data, at)
        end = at + 8 + length
        if end + 4 > len(data) or name in _CHANGES_PIXELS or data[end : end + 4] != _crc(data[at + 4 : end]):
            return None
        if name == b"IEND":
            return b"".join(parts) if parts else None
        if name == b"IDAT":
            parts.append(data[at + 8 : end])
        at = end + 4
    return None


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + name + content + _crc(name + content)


def _crc(content: bytes) -> bytes:
    return int(imagecodecs.deflate_crc32(content)).to_bytes(4, "big")
