"""One DICOM file to one display-normalised image."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.dicom_display import display_tags
from engine.images.dicom_file import PixelElement, parse, text
from engine.images.dicom_objects import PixelLayout, check_object, code_string, is_chest, modality_is_let_in
from engine.images.dicom_pixels import stored_pixels
from engine.images.dicom_reduced import shown_reduced
from engine.images.greyscale import luma
from engine.images.pixel_hash import pixel_hash
from engine.images.shown import Shown, show
from engine.images.shrink import reduction
from engine.images.sniff import has_executable_preamble
from engine.images.source import Source
from engine.images.unreadable import UnreadableImage, unreadable
from engine.translation import tr


def read_dicom(source: Source, rules: IntakeRules, side: int = 0) -> DecodedImage:
    """The image in a DICOM file. Raises UnreadableImage, never anything else but MemoryError.

    side: see `read_image`. A native decoder may end the process: call it where that costs nothing (see
    `decode_worker`).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they quote header values
        try:
            header, element = parse(source)
        except (UnreadableImage, MemoryError):
            raise
        except Exception:
            raise UnreadableImage("corrupt", tr("The DICOM header is damaged.")) from None
        layout = check_object(header, element, rules)
        if element is None:  # check_object has raised; said again for the type checker
            raise unreadable("no_pixels")
        aspect = pixel_aspect(header)
        try:
            shown = _shown(header, element, layout, reduction(layout.rows, layout.columns, side, aspect) if side else 1)
        except (UnreadableImage, MemoryError):
            raise
        except Exception:
            raise unreadable("corrupt") from None
    notes = shown.notes
    if has_executable_preamble(source.read(0, 132)):
        notes = (*notes, "executable_preamble")
    modality, part = text(header, "Modality"), text(header, "BodyPartExamined")
    if modality and not modality_is_let_in(modality, ()):
        notes = (*notes, "included_modality")
    if part and not is_chest(part):
        notes = (*notes, "included_body_part")
    if aspect != 1.0:
        notes = (*notes, "not_square")
    return DecodedImage(
        pixels=shown.pixels,
        rows=layout.rows,
        columns=layout.columns,
        pixel_hash=shown.pixel_hash,
        patient_id=text(header, "PatientID"),
        issuer=text(header, "IssuerOfPatientID"),
        study_uid=text(header, "StudyInstanceUID"),
        sop_instance_uid=text(header, "SOPInstanceUID"),
        modality=modality.upper() if modality else None,
        manufacturer=text(header, "Manufacturer"),
        body_part=code_string(part),
        notes=notes,
        pixel_aspect=aspect,
        region=shown.region,
    )


def _shown(header: Any, element: PixelElement, layout: PixelLayout, factor: int) -> Shown:
    """The pixels as they are to be seen: at 1 / factor of their size where that is as good, else every pixel."""
    reduced = shown_reduced(header, element, layout, factor) if factor > 1 else None
    if reduced is not None:
        return reduced
    stored = stored_pixels(element, layout)
    if layout.photometric == "PALETTE COLOR":
        return Shown(_palette_luma(header, stored.values), ("palette", "colour"), pixel_hash(stored.values))
    if stored.colour:
        grey = stored.values if stored.values.ndim == 2 else luma(stored.values)
        return Shown(_scaled(grey, layout.bits_stored), ("colour",), pixel_hash(stored.values))
    return show(stored.values, display_tags(header, layout, lossy=stored.lossy))


def _palette_luma(header: Any, index: NDArray[Any]) -> NDArray[np.uint8]:
    """Palette Color LUTs (PS3.3 C.7.6.3.1.5, C.7.9.2 segmented), then luma."""
    from pydicom.pixels.processing import apply_color_lut

    palette_range = np.arange(int(index.min()), int(index.max()) + 1)
    signed = palette_range[0] < 0
    colours = apply_color_lut(palette_range.astype(np.int32 if signed else np.uint32), header)
    table = _scaled(luma(colours[..., :3]), colours.dtype.itemsize * 8)
    return np.asarray(table[index - palette_range[0]])


def _scaled(grey: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    """0 … 2^bits − 1 to 0 … 255."""
    if bits == 8:
        return np.asarray(grey, dtype=np.uint8)
    return np.asarray(np.rint(grey.astype(np.float64) * (255 / (2**bits - 1))), dtype=np.uint8)


def pixel_aspect(header: Any) -> float:
    """Height of a pixel by its width: Pixel Spacing, or Imager Pixel Spacing (row, column spacing; PS3.3 10.7.1),
    else Pixel Aspect Ratio (PS3.3 C.7.6.3.1.7). 1 where they are absent, implausible or within 1 %.
    """
    for keyword in ("PixelSpacing", "ImagerPixelSpacing", "PixelAspectRatio"):
        try:
            vertical, horizontal = (float(value) for value in header.get(keyword))
            ratio = vertical / horizontal
        except (TypeError, ValueError, ZeroDivisionError, AttributeError):
            continue
        if 0.2 <= ratio <= 5:
            return 1.0 if abs(ratio - 1) < 0.01 else ratio
    return 1.0
