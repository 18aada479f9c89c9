"""PNG without palette, transparency or interlacing, the usual export of a chest X-ray, in half of Pillow's time.

Most of reading a PNG is inflating it, and libdeflate, which wants the whole stream at once, is more than twice as fast
as zlib. What it inflated is put back into a PNG that is stored, not deflated, for a decoder to undo the filters.
Whatever is not whole and sound (ISO 15948) is Pillow's to read or to refuse.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.images.unreadable import check_pixel_count

_SIGNATURE_BYTES, _HEADER_BYTES = 8, 33
_IHDR = struct.Struct(">LL5B")
_CHUNK = struct.Struct(">L4s")
_BITS = {(8, 0): 8, (16, 0): 16, (8, 2): 24}  # of a pixel, by bit depth and colour type: grey, grey, RGB
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Adam7 (ISO 15948 8.2): first column and row of each pass, and the steps between its pixels.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
# Chunks that neither change pixels nor, of this length, are ever refused; any other is Pillow's to judge.
_HARMLESS = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9, b"tIME": 7, b"bKGD": None, b"sBIT": None, b"tEXt": None}
_MOST_TEXT = 1 << 20


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
        decode = imagecodecs.png_decode if depth == 16 else imagecodecs.spng_decode  # the faster knows no 16-bit grey
        pixels = decode(data[:_HEADER_BYTES] + _chunk(b"IDAT", stored) + _chunk(b"IEND", b""))
    except (imagecodecs.DeflateError, imagecodecs.SpngError, imagecodecs.PngError, ValueError):
        return None
    shape = (rows, columns) if colour == 0 else (rows, columns, 3)
    return np.asarray(pixels) if pixels.shape == shape else None


def lacks_rows(data: bytes) -> bool:
    """Whether a PNG file that Pillow has decoded holds fewer pixels than it promises: Pillow leaves those black."""
    columns, rows, depth, colour, _, _, interlaced = _IHDR.unpack_from(data, 16)
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = ((-(-(columns - x) // dx), -(-(rows - y) // dy)) for x, y, dx, dy in passes)
    need = sum(height * (1 + (width * bits + 7) // 8) for width, height in sizes if width > 0 and height > 0)
    return bool(len(zlib.decompressobj().decompress(_pixel_chunks(data), need)) < need)


def _pixel_chunks(data: bytes) -> bytes:
    """The IDAT chunks that follow one another, joined, whatever else the file holds."""
    parts: list[bytes] = []
    at = _SIGNATURE_BYTES
    while at + 8 <= len(data):
        length, name = _CHUNK.unpack_from(data, at)
        if name == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        elif parts:
            break
        at += 12 + length
    return b"".join(parts)


def _deflated(data: bytes) -> bytes | None:
    """The IDAT chunks joined; None unless whole chunks with the right checksums (ISO 15948 5.3), IDAT after IDAT, lead
    to IEND.
    """
    parts: list[bytes] = []
    at, text, before = _HEADER_BYTES, 0, b"IHDR"
    if data[_HEADER_BYTES - 4 : _HEADER_BYTES] != _crc(data[12 : _HEADER_BYTES - 4]) or data[8:12] != b"\0\0\0\x0d":
        return None
    while at + 12 <= len(data):
        length, name = _CHUNK.unpack_from(data, at)
        end = at + 8 + length
        if end + 4 > len(data) or data[end : end + 4] != _crc(data[at + 4 : end]):
            return None
        if name == b"IEND":
            return b"".join(parts) if parts else None
        if name == b"IDAT":
            if parts and before != b"IDAT":
                return None
            parts.append(data[at + 8 : end])
        elif name not in _HARMLESS or _HARMLESS[name] not in (None, length):
            return None
        text += length if name == b"tEXt" else 0
        if text > _MOST_TEXT:
            return None
        at, before = end + 4, name
    return None


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + name + content + _crc(name + content)


def _crc(content: bytes) -> bytes:
    return int(imagecodecs.deflate_crc32(content)).to_bytes(4, "big")
