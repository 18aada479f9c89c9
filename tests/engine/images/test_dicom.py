"""DICOM files of every layout: what is loaded looks as it should, what is not says why."""

from __future__ import annotations

import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.reader import UnreadableImage, read_image
from tests.builders import chest_like, write_dicom

PIXELS = chest_like(3, 48)[:, :40]
FULL = (2048.0, 4096.0)
EXPECTED = np.rint(PIXELS / 4095 * 255).astype(int)


def read(path: Path, *modalities: str, parts: tuple[str, ...] = ()) -> DecodedImage:
    return read_image(path, IntakeRules(modalities, parts))


def refusal(path: Path) -> UnreadableImage:
    with pytest.raises(UnreadableImage) as caught:
        read_image(path)
    return caught.value


def assert_is_the_picture(image: DecodedImage, tolerance: int = 1) -> None:
    assert image.pixels.dtype == np.uint8
    assert np.abs(image.pixels.astype(int) - EXPECTED).max() <= tolerance


SYNTAXES = {"implicit": "1.2.840.10008.1.2", "explicit": "1.2.840.10008.1.2.1", "big": "1.2.840.10008.1.2.2"}


@pytest.mark.parametrize("syntax", list(SYNTAXES))
@pytest.mark.parametrize("form", ["whole", "no preamble", "no meta"])
def test_native_files_with_and_without_their_front(tmp_path: Path, syntax: str, form: str) -> None:
    path = write_dicom(
        tmp_path / "a",
        PIXELS,
        bits_stored=12,
        window=FULL,
        transfer_syntax=SYNTAXES[syntax],
        preamble=form == "whole",
        file_meta=form != "no meta",
    )
    image = read(path)
    assert_is_the_picture(image)
    assert (image.patient_id, image.modality, image.body_part, image.notes) == ("P1", "DX", "CHEST", ("windowed",))
    assert image.sop_instance_uid
    assert image.study_uid


def test_deflated_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, window=FULL, transfer_syntax="1.2.840.10008.1.2.1.99")
    assert_is_the_picture(read(path))
    monkeypatch.setattr("engine.images.dicom_file.MAX_INFLATED", 1000)
    assert refusal(path).code == "too_large"


def test_a_deflate_bomb_is_never_inflated_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.images.dicom_file.MAX_INFLATED", 1 << 24)
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, transfer_syntax="1.2.840.10008.1.2.1.99")
    meta = path.read_bytes()
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(1 << 24)
    bomb = b"".join(squeezer.compress(zeros) for _ in range(16)) + squeezer.flush()  # 256 MB
    end = 132 + 12 + int.from_bytes(meta[140:144], "little")
    path.write_bytes(meta[:end] + bomb)
    tracemalloc.start()
    assert refusal(path).code == "too_large"
    assert tracemalloc.get_traced_memory()[1] < 1e8
    tracemalloc.stop()


def lossless_jpeg(pixels: np.ndarray) -> bytes:
    return bytes(imagecodecs.ljpeg_encode(pixels, bitspersample=12))


def jpeg_2000(pixels: np.ndarray, container: str) -> bytes:
    return bytes(imagecodecs.jpeg2k_encode(pixels, codecformat=container, bitspersample=12, reversible=True))


CODECS: dict[str, tuple[str, Any, int]] = {
    "jpeg lossless": ("1.2.840.10008.1.2.4.70", lossless_jpeg, 1),
    "jpeg-ls": ("1.2.840.10008.1.2.4.80", lambda p: imagecodecs.jpegls_encode(p), 1),
    "jpeg-ls near": ("1.2.840.10008.1.2.4.81", lambda p: imagecodecs.jpegls_encode(p, level=2), 2),
    "jpeg 2000": ("1.2.840.10008.1.2.4.90", lambda p: jpeg_2000(p, "j2k"), 1),
    "jpeg 2000 in jp2": ("1.2.840.10008.1.2.4.90", lambda p: jpeg_2000(p, "jp2"), 1),
    "jpeg extended": ("1.2.840.10008.1.2.4.51", lambda p: imagecodecs.jpeg8_encode(p, level=98, bitspersample=12), 4),
}  # fmt: skip


