"""JPEG lossless: whole codes are decoded by the fast decoder, shortened ones are never filled up."""

from __future__ import annotations

from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images.jpeg_lossless import decode_jpeg_lossless
from engine.images.unreadable import UnreadableImage
from tests.builders import chest_like
from tests.intake_corpus import jpeg_lossless

KINDS = ["grain to the end", "black border", "white border", "grey row", "last row twice", "all black", "smooth"]
PREDICTORS = [*range(1, 8), "other coder"]


def picture(kind: str, columns: int = 800) -> NDArray[np.uint16]:
    pixels = chest_like(1, 800)[:300, :columns]
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
        case "smooth":
            pixels[:] = np.linspace(0, 4095, columns)
    return np.ascontiguousarray(pixels)


def code_of(pixels: NDArray[np.uint16], predictor: Any) -> bytes:
    if predictor == "other coder":
        return bytes(imagecodecs.ljpeg_encode(pixels, bitspersample=12))
    return jpeg_lossless(pixels, 12, predictor)


@pytest.mark.parametrize("predictor", PREDICTORS)
@pytest.mark.parametrize("kind", KINDS)
def test_whole_codes(kind: str, predictor: Any) -> None:
    """Also where the last row is just what the predictor makes of the one above."""
    for columns in (800, 300, 100, 10):  # the last ones are too narrow to tell by the end of their code
        pixels = picture(kind, columns)
        code = code_of(pixels, predictor)
        np.testing.assert_array_equal(decode_jpeg_lossless(code), pixels)
        into = np.empty_like(pixels)
        np.testing.assert_array_equal(decode_jpeg_lossless(code, into), pixels)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("all black", "smooth")])
@pytest.mark.parametrize("predictor", PREDICTORS)
def test_a_code_that_ends_too_early_is_refused(kind: str, predictor: Any) -> None:
    code = code_of(picture(kind), predictor)
    for share in (0.2, 0.5, 0.6):
        with pytest.raises((UnreadableImage, imagecodecs.LjpegError, imagecodecs.Jpeg8Error)):
            decode_jpeg_lossless(code[: int(share * len(code))] + b"\xff\xd9")


def test_the_fast_decoder_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any, **__: Any) -> None:
        raise AssertionError("decoded twice")

    codes = {kind: code_of(picture(kind), "other coder") for kind in KINDS}
    monkeypatch.setattr(imagecodecs, "ljpeg_decode", slow)
    for kind, code in codes.items():
        np.testing.assert_array_equal(decode_jpeg_lossless(code), picture(kind))
