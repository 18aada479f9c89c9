"""Images as the networks take them: uint8 near the device, float32 and normalised only when a batch is made.

The normalisation and the evaluation's resize are defined here and nowhere else; the exported model repeats them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

PIXEL_MEAN = 0.5
PIXEL_STD = 0.25
_CHUNK_BYTES = 64 << 20


def normalise(unit: Tensor) -> Tensor:
    """Floats in [0, 1] to the networks' input: (x - PIXEL_MEAN) / PIXEL_STD."""
    return (unit - PIXEL_MEAN) / PIXEL_STD


def resize(unit: Tensor, side: int) -> Tensor:
    """float32 (n, 1, h, w) to (n, 1, side, side): bilinear, with the filter widened to the step when it reduces.

    The widened ("anti-aliased") triangle filter weighs every source pixel, as Pillow's BILINEAR does. It equals
    torch.nn.functional.interpolate(mode="bilinear", antialias=True), and ONNX has it as Resize(mode="linear",
    antialias=1, coordinate_transformation_mode="half_pixel"), opset 18 and later. The filter is separable, so it is
    applied as one matrix from either side, several times faster than interpolate on a CPU. An image of that side
    already is returned as it is.
    """
    height, width = unit.shape[-2:]
    if (height, width) == (side, side):
        return unit
    rows = _resize_matrix(height, side).to(unit.device)
    columns = _resize_matrix(width, side).to(unit.device)
    return rows @ (unit @ columns.T)


@lru_cache(maxsize=16)
def _resize_matrix(old: int, new: int) -> Tensor:
    """float32 (new, old): each row holds the weights of one new pixel, which sum to one."""
    with torch.inference_mode(False), torch.no_grad():  # it is kept, so it must be an ordinary tensor
        identity = torch.eye(old).view(1, 1, old, old)
        resized = F.interpolate(identity, size=(new, old), mode="bilinear", align_corners=False, antialias=True)
        return resized.view(new, old)


def evaluation_batch(images: Tensor, image_size: int) -> Tensor:
    """What a network sees of an image when nothing is random: uint8 (n, s, s) to float32 (n, 1, image_size,
    image_size).

    x = (resize(uint8 / 255, image_size) - 0.5) / 0.25, in float32, straight from the project's cached images (256
    pixels). Used alike by fine-tuning, by the probe and by the exported model.
    """
    return normalise(resize(images.unsqueeze(1).to(torch.float32) / 255.0, image_size))


def training_side(image_size: int, cache_side: int = 256) -> int:
    """Side in pixels at which training images are held: 1.25 × image_size, at most the cache's own.

    A view shows a part of the image at `image_size`; without the reserve it would be magnified.
    """
    return min(round(1.25 * image_size), cache_side)


def resident_images(
    cache: NDArray[np.uint8], slots: Sequence[int], side: int, device: torch.device | str = "cpu"
) -> Tensor:
    """The images at `slots` of the cache, uint8 (N, S, S), reduced once to uint8 (n, side, side) on the device.

    Reduced with the filter of `resize`, in chunks, so no more than some 64 MiB of the cache is held as floats at a
    time.
    """
    rows = np.asarray(slots, dtype=np.int64)
    resident = torch.empty((len(rows), side, side), dtype=torch.uint8, device=device)
    step = max(1, _CHUNK_BYTES // max(1, 4 * cache.shape[1] * cache.shape[2]))
    for first in range(0, len(rows), step):
        chosen: NDArray[Any] = np.ascontiguousarray(cache[rows[first : first + step]])
        images = fitted(torch.from_numpy(chosen), side)
        resident[first : first + len(images)] = images.to(resident.device)
    return resident


def fitted(images: Tensor, side: int) -> Tensor:
    """uint8 (n, S, S) to uint8 (n, side, side) with the filter of `resize`, rounded; as they are when S is side.

    An image's result does not depend on those beside it, so it does not matter in which chunks a pool is fitted.
    """
    if images.shape[-2:] == (side, side):
        return images
    reduced = resize(images.unsqueeze(1).to(torch.float32), side).squeeze(1)
    return reduced.round_().clamp_(0, 255).to(torch.uint8)
