"""JPEG lossless (ISO 10918-1 annex H): the faster of two decoders, and the other where the faster may not have noticed.

libjpeg-turbo takes two thirds of the time of liblj92, but where the code ends too early it says nothing and goes on as
if all remaining differences were zero.
"""

from __future__ import annotations

from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

_LONGEST_PERIOD = 17  # bytes: a code of 1 to 16 bits, and what it is rounded to
_LEAST_TAIL = 64


def decode_jpeg_lossless(data: Any, out: NDArray[Any] | None = None) -> NDArray[Any]:
    """uint8 or uint16 (rows, columns), or with a third axis for colours; into `out` where it is given.

    Raises what the decoders raise for a damaged or shortened code.
    """
    try:
        raw: NDArray[Any] = imagecodecs.jpeg8_decode(data, out=out)
    except imagecodecs.Jpeg8Error:
        return np.asarray(imagecodecs.ljpeg_decode(data))
    if raw.ndim == 2 and len(raw) > 1 and (_last_row_differs(raw) or _ends_in_zero_differences(data, raw.shape[1])):
        return raw
    return np.asarray(imagecodecs.ljpeg_decode(data))


def _last_row_differs(raw: NDArray[Any]) -> bool:
    """Whether the last row cannot have been made up: it is neither flat nor a copy of the one above."""
    return not ((raw[-1] == raw[-1, 0]).all() or (raw[-1] == raw[-2]).all())


def _ends_in_zero_differences(data: Any, columns: int) -> bool:
    """Whether the code itself says that the last row is flat, as it is in most images with a black border.

    A difference of zero is one code word (F.1.2.1), a row of them the same word again and again: bytes that repeat with
    a period of at most 16. A code that was cut off ends as the image did there, which no image's grain does.
    """
    length = columns // 8 - 4  # a word has one bit or more; the first samples of the row may differ
    if length < _LEAST_TAIL:
        return False
    end = bytes(data[-(length + 4096) :])
    last = end.rfind(b"\xff\xd9")
    tail = end[last - length - 2 : last - 2]  # the last byte is filled up
    return any(tail[period:] == tail[:-period] for period in range(1, _LONGEST_PERIOD))
