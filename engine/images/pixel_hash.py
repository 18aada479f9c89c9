"""Which images are the same: hashes of what was decoded."""

from __future__ import annotations

from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

# Before a hash of the code instead of the pixels: equal ones are copies, unequal ones may be.
CODE_PREFIX = "code:"


class PixelHash:
    """The hash of an image's stored values, taken in strip by strip: XXH3 of 128 bits, 32 hexadecimal digits.

    It is the same for an image stored twice, in 8 or in 16 bits, signed or unsigned, compressed without loss or not. It
    tells copies apart from other images; it is no protection against one who would forge a copy.
    """

    def __init__(self) -> None:
        # As 8-bit numbers while all values are such, and beside that, of wider types, as they are.
        self._narrow, self._wide = xxhash.xxh3_128(), xxhash.xxh3_128()
        self._fits, self._negative = True, False

    def update(self, values: NDArray[Any], highest: int | None = None) -> None:
        """The next whole numbers, in the image's order; every time of the same type. highest: of them, where known."""
        if not values.size:
            return
        kind = values.dtype
        self._negative = self._negative or (kind.kind == "i" and int(values.min()) < 0)
        if self._fits and (kind.itemsize > 1 or self._negative):
            self._fits = not self._negative and int(values.max() if highest is None else highest) < 256
        if self._fits:
            self._narrow.update(np.ascontiguousarray(values, dtype=np.uint8).data)
        if kind != np.uint8:
            wide = np.dtype("<i2" if kind == np.int8 else kind.newbyteorder("<"))
            self._wide.update(np.ascontiguousarray(values, dtype=wide).data)

    def hexdigest(self, shape: tuple[int, ...]) -> str:
        """Of all that came, as an image of `shape`."""
        digest = self._narrow if self._fits else self._wide
        digest.update(f"{shape}{'-' * self._negative}".encode())
        return digest.hexdigest()


def pixel_hash(values: NDArray[Any]) -> str:
    """`PixelHash` of a whole image."""
    if values.dtype.itemsize > 2 and values.size:
        low, high = int(values.min()), int(values.max())
        if low >= -(1 << 15) and high < 1 << (15 if low < 0 else 16):
            values = values.astype(np.int16 if low < 0 else np.uint16)
        else:
            values = values.astype(np.int64)
    digest = PixelHash()
    digest.update(values)
    return digest.hexdigest(values.shape)


def code_hash(data: bytes | memoryview) -> str:
    """In the place of `pixel_hash` for a code that was decoded at a fraction of its size: of the code itself."""
    return CODE_PREFIX + xxhash.xxh3_128_hexdigest(data)


def shown_hash(pixels: NDArray[np.uint8]) -> str:
    """Of an image as it is cached, 16 hexadecimal digits: what is computed from the cache depends on nothing else."""
    return xxhash.xxh3_64_hexdigest(np.ascontiguousarray(pixels).data)
