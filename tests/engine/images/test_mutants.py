"""Damaged files by the hundred: each ends as an image or as a reason, and none takes the program with it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import numpy as np
import pydicom

from engine.images.decode_pool import decode_all
from engine.images.decoded import IntakeRules
from tests.builders import chest_like, write_png

MUTANTS = int(os.environ.get("PLANNER_MUTANTS", "400"))
RULES = IntakeRules(("CT", "MR", "US", "NM"), ("HEAD", "ABDOMEN"))


def mutant(original: bytes, chance: random.Random) -> bytes:
    """`original` with some bytes changed, lengths blown up, pieces cut out or doubled."""
    data = bytearray(original)
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(min(len(data), chance.choice((4000, len(data)))))
        match chance.choices(("byte", "length", "cut", "double", "end"), (12, 3, 2, 2, 1))[0]:
            case "byte":
                data[at] = chance.randrange(256)
            case "length":
                data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
            case "cut":
                del data[at : at + chance.randrange(1, 200)]
            case "double":
                data[at:at] = data[at : at + chance.randrange(1, 200)]
            case _:
                del data[at:]
        if not data:
            data = bytearray(b"x")
    return bytes(data)


def test_mutants(tmp_path: Path) -> None:
    chance = random.Random(0)
    bundled = sorted((Path(pydicom.__file__).parent / "data" / "test_files").glob("*.dcm"))
    originals = [path.read_bytes() for path in bundled if path.stat().st_size < 400_000]
    for suffix in ("png", "jpg", "tif"):
        originals += [write_png(tmp_path / f"a.{suffix}", (chest_like(1) >> 4).astype(np.uint8)).read_bytes()] * 4
    paths = []
    for number in range(MUTANTS):
        paths.append(tmp_path / f"m{number}")
        paths[-1].write_bytes(mutant(chance.choice(originals), chance))
    for result in decode_all(paths, side=32, rules=RULES, jobs=2):
        assert (result.pixels is None) == bool(result.reply.code)
        assert not result.reply.code or result.reply.sentence
