"""Skipped files: each once, grouped by reason, one group for each value that could be let in."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.models.problem_groups import LISTED, ProblemGroups
from engine.cohort.records import ScanProblem
from tests.desktop_app.fakes import make_cohort


def problem(at: int, code: str, value: str | None = None) -> ScanProblem:
    return ScanProblem("/images", f"f{at}", code, "A reason.", value)


def test_what_can_be_included_comes_first_then_the_most_frequent() -> None:
    problems = [problem(at, "corrupt") for at in range(5)] + [problem(9, "empty")]
    problems += [problem(at, "modality", "CT") for at in range(10, 12)] + [problem(12, "body_part", "ABDOMEN")]
    problems += [problem(13, "modality", None)]
    groups = ProblemGroups(problems).groups()
    assert [(group.code, group.value, group.count) for group in groups] == [
        ("modality", "CT", 2),
        ("body_part", "ABDOMEN", 1),
        ("corrupt", None, 5),
        ("empty", None, 1),
        ("modality", None, 1),
    ]


def test_a_value_of_another_code_makes_no_group() -> None:
    groups = ProblemGroups([problem(0, "corrupt", "odd"), problem(1, "corrupt")]).groups()
    assert [(group.value, group.count) for group in groups] == [(None, 2)]


def test_groups_and_files_keep_their_places_while_they_grow() -> None:
    found = ProblemGroups([problem(0, "corrupt")])
    for at in range(1, 8):
        found.add(problem(at, "modality", "MR"))
    found.add(replace(problem(0, "corrupt"), reason="Read again."))
    groups = found.groups()
    assert [group.code for group in groups] == ["corrupt", "modality"]
    assert groups[0].problems[0].reason == "Read again."
    found.remove(("/images", "f0"))
    found.remove(("/images", "never heard of"))
    assert (len(found), [group.code for group in found.groups()]) == (7, ["modality"])


def test_a_file_with_another_reason_changes_its_group() -> None:
    found = ProblemGroups([problem(0, "corrupt"), problem(1, "corrupt")])
    found.add(problem(0, "empty"))
    assert {group.code: group.count for group in found.groups()} == {"corrupt": 1, "empty": 1}


def test_many_files_and_many_values_stay_few_rows() -> None:
    found = ProblemGroups([problem(at, "modality", f"M{at % 300}") for at in range(3000)])
    groups = found.groups()
    assert len(groups) <= 42
    assert sum(group.count for group in groups) == len(found) == 3000
    assert all(len(group.problems) <= LISTED for group in groups)


def test_the_cohorts_of_the_other_tests() -> None:
    groups = ProblemGroups(make_cohort(1, problems=9).problems).groups()
    assert [(group.code, group.count) for group in groups] == [("not_an_image", 5), ("corrupt", 2), ("modality", 2)]