@pytest.mark.parametrize("name", list(CODECS))
@pytest.mark.parametrize("with_meta", [True, False])
def test_compressed_files(tmp_path: Path, name: str, with_meta: bool) -> None:
    syntax, encode, tolerance = CODECS[name]
    path = write_dicom(
        tmp_path / "a", PIXELS, bits_stored=12, window=FULL, transfer_syntax=syntax, codestream=bytes(encode(PIXELS))
    )
    if not with_meta:  # the transfer syntax is then inferred
        data = path.read_bytes()
        path.write_bytes(data[132 + 12 + int.from_bytes(data[140:144], "little") :])
    assert_is_the_picture(read(path), tolerance)


def test_jpeg_baseline_and_rle(tmp_path: Path) -> None:
    from pydicom.pixels.encoders import RLELosslessEncoder

    eight = (PIXELS >> 4).astype(np.uint8)
    coded = bytes(imagecodecs.jpeg8_encode(eight, level=98))
    path = write_dicom(
        tmp_path / "a", eight, window=(128, 256), transfer_syntax="1.2.840.10008.1.2.4.50", codestream=coded
    )
    assert np.abs(read(path).pixels.astype(int) - eight).max() <= 6
    for pixels in (eight, PIXELS, np.stack([eight] * 3, axis=-1)):
        colour = pixels.ndim == 3
        coded = RLELosslessEncoder.encode(
            pixels,
            rows=48,
            columns=40,
            samples_per_pixel=3 if colour else 1,
            photometric_interpretation="RGB" if colour else "MONOCHROME2",
            bits_allocated=pixels.dtype.itemsize * 8,
            bits_stored=pixels.dtype.itemsize * 8,
            pixel_representation=0,
            number_of_frames=1,
            planar_configuration=0,
        )
        path = write_dicom(
            tmp_path / "b",
            pixels,
            photometric="RGB" if colour else "MONOCHROME2",
            window=None if colour else (32768, 65536) if pixels is PIXELS else (128, 256),
            transfer_syntax="1.2.840.10008.1.2.5",
            codestream=coded,
        )
        native = write_dicom(
            tmp_path / "c",
            pixels,
            photometric="RGB" if colour else "MONOCHROME2",
            window=None if colour else (32768, 65536) if pixels is PIXELS else (128, 256),
        )
        np.testing.assert_array_equal(read(path).pixels, read(native).pixels)


def test_polarity_each_way_once(tmp_path: Path) -> None:
    def pixels(photometric: str, shape: str | None) -> np.ndarray:
        path = write_dicom(
            tmp_path / "a", PIXELS, bits_stored=12, window=FULL, photometric=photometric, PresentationLUTShape=shape
        )
        return read(path).pixels.astype(int)

    plain = pixels("MONOCHROME2", None)
    for photometric, shape, inverted in [
        ("MONOCHROME1", None, True),
        ("MONOCHROME1", "INVERSE", True),
        ("MONOCHROME1", "IDENTITY", False),
        ("MONOCHROME2", "INVERSE", True),
        ("MONOCHROME2", "IDENTITY", False),
        ("MONOCHROME1", "LIN OD", True),
    ]:
        expected = 255 - plain if inverted else plain
        assert np.abs(pixels(photometric, shape) - expected).max() <= 1, (photometric, shape)


def test_several_windows_and_luts_take_the_first(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, WindowCenter=["2048", "10"], WindowWidth=["4096", "3"])
    assert_is_the_picture(read(path))


def lut_item(entries: list[int], first: int, bits: int) -> Dataset:
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [len(entries) & 0xFFFF, first & 0xFFFF, bits])
    item.add_new("LUTData", "US", entries)
    return item


def test_luts_and_malformed_luts(tmp_path: Path) -> None:
    ramp = list(range(4096))
    good = write_dicom(
        tmp_path / "a", PIXELS, bits_stored=12, window=(5, 5), VOILUTSequence=Items([lut_item(ramp, 0, 12)])
    )
    assert_is_the_picture(read(good))
    assert read(good).notes == ("voi_lut",)
    modality = Items([lut_item(ramp[::-1], 0, 12)])
    falling = write_dicom(tmp_path / "b", PIXELS, bits_stored=12, window=FULL, ModalityLUTSequence=modality)
    assert np.abs(read(falling).pixels.astype(int) - (255 - EXPECTED)).max() <= 1
    broken = Dataset()
    broken.add_new("LUTDescriptor", "US", [4096, 0, 12])
    broken.add_new("LUTData", "US", [1, 2, 3])
    for keyword, note in (("VOILUTSequence", "voi_lut_ignored"), ("ModalityLUTSequence", "modality_lut_ignored")):
        path = write_dicom(tmp_path / "c", PIXELS, bits_stored=12, window=FULL, **{keyword: Items([broken])})
        assert_is_the_picture(read(path))
        assert note in read(path).notes


