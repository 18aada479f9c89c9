"""Classes are told apart by letter, not by colour alone."""

from __future__ import annotations

from desktop_app.look.class_marks import class_marks


def test_letters_differ_even_for_names_that_begin_alike() -> None:
    marks = class_marks(["covid", "cardiomegaly", "consolidation", "normal", "c"])
    letters = [mark.letter for mark in marks.values()]
    assert len(set(letters)) == len(letters)
    assert marks["normal"].letter == "N"


def test_names_without_letters_get_a_number() -> None:
    assert class_marks(["+", "-"])["-"].letter == "2"


def test_the_order_does_not_matter() -> None:
    assert class_marks(["b", "a"]) == class_marks(["a", "b"])
