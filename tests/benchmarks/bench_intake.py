"""Reading one image at the working size, against the plain loop that everybody writes first, format by format.

    python -m tests.benchmarks.bench_intake [ROUNDS] [FORMAT…]

plain = dcmread + pixel_array + Modality and VOI LUT + Pillow's resize; Pillow's open + resize for PNG and JPEG. Both
run in this process on one core, on the same files: pictures of 2500×2048 12-bit pixels (1024×1024 8-bit for PNG and
JPEG). A round reads a folder of eight files the one way, then the other. Printed are the medians of a file's time,
their ratio beside the bar, and the mean difference of the two results in 8-bit levels. pydicom's decoders come with the
benchmark extra.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom.pixels.processing import apply_modality_lut, apply_voi_lut

from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from tests.builders import write_dicom

SIDE = 256
FILES = 8
ROWS, COLUMNS = 2500, 2048
SMALL = 1024
# What a digital X-ray must say of its values, as type 1 attributes: PS3.3 C.8.11.3, table C.8-70.
DX = {"RescaleIntercept": "0", "RescaleSlope": "1", "RescaleType": "US", "PresentationLUTShape": "IDENTITY"}
EXPLICIT, LOSSLESS, RLE = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.5"
J2K_LOSSLESS, J2K, JPEG_LS = "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.80"
# DICOM.md, figures to reach, 5.
BARS = {
    "raw": 15.0,
    "JPEG lossless": 5.0,
    "JPEG 2000 lossless": 20.0,
    "JPEG 2000 lossy": 10.0,
    "JPEG-LS": 3.0,
    "RLE": 5.0,
    "PNG": 1.2,
    "JPEG": None,
}


def picture(rows: int = ROWS, columns: int = COLUMNS, seed: int = 0) -> NDArray[np.uint16]:
    """A 12-bit picture with a chest's large shapes, ribs, and the grain of a detector."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    y, x = y / rows, x / columns
    lungs = sum(np.exp(-(((x - centre) / 0.14) ** 2) - ((y - 0.5) / 0.28) ** 2) for centre in (0.3, 0.7))
    value = 2700 - 1700 * lungs + 90 * np.sin(70 * y + 12 * np.abs(x - 0.5)) * lungs
    value += chance.normal(0, 12, (rows, columns)).astype(np.float32)
    return np.clip(value, 0, 4095).astype(np.uint16)


def write_all(folder: Path) -> dict[str, Path]:
    """A file of every format."""
    pixels = picture()
    grey = (picture(SMALL, SMALL) >> 4).astype(np.uint8)

    def dicom(name: str, syntax: str, code: bytes | None = None) -> Path:
        return write_dicom(
            folder / f"{name}.dcm",
            pixels,
            bits_stored=12,
            window=(2000, 3600),
            transfer_syntax=syntax,
            codestream=code,
            **DX,
        )

    files = {
        "raw": dicom("raw", EXPLICIT),
        "JPEG lossless": dicom("jpeg", LOSSLESS, imagecodecs.ljpeg_encode(pixels, bitspersample=12)),
        "JPEG 2000 lossless": dicom("j2k", J2K_LOSSLESS, j2k(pixels, 0)),
        "JPEG 2000 lossy": dicom("j2ki", J2K, j2k(pixels, 60)),
        "JPEG-LS": dicom("jls", JPEG_LS, imagecodecs.jpegls_encode(pixels)),
        "RLE": folder / "rle.dcm",
        "PNG": folder / "a.png",
        "JPEG": folder / "a.jpg",
    }
    compressed = pydicom.dcmread(files["raw"])
    compressed.compress(RLE)
    compressed.save_as(files["RLE"])
    Image.fromarray(grey).save(files["PNG"])
    Image.fromarray(grey).save(files["JPEG"], quality=90)
    return files


def j2k(pixels: NDArray[np.uint16], level: int) -> bytes:
    """A JPEG 2000 codestream of 12 bits; level 0 for lossless, else the signal-to-noise ratio in dB."""
    return bytes(
        imagecodecs.jpeg2k_encode(pixels, level=level, reversible=level == 0, bitspersample=12, codecformat="j2k")
    )


