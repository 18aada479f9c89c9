"""Copies of an image have one hash, other images have others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images.pixel_hash import PixelHash, code_hash, pixel_hash

CHANCE = np.random.default_rng(0)
SMALL = CHANCE.integers(0, 128, (30, 20))  # fits every type
BYTE = CHANCE.integers(0, 256, (30, 20))
TWELVE = CHANCE.integers(0, 4096, (30, 20))
BELOW_ZERO = TWELVE - 2048
SMALL_BELOW_ZERO = SMALL - 64


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        (SMALL, "u1 i1 u2 i2 u4 i4 i8 >u2 >i2"),
        (BYTE, "u1 u2 i2 u4 i8 >u2"),
        (TWELVE, "u2 i2 u4 i4 i8 >u2 >i2"),
        (BELOW_ZERO, "i2 i4 i8 >i2"),
        (SMALL_BELOW_ZERO, "i1 i2 i4 i8 >i2"),
        (TWELVE * 16 + 15, "u2 u4 i4 i8 >u2"),
        (TWELVE * 100_000, "i8 u8 >i8"),
    ],
)
def test_the_type_does_not_matter(values: NDArray[Any], kinds: str) -> None:
    assert len({pixel_hash(values.astype(kind)) for kind in kinds.split()}) == 1


@pytest.mark.parametrize("kind", ["u1", "u2", "i2"])
@pytest.mark.parametrize("rows", [1, 3, 16, 30])
def test_strip_by_strip(kind: str, rows: int) -> None:
    """Also where only a later strip has a value that takes more than 8 bits, or one below zero."""
    for name, last in (("small", 5), ("wide", 5000 if kind != "u1" else 200), ("negative", -3 if kind == "i2" else 7)):
        values = BYTE.astype(kind)
        values[-1, -1] = last
        digest = PixelHash()
        for top in range(0, 30, rows):
            digest.update(values[top : top + rows])
        assert digest.hexdigest(values.shape) == pixel_hash(values), name


def test_not_contiguous_arrays() -> None:
    values = TWELVE.astype(np.uint16)
    assert pixel_hash(values[:, ::2]) == pixel_hash(values[:, ::2].copy())
    assert pixel_hash(np.asfortranarray(values)) == pixel_hash(values)


def test_other_images_have_other_hashes() -> None:
    one_more = TWELVE.copy()
    one_more[4, 4] += 1
    others = [
        TWELVE, one_more, TWELVE.T, TWELVE.reshape(20, 30), TWELVE[::-1], TWELVE - 4096, BYTE, SMALL, np.zeros((3, 4)),
        np.zeros((4, 3)), np.zeros((4, 3, 3)), np.zeros((4, 9)), TWELVE.reshape(30, 20, 1),
    ]  # fmt: skip
    hashes = [pixel_hash(values.astype(np.int32)) for values in others]
    assert len(set(hashes)) == len(hashes)
    # −1 and 65535 are the same bits.
    assert pixel_hash(np.full((2, 2), -1, np.int16)) != pixel_hash(np.full((2, 2), 65535, np.uint16))


def test_hashes_of_code_are_never_those_of_pixels() -> None:
    assert code_hash(b"abc") != code_hash(b"abd")
    assert code_hash(memoryview(b"abc")) == code_hash(b"abc")
    assert ":" in code_hash(b"abc")
    assert ":" not in pixel_hash(BYTE)
    assert len(pixel_hash(BYTE)) == 32
