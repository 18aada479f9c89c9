"""JPEG lossless (ISO 10918-1 annex H) by the fastest decoder, and the check that it leaves out.

libjpeg-turbo takes two thirds of the time of liblj92, but where the code ends too early it says nothing and goes on as
if all remaining differences were zero; liblj92 notices that for one of the seven predictors only.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.images.unreadable import unreadable

_LONGEST_WORD = 16  # bits of a code word
_LEAST_TAIL = 2 * _LONGEST_WORD


def decode_jpeg_lossless(data: Any, out: NDArray[Any] | None = None) -> NDArray[Any]:
    """uint8 or uint16 (rows, columns), or with a third axis for colours; into `out` where it is given.

    Raises UnreadableImage "truncated", or what the decoders raise for a damaged code.
    """
    try:
        raw: NDArray[Any] = imagecodecs.jpeg8_decode(data, out=out)
    except imagecodecs.Jpeg8Error:
        raw = np.asarray(imagecodecs.ljpeg_decode(data))
    if raw.ndim == 2 and len(raw) > 1 and _last_row_is_made_up(raw, data) and not _ends_in_zero_differences(data, raw):
        raise unreadable("truncated")
    return raw


def _last_row_is_made_up(raw: NDArray[Any], data: Any) -> bool:
    """Whether the last row is what its predictor (table H.1) makes of the row above, all differences being zero."""
    above, last = raw[-2].astype(np.int64), raw[-1]
    if last[0] != above[0]:
        return False
    match _predictor(data):
        case 1:
            return bool((last == last[0]).all())
        case 3:
            return bool((last[1:] == above[:-1]).all())
        case 5:
            return bool((last == above[0] + np.cumsum(np.concatenate(([0], np.diff(above) >> 1)))).all())
        case 7:
            made_up = accumulate(above[1:].tolist(), lambda left, up: (left + up) >> 1, initial=int(above[0]))
            return bool(last.tolist() == list(made_up))
        case _:  # above, or what comes to the same once the row begins as the one above does
            return bool((last == above).all())


def _predictor(data: Any) -> int:
    """From the scan header (B.2.3), which comes before any code; 1, the usual one, when it is not found."""
    at = bytes(data[:65536]).find(b"\xff\xda")
    components = data[at + 4] if at >= 0 else 0
    return int(data[at + 5 + 2 * components]) if 0 < components <= 4 and at + 6 + 2 * components < len(data) else 1


def _ends_in_zero_differences(data: Any, raw: NDArray[Any]) -> bool:
    """Whether the code itself says so, as it does of most images with a border, or is too short to tell.

    A difference of zero is one code word (F.1.2.1), a row of them the same word again and again: bits that repeat with
    a period of at most 16. A code that was cut off ends as the image did there, which no image's grain does.
    """
    # A word has one bit or more; the first samples of the row may differ, and the last bytes are filled up.
    length = raw.shape[1] // 8 - 4
    end = bytes(data[-(2 * length + 4096) :])
    last = end.rfind(b"\xff\xd9")
    code = end[:last].replace(b"\xff\x00", b"\xff")[:-2]
    bits = np.unpackbits(np.frombuffer(code[-length:], np.uint8)) if length > 0 else np.zeros(0, np.uint8)
    if len(bits) < _LEAST_TAIL:
        return True
    return any((bits[period:] == bits[:-period]).all() for period in range(1, _LONGEST_WORD + 1))
