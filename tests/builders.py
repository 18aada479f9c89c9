"""Files for tests, made from scratch: DICOM of every layout that intake meets, PNG, and a small cohort with labels."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

DX_STORAGE = "1.2.840.10008.5.1.4.1.1.1.1"


def write_dicom(
    path: Path,
    pixels: NDArray[Any] | None,
    *,
    photometric: str = "MONOCHROME2",
    bits_stored: int | None = None,
    patient_id: str | None = "P1",
    window: tuple[float, float] | None = None,
    transfer_syntax: str = ExplicitVRLittleEndian,
    codestream: bytes | None = None,
    preamble: bool = True,
    file_meta: bool = True,
    **tags: Any,
) -> Path:
    """Write one DICOM file; the same arguments give the same UIDs.

    pixels: integers (rows, columns) or (rows, columns, 3), or (frames, rows, columns) with NumberOfFrames; signed types
    are stored signed; None writes no pixels. codestream: written as the only fragment in the place of the pixels, which
    then only give the layout. window: centre, width. tags: any other keyword, None to leave it
    out.
    """
    data = Dataset()
    data.SOPClassUID = DX_STORAGE
    data.SOPInstanceUID = generate_uid(entropy_srcs=[str(path)])
    data.StudyInstanceUID = generate_uid(entropy_srcs=["study", str(path)])
    data.SeriesInstanceUID = generate_uid(entropy_srcs=["series", str(path)])
    data.Modality = "DX"
    data.BodyPartExamined = "CHEST"
    if patient_id is not None:
        data.PatientID = patient_id
        data.PatientName = "Secret^Name"
    if pixels is not None:
        frames = int(tags.get("NumberOfFrames") or 1)
        shape = pixels.shape[1:] if frames > 1 and pixels.ndim > 2 else pixels.shape
        data.Rows, data.Columns = shape[:2]
        data.SamplesPerPixel = 3 if len(shape) == 3 else 1
        data.PhotometricInterpretation = photometric
        data.BitsAllocated = pixels.dtype.itemsize * 8
        data.BitsStored = bits_stored or data.BitsAllocated
        data.HighBit = data.BitsStored - 1
        data.PixelRepresentation = int(pixels.dtype.kind == "i")
        if data.SamplesPerPixel == 3:
            data.PlanarConfiguration = 0
    if window is not None:
        data.WindowCenter, data.WindowWidth = (f"{value:.10g}" for value in window)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a test may well ask for values that break the standard
        for keyword, value in tags.items():
            if value is not None:
                setattr(data, keyword, value)
            elif keyword in data:
                delattr(data, keyword)
    little = transfer_syntax != "1.2.840.10008.1.2.2"
    implicit = transfer_syntax == "1.2.840.10008.1.2"
    if pixels is not None:
        data.PixelData = (
            encapsulate([codestream])
            if codestream is not None
            else pixels.astype(pixels.dtype.newbyteorder("<" if little else ">")).tobytes()
        )
        data["PixelData"].VR = "OB" if codestream is not None or pixels.dtype.itemsize == 1 else "OW"
        if codestream is not None:
            data["PixelData"].is_undefined_length = True
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data, transfer_syntax, implicit, little, preamble=preamble, file_meta=file_meta)
    return path


def _write(
    path: Path, data: Dataset, transfer_syntax: str, implicit: bool, little: bool, *, preamble: bool, file_meta: bool
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not file_meta:
            dcmwrite(path, data, implicit_vr=implicit, little_endian=little)
            return
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = data.get("SOPClassUID", DX_STORAGE)
        meta.MediaStorageSOPInstanceUID = data.get("SOPInstanceUID", "1.2.3")
        meta.TransferSyntaxUID = transfer_syntax
        whole = FileDataset(str(path), data, file_meta=meta, preamble=b"\0" * 128)
        dcmwrite(path, whole, enforce_file_format=True)
    if not preamble:
        path.write_bytes(path.read_bytes()[132:])


def write_png(path: Path, pixels: NDArray[Any], mode: str | None = None) -> Path:
    """Write an 8-bit or 16-bit greyscale, RGB or RGBA array as PNG (or as what the suffix says)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(pixels)
    (image.convert(mode) if mode else image).save(path)
    return path


def chest_like(seed: int, side: int = 64, *, bright_at: tuple[float, float] | None = None) -> NDArray[np.uint16]:
    """A 12-bit picture of two dark lungs in a bright body, with noise; with a finding at `bright_at` (row, column)."""
    chance = np.random.default_rng(seed)
    y, x = np.mgrid[0:side, 0:side] / side
    lungs = sum(np.exp(-(((x - centre) / 0.14) ** 2) - ((y - 0.5) / 0.28) ** 2) for centre in (0.3, 0.7))
    picture = 2600 - 1700 * lungs + chance.normal(0, 120, (side, side)) + chance.uniform(-150, 150)
    if bright_at is not None:
        row, column = bright_at
        picture += 1500 * np.exp(-(((x - column) / 0.1) ** 2) - ((y - row) / 0.1) ** 2)
    return np.clip(picture, 0, 4095).astype(np.uint16)


def tiny_cohort(
    folder: Path,
    patients: int = 12,
    images_per_patient: int = 2,
    classes: Sequence[str] = ("normal", "pneumonia"),
    seed: int = 0,
    *,
    side: int = 64,
    kind: str = "dicom",
) -> Path:
    """Write `patients` × `images_per_patient` distinct images that a small network can tell apart, and their labels.

    Patients take the classes in turn; all but the first class have a finding of their own place. kind: "dicom" (12 bit,
    PatientID in the header) or "png" (named "<patient>_<image>.png"). Returns the path of labels.csv, in `folder`, with
    the columns file, label, patient_id.
    """
    places = [None, (0.4, 0.3), (0.6, 0.7), (0.4, 0.7), (0.6, 0.3)]
    rows = []
    for patient in range(patients):
        number = patient % len(classes)
        name = f"{patient:04d}"
        for image in range(images_per_patient):
            pixels = chest_like(seed * 1_000_003 + patient * 101 + image, side, bright_at=places[number % len(places)])
            file = f"{name}_{image}.{'dcm' if kind == 'dicom' else 'png'}"
            if kind == "dicom":
                write_dicom(folder / file, pixels, bits_stored=12, patient_id=name, window=(2048, 4096))
            else:
                write_png(folder / file, (pixels >> 4).astype(np.uint8))
            rows.append((file, classes[number], name))
    labels = folder / "labels.csv"
    with labels.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("file", "label", "patient_id"))
        writer.writerows(rows)
    return labels
