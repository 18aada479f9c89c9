"""The viewer's process: the same image as in this one, no value that was not asked for, a crash that costs one file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.images.decoded import IntakeRules
from engine.images.look import read_look
from engine.images.look_process import LookProcess, look_command
from engine.images.unreadable import UnreadableImage
from tests.builders import chest_like, write_dicom


@pytest.fixture
def process() -> Iterator[LookProcess]:
    running = LookProcess()
    yield running
    running.close()


def test_image_and_header_come_across(process: LookProcess, tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "ä.dcm", chest_like(2).astype(np.int16) - 500, PixelSpacing=["0.2", "0.1"])
    look, here = process.image(path, IntakeRules()), read_look(path, IntakeRules())
    np.testing.assert_array_equal(look.pixels, here.pixels)
    assert look.stored is not None
    assert here.stored is not None
    np.testing.assert_array_equal(look.stored, here.stored)
    assert look.pixel_aspect == pytest.approx(2.0)
    hidden = process.header(path, patient_data=False)
    assert not any("Secret" in field.value for field in hidden)
    assert any(field.value == "Secret^Name" for field in process.header(path, patient_data=True))


def test_a_file_that_is_gone_is_a_reason_and_the_next_is_read(process: LookProcess, tmp_path: Path) -> None:
    with pytest.raises(UnreadableImage) as raised:
        process.image(tmp_path / "gone.dcm", IntakeRules())
    assert raised.value.code == "vanished"
    assert process.image(write_dicom(tmp_path / "a.dcm", chest_like(2)), IntakeRules()).pixels.shape == (64, 64)


def test_a_crash_costs_one_image(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a.dcm", chest_like(2))
    crash = tmp_path / "crashed"
    program = (
        "import os, pathlib, sys\n"
        f"first = not pathlib.Path({str(crash)!r}).exists()\n"
        f"pathlib.Path({str(crash)!r}).touch()\n"
        "if first: sys.stdin.buffer.read(100); os._exit(3)\n"
        "from engine.images.look_worker import main; main()\n"
    )
    process = LookProcess([sys.executable, "-c", program])
    with pytest.raises(UnreadableImage) as raised:
        process.image(path, IntakeRules())
    assert raised.value.code == "decoder_crashed"
    assert process.image(path, IntakeRules()).pixels.shape == (64, 64)
    process.close()


def test_what_hangs_is_given_up(tmp_path: Path) -> None:
    process = LookProcess([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.3)
    with pytest.raises(UnreadableImage) as raised:
        process.image(tmp_path / "a.dcm", IntakeRules())
    assert raised.value.code == "too_slow"
    process.close()
    with pytest.raises(UnreadableImage):
        process.image(tmp_path / "a.dcm", IntakeRules())
    assert look_command()[-1] == "engine.images.look_worker"
