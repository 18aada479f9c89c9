"""An image of any size to the square of the cache: area average, proportions kept, centred on black."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def content_box(rows: int, columns: int, side: int, pixel_aspect: float = 1.0) -> tuple[int, int, int, int]:
    """Where in its square an image of `rows` × `columns` pixels lies: top, left, rows, columns; the rest is padding."""
    height, width = rows * pixel_aspect, float(columns)
    scale = side / max(height, width)
    new_rows, new_columns = (min(side, max(1, round(length * scale))) for length in (height, width))
    return (side - new_rows) // 2, (side - new_columns) // 2, new_rows, new_columns


def fit_square(
    pixels: NDArray[np.uint8],
    side: int,
    pixel_aspect: float = 1.0,
    *,
    source: tuple[int, int] | None = None,
    region: tuple[float, float, float, float] | None = None,
) -> NDArray[np.uint8]:
    """uint8 (rows, columns) to uint8 (side, side): the longer side becomes `side`, the rest is 0.

    Larger images are averaged over areas (Pillow's BOX filter), smaller ones enlarged bilinearly. pixel_aspect: see
    `DecodedImage`; pixels that are not square are made so. source: rows and columns of the image that `pixels` are a
    reduction of; None for `pixels` themselves. region: the left, upper, right and lower edge of that image in `pixels`,
    whose edge pixels may reach beyond it; None for all.
    """
    rows, columns = pixels.shape
    if region is not None:  # an edge that lies outside by a rounding or half a pixel
        region = (max(region[0], 0), max(region[1], 0), min(region[2], columns), min(region[3], rows))
    source_rows, source_columns = source or (rows, columns)
    top, left, new_rows, new_columns = content_box(source_rows, source_columns, side, pixel_aspect)
    if region is None and (new_rows, new_columns) == (rows, columns):
        small = pixels
    elif region is None and rows % new_rows == 0 and columns == rows // new_rows * new_columns:
        small = np.asarray(Image.fromarray(pixels).reduce(rows // new_rows))  # the same average, four times as fast
    else:
        # BOX enlarges by repeating pixels, so what becomes larger in either direction is interpolated.
        grows = new_rows > rows or new_columns > columns
        method = Image.Resampling.BILINEAR if grows else Image.Resampling.BOX
        small = np.asarray(Image.fromarray(pixels).resize((new_columns, new_rows), method, box=region))
    square = np.zeros((side, side), dtype=np.uint8)
    square[top : top + new_rows, left : left + new_columns] = small
    return square
