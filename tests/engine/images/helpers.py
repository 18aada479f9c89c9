"""Reading for tests: stored values before display, and an image by the fast and by the exact way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.images.decoded import DecodedImage, IntakeRules
from engine.images.dicom_file import parse
from engine.images.dicom_objects import check_object
from engine.images.dicom_pixels import stored_pixels
from engine.images.downsize import fit_square
from engine.images.reader import read_image
from engine.images.source import Source


def stored_values(path: Path, rules: IntakeRules | None = None) -> NDArray[Any]:
    """What is stored in a DICOM file's pixels, before the display chain."""
    with Source.open(path) as source:
        header, element = parse(source)
        assert element is not None
        return stored_pixels(element, check_object(header, element, rules or IntakeRules())).values


def square_of(image: DecodedImage, side: int) -> NDArray[np.uint8]:
    """As it is cached."""
    source = (image.rows, image.columns)
    return fit_square(image.pixels, side, image.pixel_aspect, source=source, region=image.region)


@dataclass(frozen=True)
class BothWays:
    """One file read exactly and fast, and both at the working size."""

    exact: DecodedImage
    fast: DecodedImage
    exact_square: NDArray[np.uint8]
    fast_square: NDArray[np.uint8]

    @property
    def mean_difference(self) -> float:
        """In 8-bit levels."""
        return float(np.abs(self.exact_square.astype(float) - self.fast_square).mean())

    @property
    def correlation(self) -> float:
        """Of the two squares; −1 for a negative."""
        return float(np.corrcoef(self.exact_square.ravel(), self.fast_square.ravel())[0, 1])

    @property
    def was_reduced(self) -> bool:
        """Whether the fast way was taken at all."""
        return self.fast.pixels.size < self.exact.pixels.size


def both_ways(path: Path, side: int = 32) -> BothWays:
    """Read `path` twice."""
    exact, fast = read_image(path), read_image(path, side=side)
    return BothWays(exact, fast, square_of(exact, side), square_of(fast, side))
