"""The fast way beside the exact one: one picture at the working size, whatever a file's coding and display tags."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.engine.images.displays import DISPLAYS, corners, holes
from tests.engine.images.helpers import BothWays, both_ways
from tests.intake_corpus import CODINGS, LOSSLESS, LOSSY, NATIVE, Coding, full_window, radiograph

# DICOM.md, figures to reach, 5.
MOST_DIFFERENCE, LEAST_CORRELATION = 1.5, 0.99
EXPLICIT = NATIVE[1]
JPEG_2000 = next(coding for coding in LOSSLESS if coding.name == "JPEG 2000")
RLE, JPEG_LS = (next(coding for coding in LOSSLESS if coding.name == name) for name in ("RLE", "JPEG-LS"))
# One of each way of becoming smaller: strips of the file, strips of a decoded image, a wavelet.
WAYS = pytest.mark.parametrize("coding", [EXPLICIT, JPEG_LS, JPEG_2000], ids=lambda coding: coding.name)


def assert_same_picture(result: BothWays) -> None:
    assert result.was_reduced
    assert result.fast.notes == result.exact.notes
    assert (result.fast.rows, result.fast.columns) == result.exact.pixels.shape
    assert result.mean_difference <= MOST_DIFFERENCE
    assert result.correlation > LEAST_CORRELATION


def file_of(folder: Path, coding: Coding, pixels: NDArray[Any], **tags: Any) -> Path:
    return coding.write(folder / "a.dcm", pixels, tags.pop("bits", 12), **tags)


@pytest.mark.parametrize(
    ("coding", "signed"),
    [(coding, signed) for coding in CODINGS for signed in (False, True)[: 1 + coding.signed]],
    ids=lambda value: getattr(value, "name", "signed" if value else "unsigned"),
)
def test_every_coding(coding: Coding, signed: bool, tmp_path: Path) -> None:
    for bits in coding.bits[::-2] if len(coding.bits) > 1 else coding.bits:
        shape = (450, 350) if bits == 12 else (351, 449)
        pixels = radiograph(*shape, bits, signed=signed)
        path = file_of(tmp_path, coding, pixels, bits=bits, window=full_window(bits, signed=signed))
        assert_same_picture(both_ways(path))


@WAYS
@pytest.mark.parametrize("display", list(DISPLAYS))
def test_every_display(coding: Coding, display: str, tmp_path: Path) -> None:
    result = both_ways(file_of(tmp_path, coding, radiograph(449, 351), **DISPLAYS[display]))
    assert_same_picture(result)
    straight = both_ways(file_of(tmp_path, coding, radiograph(449, 351), window=(2048, 4096)))
    turned = ("inverted" in result.fast.notes) != (display in ("falling slope", "Modality LUT"))
    if straight.fast_square.shape == result.fast_square.shape and "pixels" not in display:
        agreement = np.corrcoef(straight.fast_square[:, 4:28].ravel(), result.fast_square[:, 4:28].ravel())[0, 1]
        assert (agreement < 0) == turned


@WAYS
@pytest.mark.parametrize("side", [64, 128, 256])
def test_full_size_images(coding: Coding, side: int, tmp_path: Path) -> None:
    path = file_of(tmp_path, coding, radiograph(1201, 999), window=(1700, 3000), photometric="MONOCHROME1")
    assert_same_picture(both_ways(path, side))


@WAYS
@pytest.mark.parametrize("where", [corners, holes])
@pytest.mark.parametrize("window", [(2048.0, 4096.0), None])
@pytest.mark.parametrize(("value", "signed"), [(0, False), (4095, False), (-2048, True)])
def test_padding(
    coding: Coding,
    where: Callable[[NDArray[Any], int], NDArray[Any]],
    window: tuple[float, float] | None,
    value: int,
    signed: bool,
    tmp_path: Path,
) -> None:
    pixels = where(radiograph(449, 351, signed=signed), value)
    shown = None if window is None else full_window(12, signed=signed)
    for photometric in ("MONOCHROME1", "MONOCHROME2"):
        path = file_of(tmp_path, coding, pixels, window=shown, photometric=photometric, PixelPaddingValue=value)
        result = both_ways(path)
        assert_same_picture(result)
        assert "padding" in result.fast.notes


def test_padding_far_from_the_picture_and_as_a_range(tmp_path: Path) -> None:
    pixels = radiograph(450, 350, signed=True).astype(np.int16)
    for value, limit in ((-32768, None), (-2000, -32768), (32767, None)):
        padded = corners(pixels, value)
        padded[100:200, 200:300] = limit if limit is not None else value
        tags = {"bits": 16, "PixelPaddingValue": value, "PixelPaddingRangeLimit": limit, "photometric": "MONOCHROME1"}
        for coding in (EXPLICIT, RLE, JPEG_2000):
            assert_same_picture(both_ways(file_of(tmp_path, coding, padded, **tags)))


@pytest.mark.parametrize("coding", [EXPLICIT, RLE], ids=lambda coding: coding.name)
def test_overlays_in_unused_bits_are_masked(coding: Coding, tmp_path: Path) -> None:
    pixels = radiograph(450, 350)
    over = pixels | np.where(np.arange(350) % 50 < 5, 0xA000, 0).astype(np.uint16)
    result = both_ways(file_of(tmp_path, coding, over, window=(2048, 4096)))
    assert_same_picture(result)
    plain = both_ways(file_of(tmp_path, coding, pixels, window=(2048, 4096)))
    np.testing.assert_array_equal(result.fast_square, plain.fast_square)
    assert result.fast.pixel_hash == plain.fast.pixel_hash == plain.exact.pixel_hash


def test_the_headers_sign_counts_not_the_codes(tmp_path: Path) -> None:
    """A signed code under an unsigned header: both ways take its bits as the header says."""
    pixels = radiograph(450, 350, 11).astype(np.int16) - 2048
    code = JPEG_2000.encode(pixels, 12) if JPEG_2000.encode else b""
    unsigned = Coding("", JPEG_2000.syntax, lambda *_: code)
    result = both_ways(file_of(tmp_path, unsigned, pixels.view(np.uint16), window=(2048, 4096)))
    assert_same_picture(result)
    assert result.fast.pixel_hash == result.exact.pixel_hash


@WAYS
@pytest.mark.parametrize("grain", [20, 200])
@pytest.mark.parametrize("window", [None, (2000, 1500), (1800, 100), (1800, 1)])
def test_grain_beside_a_narrow_window(
    coding: Coding, grain: float, window: tuple[float, float] | None, tmp_path: Path
) -> None:
    """Where averaging first would be seen, it is not done: pixels that scatter across the window's ends."""
    noise = np.random.default_rng(1).normal(0, grain, (450, 350))
    pixels = np.clip(radiograph(450, 350) + noise, 0, 4095).astype(np.uint16)
    result = both_ways(file_of(tmp_path, coding, pixels, window=window))
    assert result.mean_difference <= MOST_DIFFERENCE
    assert result.fast.notes == result.exact.notes


