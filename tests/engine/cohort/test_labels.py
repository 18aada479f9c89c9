"""Labels files as people write them, and folders named after classes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.cohort.identity import image_id_of_instance, patient_hash
from engine.cohort.labels import LabelRow, labels_from_folders, match_labels, read_labels_csv
from engine.errors import InputError
from tests.engine.cohort.records import record

SALT = b"salt"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "labels.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_encodings(tmp_path: Path, mark: str, encoding: str, end: str) -> None:
    lines = ["File;Label ; patient_id", '"ü, 1.png";normal;7', "", "2.png;;", " 3.png ; covid ;8"]
    rows = read_labels_csv(written(tmp_path, end.join(line.replace(";", mark) for line in lines), encoding))
    assert rows == (
        LabelRow(2, "ü, 1.png", None, "normal", "7"),
        LabelRow(4, "2.png", None, None, None),
        LabelRow(5, "3.png", None, "covid", "8"),
    )


def test_columns_in_any_order_with_others_between(tmp_path: Path) -> None:
    rows = read_labels_csv(written(tmp_path, "age,label,sop_instance_uid\n50,a,1.2\n60,b,1.3\nshort\n"))
    assert rows == (LabelRow(2, None, "1.2", "a"), LabelRow(3, None, "1.3", "b"))


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "labels_empty", "empty"),
        (b"\n \n", "labels_empty", "empty"),
        (b"file,label\n", "labels_empty", "no rows"),
        (b"name,class\na,b\n", "labels_columns", "'name', 'class'"),
        (b"file,klass\na,b\n", "labels_columns", "no column 'label'"),
        (b"image,label\na,b\n", "labels_columns", "no column 'file' or 'sop_instance_uid'"),
        (b"PK\x03\x04\0\0\0", "labels_damaged", "not a text file"),
        (b'file,label\n"' + b"x" * 200_000, "labels_damaged", "line"),
    ],
)
def test_files_that_are_no_labels(tmp_path: Path, content: bytes, code: str, words: str) -> None:
    (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        read_labels_csv(tmp_path / "labels.csv")
    assert caught.value.code == code


def test_a_labels_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_labels_csv(tmp_path / "nothing.csv")
    assert caught.value.code == "labels_unreadable"


IMAGES = [
    record(0, file="a/1.png", source="/data/x"),
    record(1, file="b/1.png", source="/data/x"),
    record(2, file="2.png", source="/data/x"),
    record(3, file="deep/er/3.png", source="/data/x"),
    record(4, file="e\u0301.png", source="/data/x"),
    record(5, file="4.png", source="/data/pool", pool_only=True),
    replace(record(6, file="6.dcm", source="/data/x"), image_id=image_id_of_instance(SALT, "1.2.840.6")),
]


def rows(*entries: tuple[str | None, str | None]) -> tuple[LabelRow, ...]:
    return tuple(LabelRow(line, file, None, label) for line, (file, label) in enumerate(entries, 2))


@pytest.mark.parametrize(
    ("file", "number"),
    [
        ("a/1.png", 0),
        ("b\\1.png", 1),
        ("./a/1.png", 0),
        ("x/a/1.png", 0),
        ("/data/x/b/1.png", 1),
        ("2.png", 2),
        ("3.png", 3),
        ("er/3.png", 3),
        ("é.png", 4),
    ],
)
def test_how_a_row_may_name_an_image(file: str, number: int) -> None:
    other = "2.png" if number != 2 else "3.png"
    match = match_labels(rows((file, "x"), (other, "y")), IMAGES, salt=SALT)
    assert match.labels[IMAGES[number].image_id] == "x"
    assert not match.unmatched_rows
    assert not match.ambiguous_rows
    assert match.unlabelled == 4


def test_rows_that_name_none_or_several() -> None:
    given = rows(("1.png", "x"), ("c/1.png", "x"), ("ng", "x"), ("r/3.png", "x"), ("2.png", "x"), ("3.png", "y"))
    match = match_labels(given, IMAGES, salt=SALT)
    assert match.ambiguous_rows == (given[0],)
    assert match.unmatched_rows == given[1:4]
    assert len(match.labels) == 2


def test_instance_uids_and_patients() -> None:
    given = (
        LabelRow(2, None, "1.2.840.6", "x", "P"),
        LabelRow(3, "2.png", "9.9", "y", "Q"),
        LabelRow(4, "4.png", None, "x", "Q"),
        LabelRow(5, None, "1.2.840.7", "x", None),
    )
    match = match_labels(given, IMAGES, salt=SALT)
    assert match.labels == {IMAGES[6].image_id: "x", IMAGES[2].image_id: "y"}
    assert match.unmatched_rows == given[3:]
    q = patient_hash(SALT, "Q")
    assert match.patients == {
        IMAGES[6].image_id: patient_hash(SALT, "P"),
        IMAGES[2].image_id: q,
        IMAGES[5].image_id: q,  # of a pool image too, so that it can be held out
    }


def test_empty_labels_and_contradictions() -> None:
    given = rows(
        ("2.png", "x"),
        ("3.png", "y"),
        ("a/1.png", None),
        ("2.png", "x"),
        ("3.png", None),
        ("b/1.png", "x"),
        ("b/1.png", "y"),
    )
    match = match_labels(given, IMAGES, salt=SALT)
    assert [match.labels[IMAGES[n].image_id] for n in (2, 3, 0, 1)] == ["x", "y", None, None]
    assert match.conflicting_rows == (given[6],)
    assert match.unlabelled == 4


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (rows(("nothing.png", "x"), ("none.png", "y")), "labels_no_match"),
        (rows(("1.png", "x")), "labels_ambiguous"),
        (rows(("2.png", "x"), ("3.png", "x")), "labels_one_class"),
        (rows(("2.png", None)), "labels_none"),
    ],
)
def test_matches_that_are_of_no_use(given: tuple[LabelRow, ...], code: str) -> None:
    with pytest.raises(InputError) as caught:
        match_labels(given, IMAGES, salt=SALT)
    assert caught.value.code == code


def in_folders(*folders: str) -> list[str | None]:
    """The folder labels of two images in each of these folders."""
    images = [record(2 * n + k, file=f"{folder}{k}.png") for n, folder in enumerate(folders) for k in range(2)]
    labels = labels_from_folders(images)
    return [labels.get(image.image_id) for image in images[::2]]


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        (("normal/", "pneumonia/"), ["normal", "pneumonia"]),
        (("normal/deep/er/", "pneumonia/", "0/"), ["normal", "pneumonia", "0"]),
        (("normal/", "pneumonia/", "unlabelled/", ""), ["normal", "pneumonia", None, None]),
        (("normal/",), [None]),
        (("normal/", "unknown/"), [None, None]),
        (("train/normal/", "test/normal/"), [None, None]),
        (("Images/", "normal/"), [None, None]),
        (("20230101/", "20230102/"), [None, None]),
        (("2023-01-01/", "2023-01-02/"), [None, None]),
        (("patient01/", "patient02/"), [None, None]),
        (("IM0001/", "IM0002/"), [None, None]),
        (("covid-19/", "normal/"), ["covid-19", "normal"]),
        (tuple(f"class {n}/" for n in "abcdefghijklmnopqrstu"), [None] * 21),
        (("", ""), [None, None]),
    ],
)
def test_folders_as_classes(folders: tuple[str, ...], expected: list[str | None]) -> None:
    assert in_folders(*folders) == expected


def test_folders_of_each_source_by_themselves_and_pools_never() -> None:
    images = [
        record(0, source="/a", file="x/1.png"),
        record(1, source="/a", file="y/1.png"),
        record(2, source="/b", file="train/1.png"),
        record(3, source="/b", file="x/1.png"),
        record(4, source="/c", file="x/1.png", pool_only=True),
        record(5, source="/c", file="y/1.png", pool_only=True),
    ]
    assert labels_from_folders(images) == {images[0].image_id: "x", images[1].image_id: "y"}
