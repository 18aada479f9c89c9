"""What a DICOM header says about showing its pixels, parsed into `DisplayTags`; malformed entries become notes."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np

from engine.images.dicom_file import integer, number, text
from engine.images.dicom_objects import PixelLayout
from engine.images.display import DisplayTags
from engine.images.greyscale import LookupTable, VoiFunction, Window

# A lossy code keeps −2000 as −2001 or so.
LOSSY_PADDING_TOLERANCE = 2


def display_tags(header: Any, layout: PixelLayout, *, lossy: bool = False) -> DisplayTags:
    """The display chain's parameters for one greyscale image."""
    ignored: list[str] = []
    modality_item = _first_item(header, "ModalityLUTSequence")
    modality = _lookup_table(modality_item, signed_input=layout.signed)
    if modality_item is not None and modality is None:
        ignored.append("modality_lut_ignored")
    slope, intercept = number(header, "RescaleSlope"), number(header, "RescaleIntercept")
    if slope == 0:
        ignored.append("rescale_ignored")
        slope, intercept = 1.0, 0.0
    slope, intercept = 1.0 if slope is None else slope, intercept or 0.0
    # The VOI LUT's input is the Modality LUT's output (PS3.3 C.11.2.1.1): signed where that may be below zero.
    signed_voi = modality is None and (layout.signed or intercept < 0)
    voi_item = _first_item(header, "VOILUTSequence")
    voi = _lookup_table(voi_item, signed_input=signed_voi)
    if voi_item is not None and voi is None:
        ignored.append("voi_lut_ignored")
    return DisplayTags(
        modality_lut=modality,
        slope=slope,
        intercept=intercept,
        voi_lut=voi,
        window=_window(header),
        inverse=is_inverse(text(header, "PresentationLUTShape"), layout.photometric),
        padding=_padding(header, layout),
        padding_tolerance=LOSSY_PADDING_TOLERANCE if lossy or text(header, "LossyImageCompression") == "01" else 0,
        ignored=tuple(ignored),
    )


def is_inverse(shape: str | None, photometric: str) -> bool:
    """Whether small values are white: Presentation LUT Shape (PS3.3 C.11.6.1.2) where it is given, else MONOCHROME1
    (PS3.3 C.7.6.3.1.2). Never both.
    """
    if shape is not None and shape.upper() in ("IDENTITY", "INVERSE"):
        return shape.upper() == "INVERSE"
    return photometric == "MONOCHROME1"


def _window(header: Any) -> Window | None:
    """Window 0 (PS3.3 C.11.2.1.2); several are alternatives for the reader to choose from."""
    centre, width = number(header, "WindowCenter"), number(header, "WindowWidth")
    if centre is None or width is None:
        return None
    function = (text(header, "VOILUTFunction") or "LINEAR").upper()
    known: tuple[VoiFunction, ...] = get_args(VoiFunction)
    return Window(centre, width, next((name for name in known if name == function), "LINEAR"))


def _padding(header: Any, layout: PixelLayout) -> tuple[int, int | None] | None:
    """Pixel Padding Value and Range Limit (PS3.3 C.7.5.1.1.2), with the sign that the pixels have."""
    value = integer(header, "PixelPaddingValue")
    if value is None:
        return None
    limit = integer(header, "PixelPaddingRangeLimit")
    return _with_sign(value, layout), None if limit is None else _with_sign(limit, layout)


def _with_sign(value: int, layout: PixelLayout) -> int:
    """The value of a US or SS entry, whichever VR it was written or read as."""
    value &= (1 << 16) - 1
    return value - (1 << 16) if layout.signed and value >= 1 << 15 else value


def _first_item(header: Any, keyword: str) -> Any | None:
    try:
        items = header.get(keyword)
        return items[0] if items else None
    except Exception:  # a damaged sequence; pydicom raises a dozen classes
        return None


def _lookup_table(item: Any | None, *, signed_input: bool) -> LookupTable | None:
    """A LUT item's Descriptor (entries, first input, bits) and Data (PS3.3 C.11.1.1.1), None when malformed."""
    if item is None:
        return None
    try:
        count, first, bits = (int(value) for value in item.LUTDescriptor)
        data = item["LUTData"].value
        if isinstance(data, bytes):
            words = np.frombuffer(data[: len(data) // 2 * 2], "<u2").astype(np.int64)
        else:
            words = np.atleast_1d(np.asarray(data, dtype=np.int64)) & 0xFFFF
    except Exception:  # any entry may be absent or of the wrong kind
        return None
    count = count & 0xFFFF or 65536  # 0 stands for 65536
    if bits <= 8 and len(words) == (count + 1) // 2 and count > 2:  # two 8-bit entries a word
        words = np.stack((words & 0xFF, words >> 8), axis=1).ravel()
    if len(words) < count or count < 2:
        return None
    words = words[:count]
    highest = int(words.max())
    if not 8 <= bits <= 16 or highest >= 1 << bits:  # a wrong number of bits: the least that holds the entries
        bits = max(8, highest.bit_length())
    first = first & 0xFFFF
    if signed_input and first >= 1 << 15:
        first -= 1 << 16
    return LookupTable(first, words, bits)
