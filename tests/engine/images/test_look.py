"""What the viewer is shown: intake's own pixels, and the stored values with the window that makes those of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.images.decoded import IntakeRules
from engine.images.look import read_look, stored_window
from engine.images.reader import read_image
from engine.images.unreadable import UnreadableImage
from tests.builders import chest_like, write_dicom, write_png


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"window": (1500.0, 2000.0)},
        {"photometric": "MONOCHROME1", "window": (1500.0, 2000.0)},
        {"RescaleSlope": "2", "RescaleIntercept": "-100", "window": (3000.0, 4000.0)},
        {"PixelPaddingValue": 0},
    ],
)
def test_the_pixels_are_those_of_intake(tmp_path: Path, tags: dict) -> None:  # type: ignore[type-arg]
    path = write_dicom(tmp_path / "a.dcm", chest_like(3, 96), bits_stored=12, **tags)
    look = read_look(path, IntakeRules())
    np.testing.assert_array_equal(look.pixels, read_image(path).pixels)
    assert look.stored is not None
    np.testing.assert_array_equal(look.stored, chest_like(3, 96))


def test_other_files_have_no_stored_values(tmp_path: Path) -> None:
    grey = write_png(tmp_path / "a.png", chest_like(1).astype(np.uint8))
    assert read_look(grey, IntakeRules()).stored is None
    colour = np.stack([(chest_like(1) >> 4).astype(np.uint8)] * 3, axis=-1)
    look = read_look(write_dicom(tmp_path / "c.dcm", colour, photometric="RGB"), IntakeRules())
    assert look.stored is None
    np.testing.assert_array_equal(look.pixels, read_image(tmp_path / "c.dcm").pixels)


@pytest.mark.parametrize(
    ("centre", "width", "inverted"), [(1500.0, 2000.0, False), (1500.0, 2000.0, True), (2000.0, 9000.0, False)]
)
def test_the_window_is_found_from_the_two_images(tmp_path: Path, centre: float, width: float, inverted: bool) -> None:
    kind = "MONOCHROME1" if inverted else "MONOCHROME2"
    path = write_dicom(tmp_path / "a.dcm", chest_like(3, 96), bits_stored=12, photometric=kind, window=(centre, width))
    look = read_look(path, IntakeRules())
    assert look.stored is not None
    black, white = stored_window(look.stored, look.pixels)
    # PS3.3 C.11.2.1.2.1: LINEAR runs from centre − 0.5 − (width − 1) / 2 over width − 1 values.
    low, high = centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2
    assert (black, white) == pytest.approx((high, low) if inverted else (low, high), abs=width / 255)


def test_even_images_have_a_window_too() -> None:
    stored = np.full((4, 4), 7, np.uint16)
    assert stored_window(stored, np.zeros((4, 4), np.uint8)) == (7.0, 8.0)
    two = np.array([[0, 10]], np.uint16)
    assert stored_window(two, np.array([[0, 255]], np.uint8)) == (0.0, 10.0)
    assert stored_window(two, np.array([[255, 0]], np.uint8)) == (10.0, 0.0)


def test_a_damaged_file_is_a_reason(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a.dcm", chest_like(3, 96))
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(UnreadableImage) as raised:
        read_look(path, IntakeRules())
    assert raised.value.code == "truncated"
