"""Ways in which a header can ask for a 12-bit picture to be shown, and where padding lies in one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items


def lut(entries: NDArray[Any], first: int) -> Items:
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [len(entries), first & 0xFFFF, 12])
    item.add_new("LUTData", "US", [int(entry) for entry in entries])
    return Items([item])


RAMP = np.arange(4096)
DISPLAYS: dict[str, dict[str, Any]] = {
    "no window": {},
    "no window, inverted": {"photometric": "MONOCHROME1"},
    "MONOCHROME1": {"window": (2048, 4096), "photometric": "MONOCHROME1"},
    "INVERSE": {"window": (2048, 4096), "PresentationLUTShape": "INVERSE"},
    "IDENTITY on MONOCHROME1": {"photometric": "MONOCHROME1", "PresentationLUTShape": "IDENTITY"},
    "narrow": {"window": (1800, 400)},
    "very narrow": {"window": (1800, 60)},
    "linear exact": {"window": (2000, 1000), "VOILUTFunction": "LINEAR_EXACT"},
    "sigmoid": {"window": (2000, 1000), "VOILUTFunction": "SIGMOID"},
    "rescaled": {"window": (3072, 8192), "RescaleSlope": "2", "RescaleIntercept": "-1024"},
    "falling slope": {"window": (2048, 4096), "RescaleSlope": "-1", "RescaleIntercept": "4095"},
    "VOI LUT": {"VOILUTSequence": lut((RAMP / 4095) ** 2 * 4095, 0)},
    "steep VOI LUT": {"VOILUTSequence": lut(4095 / (1 + np.exp(-(RAMP - 1800) / 50)), 0)},
    "Modality LUT": {"window": (2048, 4096), "ModalityLUTSequence": lut(4095 - RAMP, 0)},
    "high pixels": {"window": (2048, 4096), "PixelSpacing": ["0.4", "0.2"]},
    "very high pixels": {"window": (2048, 4096), "PixelSpacing": ["0.4", "0.1"]},
    "wide pixels": {"window": (2048, 4096), "PixelSpacing": ["0.2", "0.4"]},
}


def corners(pixels: NDArray[Any], value: int) -> NDArray[Any]:
    """As a detector turned under a square frame leaves them."""
    rows, columns = pixels.shape
    y, x = np.mgrid[0:rows, 0:columns]
    return np.where((x + y < rows // 5) | (x - y > columns - rows // 6), value, pixels).astype(pixels.dtype)


def holes(pixels: NDArray[Any], value: int) -> NDArray[Any]:
    """Padding inside the picture: a block, a line one pixel high, single pixels."""
    out = corners(pixels, value)
    rows, columns = pixels.shape
    out[rows // 2 : rows // 2 + 20, columns // 3 : columns // 3 + 45] = value
    out[rows // 4] = value
    out[5::97, 7::89] = value
    return out
