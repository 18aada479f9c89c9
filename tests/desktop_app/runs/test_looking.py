"""Reading for the viewer: once an image, the newest first, nothing of another project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop_app.runs import looking as module
from desktop_app.runs.looking import KEPT, Looking
from engine.cohort.records import ImageRecord
from engine.images.decoded import IntakeRules
from engine.images.look import ImageLook
from engine.images.unreadable import unreadable
from tests.desktop_app.fakes import make_image

RULES = IntakeRules()


class FakeProcess:
    """Reads at once and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.closed = False

    def image(self, path: Path, rules: IntakeRules) -> ImageLook:
        self.asked.append(path.name)
        if path.name == "gone.dcm":
            raise unreadable("vanished")
        return ImageLook(np.zeros((4, 4), np.uint8), None)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def process() -> FakeProcess:
    return FakeProcess()


@pytest.fixture
def looking(qtbot: QtBot, process: FakeProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looking]:
    monkeypatch.setattr(module, "_SETTLE_MS", 5)
    result = Looking()
    monkeypatch.setattr(result, "_look_process", lambda: process)
    yield result
    result.close()


def read(looking: Looking, qtbot: QtBot, image: ImageRecord) -> None:
    with qtbot.waitSignal(looking.picture_came, timeout=5000) as came:
        assert looking.picture(image, RULES) is None
    assert came.args[0] == image.image_id


def test_a_picture_is_kept_and_the_oldest_let_go(looking: Looking, qtbot: QtBot, process: FakeProcess) -> None:
    images = [make_image(at) for at in range(KEPT + 1)]
    for image in images:
        read(looking, qtbot, image)
    assert looking.picture(images[1], RULES) is not None
    assert len(process.asked) == KEPT + 1
    read(looking, qtbot, images[0])
    looking.forget()
    read(looking, qtbot, images[1])


def test_who_leafs_fast_has_the_last_one_read_only(looking: Looking, qtbot: QtBot, process: FakeProcess) -> None:
    images = [make_image(at) for at in range(8)]
    with qtbot.waitSignal(looking.picture_came, timeout=5000) as came:
        for image in images:
            looking.picture(image, RULES)
    assert came.args[0] == images[-1].image_id
    assert process.asked == [images[-1].file]


def test_what_is_being_read_is_not_read_twice(looking: Looking, qtbot: QtBot, process: FakeProcess) -> None:
    image = make_image(0)
    with qtbot.waitSignal(looking.picture_came, timeout=5000):
        looking.picture(image, RULES)
        looking._read()  # begun ahead
        looking._read()  # and wanted
    qtbot.wait(50)
    assert process.asked == [image.file]


def test_a_file_that_cannot_be_read_is_said_and_may_be_asked_for_again(
    looking: Looking, qtbot: QtBot, process: FakeProcess
) -> None:
    gone = make_image(0, file="gone.dcm")
    for _ in range(2):
        with qtbot.waitSignal(looking.failed, timeout=5000) as failed:
            looking.picture(gone, RULES)
        assert "gone" in failed.args[1]
    assert process.asked == ["gone.dcm"] * 2