def test_a_voi_luts_first_input_may_be_negative(tmp_path: Path) -> None:
    signed = PIXELS.astype(np.int16) - 2048
    table = Items([lut_item(list(range(4096)), -2048, 12)])
    assert_is_the_picture(read(write_dicom(tmp_path / "a", signed, bits_stored=12, VOILUTSequence=table)))


def test_padding_signed_unsigned_and_lossy(tmp_path: Path) -> None:
    signed = PIXELS.astype(np.int16)
    signed[:9] = -2000
    kept: dict[str, Any] = {"window": FULL, "photometric": "MONOCHROME1"}
    path = write_dicom(tmp_path / "a", signed, PixelPaddingValue=-2000, **kept)
    image = read(path)
    assert not image.pixels[:9].any()
    assert np.abs(image.pixels[9:].astype(int) - (255 - EXPECTED[9:])).max() <= 1
    signed[4] = -2001
    path = write_dicom(tmp_path / "a", signed, PixelPaddingValue=-2000, LossyImageCompression="01", **kept)
    assert not read(path).pixels[:9].any()


def test_overlays_in_unused_bits_are_masked(tmp_path: Path) -> None:
    with_overlay = PIXELS | np.uint16(0x5000)
    assert_is_the_picture(read(write_dicom(tmp_path / "a", with_overlay, bits_stored=12, window=FULL)))


def test_colour_becomes_luma(tmp_path: Path) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (12, 10, 3), dtype=np.uint8)
    expected = rgb @ np.array([0.299, 0.587, 0.114])
    image = read(write_dicom(tmp_path / "a", rgb, photometric="RGB"))
    assert np.abs(image.pixels - expected).max() <= 1
    assert image.notes == ("colour",)
    planes = np.ascontiguousarray(rgb.transpose(2, 0, 1)).reshape(12, 10, 3)
    planar = write_dicom(tmp_path / "b", planes, photometric="RGB", PlanarConfiguration=1)
    np.testing.assert_array_equal(read(planar).pixels, image.pixels)
    ybr = write_dicom(tmp_path / "c", rgb, photometric="YBR_FULL")
    np.testing.assert_array_equal(read(ybr).pixels, rgb[..., 0])


@pytest.mark.parametrize("colours", ["ycbcr", "rgb"])
def test_jpeg_colour(tmp_path: Path, colours: str) -> None:
    rgb = np.zeros((32, 32, 3), np.uint8)
    rgb[:, :16], rgb[:, 16:] = (200, 30, 60), (10, 120, 240)
    coded = bytes(imagecodecs.jpeg8_encode(rgb, level=98, colorspace="rgb", outcolorspace=colours))
    photometric = "YBR_FULL_422" if colours == "ycbcr" else "RGB"
    path = write_dicom(
        tmp_path / "a", rgb, photometric=photometric, transfer_syntax="1.2.840.10008.1.2.4.50", codestream=coded
    )
    assert np.abs(read(path).pixels - rgb @ np.array([0.299, 0.587, 0.114])).max() <= 5


def test_palette_becomes_luma(tmp_path: Path) -> None:
    index = np.arange(48, dtype=np.uint8).reshape(6, 8) % 4
    palette = np.array([[0, 0, 0], [255, 0, 0], [0, 255, 0], [255, 255, 255]])
    tags: dict[str, Any] = {}
    for channel, name in enumerate(("Red", "Green", "Blue")):
        tags[f"{name}PaletteColorLookupTableDescriptor"] = [4, 0, 16]
        tags[f"{name}PaletteColorLookupTableData"] = (palette[:, channel] * 257).astype("<u2").tobytes()
    image = read(write_dicom(tmp_path / "a", index, photometric="PALETTE COLOR", **tags))
    expected = (palette @ np.array([0.299, 0.587, 0.114]))[index]
    assert np.abs(image.pixels - expected).max() <= 1
    assert image.notes == ("palette", "colour")


