"""Which DICOM objects are images to load: object kind, required tags, frames, modality, body part. Header only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydicom.uid import UID

from engine.images.decoded import IntakeRules
from engine.images.dicom_file import PixelElement, integer, text
from engine.images.unreadable import UnreadableImage, check_pixel_count, unreadable
from engine.translation import listed, tr

# PS3.3 C.7.3.1.1.1: projection radiography, secondary capture, photographs, other.
MODALITIES = frozenset(("CR", "DX", "RG", "DR", "SC", "OT", "XC"))
_CHEST = ("CHEST", "THORAX", "TORAX", "LUNG", "CXR", "CHST")
_CODE_STRING = re.compile(r"[A-Z0-9 _]{1,16}")  # PS3.5 6.2, CS
_COLOUR = frozenset(("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT"))
_ONE_SAMPLE = frozenset(("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"))
_REQUIRED = (
    "Rows",
    "Columns",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "BitsAllocated",
    "BitsStored",
    "PixelRepresentation",
)
_NOT_PICTURES = {
    "1.2.840.10008.5.1.4.1.1.66.4": "Segmentation Storage",
    "1.2.840.10008.5.1.4.1.1.66.7": "Label Map Segmentation Storage",
    "1.2.840.10008.5.1.4.1.1.481.2": "RT Dose Storage",
    "1.2.840.10008.5.1.4.1.1.30": "Parametric Map Storage",
}
_NOT_PICTURES_BY_MODALITY = {"SEG": "Segmentation Storage", "RTDOSE": "RT Dose Storage"}


@dataclass(frozen=True, slots=True)
class PixelLayout:
    """The Image Pixel Module (PS3.3 C.7.6.3) of a single image."""

    rows: int
    columns: int
    samples: int
    photometric: str
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool
    planar: bool


def check_object(header: Any, element: PixelElement | None, rules: IntakeRules) -> PixelLayout:
    """The layout of an image that is to be loaded. Raises UnreadableImage with the reason for any other object."""
    name = object_name(header)
    if element is None:
        if "Image Storage" in (name or ""):  # it would have pixels, and they come last
            raise unreadable("truncated")
        held = tr("{kind}: holds no image.", kind=name) if name else tr("This DICOM object: holds no image.")
        raise UnreadableImage("no_pixels", held)
    kind = _NOT_PICTURES.get(_class_uid(header) or "") or _NOT_PICTURES_BY_MODALITY.get(_modality(header) or "")
    if kind:
        raise UnreadableImage("unsupported", tr("{kind}: these are not pictures to look at.", kind=kind))
    if element.tag != 0x7FE00010:
        raise UnreadableImage("unsupported", tr("The pixels are floating-point numbers, which are not loaded."))
    frames = integer(header, "NumberOfFrames") or 1
    if frames > 1:
        raise UnreadableImage("multi_frame", tr("{n} frames: only single images are loaded.", n=frames))
    layout = _layout(header)
    _check_rules(header, rules)
    return layout


def object_name(header: Any) -> str | None:
    """What kind of object this is, in the standard's words; None where its SOP class is not in the standard."""
    uid = _class_uid(header)
    name = UID(uid).name if uid else ""
    return name if name and name != uid else None


def _class_uid(header: Any) -> str | None:
    return text(header, "SOPClassUID") or text(getattr(header, "file_meta", {}) or {}, "MediaStorageSOPClassUID")


def _modality(header: Any) -> str | None:
    plain = text(header, "Modality")
    return plain.upper() if plain else None


def _check_rules(header: Any, rules: IntakeRules) -> None:
    """Only projection X-rays of the chest, and what `rules` include as well."""
    modality = _modality(header)
    if modality and not modality_is_let_in(modality, rules.include_modalities):
        code = code_string(modality)
        asked = tr("modality {code}: include it?", code=code) if code else tr("modality of another name: include it?")
        raise UnreadableImage("modality", asked, code)
    part = text(header, "BodyPartExamined")
    if part and not is_chest(part) and part.upper() not in {name.upper() for name in rules.include_body_parts}:
        code = code_string(part)
        asked = tr("body part {code}: include it?", code=code) if code else tr("body part of another name: include it?")
        raise UnreadableImage("body_part", asked, code)


def modality_is_let_in(modality: str, include: tuple[str, ...]) -> bool:
    """Whether images of `modality` are loaded."""
    return modality.upper() in MODALITIES or modality.upper() in {name.upper() for name in include}


def is_chest(body_part: str) -> bool:
    """Whether a Body Part Examined (PS3.16 annex L, and what is found in practice) is the chest."""
    return any(word in body_part.upper() for word in _CHEST)


def code_string(value: str | None) -> str | None:
    """A header value in capitals where it has the form of a Code String (PS3.5 6.2), None otherwise: anything else
    might hold patient data and is not repeated."""
    capitals = value.upper() if value else ""
    return capitals if _CODE_STRING.fullmatch(capitals) else None


def _layout(header: Any) -> PixelLayout:
    missing = [keyword for keyword in _REQUIRED if text(header, keyword) is None]
    if missing:
        raise UnreadableImage(
            "missing_tags", tr("Required header entries are missing: {names}.", names=listed(missing))
        )
    layout = PixelLayout(
        rows=integer(header, "Rows") or 0,
        columns=integer(header, "Columns") or 0,
        samples=integer(header, "SamplesPerPixel") or 0,
        photometric=(text(header, "PhotometricInterpretation") or "").upper(),
        bits_allocated=integer(header, "BitsAllocated") or 0,
        bits_stored=integer(header, "BitsStored") or 0,
        high_bit=(integer(header, "BitsStored") or 0) - 1 if (high := integer(header, "HighBit")) is None else high,
        signed=integer(header, "PixelRepresentation") == 1,
        planar=integer(header, "PlanarConfiguration") == 1,
    )
    if layout.photometric not in _COLOUR | _ONE_SAMPLE:
        raise UnreadableImage(
            "unsupported", tr("The image's kind of colour (photometric interpretation) is not loaded.")
        )
    if layout.bits_allocated == 1:
        raise UnreadableImage("unsupported", tr("The image has one bit a pixel: a mask, not a picture."))
    if layout.bits_allocated not in (8, 16, 32):
        raise UnreadableImage("unsupported", tr("The image's number of bits a pixel is not loaded."))
    if layout.rows < 1 or layout.columns < 1 or not 1 <= layout.bits_stored <= layout.bits_allocated:
        raise unreadable("corrupt")
    if layout.samples != (1 if layout.photometric in _ONE_SAMPLE else 3):
        raise unreadable("corrupt")
    check_pixel_count(layout.rows, layout.columns)
    if not layout.bits_stored - 1 <= layout.high_bit < layout.bits_allocated:
        return PixelLayout(**{f: getattr(layout, f) for f in layout.__slots__} | {"high_bit": layout.bits_stored - 1})
    return layout
