"""Classes: named, renamed, in the order of their keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.models.label_classes import ClassName, classes_change, names_problem, project_classes
from engine.running.label_record import GivenLabel, LabelChange
from engine.running.store import ProjectStore
from tests.desktop_app.fakes import make_cohort, make_image, make_project


@pytest.fixture
def store(tmp_path: Path):
    opened = ProjectStore.open(make_project(tmp_path / "p", make_cohort(6, labelled=0)))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a", "b"], ""), (["a", "", " b "], ""), (["a"], "At least two"), (["a", " "], "At least two"),
        (["Covid", "covid "], "Two classes"), (["x" * 61, "b"], "60"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_names(names: list[str], words: str) -> None:
    assert words in names_problem(names)
    assert bool(words) == bool(names_problem(names))


def test_named_classes_come_first_and_keep_their_order(store: ProjectStore) -> None:
    assert project_classes(None, ()) == ()
    assert project_classes(store, ("b", "a")) == ("a", "b")
    store.change_labels(classes_change(store, (ClassName("", "z"), ClassName("", "y"))))
    assert project_classes(store, ("a", "y")) == ("z", "y", "a")
    store.set_meta("label_classes", "not json")
    assert project_classes(store, ("a",)) == ("a",)


def test_a_renamed_class_keeps_its_images_their_origins_and_its_being_the_finding(store: ProjectStore) -> None:
    one, two, three = (make_image(at).image_id for at in (1, 2, 3))
    store.change_labels(
        LabelChange({one: GivenLabel("a", "app"), two: GivenLabel("a", "csv"), three: GivenLabel("b", "app")})
    )
    store.set_meta("positive_class", "a")
    undo = store.change_labels(classes_change(store, (ClassName("a", "A+"), ClassName("b", "b"))))
    assert store.labels_of_class("A+") == {one: GivenLabel("A+", "app"), two: GivenLabel("A+", "csv")}
    assert store.meta("positive_class") == "A+"
    store.change_labels(undo)
    assert set(store.labels_of_class("a")) == {one, two}
    assert store.meta("positive_class") == "a"
