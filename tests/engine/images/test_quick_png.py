"""The quick reading of PNG beside Pillow's: the same pixels, and never an image that Pillow would refuse."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.images.decode_worker import read_for_cache
from engine.images.decoded import IntakeRules
from engine.images.quick_png import lacks_rows, quick_png
from engine.images.reader import UnreadableImage, read_image
from tests.intake_corpus import radiograph

GREY = radiograph(60, 47, 8)
PICTURES = {
    "grey": GREY,
    "grey 16": radiograph(60, 47, 16),
    "colour": np.stack((GREY, 255 - GREY, GREY // 2), axis=-1),
    "one pixel": GREY[:1, :1],
    "one row": GREY[:1],
    "one column": np.ascontiguousarray(GREY[:, :1]),
}


def by_pillow(data: bytes) -> NDArray[Any] | None:
    """None where Pillow refuses the file, or would fill up missing rows."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            image.load()
            return None if lacks_rows(data) else np.asarray(image)
    except Exception:
        return None


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


ROWS = b"".join(b"\0" + row.tobytes() for row in GREY)
DEFLATED = zlib.compress(ROWS)
HEADER = (b"IHDR", struct.pack(">LL5B", 47, 60, 8, 0, 0, 0, 0))
PIXELS, END = (b"IDAT", DEFLATED), (b"IEND", b"")
HALF, REST = (b"IDAT", DEFLATED[:50]), (b"IDAT", DEFLATED[50:])


@pytest.mark.parametrize("level", [0, 1, 6, 9])
@pytest.mark.parametrize("name", list(PICTURES))
def test_the_pixels_are_pillows(name: str, level: int) -> None:
    out = io.BytesIO()
    Image.fromarray(PICTURES[name]).save(out, "PNG", compress_level=level, dpi=(300, 300))
    got = quick_png(out.getvalue())
    assert got is not None
    assert got.dtype == PICTURES[name].dtype
    np.testing.assert_array_equal(got, PICTURES[name])
    np.testing.assert_array_equal(got, by_pillow(out.getvalue()))


def test_every_filter() -> None:
    """ISO 15948 9.2, each of the five in turn; the bytes are any, so that each does something."""
    chance = random.Random(0)
    rows = b"".join(bytes([number % 5]) + chance.randbytes(47) for number in range(60))
    data = png(HEADER, (b"IDAT", zlib.compress(rows)), END)
    np.testing.assert_array_equal(quick_png(data), by_pillow(data))


@pytest.mark.parametrize(
    "chunks",
    [
        (HEADER, HALF, REST, END),
        (HEADER, HALF, (b"IDAT", b""), REST, END),
        (HEADER, (b"pHYs", bytes(9)), (b"gAMA", bytes(4)), (b"tEXt", b"a\0b"), PIXELS, (b"tIME", bytes(7)), END),
    ],
)
def test_what_is_read_quickly(chunks: tuple[tuple[bytes, bytes], ...]) -> None:
    np.testing.assert_array_equal(quick_png(png(*chunks)), GREY)
    np.testing.assert_array_equal(quick_png(png(*chunks) + b"more"), GREY)


@pytest.mark.parametrize(
    "chunks",
    [
        (HEADER, PIXELS),
        (HEADER, HALF, (b"tEXt", b"a\0b"), REST, END),
        (HEADER, HALF, END),
        (HEADER, END),
        (HEADER, (b"IDAT", DEFLATED[:-1] + b"\1"), END),
        (HEADER, (b"IDAT", zlib.compress(ROWS[:-48])), END),
        (HEADER, (b"IDAT", zlib.compress(ROWS + ROWS[:48])), END),
        (HEADER, (b"IDAT", zlib.compress(b"\7" + ROWS[1:])), END),
        (HEADER, HEADER, PIXELS, END),
        ((b"tEXt", b"a\0b"), HEADER, PIXELS, END),
        ((b"IHDR", HEADER[1] + b"x"), PIXELS, END),
        (HEADER, (b"pHYs", b"123"), PIXELS, END),
        (HEADER, (b"gAMA", b"1"), PIXELS, END),
        (HEADER, (b"cHRM", b"1"), PIXELS, END),
        (HEADER, (b"sRGB", b""), PIXELS, END),
        (HEADER, PIXELS, (b"pHYs", b"1"), END),
        (HEADER, (b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 21))), PIXELS, END),
        (HEADER, (b"iCCP", b"a\0\7x"), PIXELS, END),
        (HEADER, (b"tEXt", bytes(1 << 21)), PIXELS, END),
        (HEADER, (b"\0\1\2\3", b"x"), PIXELS, END),
        (HEADER, (b"fcTL", b"x"), PIXELS, END),
        (HEADER, (b"tRNS", b"\0\0"), PIXELS, END),
        (HEADER, (b"PLTE", b"123"), PIXELS, END),
        ((b"IHDR", struct.pack(">LL5B", 47, 60, 8, 0, 0, 0, 1)), PIXELS, END),
        ((b"IHDR", struct.pack(">LL5B", 47, 60, 8, 4, 0, 0, 0)), PIXELS, END),
        ((b"IHDR", struct.pack(">LL5B", 47, 60, 8, 0, 1, 0, 0)), PIXELS, END),
        ((b"IHDR", struct.pack(">LL5B", 0, 60, 8, 0, 0, 0, 0)), PIXELS, END),
    ],
)
def test_what_is_left_to_pillow(chunks: tuple[tuple[bytes, bytes], ...]) -> None:
    assert quick_png(png(*chunks)) is None


