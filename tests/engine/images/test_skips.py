"""Every kind of file that is left out, with its code and its one line, whether read exactly or fast."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.uid import UID

from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from engine.images.reader import UnreadableImage, read_image
from tests.builders import write_dicom, write_png
from tests.intake_corpus import radiograph

PIXELS = radiograph(100, 80)
BUNDLED = sorted(path for path in (Path(pydicom.__file__).parent / "data" / "test_files").rglob("*") if path.is_file())
EVERYTHING = IntakeRules(
    ("CT", "MR", "US", "NM", "PT", "RTIMAGE", "SEG", "RTDOSE", "ECG", "SR", "PR"),
    ("HEAD", "CSPINE", "ABDOMEN", "WHOLE BODY", "HAND"),
)


def refusal(path: Path, side: int = 0, rules: IntakeRules | None = None) -> UnreadableImage:
    with pytest.raises(UnreadableImage) as caught:
        read_image(path, rules, side=side)
    sentence = caught.value.sentence
    assert "\n" not in sentence
    assert sentence[-1] in ".?"
    assert len(sentence) < 160
    return caught.value


@pytest.mark.parametrize("side", [0, 16])
@pytest.mark.parametrize(
    ("tags", "code", "words"),
    [
        ({"NumberOfFrames": 2}, "multi_frame", "2 frames"),
        ({"NumberOfFrames": 120, "SOPClassUID": "1.2.840.10008.5.1.4.1.1.12.1"}, "multi_frame", "120 frames"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.4"}, "unsupported", "Segmentation"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.7"}, "unsupported", "Segmentation"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.30"}, "unsupported", "Parametric Map"),
        ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.481.2"}, "unsupported", "RT Dose"),
        ({"Modality": "SEG", "SOPClassUID": None}, "unsupported", "Segmentation"),
        ({"Modality": "RTDOSE", "SOPClassUID": None}, "unsupported", "RT Dose"),
        ({"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0}, "unsupported", "one bit"),
        ({"BitsAllocated": 12, "BitsStored": 12}, "unsupported", "bits a pixel"),
        ({"PhotometricInterpretation": "ARGB", "SamplesPerPixel": 4}, "unsupported", "colour"),
        ({"Rows": 20_000, "Columns": 20_000}, "too_large", "100 megapixels"),
        ({"Rows": 200}, "truncated", "ends before"),
        ({"Columns": 0}, "corrupt", "damaged"),
        ({"BitsStored": 0}, "corrupt", "damaged"),
    ],
)
def test_images_that_are_left_out(tags: dict[str, Any], code: str, words: str, side: int, tmp_path: Path) -> None:
    error = refusal(write_dicom(tmp_path / "a", PIXELS, **tags), side, EVERYTHING)
    assert error.code == code
    assert words in error.sentence


@pytest.mark.parametrize(
    "keyword",
    [
        "Rows",
        "Columns",
        "SamplesPerPixel",
        "PhotometricInterpretation",
        "BitsAllocated",
        "BitsStored",
        "PixelRepresentation",
    ],
)
def test_missing_entries_are_named(keyword: str, tmp_path: Path) -> None:
    error = refusal(write_dicom(tmp_path / "a", PIXELS, **{keyword: None}), 16)
    assert error.code == "missing_tags"
    assert keyword in error.sentence


@pytest.mark.parametrize("keyword", ["FloatPixelData", "DoubleFloatPixelData"])
def test_floating_point_pixels(keyword: str, tmp_path: Path) -> None:
    kind = np.float32 if keyword == "FloatPixelData" else np.float64
    values = PIXELS.astype(kind).tobytes()
    tags = {"Rows": 100, "Columns": 80, "SamplesPerPixel": 1, "PhotometricInterpretation": "MONOCHROME2"}
    path = write_dicom(tmp_path / "a", None, BitsAllocated=8 * kind().itemsize, **tags, **{keyword: values})
    error = refusal(path)
    assert error.code == "unsupported"
    assert "floating-point" in error.sentence


@pytest.mark.parametrize(
    "uid",
    [
        "1.2.840.10008.5.1.4.1.1.88.11",  # structured report
        "1.2.840.10008.5.1.4.1.1.88.59",  # key object selection
        "1.2.840.10008.5.1.4.1.1.481.3",  # RT structures
        "1.2.840.10008.5.1.4.1.1.481.5",  # RT plan
        "1.2.840.10008.5.1.4.1.1.9.1.1",  # ECG
        "1.2.840.10008.5.1.4.1.1.11.1",  # presentation state
        "1.2.840.10008.5.1.4.1.1.104.1",  # PDF
        "1.2.840.10008.5.1.4.1.1.66",  # raw data
        "1.2.840.10008.1.3.10",  # DICOMDIR
    ],
)
def test_objects_without_pixels_are_named(uid: str, tmp_path: Path) -> None:
    error = refusal(write_dicom(tmp_path / "a", None, SOPClassUID=uid, Modality="OT"))
    assert error.code == "no_pixels"
    assert error.sentence.startswith(UID(uid).name)


def test_other_files(tmp_path: Path) -> None:
    whole = write_dicom(tmp_path / "a", PIXELS).read_bytes()
    for name, content, code in (
        ("empty.dcm", b"", "empty"),
        ("a.dcm.gz", gzip.compress(whole), "archive"),
        ("a.dcm", b"PK\x03\x04" + whole, "archive"),
        ("zst.dcm", bytes(imagecodecs.zstd_encode(whole)), "archive"),
        ("a.csv", b"file,label\n", "not_an_image"),
        ("b.dcm", b"<html>not found</html>" * 30, "not_an_image"),
        ("header only.dcm", whole[:600], "truncated"),
        ("zeros.dcm", bytes(5000), "not_an_image"),
    ):
        (tmp_path / name).write_bytes(content)
        assert refusal(tmp_path / name).code == code, name


MODALITIES = ["CT", "MR", "US", "MG", "NM", "PT", "XA", "RF", "ES", "PX", "IO", "SM", "DOC"]


@pytest.mark.parametrize("modality", MODALITIES)
def test_other_modalities_are_offered(modality: str, tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, Modality=modality)
    for side in (0, 16):
        error = refusal(path, side)
        assert (error.code, error.value) == ("modality", modality)
        assert error.sentence == f"modality {modality}: include it?"
    assert "included_modality" in read_image(path, IntakeRules((modality.lower(),))).notes


@pytest.mark.parametrize("modality", ["CR", "DX", "RG", "DR", "SC", "OT", "XC", "dx", "", None])
def test_projection_images_are_let_in(modality: str | None, tmp_path: Path) -> None:
    assert "included_modality" not in read_image(write_dicom(tmp_path / "a", PIXELS, Modality=modality)).notes


@pytest.mark.parametrize("part", ["HAND", "PELVIS", "abdomen", "KNEE", "SKULL"])
def test_other_body_parts_are_offered(part: str, tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", PIXELS, BodyPartExamined=part)
    error = refusal(path, 16)
    assert (error.code, error.value) == ("body_part", part.upper())
    assert error.sentence == f"body part {part.upper()}: include it?"
    assert "included_body_part" in read_image(path, IntakeRules(include_body_parts=(part,))).notes
    reply, square = read_for_cache(path, 16, IntakeRules())
    assert (reply.code, reply.value, square) == ("body_part", part.upper(), None)


def test_what_is_no_code_is_neither_shown_nor_offered(tmp_path: Path) -> None:
    for tags in ({"Modality": "Mary^Jones 1950-01-01"}, {"BodyPartExamined": "hand of mary jones"}):
        error = refusal(write_dicom(tmp_path / "a", PIXELS, **tags))
        assert error.value is None
        assert "jones" not in error.sentence.lower()


def left_out(path: Path) -> str | None:
    """The skip category of a file by its header alone, as pydicom reads it; None for an image, or no DICOM file."""
    try:
        header = pydicom.dcmread(path, force=True)
        pixels = {keyword for keyword in ("PixelData", "FloatPixelData", "DoubleFloatPixelData") if keyword in header}
        frames = int(header.get("NumberOfFrames") or 1)
    except Exception:  # one of them is damaged on purpose
        return None
    if not pixels:
        return "no_pixels"
    if frames > 1:
        return "multi_frame"
    masks = header.get("BitsAllocated") == 1 or header.get("Modality") in ("SEG", "RTDOSE")
    return "unsupported" if masks or pixels != {"PixelData"} else None


def test_none_of_pydicoms_files_of_a_skip_category_is_loaded() -> None:
    """With every modality and body part let in; a reason that comes first is as good."""
    found = set()
    for path in BUNDLED:
        category = left_out(path)
        for side in (0, 16):
            reply, square = read_for_cache(path, side or 16, EVERYTHING)
            if category is not None:
                assert reply.code, path.name
                assert square is None
                found.add(category)
    assert found == {"no_pixels", "multi_frame", "unsupported"}


def test_rasters_that_are_left_out(tmp_path: Path) -> None:
    whole = write_png(tmp_path / "a.png", PIXELS).read_bytes()
    for cut in (9, 40, len(whole) // 2):
        (tmp_path / "b.png").write_bytes(whole[:cut])
        assert refusal(tmp_path / "b.png", 16).code in ("truncated", "corrupt")
