"""A large greyscale DICOM image at a fraction of its size: the fast way, beside the exact one of `dicom_pixels`.

Uncompressed cells are summed as they are read, decoded ones as they come, JPEG 2000 is not even decoded whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.codestream import decode
from engine.images.dicom_display import display_tags
from engine.images.dicom_file import PixelElement
from engine.images.dicom_objects import PixelLayout
from engine.images.greyscale import unpack_stored
from engine.images.pixel_hash import code_hash
from engine.images.reduced_jpeg_2000 import reduced_greyscale
from engine.images.shown import Shown, show, show_reduced
from engine.images.source import Bytes
from engine.images.strips import StoredCells, strip_rows, strips_of
from engine.images.unreadable import unreadable


def shown_reduced(header: Any, element: PixelElement, layout: PixelLayout, factor: int) -> Shown | None:
    """A greyscale image at 1 / factor of its size (a power of two), None where only the exact way will do.

    Raises UnreadableImage, or whatever a native decoder raises.
    """
    if layout.samples != 1 or layout.photometric == "PALETTE COLOR" or layout.bits_allocated > 16:
        return None
    if not element.encapsulated:
        return _native(header, element, layout, factor)
    data = element.codestream_in_scratch()
    return _wavelet(header, data, layout, factor) or _decoded(header, data, layout, factor)


def _native(header: Any, element: PixelElement, layout: PixelLayout, factor: int) -> Shown | None:
    if element.big_endian and element.vr_ow and layout.bits_allocated == 8:
        return None  # bytes within words; nobody writes that any more
    strips = _strips_in_file(element, layout, factor)
    return show_reduced(strips, (layout.rows, layout.columns), _cells(layout), factor, display_tags(header, layout))


def _strips_in_file(element: PixelElement, layout: PixelLayout, factor: int) -> Iterator[NDArray[Any]]:
    """Uncompressed cells, strip by strip, in memory that the next strip is read into."""
    size = layout.bits_allocated // 8
    kind = np.dtype(f"{'>' if element.big_endian else '<'}u{size}")
    step = strip_rows(layout.columns, size, factor)
    for top in range(0, layout.rows, step):
        rows = min(step, layout.rows - top)
        data = element.native_into_scratch(top * layout.columns * size, rows * layout.columns * size)
        if len(data) < rows * layout.columns * size:
            raise unreadable("truncated")
        yield np.frombuffer(data, kind).reshape(rows, layout.columns)


def _wavelet(header: Any, data: Bytes, layout: PixelLayout, factor: int) -> Shown | None:
    """A JPEG 2000 image, None for other codes, and where a wavelet would smear padding into the image."""
    smaller = reduced_greyscale(data, layout, factor.bit_length() - 1)
    if smaller is None:
        return None
    bits = 8 * smaller.values.dtype.itemsize
    rest = factor >> smaller.resolution
    shown = show_reduced(
        strips_of(smaller.values, rest),
        smaller.shape,
        StoredCells(bits, bits - 1, layout.signed),
        rest,
        display_tags(header, layout, lossy=True),
        1 << smaller.resolution,
    )
    if shown is None or "padding" in shown.notes:
        return None
    # A block covers its pixels; a wavelet's value lies on the first of them, so the image begins half a block later.
    offset = (0.5 - 0.5 / (1 << smaller.resolution)) / rest
    region = (offset, offset, layout.columns / factor + offset, layout.rows / factor + offset)
    return Shown(shown.pixels, shown.notes, code_hash(data), region)


def _decoded(header: Any, data: Bytes, layout: PixelLayout, factor: int) -> Shown:
    raw, stream = decode(data, layout, reuse=True)
    tags = display_tags(header, layout, lossy=stream.lossy)
    shown = show_reduced(strips_of(raw, factor), (layout.rows, layout.columns), _cells(layout), factor, tags)
    if shown is not None:
        return shown
    # Decoded once is enough.
    return show(unpack_stored(raw, layout.bits_stored, layout.high_bit, signed=layout.signed), tags)


def _cells(layout: PixelLayout) -> StoredCells:
    return StoredCells(layout.bits_stored, layout.high_bit, layout.signed)
