"""DICOM files of every kind of colour that intake meets, and the luma that each of them should show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.processing import convert_color_space

from tests.builders import write_dicom
from tests.intake_corpus import HTJ2K, JPEG_XL, NATIVE, jpeg_2000, jpeg_lossless, radiograph, rle, uids_of

LUMA = np.array([0.299, 0.587, 0.114])  # PS3.3 C.7.6.3.1.2


@dataclass(frozen=True)
class ColourFile:
    """A written file, the luma of its picture (rows, columns), and by how much a pixel's may differ."""

    path: Path
    luma: NDArray[np.float64]
    tolerance: float


def colour_picture(rows: int, columns: int) -> NDArray[np.uint8]:
    """A radiograph in changing tints; no two channels are alike."""
    grey = radiograph(rows, columns, 8).astype(np.float64)
    tint = np.linspace(0.4, 1, columns)
    picture = np.stack((grey * tint, grey * tint[::-1], grey * 0.7 + 40), axis=-1)
    return np.clip(picture, 0, 255).astype(np.uint8)


def colour_files(folder: Path, rows: int = 48, columns: int = 40) -> Iterator[ColourFile]:
    """One file of each photometric interpretation, planar configuration and compression that go together."""
    rgb = colour_picture(rows, columns)
    luma = rgb @ LUMA
    ybr = convert_color_space(rgb, "RGB", "YBR_FULL")

    def file(name: str, pixels: NDArray[Any], photometric: str, tolerance: float = 1.0, **options: Any) -> ColourFile:
        path = folder / f"{name}.dcm"
        options = uids_of(path.name) | options
        xl = options.get("transfer_syntax") == JPEG_XL  # not known to pydicom's writer yet
        write_dicom(path, pixels, photometric=photometric, **(options | {"transfer_syntax": HTJ2K} if xl else options))
        if xl:
            path.write_bytes(path.read_bytes().replace(HTJ2K.encode(), JPEG_XL.encode(), 1))
        return ColourFile(path, luma, tolerance)

    for coding in NATIVE:
        for planar in (0, 1):
            for photometric, samples in (("RGB", rgb), ("YBR_FULL", ybr)):
                cells = samples.transpose(2, 0, 1).reshape(samples.shape) if planar else samples
                name = f"{photometric} {coding.name} planar {planar}"
                options: dict[str, Any] = {"transfer_syntax": coding.syntax, "PlanarConfiguration": planar}
                yield file(name, np.ascontiguousarray(cells), photometric, **options)
    halved = np.empty((rows, columns // 2, 4), np.uint8)  # Y Y Cb Cr
    halved[..., :2] = ybr[..., 0].reshape(rows, -1, 2)
    halved[..., 2:] = ybr[:, ::2, 1:]
    yield file("YBR_FULL_422 explicit", halved.reshape(rows, columns, 2), "YBR_FULL_422")
    yield file("RGB 16 bit", rgb.astype(np.uint16) * 257, "RGB")

    for name, syntax, photometric, code, tolerance in (
        ("RLE", "5", "RGB", rle(rgb, 8), 1),
        ("RLE", "5", "YBR_FULL", rle(ybr, 8), 1),
        ("JPEG-LS", "4.80", "RGB", bytes(imagecodecs.jpegls_encode(rgb)), 1),
        ("JPEG lossless", "4.70", "RGB", jpeg_lossless(rgb, 8), 1),
        ("JPEG 2000", "4.90", "RGB", jpeg_2000(rgb, 8, mct=False), 1),
        ("JPEG 2000", "4.90", "YBR_RCT", jpeg_2000(rgb, 8), 1),
        ("JPEG 2000", "4.91", "YBR_ICT", jpeg_2000(rgb, 8, level=60), 4),
        ("HTJ2K", "4.201", "YBR_RCT", bytes(imagecodecs.htj2k_encode(rgb, reversible=True)), 1),
        ("JPEG XL", "4.110", "RGB", bytes(imagecodecs.jpegxl_encode(rgb, lossless=True)), 1),
        ("JPEG baseline", "4.50", "YBR_FULL", jpeg(rgb, "ycbcr", "444"), 6),
        ("JPEG baseline", "4.50", "YBR_FULL_422", jpeg(rgb, "ycbcr", "422"), 6),
        ("JPEG baseline", "4.50", "RGB", jpeg(rgb, "rgb", "444"), 6),
    ):
        syntax = f"1.2.840.10008.1.2.{syntax}"
        yield file(f"{photometric} {name}", rgb, photometric, tolerance, transfer_syntax=syntax, codestream=code)

    for name, kind, first in (("8 bit", np.uint8, 0), ("16 bit", np.uint16, 100), ("signed", np.int16, -20)):
        index, entries = palette_of(rgb, first)
        tags: dict[str, Any] = {}
        for channel, colour in enumerate(("Red", "Green", "Blue")):
            tags[f"{colour}PaletteColorLookupTableDescriptor"] = [len(entries), first, 16]
            tags[f"{colour}PaletteColorLookupTableData"] = (entries[:, channel] * 257).astype("<u2").tobytes()
        picture = index.astype(kind)
        shown = (entries @ LUMA)[index - first]
        options = {"photometric": "PALETTE COLOR", **uids_of(name), **tags}
        yield ColourFile(write_dicom(folder / f"PALETTE {name}.dcm", picture, **options), shown, 1)
        if first >= 0:
            options |= {"transfer_syntax": "1.2.840.10008.1.2.5", "codestream": rle(picture, picture.itemsize * 8)}
            yield ColourFile(write_dicom(folder / f"PALETTE {name} RLE.dcm", picture, **options), shown, 1)


def jpeg(rgb: NDArray[np.uint8], colours: str, subsampling: str) -> bytes:
    """Baseline JPEG that codes these colours, its marks saying so."""
    code = imagecodecs.jpeg8_encode(
        rgb, level=97, colorspace="rgb", outcolorspace=colours, subsampling=subsampling if colours == "ycbcr" else None
    )
    return bytes(code)


def palette_of(rgb: NDArray[np.uint8], first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices (rows, columns), from `first` on, of 64 colours in no order of brightness, and those (64, 3)."""
    entries = np.random.default_rng(5).integers(0, 256, (64, 3))
    return (rgb[..., 0] >> 2).astype(np.int64) + first, entries