def test_pixels_that_are_not_square(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, window=FULL, PixelSpacing=["0.4", "0.2"])
    assert read(path).pixel_aspect == pytest.approx(2)
    assert "not_square" in read(path).notes
    same = write_dicom(tmp_path / "b", PIXELS, bits_stored=12, PixelSpacing=["0.2", "0.2"])
    assert read(same).pixel_aspect == 1


@pytest.mark.parametrize(
    ("tags", "code", "words"),
    [
        ({"NumberOfFrames": 3}, "multi_frame", "3 frames"),
        ({"Modality": "CT"}, "modality", "modality CT: include it?"),
        ({"BodyPartExamined": "HAND"}, "body_part", "body part HAND: include it?"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.4"}, "unsupported", "Segmentation Storage"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.481.2"}, "unsupported", "RT Dose Storage"),
        ({"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0}, "unsupported", "one bit"),
        ({"PhotometricInterpretation": "HSV"}, "unsupported", "colour"),
        ({"Rows": None}, "missing_tags", "Rows"),
        ({"PhotometricInterpretation": None}, "missing_tags", "PhotometricInterpretation"),
        ({"Rows": 0}, "corrupt", "damaged"),
        ({"BitsStored": 17}, "corrupt", "damaged"),
        ({"SamplesPerPixel": 3}, "corrupt", "damaged"),
        ({"Rows": 4000}, "truncated", "ends before"),
        ({"Rows": 60000, "Columns": 60000}, "too_large", "megapixels"),
    ],
)
def test_what_is_not_loaded_says_why(tmp_path: Path, tags: dict[str, Any], code: str, words: str) -> None:
    error = refusal(write_dicom(tmp_path / "a", PIXELS, bits_stored=tags.get("BitsStored", 12), **tags))
    assert error.code == code
    assert words in error.sentence
    assert str(error) == error.sentence


@pytest.mark.parametrize("uid", ["1.2.840.10008.5.1.4.1.1.88.11", "1.2.840.10008.5.1.4.1.1.9.1.1"])
def test_objects_without_pixels_are_named(tmp_path: Path, uid: str) -> None:
    from pydicom.uid import UID

    error = refusal(write_dicom(tmp_path / "a", None, SOPClassUID=uid))
    assert error.code == "no_pixels"
    assert error.sentence.startswith(UID(uid).name)


def test_included_modalities_and_parts_are_noted(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, window=FULL, Modality="CT", BodyPartExamined="HAND")
    image = read(path, "ct", parts=("hand",))
    assert_is_the_picture(image)
    assert image.notes == ("windowed", "included_modality", "included_body_part")


@pytest.mark.parametrize("part", ["CHEST", "Thorax", "CHEST PA", "", None])
def test_chests_by_their_many_names(tmp_path: Path, part: str | None) -> None:
    assert read(write_dicom(tmp_path / "a", PIXELS, bits_stored=12, BodyPartExamined=part)).pixels.any()


def test_header_values_never_show(tmp_path: Path) -> None:
    error = refusal(write_dicom(tmp_path / "a", PIXELS, bits_stored=12, BodyPartExamined="jones^mary 1950"))
    assert "jones" not in str(error).lower()


def test_a_file_cut_anywhere_is_never_an_image(tmp_path: Path) -> None:
    whole = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, window=FULL).read_bytes()
    cut = tmp_path / "cut"
    for size in [*range(1, 400, 23), *range(400, len(whole), 211), len(whole) - 1]:
        cut.write_bytes(whole[:size])
        with pytest.raises(UnreadableImage):
            read_image(cut)


@pytest.mark.parametrize("name", ["jpeg-ls", "jpeg 2000", "jpeg lossless"])
def test_codestream_and_header_must_agree(tmp_path: Path, name: str) -> None:
    syntax, encode, _ = CODECS[name]
    coded = bytes(encode(PIXELS))
    path = write_dicom(tmp_path / "a", PIXELS[:20], bits_stored=12, transfer_syntax=syntax, codestream=coded)
    assert refusal(path).code == "corrupt"


def test_an_executable_preamble_is_noted(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, bits_stored=12, window=FULL)
    path.write_bytes(b"MZ" + path.read_bytes()[2:])
    assert "executable_preamble" in read(path).notes
