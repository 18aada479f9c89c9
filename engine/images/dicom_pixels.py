"""From a pixel element to stored values: native layouts of PS3.5 8.1 here, compressed ones in `codestream`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.codestream import decode
from engine.images.dicom_file import PixelElement
from engine.images.dicom_objects import PixelLayout
from engine.images.greyscale import unpack_stored
from engine.images.unreadable import unreadable


@dataclass(frozen=True)
class StoredPixels:
    """values: whole numbers, (rows, columns), or (rows, columns, 3) for RGB; of YCbCr images only Y is kept.

    colour: the image was RGB or YCbCr. lossy: coded by a method that loses, as its codestream shows.
    """

    values: NDArray[Any]
    colour: bool
    lossy: bool


def stored_pixels(element: PixelElement, layout: PixelLayout) -> StoredPixels:
    """The stored values of a single image. Raises UnreadableImage, or whatever a native decoder raises."""
    ybr = layout.photometric in ("YBR_FULL", "YBR_FULL_422")
    lossy = False
    if element.encapsulated:
        raw, stream = decode(element.codestream(), layout)
        lossy = stream.lossy
        if stream.coding == "jpeg" and layout.samples == 3:
            # PS3.3 C.7.6.3.1.2, PS3.5 8.2.1: a JFIF or Adobe marker says which colours were coded; a photometric
            # interpretation of RGB beside it tells what some decoder gave its caller.
            ybr = bool(stream.ybr) or layout.photometric != "RGB"
        elif stream.coding == "jpeg_2000":
            # The inverse component transformation of YBR_RCT and YBR_ICT is the decoder's (PS3.5 A.4.4).
            ybr = layout.photometric in ("YBR_FULL", "YBR_FULL_422")
    else:
        raw = _native(element, layout)
    if layout.samples == 3 and ybr and raw.ndim == 3:
        raw = raw[..., 0]
    values = unpack_stored(raw, layout.bits_stored, layout.high_bit, signed=layout.signed and layout.samples == 1)
    return StoredPixels(values, layout.samples == 3, lossy)


def _native(element: PixelElement, layout: PixelLayout) -> NDArray[Any]:
    """Uncompressed cells; of YBR_FULL_422 (PS3.3 C.7.6.3.1.2: Y Y Cb Cr) the Y alone, (rows, columns)."""
    bytes_a_cell = layout.bits_allocated // 8
    pixels = layout.rows * layout.columns
    halved = layout.photometric == "YBR_FULL_422"
    cells = pixels * 2 if halved else pixels * layout.samples
    need = cells * bytes_a_cell
    data: Any = element.native(need + need % 2)
    if len(data) < need:
        raise unreadable("truncated")
    if element.big_endian and element.vr_ow and bytes_a_cell == 1:
        data = np.frombuffer(data, ">u2", len(data) // 2).astype("<u2").tobytes()  # PS3.5 8.1.1: bytes within words
        if len(data) < need:
            raise unreadable("truncated")
    dtype = np.dtype(f"{'>' if element.big_endian else '<'}u{bytes_a_cell}")
    raw = np.frombuffer(data, dtype, cells)
    if halved:
        if layout.columns % 2 and pixels % 2:
            raise unreadable("corrupt")
        return raw.reshape(-1, 4)[:, :2].reshape(layout.rows, layout.columns)
    if layout.samples == 1:
        return raw.reshape(layout.rows, layout.columns)
    if layout.planar:
        return raw.reshape(layout.samples, layout.rows, layout.columns).transpose(1, 2, 0)
    return raw.reshape(layout.rows, layout.columns, layout.samples)