def plain(path: Path) -> NDArray[np.uint8]:
    """The file as the plain loop shows it, proportions kept: uint8, the longer side `SIDE`."""
    if path.suffix != ".dcm":
        image = Image.open(path).convert("L")
    else:
        header = pydicom.dcmread(path)
        values = np.asarray(apply_voi_lut(apply_modality_lut(header.pixel_array, header), header), dtype=np.float64)
        image = Image.fromarray(np.clip(values / 4095 * 255, 0, 255).astype(np.uint8))
    scale = SIDE / max(image.size)
    return np.asarray(image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BOX))


def ours(path: Path) -> NDArray[np.uint8]:
    """The same file as a decoding process of this program reads it, without its padding."""
    reply, square = read_for_cache(path, SIDE, IntakeRules())
    assert square is not None, reply.sentence
    rows, columns = reply.rows, reply.columns
    height, width = (round(SIDE * length / max(rows, columns)) for length in (rows, columns))
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    return square[top : top + height, left : left + width]


def write_headers(folder: Path, count: int) -> list[Path]:
    """Files with the header of a scanner, some 120 entries, and a modality that is not let in: the header decides."""
    text = {
        "StudyDate": "20240102", "SeriesDate": "20240102", "StudyTime": "101112", "AccessionNumber": "A1",
        "Manufacturer": "Maker", "InstitutionName": "Hospital", "StudyDescription": "Thorax", "SeriesDescription": "PA",
        "ManufacturerModelName": "Model", "PatientBirthDate": "19500101", "PatientSex": "F", "PatientAge": "074Y",
        "KVP": "125", "ExposureTime": "12", "XRayTubeCurrent": "320", "Exposure": "4", "ViewPosition": "PA",
        "DeviceSerialNumber": "123", "SoftwareVersions": "1.2", "ProtocolName": "Thorax", "SeriesNumber": "1",
        "InstanceNumber": "1", "ImagerPixelSpacing": ["0.15", "0.15"], "PixelSpacing": ["0.15", "0.15"],
        "RescaleSlope": "1", "RescaleIntercept": "0", "RescaleType": "US", "BurnedInAnnotation": "NO",
        "LossyImageCompression": "00", "PatientOrientation": ["L", "F"], "ImageType": ["ORIGINAL", "PRIMARY", ""],
    }  # fmt: skip
    paths = []
    for number in range(count):
        path = write_dicom(folder / f"h{number}", np.zeros((64, 64), np.uint16), bits_stored=12, Modality="CT", **text)
        header = pydicom.dcmread(path)
        block = header.private_block(0x0019, "MAKER 1.0", create=True)
        for entry in range(60):
            block.add_new(entry, "DS", "1.25")
        header.save_as(path)
        paths.append(path)
    return paths


def headers_a_second(folder: Path, count: int = 300) -> float:
    """How many files a second are left out by their header."""
    paths = write_headers(folder, count)
    rates = []
    for _ in range(5):
        start = time.perf_counter()
        for path in paths:
            assert read_for_cache(path, SIDE, IntakeRules())[0].code == "modality"
        rates.append(count / (time.perf_counter() - start))
    return median(rates)


def seconds(work: Callable[[Path], Any], paths: list[Path]) -> float:
    """Wall time a file."""
    start = time.perf_counter()
    for path in paths:
        work(path)
    return (time.perf_counter() - start) / len(paths)


def main(rounds: int = 7, *formats: str) -> None:
    """Print the table."""
    if hasattr(os, "sched_setaffinity"):  # some decoders of the plain loop would take every core
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{'format':20} {'plain ms':>9} {'ours ms':>8} {'ratio':>7} {'bar':>6}  mean difference")
    with tempfile.TemporaryDirectory() as folder:
        if not formats:
            print(f"header scan: {headers_a_second(Path(folder)):.0f} files/s (bar 2 000)")
        for name, path in write_all(Path(folder)).items():
            if formats and name not in formats:
                continue
            copies = [Path(shutil.copy(path, f"{path}.{number}{path.suffix}")) for number in range(FILES)]
            difference = float(np.abs(plain(path).astype(float) - ours(path)).mean())
            times = [(seconds(plain, copies), seconds(ours, copies)) for _ in range(rounds)]
            ratio = median(a / b for a, b in times)
            slow, quick = (1000 * median(column) for column in zip(*times, strict=True))
            bar = BARS[name]
            verdict = "" if bar is None else "reached" if ratio >= bar and difference <= 1.5 else "short"
            print(f"{name:20} {slow:9.1f} {quick:8.1f} {ratio:6.1f}× {bar or '':>6}  {difference:.2f}  {verdict}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7, *sys.argv[2:])
