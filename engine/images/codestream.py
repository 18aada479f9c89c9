"""Compressed pixel data: what its codestream says of itself, checked against the header, and its decoding.

The codestream is trusted over the transfer syntax, which is missing or wrong in some files; it must agree with the
header in size before a decoder sees it, since a decoder that believes one and a buffer that believes the other is how
processes die.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, Literal

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.images.dicom_objects import PixelLayout
from engine.images.jpeg_lossless import decode_jpeg_lossless
from engine.images.jpeg_xl import is_jpeg_xl, size_of
from engine.images.scratch import scratch_pixels
from engine.images.source import Bytes
from engine.images.unreadable import UnreadableImage, unreadable
from engine.translation import tr

Coding = Literal["jpeg", "jpeg_lossless", "jpeg_ls", "jpeg_2000", "jpeg_xl", "rle"]
# Where the end of a JPEG image is looked for: some writers pad it, or put their own marks behind it.
_TRAILER_BYTES = 4096
_MAIN_HEADER_BYTES = 16 * 1024
_JP2 = b"\x00\x00\x00\x0cjP  "
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Codestream:
    """What a codestream's own header says.

    ybr: its markers say YCbCr (True), RGB (False) or nothing (None). resolutions: of JPEG 2000, how many times the size
    can be halved. bits: of a sample, 0 where nothing is said. signed: JPEG 2000's first component is. lossy: the method
    is one that loses, as far as it shows.
    """

    coding: Coding
    rows: int
    columns: int
    samples: int
    ybr: bool | None = None
    resolutions: int = 0
    bits: int = 0
    signed: bool = False
    lossy: bool = False


def decode(data: Bytes, layout: PixelLayout, *, reuse: bool = False) -> tuple[NDArray[Any], Codestream]:
    """Raw cells (rows, columns) or (rows, columns, 3) of a compressed frame, and its description.

    JPEG's colour components come as they are coded, without conversion. reuse: decode into memory that is used again
    for the thread's next image, where the decoder can. Raises UnreadableImage; a native decoder may raise anything else
    or end the process.
    """
    stream = describe(data, layout)
    if (stream.rows, stream.columns, stream.samples) != (layout.rows, layout.columns, layout.samples):
        raise UnreadableImage("corrupt", tr("The image data and the header disagree on the image's size."))
    if stream.coding in ("jpeg", "jpeg_lossless", "jpeg_ls") and b"\xff\xd9" not in bytes(data[-_TRAILER_BYTES:]):
        # libjpeg would fill up what is missing and say nothing, CharLS would look for its end for some seconds.
        raise unreadable("truncated")
    if 8 * len(data) < _least_bits(stream):
        raise unreadable("truncated")
    code: Any = data  # the decoders take any buffer; their type hints do not say so
    if stream.coding == "rle":
        return _decode_rle(code, layout), stream
    out = None
    if reuse and stream.samples == 1 and stream.bits > 0:
        out = scratch_pixels((stream.rows, stream.columns), np.uint8 if stream.bits <= 8 else np.uint16)
    if stream.coding == "jpeg":
        as_coded = None if stream.samples == 1 else "ycbcr"
        raw: NDArray[Any] = imagecodecs.jpeg8_decode(code, colorspace=as_coded, outcolorspace=as_coded)
    elif stream.coding == "jpeg_lossless":
        raw = decode_jpeg_lossless(code, out)
    elif stream.coding == "jpeg_ls":
        raw = imagecodecs.jpegls_decode(code, out=out)
    elif stream.coding == "jpeg_xl":
        raw = imagecodecs.jpegxl_decode(code, index=0, numthreads=1)
    else:
        raw = imagecodecs.jpeg2k_decode(code)
    shape = (layout.rows, layout.columns) + ((3,) if layout.samples == 3 else ())
    if raw.shape != shape or raw.dtype.kind not in "iu" or raw.dtype.itemsize * 8 > layout.bits_allocated:
        raise unreadable("corrupt")
    if raw.dtype.itemsize * 8 <= layout.high_bit:  # coded in fewer bits than the header promises
        raw = raw.astype(f"{raw.dtype.kind}{layout.bits_allocated // 8}")
    return raw, stream


def _least_bits(stream: Codestream) -> int:
    """What a Huffman code takes at the very least: a bit for each sample of a lossless image, for each block of 64 of
    another (ISO 10918-1 F.1.2, H.1.2). Fewer are the front of an image that some decoder would fill up.
    """
    if stream.coding == "jpeg_lossless":
        return stream.rows * stream.columns * stream.samples
    return -(-stream.rows // 8) * -(-stream.columns // 8) if stream.coding == "jpeg" else 0


def describe(data: Bytes, layout: PixelLayout) -> Codestream:
    """Read a codestream's own header: JPEG and JPEG-LS frame header (ISO 10918-1 B.2.2), JPEG 2000 SIZ (ISO 15444-1
    A.5.1), JPEG XL size header, RLE header (PS3.5 G.5). Raises UnreadableImage "corrupt" or "truncated".
    """
    if data[:2] == b"\xff\xd8":
        return _describe_jpeg(data)
    if is_jpeg_2000(data):
        return _describe_jpeg_2000(bytes(data[:_MAIN_HEADER_BYTES]))
    if is_jpeg_xl(data):  # how many samples there are is seen when it is decoded
        return Codestream("jpeg_xl", *size_of(data), layout.samples)
    if len(data) >= 64:
        segments = struct.unpack_from("<L", data)[0]
        if segments == layout.samples * layout.bits_allocated // 8 and data[4:8] == b"\x40\0\0\0":
            return Codestream("rle", layout.rows, layout.columns, layout.samples)
    if not data:
        raise unreadable("truncated")
    raise UnreadableImage("unsupported", tr("The image's compression is not one that is loaded, or it is damaged."))


def is_jpeg_2000(data: Bytes) -> bool:
    """Whether a codestream (ISO 15444-1 A.4.1), or a JP2 file around it (I.5.1), begins here."""
    return data[:4] == b"\xff\x4f\xff\x51" or data[: len(_JP2)] == _JP2


def _describe_jpeg(data: Bytes) -> Codestream:
    at = 2
    ybr: bool | None = None
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise unreadable("corrupt")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xE0 and data[at + 4 : at + 8] == b"JFIF":
            ybr = True
        elif marker == 0xEE and data[at + 4 : at + 9] == b"Adobe" and length >= 12:
            # The transform flag is the last of 12 bytes; some writers leave it out of theirs, then it reads as 0.
            ybr = ybr or (length >= 14 and data[at + 15] == 1)
        elif marker in _SOF or marker == 0xF7:
            if at + 10 > len(data):
                break
            bits, rows, columns, samples = struct.unpack_from(">BHHB", data, at + 4)
            if rows < 1 or columns < 1:
                raise unreadable("corrupt")
            lossless = marker in (0xC3, 0xC7, 0xCB, 0xCF)
            coding: Coding = "jpeg_ls" if marker == 0xF7 else "jpeg_lossless" if lossless else "jpeg"
            lossy = coding == "jpeg" or (coding == "jpeg_ls" and _near(data, at + 2 + length) > 0)
            return Codestream(coding, rows, columns, samples, ybr, bits=bits, lossy=lossy)
        elif marker == 0xDA:
            raise unreadable("corrupt")
        at += 2 + length
    raise unreadable("truncated")


def _near(data: Bytes, at: int) -> int:
    """By how much a value may differ, from the first scan header of JPEG-LS (ISO 14495-1 C.2.3); 0 when not found."""
    while at + 5 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xDA:
            near = at + 5 + 2 * data[at + 4]
            return data[near] if near < len(data) else 0
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return 0


def _describe_jpeg_2000(data: bytes) -> Codestream:
    at = data.find(b"\xff\x4f\xff\x51", 0, 4096)
    if at < 0:
        raise unreadable("corrupt")
    if at + 42 > len(data):
        raise unreadable("truncated")
    width, height, x0, y0 = struct.unpack_from(">4L", data, at + 8)
    samples = struct.unpack_from(">H", data, at + 40)[0]
    if width <= x0 or height <= y0:
        raise unreadable("corrupt")
    depth = data[at + 42] if at + 42 < len(data) else 0
    resolutions, lossy = _coding_style(data, at)
    return Codestream(
        "jpeg_2000",
        height - y0,
        width - x0,
        samples,
        resolutions=resolutions,
        bits=(depth & 0x7F) + 1,
        signed=depth >= 0x80,
        lossy=lossy,
    )


def _coding_style(data: bytes, at: int) -> tuple[int, bool]:
    """The decomposition levels in the COD marker (ISO 15444-1 A.6.1) of the main header at `at`, and whether its
    wavelet is the one that loses; 0 and False when not found.
    """
    at += 2
    while at + 14 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0x90, 0xD9):
        if data[at + 1] == 0x52:
            return (data[at + 9] if data[at + 9] <= 32 else 0), data[at + 13] == 0
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    return 0, False


def _decode_rle(data: Any, layout: PixelLayout) -> NDArray[Any]:
    """PS3.5 G: one segment a byte plane, most significant first, sample after sample."""
    cells = layout.rows * layout.columns * layout.samples
    dtype = np.dtype(f"<u{layout.bits_allocated // 8}")
    plain = imagecodecs.dicomrle_decode(data, dtype=dtype)
    if len(plain) != cells * dtype.itemsize:
        raise unreadable("truncated" if len(plain) < cells * dtype.itemsize else "corrupt")
    raw = np.frombuffer(plain, dtype)
    if layout.samples == 1:
        return raw.reshape(layout.rows, layout.columns)
    return raw.reshape(layout.samples, layout.rows, layout.columns).transpose(1, 2, 0)
