"""The desk at which images are labelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import desktop_app.forms.label_desk as module
from desktop_app.forms.label_desk import LabelDesk
from desktop_app.models.label_classes import ClassName, classes_change
from desktop_app.runs.looking import Looking
from engine.cohort.label_pace import MEDIAN_KEY
from engine.cohort.records import Cohort
from engine.cohort.split import Split
from engine.images.downsize import content_box
from engine.running.store import ProjectStore
from tests.builders import write_dicom
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_picture, make_project

N = 12


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "p", make_cohort(N, labelled=0), pixels=N)
    store = ProjectStore.open(made)
    store.change_labels(classes_change(store, (ClassName("", "covid"), ClassName("", "normal"))))
    store.close()
    return made


@pytest.fixture
def desk(stage: Stage, folder: Path) -> LabelDesk:
    stage.session.open_project(folder)
    made = LabelDesk(stage.session)
    stage.qtbot.addWidget(made)
    made.show()
    stage.qtbot.waitExposed(made)
    made.begin()
    return made


@pytest.fixture
def press(stage: Stage, desk: LabelDesk) -> Callable[..., str]:
    def one(key: str) -> str:
        before = desk.queue.current or ""
        QTest.keyClick(desk, getattr(Qt.Key, f"Key_{key}"))
        stage.qtbot.waitUntil(lambda: not stage.session.labelling.busy and not desk._waiting_for, timeout=5000)
        return before

    return one


def test_every_image_once_then_the_end(desk: LabelDesk, press: Callable[..., str]) -> None:
    assert len({press("1") for _ in range(N)}) == N
    assert desk.queue.current is None
    assert desk.finished.isVisible()
    assert desk.finished.button.text() == "Go on to the study"
    assert not desk.side.buttons["covid"].isEnabled()
    assert press("1") == ""
    press("Left")
    assert desk.canvas.isVisible()
    assert desk.side.buttons["covid"].isChecked()


def test_unsure_images_wait_for_a_second_look(desk: LabelDesk, press: Callable[..., str]) -> None:
    unsure = {press("0") for _ in range(3)}
    for _ in range(N - 3):
        press("2")
    assert "3 images are marked unsure" in desk.finished.sentence.text()
    desk.finished.button.click()
    again = [press(key) for key in ("1", "0", "1")]
    assert set(again) == unsure
    assert desk.queue.current is None
    assert desk.progress.line() == f"{N - 1} of {N} labelled · 1 unsure"


def test_labelled_images_too(desk: LabelDesk, press: Callable[..., str]) -> None:
    first = press("1")
    desk.side.everything.setChecked(True)
    assert desk.queue.current == first, "the same order, from its beginning"
    press("2")
    assert desk.session.labelling.record(first).label == "normal"
    for _ in range(N - 1):
        press("1")
    assert desk.queue.current is None


def test_the_time_an_image_takes(desk: LabelDesk, press: Callable[..., str], clock: list[float]) -> None:
    desk.begin()
    for seconds in (4.0, 6.0, 5.0, 300.0, 8.0, 2.0):
        clock[0] += seconds
        press("1")
    assert desk.session.store.meta(MEDIAN_KEY) == "5.0", "the pause of five minutes is left out"
    assert "5.0 s an image" in desk.side.pace_words.text()


def test_images_are_read_before_they_are_wanted(stage: Stage, desk: LabelDesk, press: Callable[..., str]) -> None:
    stage.qtbot.waitUntil(lambda: len(desk.pictures._ready) == 3)
    read = desk.pictures.read_now
    for _ in range(5):
        press("1")
        stage.qtbot.waitUntil(lambda: not desk.pictures._background.running)
    assert desk.pictures.read_now == read
    current = desk.session.labelling.record(desk.queue.current)
    picture, square = desk.canvas.picture, make_picture(current.cache_slot)
    shown = picture.part(0, 0, 0, 256, 256, picture.own)
    top, left, rows, columns = content_box(current.rows, current.columns, 256)
    assert (shown == square[top : top + rows, left : left + columns]).all()


def test_labels_of_no_use_come_last(stage: Stage, folder: Path) -> None:
    held_out = tuple(make_image(at).image_id for at in (0, 1, 2, 3))
    store = ProjectStore.open(folder)
    store.save_split(Split(test=held_out[:1], held_out=held_out, seed=0, test_fraction=0.3))
    store.close()
    stage.session.open_project(folder)
    desk = LabelDesk(stage.session)
    stage.qtbot.addWidget(desk)
    desk.begin()
    order = [desk.queue.current, *desk.queue.coming(N)]
    assert set(order[-3:]) == set(held_out[1:]), "images of test patients, but no test images"
    assert "3 unlabelled images of test patients come last" in desk.side.test_words.text()


def test_a_label_by_another_page_is_shown(stage: Stage, desk: LabelDesk) -> None:
    image_id = desk.queue.current
    stage.session.labelling.label_image(image_id, "normal")
    stage.qtbot.waitUntil(lambda: desk.session.labelling.record(image_id).label == "normal")
    assert desk.queue.current == image_id, "nobody here has answered"
    assert desk.side.buttons["normal"].isChecked()


def test_more_classes_than_keys(stage: Stage, desk: LabelDesk, press: Callable[..., str]) -> None:
    names = tuple(ClassName("", f"class {at}") for at in range(11))
    stage.session.store.change_labels(classes_change(stage.session.store, names))
    desk.begin()
    press("9")
    assert stage.session.cohort.class_counts == {"class 8": 1}
    assert desk.side.buttons["class 10"].key == ""
    desk.side.buttons["class 10"].click()
    stage.qtbot.waitUntil(lambda: not stage.session.labelling.busy)
    assert stage.session.cohort.class_counts == {"class 10": 1, "class 8": 1}


def test_the_number_pad_works_too(stage: Stage, desk: LabelDesk) -> None:
    QTest.keyClick(desk, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    stage.qtbot.waitUntil(lambda: stage.session.cohort.class_counts == {"covid": 1}, timeout=2000)


def test_every_pixel_of_the_file_a_moment_later(stage: Stage, tmp_path: Path) -> None:
    """And the next one's while this one is looked at."""
    chance = np.random.default_rng(0)
    images = []
    for at in range(3):
        stored = chance.integers(0, 4096, (300, 400), dtype=np.uint16)
        write_dicom(tmp_path / f"{at}.dcm", stored, bits_stored=12)
        images.append(make_image(at, source=str(tmp_path), file=f"{at}.dcm", rows=300, columns=400, modality="DX"))
    stage.session.open_project(make_project(tmp_path / "p", Cohort(tuple(images)), pixels=3))
    stage.session.store.change_labels(classes_change(stage.session.store, (ClassName("", "a"), ClassName("", "b"))))
    looking = Looking(stage.session)
    desk = LabelDesk(stage.session, looking)
    stage.qtbot.addWidget(desk)
    desk.show()
    desk.begin()
    assert not desk.canvas.picture.exact
    stage.qtbot.waitUntil(lambda: desk.canvas.picture.exact, timeout=20_000)
    assert desk.canvas.picture.size(0) == (300, 400)
    following = desk.queue.coming(1)[0]
    stage.qtbot.waitUntil(lambda: following in looking._pictures, timeout=20_000)
    QTest.keyClick(desk, Qt.Key.Key_1)
    stage.qtbot.waitUntil(lambda: desk.queue.current == following)
    assert desk.canvas.picture.exact, "at once, since it was read ahead"
    stage.qtbot.waitUntil(lambda: not (looking._timer.isActive() or looking._reading.running), timeout=20_000)
    looking.close()
