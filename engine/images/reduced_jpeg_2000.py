"""A large JPEG 2000 image at a fraction of its size: its wavelet is only undone as far as is needed.

ISO 15444-1 F: with each level less to be undone rows and columns are halved, and nine tenths of the time goes into the
last levels. Pillow decodes to a chosen level; imagecodecs' binding of the same library (OpenJPEG) does not offer it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.images.codestream import describe, is_jpeg_2000
from engine.images.dicom_objects import PixelLayout
from engine.images.source import Bytes


@dataclass(frozen=True, slots=True)
class ReducedImage:
    """values: stored values (ceil(rows / 2^resolution), …), int16 or uint16 as the layout says, or uint8."""

    values: NDArray[Any]
    resolution: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of `values`."""
        return self.values.shape[0], self.values.shape[1]


def reduced_greyscale(data: Bytes, layout: PixelLayout, most: int) -> ReducedImage | None:
    """A greyscale JPEG 2000 codestream at the lowest resolution that it has, at most `most` times halved.

    None where the exact path is to decide: another code, another size or depth than the header's, or a damaged stream.
    """
    if layout.samples != 1 or not is_jpeg_2000(data):
        return None
    stream = describe(data, layout)
    resolution = min(most, stream.resolutions)
    agrees = (stream.rows, stream.columns, stream.samples, stream.bits, stream.signed) == (
        layout.rows, layout.columns, 1, layout.bits_stored, layout.signed,
    )  # fmt: skip
    # High-throughput coding (ISO 15444-15) is marked by the capabilities marker; Pillow's decoder is not asked for it.
    if resolution < 1 or not agrees or layout.bits_stored > 16 or layout.high_bit + 1 != layout.bits_stored:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG2000"]) as image:
            image.reduce = resolution  # type: ignore[method-assign, assignment]  # what Jpeg2KImageFile takes
            image.load()
            pixels = np.asarray(image)
    except (OSError, ValueError, SyntaxError, EOFError):
        return None
    size = 1 << resolution
    if pixels.shape != (-(-layout.rows // size), -(-layout.columns // size)) or pixels.dtype.kind != "u":
        return None
    return ReducedImage(_stored(pixels, layout), resolution)


def _stored(pixels: NDArray[Any], layout: PixelLayout) -> NDArray[Any]:
    """Undo what Pillow does to fill its modes: values are shifted up to 8 or 16 bits, signed ones made unsigned."""
    bits = 8 * pixels.dtype.itemsize
    values = pixels >> max(0, bits - layout.bits_stored)
    if not layout.signed:
        return values
    return np.asarray(values.astype(np.int32) - (1 << (layout.bits_stored - 1))).astype(np.int16)
