"""From absorption to a DICOM file, as a scanner would do it: exposure, noise, contrast curve, borders, header."""

from __future__ import annotations

import hashlib
import io

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    ComputedRadiographyImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
)

from engine.cohort.synthetic_anatomy import Floats
from engine.cohort.synthetic_people import ImagePlan, Patient

_DATE, _TIME = "20000101", "120000"
# Rows of a 5 × 7 letter, as a film marker of lead.
_LETTERS = {
    "L": ("10000", "10000", "10000", "10000", "10000", "10000", "11111"),
    "R": ("11110", "10001", "10001", "11110", "10100", "10010", "10001"),
}


def expose(absorbed: Floats, patient: Patient, plan: ImagePlan) -> NDArray[np.uint16]:
    """Stored values (rows, columns) within the scanner's bits; for an inverted scanner, small is white."""
    from scipy.special import expit

    scanner = patient.scanner
    rng = np.random.default_rng([plan.seed, 0])
    image = absorbed * np.float32(plan.exposure)
    grain = rng.standard_normal(image.shape, dtype=np.float32)
    grain[:, 1:] += 0.5 * grain[:, :-1]  # the detector's blur ties neighbours together
    # Fewer photons pass where more is absorbed, so there is more noise.
    image += grain * (scanner.noise * (0.45 + 0.9 * image))
    _mark(image, plan)
    unit = expit((image - np.float32(scanner.curve_centre)) * np.float32(3.0 / scanner.curve_width))
    _collimate(unit, plan)
    top = (1 << scanner.bits) - 1
    stored: NDArray[np.uint16] = np.rint(unit * np.float32(top * 0.94) + np.float32(top * 0.03)).astype(np.uint16)
    return np.uint16(top) - stored if scanner.inverted else stored


def dicom_bytes(stored: NDArray[np.uint16], patient: Patient, plan: ImagePlan, seed: int) -> bytes:
    """A DICOM Part 10 file (PS3.10), explicit VR little endian; equal arguments give equal bytes."""
    scanner = patient.scanner
    digital = scanner.modality == "DX"
    sop_class = DigitalXRayImageStorageForPresentation if digital else ComputedRadiographyImageStorage
    instance = _uid("instance", seed, patient.number, plan.number)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = instance
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = _uid("implementation", 0)
    meta.ImplementationVersionName = "SYNTHETIC_1"
    d = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    d.SpecificCharacterSet = "ISO_IR 192"
    d.ImageType = ["DERIVED", "SECONDARY"]
    d.SOPClassUID, d.SOPInstanceUID = sop_class, instance
    d.StudyDate, d.StudyTime, d.AccessionNumber, d.ReferringPhysicianName = _DATE, _TIME, "", ""
    d.Modality, d.Manufacturer, d.ManufacturerModelName = scanner.modality, scanner.manufacturer, scanner.model
    d.StudyDescription = "Synthetic chest, drawn by a program"
    d.PatientName, d.PatientID = f"Synthetic^{patient.number:04d}", patient_id(patient)
    d.PatientBirthDate, d.PatientSex, d.PatientAge = "", patient.sex, f"{patient.age:03d}Y"
    d.PatientIdentityRemoved, d.DeidentificationMethod = "YES", "No person was imaged"
    d.BodyPartExamined, d.ViewPosition, d.PatientOrientation = "CHEST", "PA", ["L", "F"]
    d.StudyInstanceUID = _uid("study", seed, patient.number, plan.number)
    d.SeriesInstanceUID = _uid("series", seed, patient.number, plan.number)
    d.StudyID, d.SeriesNumber, d.InstanceNumber = str(plan.number), 1, 1
    d.SamplesPerPixel, d.PhotometricInterpretation = 1, "MONOCHROME1" if scanner.inverted else "MONOCHROME2"
    d.Rows, d.Columns = stored.shape
    d.ImagerPixelSpacing = [scanner.pixel_spacing, scanner.pixel_spacing]
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = 16, scanner.bits, scanner.bits - 1, 0
    d.BurnedInAnnotation = "NO"
    if digital:
        d.PresentationLUTShape = "INVERSE" if scanner.inverted else "IDENTITY"
        d.PixelIntensityRelationship, d.PixelIntensityRelationshipSign = "LOG", -1 if scanner.inverted else 1
        d.RescaleIntercept, d.RescaleSlope, d.RescaleType = 0, 1, "US"
    if scanner.window:
        d.WindowCenter, d.WindowWidth = 1 << (scanner.bits - 1), round((1 << scanner.bits) * 0.94)
    d.LossyImageCompression = "00"
    d.PixelData = stored.astype("<u2").tobytes()
    buffer = io.BytesIO()
    d.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def patient_id(patient: Patient) -> str:
    """The synthetic patient's ID in headers and in labels.csv."""
    return f"SYN-{patient.number:04d}"


def _uid(what: str, *numbers: int) -> UID:
    """A UID derived from a UUID (PS3.5 B.2) that is the hash of the arguments."""
    digest = hashlib.blake2b(repr((what, numbers)).encode(), digest_size=16).digest()
    return UID(f"2.25.{int.from_bytes(digest, 'big')}")


def _mark(image: Floats, plan: ImagePlan) -> None:
    """A lead letter in an upper corner, on the side that it names."""
    if not plan.marker:
        return
    rows, columns = image.shape
    pixel = max(1, round(0.009 * max(rows, columns)))
    glyph = np.array([[int(bit) for bit in line] for line in _LETTERS[plan.marker]], dtype=np.float32)
    glyph = np.kron(glyph, np.ones((pixel, pixel), dtype=np.float32))
    height, width = glyph.shape
    top = round(0.09 * rows)
    left = round(0.10 * columns) if plan.marker == "R" else columns - round(0.10 * columns) - width
    corner = image[top : top + height, left : left + width]
    corner[glyph > 0] = 1.25


def _collimate(unit: Floats, plan: ImagePlan) -> None:
    """What the collimator covers is nearly unexposed: white on a film, and scanners show it black."""
    rows, columns = unit.shape
    left, top, right, bottom = plan.borders
    unit[: round(top * rows)] = 0
    unit[rows - round(bottom * rows) :] = 0
    unit[:, : round(left * columns)] = 0
    unit[:, columns - round(right * columns) :] = 0
