"""What a DICOM header says, field by field, for a person to read; what may tell who the patient is only if asked for.

Shown without asking is what is listed here and nothing else: codes and numbers of the technique, none of which has an
entry in the Basic Application Level Confidentiality Profile (PS3.15 Annex E, Table E.1-1). Every other field counts as
patient data, private and unknown ones too: a list of what is safe can be short, one of what is not is never complete.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.images.dicom_file import parse
from engine.images.sniff import HEAD_BYTES, Kind, sniff
from engine.images.source import Source
from engine.images.unreadable import UnreadableImage, unreadable

MOST_CHARACTERS = 120
MOST_FIELDS = 400
_SAFE = (
    "TransferSyntaxUID SOPClassUID SpecificCharacterSet ImageType Modality ConversionType PresentationIntentType",
    "Manufacturer ManufacturerModelName BodyPartExamined ViewPosition PatientPosition PatientOrientation Laterality",
    "ImageLaterality KVP ExposureTime XRayTubeCurrent Exposure ExposureInuAs DistanceSourceToDetector",
    "DistanceSourceToPatient EstimatedRadiographicMagnificationFactor FilterMaterial Grid FocalSpots",
    "AnodeTargetMaterial ImageAndFluoroscopyAreaDoseProduct RectificationType ImagerPixelSpacing DetectorType",
    "DetectorConfiguration DetectorActiveShape DetectorBinning FieldOfViewShape FieldOfViewDimensions",
    "FieldOfViewHorizontalFlip FieldOfViewRotation Sensitivity RelativeXRayExposure ExposureIndex TargetExposureIndex",
    "DeviationIndex ExposureControlMode SamplesPerPixel",
    "PhotometricInterpretation PlanarConfiguration NumberOfFrames Rows Columns PixelSpacing PixelAspectRatio",
    "PixelSpacingCalibrationType BitsAllocated BitsStored HighBit PixelRepresentation SmallestImagePixelValue",
    "LargestImagePixelValue PixelPaddingValue PixelPaddingRangeLimit PixelIntensityRelationship",
    "PixelIntensityRelationshipSign WindowCenter WindowWidth VOILUTFunction RescaleIntercept RescaleSlope RescaleType",
    "PresentationLUTShape BurnedInAnnotation LossyImageCompression LossyImageCompressionRatio",
    "LossyImageCompressionMethod",
)
SAFE_KEYWORDS = frozenset(keyword for line in _SAFE for keyword in line.split())


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One element. tag: "(0018,0060)". name: as the standard calls it. value: "" where it was not asked for.

    patient_data: whether it may tell who the patient is.
    """

    tag: str
    name: str
    value: str
    patient_data: bool


def header_fields(path: Path, *, with_patient_data: bool = False) -> tuple[HeaderField, ...]:
    """The elements of a DICOM file's header in order, and how it is coded; () for another format. No pixels.

    Values of patient data are left empty unless `with_patient_data`. Sequences are told by their number of items.
    Raises UnreadableImage.
    """
    with Source.open(path) as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they quote header values
        if sniff(source.read(0, HEAD_BYTES)) is not Kind.DICOM:
            return ()
        try:
            header, _ = parse(source)
            written = [e for e in getattr(header, "file_meta", ()) if e.keyword == "TransferSyntaxUID"]
            elements = [*written, *header]
            return tuple(_field(element, with_patient_data) for element in elements[:MOST_FIELDS])
        except (UnreadableImage, MemoryError):
            raise
        except Exception:  # pydicom raises a dozen classes on a damaged header; their words quote it
            raise unreadable("corrupt") from None


def _field(element: Any, with_patient_data: bool) -> HeaderField:
    hidden = element.keyword not in SAFE_KEYWORDS
    tag = f"({element.tag.group:04X},{element.tag.element:04X})"
    name = element.name if element.keyword else ""
    return HeaderField(tag, name, "" if hidden and not with_patient_data else _words(element), hidden)


def _words(element: Any) -> str:
    """The value in a line, cut where it is long; bytes and sequences by their length."""
    value = element.value
    if element.VR == "SQ":
        return f"[{len(value)}]"
    if isinstance(value, bytes):
        return f"[{len(value)} B]"
    said = value.name if element.VR == "UI" and hasattr(value, "name") else value
    text = " ".join(str(said).split())
    text = "".join(letter for letter in text if letter.isprintable())
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
