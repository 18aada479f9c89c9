"""What a table would do, before it does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.models.label_preview import (
    CONTRADICTS,
    LEFT_OUT,
    MATCHED,
    NO_IMAGE,
    NO_NAME,
    TWO_IMAGES,
    UNKNOWN_CLASS,
    ImportChoice,
    LabelPreviewer,
)
from tests.desktop_app.fakes import make_image

IMAGES = tuple(make_image(at) for at in range(8))


def written(folder: Path, *lines: str) -> Path:
    path = folder / "t.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def previewer(folder: Path, *lines: str, images=IMAGES, known=()) -> LabelPreviewer:
    return LabelPreviewer(written(folder, *lines), images, b"salt", known)


def name(at: int) -> str:
    return IMAGES[at].file


def test_every_fate(tmp_path: Path) -> None:
    images = (*IMAGES, replace(IMAGES[7], image_id="f" * 16, file=f"b/{name(7)}", source="/other"))
    images = tuple(replace(i, file=f"a/{i.file}") if i.file == name(7) else i for i in images)
    given = previewer(
        tmp_path, "file,label",
        f"{name(0)},covid", f"{name(1)},normal", f"{name(2)},covid", f"{name(2)},normal", f"{name(3)},?",
        f"{name(4)},new", f"{name(7)},covid", "nowhere.dcm,covid", ",covid",
        images=images, known=("covid", "normal"),
    ).preview(ImportChoice(becomes={"?": None}))  # fmt: skip
    assert given.fates == {
        MATCHED: 3, NO_IMAGE: 1, TWO_IMAGES: 1, CONTRADICTS: 1, UNKNOWN_CLASS: 1, LEFT_OUT: 1, NO_NAME: 1,
    }  # fmt: skip
    assert given.labels == {IMAGES[0].image_id: "covid", IMAGES[1].image_id: "normal"}
    assert given.rows[0].fate == NO_IMAGE, "what needs a look comes first"
    assert given.rows[-1].fate == MATCHED


def test_no_label_that_was_given_is_taken_away(tmp_path: Path) -> None:
    """By an empty cell, or by rows that contradict each other."""
    images = tuple(replace(image, label="covid") for image in IMAGES)
    lines = ["file,label", f"{name(0)},", f"{name(1)},normal", f"{name(2)},normal", f"{name(2)},covid"]
    given = previewer(tmp_path, *lines, images=images, known=("covid", "normal")).preview(ImportChoice())
    assert given.labels == {IMAGES[1].image_id: "normal"}
    assert given.classes == {"covid": 7, "normal": 1}
    assert "1 image has another label now" in given.warning


def test_a_second_table_of_one_class_is_welcome(tmp_path: Path) -> None:
    images = (replace(IMAGES[0], label="normal"), *IMAGES[1:])
    lines = ["file,label", *(f"{name(at)},covid" for at in range(1, 8))]
    assert previewer(tmp_path, *lines, images=images, known=("normal", "covid")).preview(ImportChoice()).problem == ""
    assert "one class" in previewer(tmp_path, *lines).preview(ImportChoice()).problem


@pytest.mark.parametrize(
    ("lines", "choice", "words"),
    [
        (["file,label"], ImportChoice(), "no rows"),
        (["a,b", "1,2"], ImportChoice(), "No column was found that names images"),
        (["file,note", f"{name(0)},x"], ImportChoice(), "holds the labels"),
        (["file,label", f"{name(0)},x"], ImportChoice(label=0), "One column cannot"),
        (["file,label", *(f"{name(at % 8)},v{at}" for at in range(30))], ImportChoice(), "30 different values"),
        (["file,label", f"{name(0)},x", f"{name(1)},y"], ImportChoice(becomes={"x": None, "y": None}), "stands for"),
        (["file,label", "no.dcm,x", "none.dcm,y"], ImportChoice(), "names an image"),
    ],
)
def test_why_a_table_cannot_be_used(tmp_path: Path, lines: list[str], choice: ImportChoice, words: str) -> None:
    given = previewer(tmp_path, *lines).preview(choice)
    assert words in given.problem
    assert given.labels == {}
    assert given.patients == {}


def test_the_users_columns_count(tmp_path: Path) -> None:
    lines = ["file,label,reader2,who", *(f"{name(at)},a{at % 2},b{at % 2},p{at}" for at in range(8))]
    made = previewer(tmp_path, *lines)
    assert set(made.preview(ImportChoice()).classes) == {"a0", "a1"}
    second = made.preview(ImportChoice(label=2, patient=3, becomes={"b0": "x", "b1": "y"}))
    assert second.classes == {"x": 4, "y": 4}
    assert len(set(second.patients.values())) == 8
    assert made.preview(ImportChoice(label=2, patient=-1)).patients == {}
