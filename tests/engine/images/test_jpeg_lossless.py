"""The two decoders of JPEG lossless: whole codes are decoded fast, shortened ones are never filled up."""

from __future__ import annotations

from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images.jpeg_lossless import decode_jpeg_lossless
from tests.builders import chest_like


def picture(kind: str) -> NDArray[np.uint16]:
    pixels = chest_like(1, 800)
    match kind:
        case "black border":
            pixels[-100:] = 0
        case "white border":
            pixels[-100:] = 4095
        case "grey row":
            pixels[-1] = 1234
        case "last row twice":
            pixels[-1] = pixels[-2]
        case "all black":
            pixels[:] = 0
    return pixels


KINDS = ["grain to the end", "black border", "white border", "grey row", "last row twice", "all black"]


@pytest.mark.parametrize("kind", KINDS)
def test_whole_codes(kind: str) -> None:
    pixels = picture(kind)
    code = imagecodecs.ljpeg_encode(pixels, bitspersample=12)
    np.testing.assert_array_equal(decode_jpeg_lossless(code), pixels)
    into = np.empty_like(pixels)
    assert decode_jpeg_lossless(code, into) is not None
    narrow = np.ascontiguousarray(pixels[:, :100])  # too narrow to tell by the end of its code
    np.testing.assert_array_equal(decode_jpeg_lossless(imagecodecs.ljpeg_encode(narrow, bitspersample=12)), narrow)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "all black"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.85])
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"])
def test_a_code_that_ends_too_early_is_refused(kind: str, share: float, end: bytes) -> None:
    code = bytes(imagecodecs.ljpeg_encode(picture(kind), bitspersample=12))
    with pytest.raises((imagecodecs.LjpegError, imagecodecs.Jpeg8Error)):
        decode_jpeg_lossless(code[: int(share * len(code))] + end)


def test_the_fast_decoder_is_enough_where_the_code_ends_in_a_border(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> None:
        raise AssertionError("decoded twice")

    codes = [bytes(imagecodecs.ljpeg_encode(picture(kind), bitspersample=12)) for kind in KINDS]
    monkeypatch.setattr(imagecodecs, "ljpeg_decode", slow)
    for kind, code in zip(KINDS, codes, strict=True):
        if kind in ("grain to the end", "black border", "white border", "all black"):
            np.testing.assert_array_equal(decode_jpeg_lossless(code), picture(kind))
