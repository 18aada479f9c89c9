"""Labels given in the window are on disk when they are said to be, and can be taken back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop_app.session import Session
from engine.cohort.label_pace import MEDIAN_KEY
from engine.running.store import ProjectStore
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_project

IDS = [make_image(at).image_id for at in range(40)]


@pytest.fixture
def session(stage: Stage, tmp_path: Path) -> Session:
    assert stage.session.open_project(make_project(tmp_path / "p", make_cohort(40, labelled=0)))
    return stage.session


def wait(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.session.labelling.busy, timeout=5000)


def on_disk(session: Session) -> dict[str, tuple[str, str]]:
    """By another connection, as another program would see it."""
    assert session.store is not None
    with sqlite3.connect(session.store.folder / "project.sqlite") as connection:
        return {i: (label, origin) for i, label, origin in connection.execute("SELECT * FROM labels")}


def test_saved_means_on_disk_and_in_the_cohort(stage: Stage, session: Session) -> None:
    seen = []
    session.labelling.saved.connect(lambda i: seen.append((i, on_disk(session)[i], session.cohort.images[3].label)))
    session.labelling.label_image(IDS[3], "covid")
    assert session.labelling.busy
    wait(stage)
    assert seen == [(IDS[3], ("covid", "app"), "covid")]


def test_changes_keep_their_order(stage: Stage, session: Session) -> None:
    for at in range(30):
        session.labelling.label_image(IDS[0], f"class {at}")
    wait(stage)
    assert on_disk(session) == {IDS[0]: ("class 29", "app")}
    assert session.cohort.images[0].label == "class 29"


def test_undo_and_redo(stage: Stage, session: Session) -> None:
    labelling = session.labelling
    labelling.label_image(IDS[0], "covid")
    labelling.label_image(IDS[0], "normal")
    labelling.mark_unsure(IDS[0])
    wait(stage)
    assert session.cohort.images[0].label is None
    assert labelling.unsure == {IDS[0]}
    for expected in ("normal", "covid", None):
        labelling.undo()
        wait(stage)
        assert session.cohort.images[0].label == expected
        assert not labelling.unsure
    assert not labelling.undo_steps
    for _ in range(3):
        labelling.redo()
        wait(stage)
    assert labelling.unsure == session.store.unsure() == {IDS[0]}
    labelling.undo()
    wait(stage)
    labelling.label_image(IDS[1], "covid")
    wait(stage)
    assert not labelling.redo_steps, "a new label ends what could be done again"


def test_an_import_is_one_step(stage: Stage, session: Session) -> None:
    labelling = session.labelling
    labelling.label_image(IDS[1], "covid")
    wait(stage)
    before = session.cohort
    labels = {i: "normal" if at % 2 else None for at, i in enumerate(IDS)}
    labelling.give(labels, "csv", "the table", {IDS[2]: "f" * 16})
    wait(stage)
    assert session.cohort.class_counts == {"normal": 20}
    assert session.cohort.images[2].patient == "f" * 16
    assert session.cohort == session.store.cohort()
    assert on_disk(session)[IDS[1]] == ("normal", "csv")
    labelling.undo()
    wait(stage)
    assert session.cohort == before == session.store.cohort()
    assert on_disk(session) == {IDS[1]: ("covid", "app")}


def test_quiet_labels_are_told_of_at_once_when_asked(stage: Stage, session: Session) -> None:
    heard = []
    session.cohort_changed.connect(lambda: heard.append(1))
    for at in range(5):
        session.labelling.label_image(IDS[at], "covid", quiet=True)
    wait(stage)
    assert heard == []
    session.labelling.announce()
    session.labelling.announce()
    assert heard == [1]


def test_the_pace_is_kept_in_the_project(stage: Stage, session: Session, tmp_path: Path) -> None:
    for at, seconds in enumerate((2.0, 3.0, 4.0, 5.0, 6.0, 500.0)):
        session.labelling.label_image(IDS[at], "covid", seconds=seconds)
    wait(stage)
    assert session.store.meta(MEDIAN_KEY) == "4.0"
    folder = session.store.folder
    session.open_project(make_project(tmp_path / "other", make_cohort(3)))
    assert session.labelling.pace.median is None
    session.open_project(folder)
    assert session.labelling.pace.median == 4.0


def test_a_refused_label_changes_nothing(stage: Stage, session: Session) -> None:
    labelling = session.labelling
    labelling.label_image(IDS[0], "covid")
    wait(stage)
    with sqlite3.connect(session.store.folder / "project.sqlite") as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON labels BEGIN SELECT RAISE(ABORT, 'no'); END")
    said = []
    labelling.refused.connect(said.append)
    labelling.label_image(IDS[1], "covid")
    wait(stage)
    assert len(said) == 1
    assert session.cohort.class_counts == {"covid": 1}
    assert len(labelling.undo_steps) == 1


def test_a_label_for_a_project_that_was_closed_meanwhile_is_kept_there(
    stage: Stage, session: Session, tmp_path: Path
) -> None:
    folder = session.store.folder
    session.labelling.label_image(IDS[0], "covid")
    session.open_project(make_project(tmp_path / "other", make_cohort(40, labelled=0)))
    wait(stage)
    assert session.cohort.class_counts == {}
    kept = ProjectStore.open(folder)
    assert kept.cohort().class_counts == {"covid": 1}
    kept.close()


def test_finishing_waits_until_all_is_on_disk(session: Session) -> None:
    """As when the program ends: the event loop does not run any more."""
    for at in range(20):
        session.labelling.label_image(IDS[at], "covid")
    session.labelling.finish()
    assert len(on_disk(session)) == 20
