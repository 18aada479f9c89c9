"""DICOM files of every transfer syntax, depth, sign and kind of colour that the program's own libraries can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.encoders import RLELosslessEncoder
from pydicom.uid import generate_uid

from tests.builders import write_dicom

HTJ2K, JPEG_XL = "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.110"


@dataclass(frozen=True)
class Coding:
    """One way to write greyscale pixels.

    encode: cells (rows, columns) and bits stored to a code; None for uncompressed files. bits: depths that it holds.
    signed: whether it holds signed values. loss: the most by which a stored value comes back different.
    """

    name: str
    syntax: str
    encode: Callable[[NDArray[Any], int], bytes] | None = None
    bits: tuple[int, ...] = (8, 10, 12, 14, 16)
    signed: bool = True
    loss: int = 0

    def write(self, path: Path, pixels: NDArray[Any], bits: int, **tags: Any) -> Path:
        """One file of `pixels` (rows, columns), as `write_dicom` does; the same whatever folder it is in."""
        code = None if self.encode is None else self.encode(pixels, bits)
        syntax = HTJ2K if self.syntax == JPEG_XL else self.syntax
        tags = uids_of(path.name) | tags
        write_dicom(path, pixels, bits_stored=bits, transfer_syntax=syntax, codestream=code, **tags)
        if syntax != self.syntax:  # pydicom's writer does not know it yet; the two are of the same length
            path.write_bytes(path.read_bytes().replace(syntax.encode(), self.syntax.encode(), 1))
        return path


def uids_of(name: str) -> dict[str, Any]:
    """Identifiers made from a file's name alone."""
    keywords = ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
    return {keyword: generate_uid(entropy_srcs=[keyword, name]) for keyword in keywords}


def cells(pixels: NDArray[Any], bits: int) -> NDArray[Any]:
    """Signed values as the bits that they are stored in: coders without a sign are given these (PS3.5 8.2)."""
    kind = np.dtype(f"u{pixels.dtype.itemsize}")
    return pixels.view(kind) & kind.type((1 << bits) - 1)


def rle(pixels: NDArray[Any], _: int) -> bytes:
    """PS3.5 G, of one sample or three, whole cells."""
    samples = 3 if pixels.ndim == 3 else 1
    return RLELosslessEncoder.encode(
        np.ascontiguousarray(pixels),
        encoding_plugin="pydicom",  # its own; another one that may be installed aborts at odd sizes
        rows=pixels.shape[0],
        columns=pixels.shape[1],
        samples_per_pixel=samples,
        photometric_interpretation="RGB" if samples == 3 else "MONOCHROME2",
        bits_allocated=pixels.dtype.itemsize * 8,
        bits_stored=pixels.dtype.itemsize * 8,
        pixel_representation=int(pixels.dtype.kind == "i"),
        number_of_frames=1,
        planar_configuration=0,
    )


def jpeg_lossless(pixels: NDArray[Any], bits: int, predictor: int = 1) -> bytes:
    """ISO 10918-1 H: first-order prediction ("SV1") or another predictor."""
    code = imagecodecs.jpeg8_encode(cells(pixels, bits), lossless=True, predictor=predictor, bitspersample=bits)
    return bytes(code)


def jpeg_2000(pixels: NDArray[Any], bits: int, level: int = 0, container: str = "j2k", mct: bool = True) -> bytes:
    """ISO 15444-1; level: 0 for lossless, else the signal-to-noise ratio in dB. Levels of wavelet: the coder's five."""
    resolutions = max(1, min(6, min(pixels.shape[:2]).bit_length() - 1))
    code = imagecodecs.jpeg2k_encode(
        pixels,
        level=level,
        reversible=level == 0,
        bitspersample=bits,
        codecformat=container,
        mct=mct,
        resolutions=resolutions,
    )
    return bytes(code)


