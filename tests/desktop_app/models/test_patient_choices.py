"""Ways to say who is who: counted, with examples, and checked before they are taken."""

from __future__ import annotations

import pytest

from desktop_app.models.patient_choices import own_rule, patient_choices, used_choice
from engine.errors import InputError
from engine.running.requests import ScanRequest
from tests.desktop_app.fakes import make_image

FILES = tuple(f"batch{at % 2}/{at // 3:08d}_{at % 3:03d}.png" for at in range(90))


def test_the_rule_that_fits_comes_first_then_folders_then_each_alone() -> None:
    choices = patient_choices(FILES)
    assert [choice.kind for choice in choices] == ["pattern", "folder", "alone"]
    first, folder, alone = choices
    assert (first.patients, first.words) == (30, "The file's name up to the first _ or -")
    assert ("batch0/00000000_000.png", "00000000") in first.examples
    assert "45 of 90 images: is that one patient?" in folder.caution
    assert folder.folders
    assert alone.patients == 90


def test_folders_are_no_choice_where_there_is_one_only() -> None:
    folder = next(choice for choice in patient_choices(("a.png", "b.png")) if choice.kind == "folder")
    assert not folder.possible
    assert folder.caution == "All images are in one folder."


def test_a_rule_of_ones_own_is_tried_on_all_names() -> None:
    choice = own_rule((*FILES, "odd.png"), r" ^(\d+)_ ")
    assert (choice.pattern, choice.patients) == (r"^(\d+)_", 31)
    assert choice.caution.startswith("1 of 91 names does not match")
    assert choice.examples[0][1] == choice.examples[1][1] == "00000000"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"^(\d+", "not a valid regular expression"),
        (r"^\d+_", "parentheses"),
        (r"(zzz)", "finds a patient in no file's name"),
        (r"^((\w+)*)_$", "for ever"),
        (r"^((?:a+)+)b", "for ever"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said(pattern: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        own_rule(FILES, pattern)


@pytest.mark.parametrize("pattern", [r"^(\d+)_", r"^([^_]+)_(\d+)", r"^(\w{3}\d*)", r"(?i)^(?:pat|sub)[-_]?(\d+)"])
def test_plain_rules_are_not_taken_for_endless_ones(pattern: str) -> None:
    assert own_rule(("pat_0012_1.png", "0012_1.png", "abc_1.png"), pattern).pattern == pattern


def test_what_is_used_now() -> None:
    request = ScanRequest("/p", ("/i",), patient_pattern=r"^(\d+)")
    unnamed = make_image(0, patient_known=False)
    in_folder = make_image(1, notes=("patient_from_folder",))
    used = used_choice(request, (unnamed,), alone=False)
    assert used is not None
    assert used.pattern == r"^(\d+)"
    by_folder = used_choice(ScanRequest("/p", ("/i",)), (unnamed, in_folder), alone=False)
    assert by_folder is not None
    assert by_folder.kind == "folder"
    assert used_choice(None, (unnamed,), alone=False) is None
    alone = used_choice(None, (unnamed,), alone=True)
    assert alone is not None
    assert alone.kind == "alone"
