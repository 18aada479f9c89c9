"""Every transfer syntax × depth × sign, and every kind of colour: values as written, shown the right way round."""

from __future__ import annotations

from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from engine.images.jpeg_xl import size_of
from engine.images.reader import UnreadableImage, read_image
from tests.builders import write_dicom
from tests.engine.images.helpers import stored_values
from tests.intake_colours import ColourFile, colour_files
from tests.intake_corpus import CODINGS, LOSSLESS, LOSSY, NATIVE, Coding, full_window, grey_files, radiograph

TWELVE = [coding for coding in CODINGS if 12 in coding.bits]


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_stored_values_and_picture(coding: Coding, tmp_path: Path) -> None:
    """Exact where nothing is lost, and the display is the picture, neither its negative nor another scale."""
    files = list(grey_files(tmp_path, codings=(coding,)))
    assert len(files) == len(coding.bits) * (1 + coding.signed)
    for file in files:
        stored = stored_values(file.path).astype(np.int64)
        assert np.abs(stored - file.stored).max() <= coding.loss, file.path.name
        levels = file.stored.astype(np.float64) + (1 << (file.bits - 1)) * file.signed
        expected = levels / (2**file.bits - 1) * 255
        image = read_image(file.path)
        assert image.notes == ("windowed",)
        assert np.abs(image.pixels - expected).max() <= 1 + coding.loss * 256 / 2**file.bits, file.path.name


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("coding", TWELVE, ids=lambda coding: coding.name)
def test_polarity(coding: Coding, photometric: str, tmp_path: Path) -> None:
    pixels = radiograph(60, 50)
    image = read_image(coding.write(tmp_path / "a", pixels, 12, window=full_window(12), photometric=photometric))
    expected = pixels / 4095 * 255
    expected = 255 - expected if photometric == "MONOCHROME1" else expected
    assert np.abs(image.pixels - expected).max() <= 3


def every_colour_file(folder: Path) -> list[ColourFile]:
    return list(colour_files(folder))


def test_colour_becomes_its_luma(tmp_path: Path) -> None:
    files = every_colour_file(tmp_path)
    assert len(files) >= 30
    for file in files:
        image = read_image(file.path)
        assert np.abs(image.pixels - file.luma).max() <= file.tolerance, file.path.name
        assert image.notes[-1] == "colour"
        reply, square = read_for_cache(file.path, 16, IntakeRules())
        assert not reply.code
        assert square is not None


def test_the_same_array_has_the_same_hash_however_it_is_stored(tmp_path: Path) -> None:
    """Copies that a hospital keeps in several compressions are told as copies, at every working size."""
    pixels = radiograph(300, 200)
    for side in (0, 32, 200):
        hashes = {
            read_image(coding.write(tmp_path / coding.name, pixels, 12), side=side).pixel_hash
            for coding in NATIVE + LOSSLESS
            if side == 0 or "JPEG 2000" not in coding.name  # these are then not decoded whole
        }
        assert len(hashes) == 1
    signed = radiograph(300, 200, 11).astype(np.int16)
    assert len({read_image(c.write(tmp_path / c.name, signed, 16)).pixel_hash for c in NATIVE + LOSSLESS}) == 1


def test_a_reduced_jpeg_2000_is_known_by_its_code(tmp_path: Path) -> None:
    coding = next(coding for coding in LOSSLESS if coding.name == "JPEG 2000")
    pixels = radiograph(600, 500)
    first, second, other = (
        read_image(coding.write(tmp_path / name, picture, 12, window=full_window(12)), side=32).pixel_hash
        for name, picture in (("a", pixels), ("b", pixels), ("c", pixels[::-1].copy()))
    )
    assert first.startswith("code:")
    assert first == second != other


@pytest.mark.parametrize("signed", [False, True])
def test_codes_of_fewer_bits_than_the_header_says(tmp_path: Path, signed: bool) -> None:
    eight = radiograph(50, 40, 8)
    layout = eight.astype(np.int16 if signed else np.uint16)
    code = bytes(imagecodecs.jpegls_encode(eight))
    path = write_dicom(
        tmp_path / "a", layout, bits_stored=12, transfer_syntax="1.2.840.10008.1.2.4.80", codestream=code
    )
    np.testing.assert_array_equal(stored_values(path), eight)


def test_codes_of_more_bits_than_the_header_says_are_refused(tmp_path: Path) -> None:
    code = bytes(imagecodecs.jpegls_encode(radiograph(50, 40)))
    small = radiograph(50, 40, 8)
    path = write_dicom(tmp_path / "a", small, transfer_syntax="1.2.840.10008.1.2.4.80", codestream=code)
    for side in (0, 8):
        with pytest.raises(UnreadableImage) as caught:
            read_image(path, side=side)
        assert caught.value.code == "corrupt"


@pytest.mark.parametrize("name", ["JPEG-LS near-lossless", "JPEG 2000 lossy", "JPEG baseline"])
def test_lossy_codes_shift_padding_by_a_little(tmp_path: Path, name: str) -> None:
    """No tag says that they are lossy; their codes do."""
    coding = next(coding for coding in LOSSY if coding.name == name)
    bits = 12 if 12 in coding.bits else 8
    pixels = radiograph(200, 160, bits)
    pixels[:64] = 0
    image = read_image(coding.write(tmp_path / "a", pixels, bits, PixelPaddingValue=0, photometric="MONOCHROME1"))
    assert "padding" in image.notes
    assert not image.pixels[:48].any()


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize(
    "shape",
    [(1, 1), (8, 8), (40, 60), (64, 128), (256, 256), (300, 200), (480, 640), (2500, 2048), (33, 44), (9000, 7)],
)
def test_sizes_of_jpeg_xl(shape: tuple[int, int], boxed: bool) -> None:
    code = bytes(imagecodecs.jpegxl_encode(np.zeros(shape, np.uint8), lossless=True, usecontainer=boxed))
    assert size_of(code) == shape


@pytest.mark.parametrize("code", [b"\xff\x0a", b"\xff\x0a" + bytes(3), b"\0\0\0\x0cJXL \r\n\x87\n", bytes(100)])
def test_damaged_headers_of_jpeg_xl(code: bytes) -> None:
    with pytest.raises(UnreadableImage):
        size_of(code)


@pytest.mark.parametrize("shape", [(50, 40), (400, 300), (41, 31, 3)])
def test_encapsulated_and_uncompressed(tmp_path: Path, shape: tuple[int, ...]) -> None:
    """Native cells as a fragment, as PS3.5 A.4 allows; a fragment has an even length."""
    pixels = np.random.default_rng(0).integers(0, 256 if len(shape) > 2 else 4096, shape)
    pixels = pixels.astype(np.uint8 if len(shape) > 2 else np.uint16)
    colours = "RGB" if len(shape) > 2 else "MONOCHROME2"
    native = write_dicom(tmp_path / "a", pixels, photometric=colours)
    code = pixels.tobytes() + bytes(pixels.nbytes % 2)
    wrapped = write_dicom(
        tmp_path / "b", pixels, photometric=colours, transfer_syntax="1.2.840.10008.1.2.1.98", codestream=code
    )
    for side in (0, 16):
        np.testing.assert_array_equal(read_image(wrapped, side=side).pixels, read_image(native, side=side).pixels)
    short = write_dicom(
        tmp_path / "c", pixels, photometric=colours, transfer_syntax="1.2.840.10008.1.2.1.98", codestream=code[:-2]
    )
    with pytest.raises(UnreadableImage) as caught:
        read_image(short)
    assert caught.value.code == "truncated"
