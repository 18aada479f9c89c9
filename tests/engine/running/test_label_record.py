"""One change of labels: on disk, with its origin, and undone whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import StorageError
from engine.running.label_record import GivenLabel, LabelChange
from engine.running.store import ProjectStore
from tests.desktop_app.fakes import make_cohort, make_image, make_project

COVID, NORMAL = GivenLabel("covid", "app"), GivenLabel("normal", "csv")


@pytest.fixture
def store(tmp_path: Path):
    opened = ProjectStore.open(make_project(tmp_path / "p", make_cohort(10, labelled=0)))
    yield opened
    opened.close()


def ids(*places: int) -> list[str]:
    return [make_image(at).image_id for at in places]


def test_a_change_and_what_undoes_it(store: ProjectStore) -> None:
    one, two = ids(1, 2)
    nothing = store.change_labels(LabelChange({one: COVID, two: NORMAL}))
    assert nothing.labels == {one: None, two: None}
    before = store.change_labels(LabelChange({one: None, two: COVID}), {"key": "value"})
    assert before.labels == {one: COVID, two: NORMAL}
    assert store.meta("key") == "value"
    assert store.origin_counts() == {"app": 1}
    redo = store.change_labels(before)
    assert store.labels_of_class("covid") == {one: COVID}
    assert store.labels_of_class("normal") == {two: NORMAL}, "the origin comes back too"
    store.change_labels(redo)
    assert store.labels_of_class("covid") == {two: COVID}


def test_unsure_and_patients_are_undone_too(store: ProjectStore) -> None:
    one, two = ids(1, 2)
    was = store.cohort().images[1]
    before = store.change_labels(LabelChange(patients={one: ("f" * 16, True)}, unsure={one: True, two: True}))
    assert store.unsure() == {one, two}
    assert store.cohort().images[1].patient == "f" * 16
    assert before.unsure == {one: False, two: False}
    store.change_labels(before)
    assert store.unsure() == frozenset()
    assert store.cohort().images[1] == was


def test_an_image_that_is_gone_has_no_patient_to_undo(store: ProjectStore) -> None:
    assert store.change_labels(LabelChange(patients={"0" * 15 + "z": ("f" * 16, True)})).patients == {}


def test_all_or_nothing(store: ProjectStore) -> None:
    one, two = ids(1, 2)
    store._connection.execute(
        f"CREATE TRIGGER refuse BEFORE INSERT ON labels WHEN NEW.image_id = '{two}' BEGIN SELECT RAISE(ABORT, 'x'); END"
    )
    with pytest.raises(Exception, match=r"\w"):
        store.change_labels(LabelChange({one: COVID, two: COVID}, unsure={one: True}), {"key": "value"})
    assert store.origin_counts() == {}
    assert store.unsure() == frozenset()
    assert store.meta("key") is None


def test_a_read_only_record_says_so(store: ProjectStore) -> None:
    store._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(StorageError, match="read-only"):
        store.change_labels(LabelChange({ids(1)[0]: COVID}))
