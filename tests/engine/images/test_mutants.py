"""Damaged files by the thousand: each ends as an image or as a reason, and none takes the program with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.images.decode_pool import decode_all
from tests.benchmarks.mutation_campaign import RULES, SIDE, Tally, mutant_number, originals, watched

MUTANTS = int(os.environ.get("PLANNER_MUTANTS", "2000"))


def test_mutants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of pydicom's files, and of every coding, depth and colour, by the fast way where there is one."""
    from engine.images.decode_process import DecodeProcess

    for name in ("ask", "_popen"):  # put back after the test
        monkeypatch.setattr(DecodeProcess, name, getattr(DecodeProcess, name))
    tally = Tally()
    watched(tally)
    files = originals(tmp_path)
    made = [mutant_number(number, 1, files) for number in range(MUTANTS)]
    paths = [tmp_path / f"m{number}" for number in range(MUTANTS)]
    for path, (_, content) in zip(paths, made, strict=True):
        path.write_bytes(content)
    results = list(decode_all(paths, side=SIDE, rules=RULES, jobs=2))
    for number, decoded in enumerate(results):
        tally.add(number, made[number][0], decoded)
        assert decoded.pixels is None or decoded.pixels.shape == (SIDE, SIDE)
    assert not tally.wrong
    assert sum(tally.outcomes.values()) == MUTANTS
    # A process is started again only where a file took it along, and once for each.
    assert 2 <= tally.starts <= 2 + len(tally.crashes)
    assert max(tally.seconds)[0] < 40
    if MUTANTS >= 400:
        assert len(tally.outcomes) > 4
        assert tally.outcomes["loaded"] > MUTANTS // 10


def test_a_mutant_can_be_made_again(tmp_path: Path) -> None:
    """By its number alone, so that one that crashed a decoder can be looked at."""
    files = originals(tmp_path / "a")
    again = originals(tmp_path / "b")
    assert files == again
    for number in (0, 3, 1999):
        assert mutant_number(number, 5, files) == mutant_number(number, 5, again)
    assert mutant_number(3, 5, files) != mutant_number(3, 6, files)