@pytest.mark.parametrize("coding", LOSSY, ids=lambda coding: coding.name)
def test_lossy_codings_without_a_window(coding: Coding, tmp_path: Path) -> None:
    bits = 12 if 12 in coding.bits else 8
    for photometric in ("MONOCHROME1", "MONOCHROME2"):
        path = file_of(tmp_path, coding, radiograph(351, 449, bits), bits=bits, photometric=photometric)
        assert_same_picture(both_ways(path))


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [(mode, suffix) for mode in ("grey 8", "grey 16", "rgb") for suffix in ("png", "tif")]
    + [("grey 8", "jpg"), ("rgb", "jpg")],
)
@pytest.mark.parametrize("shape", [(450, 350), (351, 449), (512, 512)])
def test_rasters(mode: str, suffix: str, shape: tuple[int, int], tmp_path: Path) -> None:
    pixels = radiograph(*shape, 16 if mode == "grey 16" else 8)
    if mode == "rgb":
        pixels = np.stack((pixels, pixels // 2, 255 - pixels), axis=-1)
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(pixels).save(path, **({"quality": 92} if suffix == "jpg" else {}))
    result = both_ways(path)
    assert result.fast.notes == result.exact.notes
    assert result.mean_difference <= MOST_DIFFERENCE
    assert result.correlation > LEAST_CORRELATION
    assert result.was_reduced == (suffix == "jpg" or mode == "grey 16")


@pytest.mark.parametrize("shape", [(4, 3000), (3000, 4), (1, 700), (129, 128), (256, 255), (257, 1024)])
def test_odd_shapes(shape: tuple[int, int], tmp_path: Path) -> None:
    pixels = radiograph(*shape)
    for coding in (EXPLICIT, JPEG_LS):
        result = both_ways(file_of(tmp_path, coding, pixels, window=(2048, 4096)))
        assert result.mean_difference <= MOST_DIFFERENCE
