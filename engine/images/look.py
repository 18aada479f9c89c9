"""One image for a person to look at closely: every pixel as it is shown, and the stored values it was made from."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.decoded import IntakeRules
from engine.images.dicom import pixel_aspect
from engine.images.dicom_display import display_tags
from engine.images.dicom_file import parse
from engine.images.dicom_objects import check_object
from engine.images.dicom_pixels import stored_pixels
from engine.images.display import render
from engine.images.reader import read_image
from engine.images.sniff import HEAD_BYTES, Kind, sniff
from engine.images.source import Source
from engine.images.unreadable import UnreadableImage, unreadable

_COLOURED = ("RGB", "PALETTE COLOR")


@dataclass(frozen=True)
class ImageLook:
    """pixels: uint8 (rows, columns), exactly what intake shows (`read_image` with side 0).

    stored: the values that they were made from, (rows, columns), whole numbers of at most 16 bits; None where they are
    not greyscale, have more bits, or the file is not DICOM. pixel_aspect: see `DecodedImage`.
    """

    pixels: NDArray[np.uint8]
    stored: NDArray[Any] | None
    pixel_aspect: float = 1.0


def read_look(path: Path, rules: IntakeRules) -> ImageLook:
    """Read a file for the viewer. Raises UnreadableImage. Where a decoder may crash: see `look_process`."""
    with Source.open(path) as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they quote header values
        if sniff(source.read(0, HEAD_BYTES)) is Kind.DICOM:
            look = _greyscale(source, rules)
            if look is not None:
                return look
    image = read_image(path, rules)
    return ImageLook(image.pixels, None, image.pixel_aspect)


def _greyscale(source: Source, rules: IntakeRules) -> ImageLook | None:
    """A greyscale DICOM image, decoded once; None for any other, which is `read_image`'s affair."""
    try:
        header, element = parse(source)
        layout = check_object(header, element, rules)
        if element is None or layout.samples != 1 or layout.photometric in _COLOURED:
            return None
        stored = stored_pixels(element, layout)
        pixels, _ = render(stored.values, display_tags(header, layout, lossy=stored.lossy))
        aspect = pixel_aspect(header)
    except (UnreadableImage, MemoryError):
        raise
    except Exception:  # whatever pydicom or a decoder thought of; its text may quote the file
        raise unreadable("corrupt") from None
    values = stored.values if stored.values.dtype.itemsize <= 2 else None
    return ImageLook(pixels, values, aspect)


def stored_window(stored: NDArray[Any], pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """Which stored values the image shows as black and as white, (black, white); black is the larger where inverted.

    Found from the two images themselves, so it holds whatever steps lie between: a straight line is fitted (least
    squares) through the grey of each stored value that is neither black nor white. For a grey-scale table or a sigmoid
    that is the nearest straight window.
    """
    low, high = int(stored.min()), int(stored.max())
    if high <= low:
        return float(low), float(low + 1)
    grey = np.full(high - low + 1, -1, dtype=np.int16)
    grey[stored.astype(np.int32) - low] = pixels
    levels = np.arange(low, high + 1)
    between = (grey > 0) & (grey < 255)
    if between.sum() < 2 or np.ptp(grey[between]) == 0:
        black, white = levels[grey == 0], levels[grey == 255]
        if not black.size or not white.size:
            return float(low), float(high)
        return (float(black.max()), float(white.min())) if black.mean() < white.mean() else (
            float(black.min()), float(white.max()),
        )  # fmt: skip
    slope, offset = np.polyfit(levels[between].astype(np.float64), grey[between].astype(np.float64), 1)
    if abs(slope) < 1e-9:
        return float(low), float(high)
    return float(-offset / slope), float((255 - offset) / slope)
