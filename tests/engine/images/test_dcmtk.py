"""The picture that is shown against DCMTK's rendering with the same window: DICOM.md, figures to reach, 3."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.pixels.processing import apply_modality_lut

from engine.images.decoded import IntakeRules
from engine.images.reader import UnreadableImage, read_image
from tests.engine.images.dcmtk import SIDE, Comparison, choice_of, compared, has_dcmtk, rendered
from tests.engine.images.displays import DISPLAYS, corners
from tests.engine.images.helpers import stored_values
from tests.intake_colours import colour_files
from tests.intake_corpus import CODINGS, NATIVE, Coding, GreyFile, grey_files, radiograph

pytestmark = pytest.mark.skipif(not has_dcmtk(), reason="DCMTK's dcmj2pnm is not on the PATH (apt install dcmtk)")

EVERYTHING = IntakeRules(("CT", "MR", "US", "NM", "PT", "RTIMAGE"), ("HEAD", "CSPINE", "ABDOMEN", "WHOLE BODY"))
BUNDLED = sorted((Path(pydicom.__file__).parent / "data" / "test_files").rglob("*"))
LEAST_CORRELATION, MOST_DIFFERENCE = 0.95, 8.0
# DCMTK 3.6.7 has no decoder for these: it is shown the same pixels uncompressed.
NOT_IN_DCMTK = ("JPEG 2000", "HTJ2K", "JPEG XL")
# Files of pydicom's collection that DCMTK shows otherwise, and why ours is right.
OTHERWISE: dict[str, str] = {}


def comparisons(
    path: Path, folder: Path, stored: NDArray[Any] | None = None, twin: Path | None = None
) -> list[Comparison]:
    """Of one file by both ways; none where it is not loaded or DCMTK cannot show it. twin: shown to DCMTK instead.

    stored: the stored values; None to ask pydicom.
    """
    try:
        images = [read_image(path, EVERYTHING, side=side) for side in (0, SIDE)]
    except UnreadableImage:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        header = pydicom.dcmread(path, force=True)
        try:
            values = header.pixel_array if stored is None else stored
        except Exception:  # a compression that pydicom has no decoder for here
            values = stored_values(path, EVERYTHING)
        after, padding = None, None
        if "percentile_window" in images[0].notes:
            after = apply_modality_lut(values, header)
        if "padding" in images[0].notes:
            ends = sorted((header.PixelPaddingValue, header.get("PixelPaddingRangeLimit", header.PixelPaddingValue)))
            padding = (values >= ends[0]) & (values <= ends[1])
            after = None if after is None else after[~padding]
        options = choice_of(images[0], header.get("VOILUTFunction"), after)
    theirs = None if options is None else rendered(twin or path, folder, options)
    if theirs is None or theirs.shape != images[0].pixels.shape:
        return []
    return [compared(path.name, image, theirs, padding) for image in images]


def assert_agree(results: list[Comparison]) -> None:
    wrong = [result for result in results if result.name not in OTHERWISE]
    wrong = [r for r in wrong if r.correlation < LEAST_CORRELATION or r.mean_difference > MOST_DIFFERENCE]
    assert not wrong


def of_grey_file(file: GreyFile, folder: Path) -> list[Comparison]:
    twin = None
    if file.coding.name.startswith(NOT_IN_DCMTK):
        twin = NATIVE[1].write(folder / "twin.dcm", file.stored, file.bits, **tags_of(file.path))
    return comparisons(file.path, folder, file.stored, twin)


def tags_of(path: Path) -> dict[str, Any]:
    """The window and polarity that a written file has."""
    header = pydicom.dcmread(path, force=True, stop_before_pixels=True)
    window = {} if "WindowCenter" not in header else {"window": (float(header.WindowCenter), float(header.WindowWidth))}
    return {**window, "photometric": header.PhotometricInterpretation}


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_every_coding(coding: Coding, tmp_path: Path) -> None:
    files = list(grey_files(tmp_path, 150, 130, (coding,)))
    results = [result for file in files for result in of_grey_file(file, tmp_path)]
    assert len(results) == 2 * len(files)
    assert_agree(results)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize(
    "display", [name for name in DISPLAYS if name not in ("linear exact", "IDENTITY on MONOCHROME1")]
)
def test_every_display(display: str, photometric: str, tmp_path: Path) -> None:
    """LINEAR_EXACT is not in DCMTK 3.6.7; Presentation LUT Shape it takes from presentation states only."""
    pixels = radiograph(300, 260)
    tags = DISPLAYS[display] | {"photometric": photometric}
    path = NATIVE[1].write(tmp_path / "a.dcm", pixels, 12, **tags)
    twin = path
    if "PresentationLUTShape" in tags:
        shown = "MONOCHROME1" if tags["PresentationLUTShape"] == "INVERSE" else "MONOCHROME2"
        twin = NATIVE[1].write(
            tmp_path / "twin.dcm", pixels, 12, **(tags | {"photometric": shown, "PresentationLUTShape": None})
        )
    results = comparisons(path, tmp_path, pixels, twin)
    assert len(results) == 2
    assert_agree(results)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("window", [(0.0, 4096.0), None])
def test_padding(window: tuple[float, float] | None, photometric: str, tmp_path: Path) -> None:
    pixels = corners(radiograph(300, 260, signed=True).astype(np.int16), -2000)
    path = NATIVE[1].write(
        tmp_path / "a.dcm", pixels, 16, window=window, photometric=photometric, PixelPaddingValue=-2000
    )
    results = comparisons(path, tmp_path, pixels)
    assert len(results) == 2
    assert_agree(results)


def test_every_colour(tmp_path: Path) -> None:
    results = []
    for file in colour_files(tmp_path, 120, 100):
        results += comparisons(file.path, tmp_path)
    assert len(results) >= 40
    assert_agree(results)


def of_bundled_files(folder: Path) -> list[Comparison]:
    return [result for path in BUNDLED if path.is_file() for result in comparisons(path, folder)]


def test_pydicoms_own_files(tmp_path: Path) -> None:
    results = of_bundled_files(tmp_path)
    assert len(results) >= 80
    assert_agree(results)
    assert set(OTHERWISE) <= {result.name for result in results}  # no excuse that nothing needs