NATIVE = (
    Coding("implicit", "1.2.840.10008.1.2"),
    Coding("explicit", "1.2.840.10008.1.2.1"),
    Coding("big endian", "1.2.840.10008.1.2.2"),
    Coding("deflated", "1.2.840.10008.1.2.1.99"),
)
LOSSLESS = (
    Coding("RLE", "1.2.840.10008.1.2.5", rle),
    Coding("JPEG lossless SV1", "1.2.840.10008.1.2.4.70", jpeg_lossless),
    Coding("JPEG lossless", "1.2.840.10008.1.2.4.57", lambda p, bits: jpeg_lossless(p, bits, 6)),
    Coding(
        "JPEG lossless, other coder",
        "1.2.840.10008.1.2.4.70",
        lambda p, bits: bytes(imagecodecs.ljpeg_encode(cells(p, bits), bitspersample=bits)),
    ),
    Coding("JPEG-LS", "1.2.840.10008.1.2.4.80", lambda p, bits: bytes(imagecodecs.jpegls_encode(cells(p, bits)))),
    Coding("JPEG 2000", "1.2.840.10008.1.2.4.90", jpeg_2000),
    Coding("JPEG 2000 in JP2", "1.2.840.10008.1.2.4.90", lambda p, bits: jpeg_2000(p, bits, container="jp2")),
    Coding(
        "JPEG 2000 without sign",  # as some scanners write: the header says signed, the code does not
        "1.2.840.10008.1.2.4.90",
        lambda p, bits: jpeg_2000(cells(p, bits), bits),
    ),
    Coding("HTJ2K", HTJ2K, lambda p, _: bytes(imagecodecs.htj2k_encode(p, reversible=True))),
    Coding(
        "JPEG XL",
        JPEG_XL,
        lambda p, bits: bytes(imagecodecs.jpegxl_encode(cells(p, bits), lossless=True, bitspersample=bits)),
    ),
)
LOSSY = (
    Coding(
        "JPEG baseline",
        "1.2.840.10008.1.2.4.50",
        lambda p, _: bytes(imagecodecs.jpeg8_encode(p, level=97)),
        bits=(8,),
        signed=False,
        loss=8,
    ),
    Coding(
        "JPEG extended",
        "1.2.840.10008.1.2.4.51",
        lambda p, _: bytes(imagecodecs.jpeg8_encode(p, level=97, bitspersample=12)),
        bits=(12,),
        signed=False,
        loss=24,
    ),
    Coding(
        "JPEG-LS near-lossless",
        "1.2.840.10008.1.2.4.81",
        lambda p, bits: bytes(imagecodecs.jpegls_encode(cells(p, bits), level=1)),
        signed=False,
        loss=1,
    ),
    Coding(
        "JPEG 2000 lossy", "1.2.840.10008.1.2.4.91", lambda p, bits: jpeg_2000(p, bits, level=65 + 2 * bits), loss=8
    ),
)
CODINGS = NATIVE + LOSSLESS + LOSSY


def radiograph(rows: int, columns: int, bits: int = 12, *, signed: bool = False, seed: int = 0) -> NDArray[Any]:
    """A picture of `bits` bits with a chest's large shapes, ribs, a marker in one corner and a detector's grain.

    It differs from its mirror images and its negative. Signed ones lie about zero.
    """
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
    y, x = y / rows, x / columns
    lungs = sum(np.exp(-(((x - centre) / 0.14) ** 2) - ((y - 0.5) / 0.28) ** 2) for centre in (0.3, 0.7))
    value = 0.62 - 0.42 * lungs + 0.03 * np.sin(60 * y + 12 * np.abs(x - 0.5)) * lungs + 0.1 * y
    value[rows // 20 : rows // 8, columns // 20 : columns // 6] = 0.97
    value += chance.normal(0, 0.003, (rows, columns))
    whole = np.clip(np.rint(value * (2**bits - 1)), 0, 2**bits - 1).astype(np.int64)
    if signed:
        return (whole - (1 << (bits - 1))).astype(np.int8 if bits <= 8 else np.int16)
    return whole.astype(np.uint8 if bits <= 8 else np.uint16)


def full_window(bits: int, *, signed: bool = False) -> tuple[float, float]:
    """The window that shows all values of `bits` bits, each in its place."""
    return (0.0 if signed else float(1 << (bits - 1))), float(1 << bits)


@dataclass(frozen=True)
class GreyFile:
    """A written greyscale file and what is in it."""

    path: Path
    coding: Coding
    bits: int
    signed: bool
    stored: NDArray[Any]


def grey_files(
    folder: Path, rows: int = 70, columns: int = 61, codings: tuple[Coding, ...] = CODINGS
) -> Iterator[GreyFile]:
    """A file of each coding × depth × sign, with its full window."""
    for coding in codings:
        for bits in coding.bits:
            for signed in (False, True) if coding.signed else (False,):
                stored = radiograph(rows, columns, bits, signed=signed)
                name = f"{coding.name} {bits} {'signed' if signed else 'unsigned'}.dcm"
                path = coding.write(folder / name, stored, bits, window=full_window(bits, signed=signed))
                yield GreyFile(path, coding, bits, signed, stored)
