"""PNG, JPEG and TIFF of every mode that intake meets."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.images.reader import UnreadableImage, read_image
from tests.builders import chest_like

GREY = (chest_like(1, 40)[:, :36] >> 4).astype(np.uint8)
RGB = np.random.default_rng(2).integers(0, 256, (12, 9, 3), dtype=np.uint8)


def save(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def refusal(path: Path) -> UnreadableImage:
    with pytest.raises(UnreadableImage) as caught:
        read_image(path)
    return caught.value


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_8_bit_grey_is_exact(tmp_path: Path, suffix: str) -> None:
    image = read_image(save(tmp_path / f"a{suffix}", Image.fromarray(GREY)))
    np.testing.assert_array_equal(image.pixels, GREY)
    assert image.notes == ()
    assert image.patient_id is None


def test_jpeg_grey_and_colour(tmp_path: Path) -> None:
    grey = read_image(save(tmp_path / "a.jpg", Image.fromarray(GREY), quality=97))
    assert np.abs(grey.pixels.astype(int) - GREY).mean() < 2
    flat = Image.new("RGB", (16, 16), (200, 30, 60))
    colour = read_image(save(tmp_path / "b.jpg", flat, quality=97))
    assert np.abs(colour.pixels - (0.299 * 200 + 0.587 * 30 + 0.114 * 60)).max() <= 2
    assert colour.notes == ("colour",)
    assert read_image(save(tmp_path / "c.jpg", flat.convert("CMYK"), quality=97)).pixels.shape == (16, 16)


def test_extensions_do_not_matter(tmp_path: Path) -> None:
    save(tmp_path / "a.png", Image.fromarray(GREY))
    for name in ("a.dcm", "a.csv", "a"):
        (tmp_path / name).write_bytes((tmp_path / "a.png").read_bytes())
        np.testing.assert_array_equal(read_image(tmp_path / name).pixels, GREY)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bit_is_stretched_between_percentiles(tmp_path: Path, suffix: str) -> None:
    wide = chest_like(4, 40)
    image = read_image(save(tmp_path / f"a{suffix}", Image.fromarray(wide)))
    low, high = np.percentile(wide, [0.5, 99.5], method="inverted_cdf")
    expected = np.clip((wide.astype(float) - low) / (high - low), 0, 1) * 255
    assert np.abs(image.pixels - expected).max() <= 1
    assert image.notes == ("percentile_window",)


@pytest.mark.parametrize("bits", [8, 16])
def test_tiff_with_white_as_zero_is_turned_once(tmp_path: Path, bits: int) -> None:
    pixels = GREY if bits == 8 else chest_like(4, 40)
    path = save(tmp_path / "a.tif", Image.fromarray(pixels), tiffinfo={262: 0} if bits == 16 else {})
    if bits == 8:  # Pillow writes 8-bit greyscale as black-is-zero whatever is asked: turn the file's own tag
        data = path.read_bytes().replace(
            b"\x06\x01\x03\x00\x01\x00\x00\x00\x01", b"\x06\x01\x03\x00\x01\x00\x00\x00\x00"
        )
        path.write_bytes(data)
    plain = read_image(save(tmp_path / "b.tif", Image.fromarray(pixels)))
    turned = read_image(path)
    assert np.abs(turned.pixels.astype(int) - (255 - plain.pixels.astype(int))).max() <= 1


def test_colour_transparency_palette_and_two_levels(tmp_path: Path) -> None:
    luma = RGB @ np.array([0.299, 0.587, 0.114])
    assert np.abs(read_image(save(tmp_path / "rgb.png", Image.fromarray(RGB))).pixels - luma).max() <= 1
    alpha = np.random.default_rng(3).integers(0, 256, (12, 9, 1), dtype=np.uint8)
    rgba = read_image(save(tmp_path / "rgba.png", Image.fromarray(np.concatenate([RGB, alpha], axis=2))))
    assert np.abs(rgba.pixels - luma * alpha[..., 0] / 255).max() <= 1
    assert rgba.notes == ("colour", "transparency")
    palette = Image.fromarray(RGB).quantize(256)
    expected = np.asarray(palette.convert("RGB")) @ np.array([0.299, 0.587, 0.114])
    assert np.abs(read_image(save(tmp_path / "p.png", palette)).pixels - expected).max() <= 1
    grey_alpha = Image.fromarray(GREY).convert("LA")
    np.testing.assert_array_equal(read_image(save(tmp_path / "la.png", grey_alpha)).pixels, GREY)
    two = read_image(save(tmp_path / "1.png", Image.fromarray(GREY > 128)))
    np.testing.assert_array_equal(two.pixels, np.where(GREY > 128, 255, 0))


def test_several_pages_are_not_loaded(tmp_path: Path) -> None:
    pages = [Image.fromarray(GREY), Image.fromarray(255 - GREY)]
    for name in ("a.tif", "a.png"):
        path = save(tmp_path / name, pages[0], save_all=True, append_images=pages[1:])
        error = refusal(path)
        assert error.code == "multi_frame"
        assert "2 frames" in error.sentence


def test_floating_point_is_not_loaded(tmp_path: Path) -> None:
    assert refusal(save(tmp_path / "a.tif", Image.fromarray(GREY.astype(np.float32)))).code == "unsupported"


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_a_cut_file_is_never_an_image(tmp_path: Path, suffix: str) -> None:
    whole = save(tmp_path / f"a{suffix}", Image.fromarray(GREY)).read_bytes()
    cut = tmp_path / "cut"
    for share in (0.02, 0.3, 0.5, 0.8, 0.9):
        cut.write_bytes(whole[: int(len(whole) * share)])
        error = refusal(cut)
        assert error.code in ("truncated", "corrupt", "not_an_image")


def test_a_bomb_is_refused_from_its_header(tmp_path: Path) -> None:
    header = io.BytesIO()
    Image.new("L", (1, 1)).save(header, "PNG")
    data = bytearray(header.getvalue())
    data[16:24] = (20_000).to_bytes(4, "big") + (20_000).to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    (tmp_path / "a.png").write_bytes(bytes(data))
    error = refusal(tmp_path / "a.png")
    assert error.code == "too_large"
    assert "100 megapixels" in error.sentence