def test_missing_rows_are_never_filled_up(tmp_path: Path) -> None:
    """Pillow leaves them black and says nothing, in files of every kind."""
    for mode in ("L", "RGBA", "P", "1", "LA"):
        out = io.BytesIO()
        Image.fromarray(GREY).convert(mode).save(out, "PNG")
        whole = out.getvalue()
        assert by_pillow(whole) is not None
        at = whole.index(b"IDAT") - 4
        length = int.from_bytes(whole[at : at + 4], "big")
        rows = zlib.decompress(whole[at + 8 : at + 8 + length])
        short = whole[:at] + chunk(b"IDAT", zlib.compress(rows[: len(rows) * 2 // 3])) + chunk(*END)
        (tmp_path / "a.png").write_bytes(short)
        with pytest.raises(UnreadableImage) as caught:
            read_image(tmp_path / "a.png")
        assert caught.value.code == "truncated"


def test_a_bomb_is_refused_from_its_header() -> None:
    with pytest.raises(UnreadableImage) as caught:
        quick_png(png((b"IHDR", struct.pack(">LL5B", 20_000, 20_000, 8, 0, 0, 0, 0)), PIXELS, END))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("mend_checksums", [False, True])
def test_mutants(mend_checksums: bool) -> None:
    """Whatever the quick way returns, Pillow returns as well, pixel by pixel. Some mutants get right checksums."""
    chance = random.Random(0)
    originals = []
    for picture in PICTURES.values():
        out = io.BytesIO()
        Image.fromarray(picture).save(out, "PNG", dpi=(100, 100))
        originals.append(out.getvalue())
    read = 0
    for _ in range(1500):
        data = bytearray(chance.choice(originals))
        for _ in range(chance.choice((1, 1, 3))):
            at = chance.randrange(8, min(len(data), chance.choice((60, len(data)))))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 30)]
                case 2:
                    data[at:at] = data[at : at + chance.randrange(1, 30)]
                case _:
                    data[at] ^= 1 << chance.randrange(8)
        mutant = with_right_checksums(bytes(data)) if mend_checksums else bytes(data)
        try:
            got = quick_png(mutant)
        except UnreadableImage:
            continue
        if got is not None:
            read += 1
            expected = by_pillow(mutant)
            assert expected is not None
            np.testing.assert_array_equal(got, expected)
    assert read > 0


def with_right_checksums(data: bytes) -> bytes:
    """As far as the chunks' lengths make sense."""
    out, at = bytearray(data), 8
    while at + 12 <= len(out):
        end = at + 8 + int.from_bytes(out[at : at + 4], "big")
        if end + 4 > len(out):
            break
        out[end : end + 4] = zlib.crc32(out[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(out)


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_cut_file_is_never_half_an_image(name: str, tmp_path: Path) -> None:
    """Where only what follows the last row is missing, the image is whole; it is refused anywhere else."""
    out = io.BytesIO()
    Image.fromarray(PICTURES[name]).save(out, "PNG")
    whole = out.getvalue()
    (tmp_path / "a.png").write_bytes(whole)
    expected = read_for_cache(tmp_path / "a.png", 60, IntakeRules())[1]
    refused = 0
    for size in range(8, len(whole) - 12, max(1, len(whole) // 60)):
        assert quick_png(whole[:size]) is None
        (tmp_path / "a.png").write_bytes(whole[:size])
        reply, square = read_for_cache(tmp_path / "a.png", 60, IntakeRules())
        if square is None:
            assert reply.code in ("truncated", "corrupt")
            refused += 1
        else:
            np.testing.assert_array_equal(square, expected)
    assert refused >= (len(whole) - 100) // max(1, len(whole) // 60)
