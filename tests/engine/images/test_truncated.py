"""Images that end too early are refused by both ways of reading, in every coding, and never filled up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.images.reader import UnreadableImage, read_image
from tests.builders import write_dicom
from tests.intake_corpus import CODINGS, HTJ2K, JPEG_XL, LOSSLESS, LOSSY, Coding, full_window, jpeg_lossless, radiograph

SHARES = [*np.linspace(0.05, 0.9, 12), 0.96, 0.98]


def code_of(path: Path, side: int) -> str:
    with pytest.raises(UnreadableImage) as caught:
        read_image(path, side=side)
    return caught.value.code


def bits_of(coding: Coding) -> int:
    return 12 if 12 in coding.bits else 8


@pytest.mark.parametrize("side", [0, 16])
@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_cut_files(coding: Coding, side: int, tmp_path: Path) -> None:
    """As a copy that was broken off leaves them: the fragment is shorter than it promises."""
    bits = bits_of(coding)
    path = coding.write(tmp_path / "a", radiograph(200, 180, bits), bits, window=full_window(bits))
    whole = path.read_bytes()
    pixels = 1200 if coding.name != "deflated" else 400  # in front of it there is only the header
    for share in SHARES:
        path.write_bytes(whole[: pixels + int((len(whole) - pixels) * share)])
        assert code_of(path, side) in ("truncated", "corrupt")


@pytest.mark.parametrize("side", [0, 16])
@pytest.mark.parametrize("coding", LOSSLESS + LOSSY, ids=lambda coding: coding.name)
def test_cut_codes_in_whole_files(coding: Coding, side: int, tmp_path: Path) -> None:
    """As a program that broke off writes them: the file is sound, the code in it is not."""
    assert coding.encode is not None
    bits = bits_of(coding)
    pixels = radiograph(200, 180, bits)
    code = coding.encode(pixels, bits)
    syntax = HTJ2K if coding.syntax == JPEG_XL else coding.syntax
    for share in SHARES:
        cut = code[: int(len(code) * share)]
        path = write_dicom(tmp_path / "a", pixels, bits_stored=bits, transfer_syntax=syntax, codestream=cut)
        assert code_of(path, side) in ("truncated", "corrupt")


@pytest.mark.parametrize("side", [0, 16])
@pytest.mark.parametrize("predictor", range(1, 8))
def test_jpeg_lossless_that_claims_to_end(predictor: int, side: int, tmp_path: Path) -> None:
    """With an end mark behind what is left, a decoder goes on as if all differences were zero."""
    pixels = radiograph(200, 180)
    code = jpeg_lossless(pixels, 12, predictor)
    for share in SHARES:
        cut = code[: int(len(code) * share)] + b"\xff\xd9"
        syntax = "1.2.840.10008.1.2.4.57"
        path = write_dicom(tmp_path / "a", pixels, bits_stored=12, transfer_syntax=syntax, codestream=cut)
        assert code_of(path, side) in ("truncated", "corrupt")


@pytest.mark.parametrize("coding", LOSSLESS + LOSSY, ids=lambda coding: coding.name)
@pytest.mark.parametrize("what", ["rows", "columns", "samples"])
def test_code_and_header_disagree_on_the_size(coding: Coding, what: str, tmp_path: Path) -> None:
    assert coding.encode is not None
    bits = bits_of(coding)
    code = coding.encode(radiograph(120, 100, bits), bits)
    other = {
        "rows": np.zeros((119, 100), np.uint8 if bits == 8 else np.uint16),
        "columns": np.zeros((120, 101), np.uint8 if bits == 8 else np.uint16),
        "samples": np.zeros((120, 100, 3), np.uint8 if bits == 8 else np.uint16),
    }[what]
    path = write_dicom(
        tmp_path / "a",
        other,
        bits_stored=bits,
        photometric="RGB" if what == "samples" else "MONOCHROME2",
        transfer_syntax=HTJ2K if coding.syntax == JPEG_XL else coding.syntax,
        codestream=code,
    )
    for side in (0, 16):
        assert code_of(path, side) in ("corrupt", "truncated", "unsupported")
