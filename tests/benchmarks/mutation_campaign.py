"""Damaged files by the thousand through the decoding processes: each ends as an image or as a reason.

    python -m tests.benchmarks.mutation_campaign [COUNT=20000] [SEED=0]

The originals are pydicom's own files and one of every coding, depth, sign and colour that `tests.intake_corpus` and
`tests.intake_colours` write, 240×200 pixels, at a working size of 32, so that the fast way is taken. Printed are the
outcomes, the restarts of decoding processes with the number of the file that each cost (the same SEED makes the same
file of the same number: `mutant_number`), and the times of a file as its process saw them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pydicom

from engine.images.decode_pool import decode_all
from engine.images.decode_process import Decoded, DecodeProcess
from engine.images.decoded import IntakeRules
from tests.builders import write_png
from tests.intake_colours import colour_files
from tests.intake_corpus import grey_files, radiograph

SIDE = 32
ROWS, COLUMNS = 240, 200
AT_ONCE = 500
LARGEST_BUNDLED = 400_000
RULES = IntakeRules(("CT", "MR", "US", "NM", "PT"), ("HEAD", "CSPINE", "ABDOMEN", "WHOLE BODY"))
CRASHES = ("decoder_crashed", "too_slow")


@dataclass(frozen=True)
class Original:
    """A file before it is damaged."""

    name: str
    content: bytes


def originals(folder: Path) -> list[Original]:
    """The files that mutants are made of, always in the same order; `folder` is written to."""
    bundled = sorted((Path(pydicom.__file__).parent / "data" / "test_files").glob("*.dcm"))
    paths = [path for path in bundled if path.stat().st_size < LARGEST_BUNDLED]
    paths += [file.path for file in grey_files(folder / "grey", ROWS, COLUMNS)]
    paths += [file.path for file in colour_files(folder / "colour", ROWS, COLUMNS)]
    for suffix in ("png", "jpg", "tif"):
        paths += [write_png(folder / f"a.{suffix}", radiograph(ROWS, COLUMNS, 8))] * 4
    paths.append(write_png(folder / "wide.png", radiograph(ROWS, COLUMNS, 16)))
    return [Original(path.name, path.read_bytes()) for path in paths]


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


def mutant_number(number: int, seed: int, files: list[Original]) -> tuple[str, bytes]:
    """The mutant of this number, whatever others were made before, and the name of the file it was."""
    chance = random.Random(f"{seed} {number}")
    original = chance.choice(files)
    return original.name, mutant(original.content, chance)


@dataclass
class Tally:
    """What became of the mutants so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)  # and the file's name
    starts: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, number: int, name: str, decoded: Decoded) -> None:
        """One file's end."""
        code = decoded.reply.code
        self.outcomes[code or "loaded"] += 1
        if code in CRASHES:
            self.crashes.append(f"{number} ({name}): {code}")
        said = bool(decoded.reply.sentence) and "\n" not in decoded.reply.sentence
        if (decoded.pixels is None) != bool(code) or (code and not said):
            self.wrong.append(f"{number} ({name})")


def watched(tally: Tally) -> None:
    """Have every process's starts counted and every file timed, from the side of the one who asks."""
    ask, start = DecodeProcess.ask, DecodeProcess._popen

    def timed(self: DecodeProcess, path: Path) -> Decoded | None:
        if self._process is None and not self._start():  # a start is not a file's time
            return None
        began = time.perf_counter()
        answer = ask(self, path)
        tally.seconds.append((time.perf_counter() - began, path.name))
        return answer

    def counted(self: DecodeProcess):  # type: ignore[no-untyped-def]
        tally.starts += 1
        return start(self)

    DecodeProcess.ask, DecodeProcess._popen = timed, counted  # type: ignore[method-assign]


def main(count: int = 20_000, seed: int = 0) -> None:
    """Print the table."""
    tally = Tally()
    watched(tally)
    rounds, began = 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        files = originals(Path(folder))
        for first in range(0, count, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, count))
            paths, names = [Path(folder) / f"{number}" for number in numbers], []
            for number, path in zip(numbers, paths, strict=True):
                name, content = mutant_number(number, seed, files)
                path.write_bytes(content)
                names.append(name)
            rounds += 1
            results = decode_all(paths, side=SIDE, rules=RULES, jobs=2)
            for number, name, decoded in zip(numbers, names, results, strict=True):
                tally.add(number, name, decoded)
            for path in paths:
                path.unlink()
    seconds = sorted(tally.seconds)
    print(f"{count} mutants of {len(files)} files, seed {seed}, in {time.perf_counter() - began:.0f} s")
    for code, number in tally.outcomes.most_common():
        print(f"{code:20} {number:7}")
    print(f"restarts of a decoding process: {tally.starts - 2 * rounds}")
    for line in tally.crashes:
        print(f"    mutant {line}")
    high = seconds[int(len(seconds) * 0.999)][0]
    worst = ", ".join(f"{slow:.2f} s (mutant {number})" for slow, number in reversed(seconds[-4:]))
    print(f"a file's time: 99.9th percentile {high:.2f} s, worst {worst}")
    print(f"replies that are neither an image nor a reason: {len(tally.wrong)} {tally.wrong[:10]}")
    sys.exit(1 if tally.wrong or sum(tally.outcomes.values()) != count else 0)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
