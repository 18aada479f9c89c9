"""Files made to do harm, through real processes: each costs 30 s and a process at the most, and no other file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from engine.images.decode_pool import decode_all
from engine.images.decode_process import DecodeProcess
from engine.images.decoded import IntakeRules
from engine.images.reader import read_image
from tests.builders import write_dicom
from tests.hostile_files import hostile_files
from tests.intake_corpus import radiograph

RULES = IntakeRules()


def test_hostile_files_cost_little_and_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = []
    popen = DecodeProcess._popen

    def counted(self: DecodeProcess):  # type: ignore[no-untyped-def]
        starts.append(time.monotonic())
        return popen(self)

    monkeypatch.setattr(DecodeProcess, "_popen", counted)
    files = list(hostile_files(tmp_path / "hostile"))
    assert len(files) > 60
    good = write_dicom(tmp_path / "good.dcm", radiograph(300, 200), bits_stored=12)
    paths = [path for file in files for path in (file.path, good)]
    began, wrong, taken_along = time.monotonic(), [], 0
    for number, decoded in enumerate(decode_all(paths, side=16, rules=RULES, jobs=1)):
        ended = time.monotonic()
        assert ended - began < 40  # 30 s and a new process
        began = ended
        code = decoded.reply.code
        if number % 2:
            assert not code
            continue
        file = files[number // 2]
        taken_along += code in ("decoder_crashed", "too_slow")
        assert (decoded.pixels is None) == bool(code)
        assert not code or (decoded.reply.sentence.endswith((".", "?")) and "\n" not in decoded.reply.sentence)
        if code not in file.codes:
            wrong.append((file.path.name, code))
    assert not wrong
    assert len(starts) == 1 + taken_along


def test_program_like_preambles_are_noted(tmp_path: Path) -> None:
    """CVE-2019-11687: the file is both a program and an image. It is loaded, and what it is is said."""
    path = write_dicom(tmp_path / "a", radiograph(40, 30), bits_stored=12)
    rest = path.read_bytes()[128:]
    for magic in (b"MZ\x90\0", b"\x7fELF\x02\x01", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf"):
        path.write_bytes(magic.ljust(128, b"\0") + rest)
        for side in (0, 16):
            assert "executable_preamble" in read_image(path, side=side).notes


@pytest.mark.parametrize(
    "preamble", [b"II*\0\x08\0\0\0", b"MM\0*", b"PACS export 3.1", b"\xff" * 128, b"#!/bin/sh\n", b"M"]
)
def test_other_preambles_are_not(preamble: bytes, tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a", radiograph(40, 30), bits_stored=12)
    expected = read_image(path)
    path.write_bytes(preamble.ljust(128, b"\0") + path.read_bytes()[128:])
    image = read_image(path)
    assert image.notes == expected.notes
    assert image.pixel_hash == expected.pixel_hash
