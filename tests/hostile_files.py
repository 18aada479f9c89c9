"""Files that were made to do harm: to exhaust memory or time, to crash a decoder, to pass for what they are not."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np

from tests.builders import write_dicom
from tests.intake_corpus import HTJ2K, JPEG_XL, LOSSLESS, LOSSY, radiograph

PIXELS = radiograph(60, 50)
DEFLATED = "1.2.840.10008.1.2.1.99"
LARGE = 9_900  # just below the limit of 100 megapixels when squared
HUGE = 60_000


@dataclass(frozen=True)
class HostileFile:
    """codes: what it may end as; "" for loaded."""

    path: Path
    codes: tuple[str, ...]


def hostile_files(folder: Path) -> Iterator[HostileFile]:
    """One file of each kind."""
    folder.mkdir(parents=True, exist_ok=True)

    def file(name: str, content: bytes, *codes: str) -> HostileFile:
        (folder / name).write_bytes(content)
        return HostileFile(folder / name, codes)

    plain = write_dicom(folder / "plain.dcm", PIXELS, bits_stored=12).read_bytes()
    front = plain[: _end_of_meta(plain)]
    yield file("deflate bomb", _deflate_bomb(folder), "too_large")
    yield file("nested items", front + _nested_items(20_000), "corrupt", "no_pixels", "truncated")
    yield file("a million elements", front + _many_elements(1_000_000) + plain[len(front) :], "", "corrupt", "too_slow")
    yield file("endless value", front + struct.pack("<HH2sHL", 9, 0x1010, b"OB", 0, 0xFFFFFFF0), *_DAMAGED, "no_pixels")
    yield file("zip.dcm", _zip(plain), "archive")
    yield file("gz.dcm", gzip.compress(plain), "archive")
    yield file("zst.dcm", bytes(imagecodecs.zstd_encode(plain)), "archive")
    yield file("program.dcm", b"MZ\x90\0" + plain[4:], "")
    yield file("png bomb", _png_bomb(), "too_large")
    yield file("tiff bomb", _tiff_bomb(), "too_large", "corrupt", "truncated")
    yield file("only zeros", bytes(1 << 20), "not_an_image")
    for name, tags in _HOSTILE_TAGS.items():
        yield HostileFile(write_dicom(folder / f"{name}.dcm", PIXELS, bits_stored=12, **tags), ("", "corrupt"))
    yield HostileFile(write_dicom(folder / "huge", PIXELS, Rows=HUGE, Columns=HUGE), ("too_large",))
    yield HostileFile(write_dicom(folder / "large", PIXELS, Rows=LARGE, Columns=LARGE), ("truncated",))
    for name, syntax, code, resize in _codes():
        for size in (LARGE, HUGE):
            claims = {"Rows": size, "Columns": size}
            larger = resize(code, size)
            for what, tags, codes in (
                ("both claim", claims, ("too_large",) if size == HUGE else (*_DAMAGED, "too_large")),
                ("code claims", {}, _DAMAGED),
            ):
                path = folder / f"{name} {what} {size}.dcm"
                pixels = PIXELS if "baseline" not in name else (PIXELS >> 4).astype(np.uint8)
                written = HTJ2K if syntax == JPEG_XL else syntax
                write_dicom(path, pixels, transfer_syntax=written, codestream=larger, **tags)
                yield HostileFile(path, codes)
    many = b"\xfe\xff\x00\xe0" + bytes(4)
    at = plain.rindex(struct.pack("<HH", 0x7FE0, 0x10))
    start = plain[:at] + struct.pack("<HH2sHL", 0x7FE0, 0x10, b"OB", 0, 0xFFFFFFFF)
    yield file("a million fragments", start + many * 1_000_000, "truncated", "corrupt")


_DAMAGED = ("corrupt", "truncated")
_HOSTILE_TAGS: dict[str, dict[str, Any]] = {
    "window of nothing": {"WindowCenter": "nan", "WindowWidth": "inf"},
    "window too wide": {"WindowCenter": "1e300", "WindowWidth": "1e308"},
    "steep slope": {"RescaleSlope": "1e300", "RescaleIntercept": "-1e300"},
    "long name": {"PatientID": "x" * 5_000_000},
    "aspect of nothing": {"PixelSpacing": ["0", "1e-300"]},
}


def _end_of_meta(data: bytes) -> int:
    return 132 + 12 + int.from_bytes(data[140:144], "little")


def _deflate_bomb(folder: Path) -> bytes:
    """2 MB that become 2 GB: a block that stands for 16 MB, again and again."""
    data = write_dicom(folder / "deflated", PIXELS, bits_stored=12, transfer_syntax=DEFLATED).read_bytes()
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeezer.compress(bytes(1 << 24)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return data[: _end_of_meta(data)] + block * 128


def _nested_items(depth: int) -> bytes:
    """A sequence in an item of a sequence in an item…, none of them ever closed."""
    sequence = struct.pack("<HH2sHL", 0x0008, 0x1140, b"SQ", 0, 0xFFFFFFFF)
    return (sequence + struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)) * depth


def _many_elements(count: int) -> bytes:
    """Empty ones of private groups below that of the patient."""
    return b"".join(struct.pack("<HH2sH", 9 + 2 * (n >> 16), n & 0xFFFF, b"LO", 0) for n in range(count))


def _zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.dcm", content)
    return out.getvalue()


def _png_bomb() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))

    rows = zlib.compress(bytes(1 << 24))
    header = struct.pack(">LL5B", HUGE, HUGE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _tiff_bomb() -> bytes:
    """A strip of zeros, deflated, of an image of 3.6 gigapixels."""
    strip = zlib.compress(bytes(1 << 20))
    entries = ((256, 4, HUGE), (257, 4, HUGE), (258, 3, 8), (259, 3, 8), (262, 3, 1), (273, 4, 200), (277, 3, 1))
    entries += ((278, 4, HUGE), (279, 4, len(strip)))
    listed = b"".join(struct.pack("<HHLL", tag, kind, 1, value) for tag, kind, value in entries)
    return (b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + listed + bytes(4)).ljust(200, b"\0") + strip


def _codes() -> Iterator[tuple[str, str, bytes, Callable[[bytes, int], bytes]]]:
    """A small code of each method that writes its size down, and how to have it claim another."""
    for coding in LOSSLESS + LOSSY:
        assert coding.encode is not None
        if coding.name in ("RLE", "JPEG XL"):  # no size of its own; bits that are not at a byte's edge
            continue
        bits = 12 if 12 in coding.bits else 8
        code = coding.encode(radiograph(60, 50, bits), bits)
        yield (
            coding.name,
            coding.syntax,
            code,
            _resized_2000 if "2000" in coding.name or "J2K" in coding.name else _resized,
        )
    empty = bytes(imagecodecs.jpegxl_encode(radiograph(60, 50), lossless=True, bitspersample=12))
    yield "JPEG XL", JPEG_XL, empty, _resized_xl


def _resized(code: bytes, size: int) -> bytes:
    """JPEG and JPEG-LS: rows and columns of the frame header."""
    at = next(at for marker in (0xC0, 0xC1, 0xC3, 0xF7) if (at := code.find(bytes((0xFF, marker)))) >= 0)
    return code[: at + 5] + struct.pack(">HH", size, size) + code[at + 9 :]


def _resized_2000(code: bytes, size: int) -> bytes:
    """JPEG 2000: width and height of the grid and of its tiles."""
    at = code.find(b"\xff\x4f\xff\x51") + 8
    return code[:at] + struct.pack(">LLLLLL", size, size, 0, 0, size, size) + code[at + 24 :]


def _resized_xl(_: bytes, size: int) -> bytes:
    """JPEG XL: a header of that size, and no more of the code than a kilobyte."""
    return bytes(imagecodecs.jpegxl_encode(np.zeros((size, size if size < 20_000 else 1), np.uint8), effort=1))[:1000]
