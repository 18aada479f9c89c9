"""Rules for patients in names and folders: which are suggested, and which folders are taken for patients unasked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.cohort.identity import FROM_FOLDER, FROM_NAME
from engine.cohort.patient_rule import folders_look_like_patients, suggest_patient_rules
from engine.cohort.records import Cohort
from engine.cohort.scan import scan
from tests.builders import write_png

IN_CLASSES = [f"{name}/{number}.png" for name in ("normal", "covid") for number in range(30)]
IN_PATIENTS = [f"case {number // 3}/{number}.png" for number in range(30)]


@pytest.mark.parametrize(
    ("files", "pattern", "patients", "first"),
    [
        ([f"{n // 2:08d}_{n % 2:03d}.png" for n in range(40)], r"^([^_\-]+)[_\-]", 20, "00000000"),
        ([f"patient{n // 2}_study{n % 2}.png" for n in range(40)], None, 20, "0"),
        ([f"sub-{n // 2:02d}_ses-{n % 2}.png" for n in range(40)], None, 20, "00"),
        ([f"{n // 2}{'ab'[n % 2]}.png" for n in range(40)], r"^(\d+)[^\d.]", 20, "0"),
    ],
)
def test_a_name_with_the_patient_in_it(files: list[str], pattern: str | None, patients: int, first: str) -> None:
    rule = suggest_patient_rules(files)[0]
    assert rule.patients == patients
    assert pattern is None or rule.pattern == pattern
    assert rule.examples[0] == (files[0], first)
    assert rule.examples[1] == (files[1], first)  # two of one patient, so that a person sees what is joined
    assert len({name for _, name in rule.examples}) >= 2


def test_folders_are_suggested_where_names_say_nothing() -> None:
    (rule,) = suggest_patient_rules(IN_PATIENTS)
    assert (rule.pattern, rule.patients) == (None, 10)


@pytest.mark.parametrize(
    "files",
    [
        [],
        [f"{n}.png" for n in range(50)],  # a number an image
        [f"chest_{n}.png" for n in range(50)],  # one name for all
        IN_CLASSES,
        ["a_1.png", "b.png"],
    ],
)
def test_nothing_is_suggested_where_nothing_fits(files: list[str]) -> None:
    assert suggest_patient_rules(files) == ()


def test_a_few_files_may_be_named_otherwise() -> None:
    files = [f"{n // 2:08d}_{n % 2:03d}.png" for n in range(40)]
    (rule,) = suggest_patient_rules([*files, "copy.png", "new.png"])
    assert rule.patients == 22
    assert suggest_patient_rules([*files, *(f"copy{n}.png" for n in range(6))]) == ()


def test_which_folders_look_like_patients() -> None:
    assert folders_look_like_patients(IN_PATIENTS)
    assert not folders_look_like_patients(IN_CLASSES)
    assert not folders_look_like_patients([f"{n}.png" for n in range(50)])
    assert not folders_look_like_patients(["a/1.png", "b/1.png"])
    assert not folders_look_like_patients([])


def read(folder: Path, files: list[str], patient_folders: bool | None, pattern: str | None = None) -> Cohort:
    for number, file in enumerate(files):
        if not (folder / file).exists():
            write_png(folder / file, np.full((24, 20), number, np.uint8))
    return scan([folder], salt=b"s", jobs=-1, patient_folders=patient_folders, patient_pattern=pattern)


def test_folders_are_patients_when_they_look_like_it_or_when_asked(tmp_path: Path) -> None:
    cohort = read(tmp_path / "a", IN_PATIENTS, None)
    assert cohort.patient_count == 10
    assert all(image.patient_known and FROM_FOLDER in image.notes for image in cohort.images)
    assert read(tmp_path / "a", IN_PATIENTS, False).patient_count == 30
    cohort = read(tmp_path / "b", IN_CLASSES, None)
    assert cohort.patient_count == 60
    assert not any(image.patient_known for image in cohort.images)
    assert read(tmp_path / "b", IN_CLASSES, True).patient_count == 2


def test_a_name_comes_before_the_folder(tmp_path: Path) -> None:
    files = ["x/p1_1.png", "x/p2_1.png", "y/p1_2.png", "y/other.png"]
    cohort = read(tmp_path, files, True, r"^(p\d)_")
    patients = {image.file: image.patient for image in cohort.images}
    assert patients["x/p1_1.png"] == patients["y/p1_2.png"] != patients["x/p2_1.png"]
    notes = {image.file: image.notes for image in cohort.images}
    assert FROM_NAME in notes["x/p1_1.png"]
    assert FROM_FOLDER in notes["y/other.png"]


def test_a_file_in_no_folder_of_its_own_stays_a_patient_of_its_own(tmp_path: Path) -> None:
    cohort = read(tmp_path, ["a.png", "b.png", "c/d.png"], True)
    assert [image.patient_known for image in cohort.images] == [False, False, True]
