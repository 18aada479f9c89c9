"""Any table's columns and values, guessed and mapped."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cohort.identity import image_id_of_instance
from engine.cohort.label_csv import LabelRow
from engine.cohort.label_mapping import LabelColumns, LabelValue, guess_columns, guess_values, mapped_rows
from engine.cohort.label_table import LabelTable
from engine.cohort.labels import ImageIndex, match_rows
from tests.engine.cohort.records import record

SALT = b"salt"
UIDS = tuple(f"1.2.840.99.{at}" for at in range(4))
IMAGES = tuple(record(at, file=f"a/{at}.png") for at in range(4))
INDEX = ImageIndex(IMAGES, SALT)


def table(columns: str, *rows: str) -> LabelTable:
    cells = tuple(tuple(row.split(",")) for row in rows)
    return LabelTable(tuple(columns.split(",")), cells, tuple(range(2, 2 + len(rows))), "utf-8-sig", ",")


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("file,label,patient_id", LabelColumns(0, 1, 2)),
        ("Patient ID,Finding Labels,Image Index", LabelColumns(2, 1, 0)),
        ("患者ID,診断,ファイル名", LabelColumns(2, 1, 0)),
        ("FileName,Age,Diagnosis", LabelColumns(0, 2, None)),
    ],
)
def test_columns_by_their_names(header: str, columns: LabelColumns) -> None:
    cells = ["x"] * 3
    assert columns.image is not None
    cells[columns.image] = "0.png"
    assert guess_columns(table(header, ",".join(cells)), INDEX) == columns


def test_columns_by_what_they_hold() -> None:
    rows = [f"{at * 7},a/{at}.png,{'covid' if at % 2 else 'normal'},note {at}" for at in range(4)]
    assert guess_columns(table("n,where,what,remark", *rows), INDEX) == LabelColumns(1, 2)


def test_a_column_called_image_that_names_none_is_passed_over() -> None:
    rows = [f"page {at},{at}.png,{at % 2}" for at in range(4)]
    assert guess_columns(table("image,where,label", *rows), INDEX) == LabelColumns(1, 2)


def test_instance_uids_are_recognised() -> None:
    images = tuple(record(at, image_id=image_id_of_instance(SALT, UIDS[at])) for at in range(4))
    index = ImageIndex(images, SALT)
    given = table("id,label", *(f"{uid},x{at % 2}" for at, uid in enumerate(UIDS)))
    columns = guess_columns(given, index)
    assert columns == LabelColumns(0, 1, None, holds_uids=True)
    rows = mapped_rows(given, columns, {"x0": "normal", "x1": "covid"})
    match = match_rows(rows, images, salt=SALT, index=index)
    assert list(match.labels.values()) == ["normal", "covid", "normal", "covid"]


def test_values_find_the_classes_there_are() -> None:
    given = table("file,label", "0.png,COVID-19", "1.png,covid 19", "2.png,Normal", "3.png,other")
    columns = LabelColumns(0, 1)
    assert guess_values(given, columns, ()) == tuple(
        LabelValue(name, 1, name) for name in ("COVID-19", "Normal", "covid 19", "other")
    )
    assert {v.value: v.becomes for v in guess_values(given, columns, ("covid19", "normal"))} == {
        "COVID-19": "covid19", "covid 19": "covid19", "Normal": "normal", "other": None,
    }  # fmt: skip


def test_values_are_renamed_left_out_and_emptied() -> None:
    given = table("file,label,who", "0.png,COVID-19,p", "1.png,?,q", "2.png,,r", "3.png,normal,s")
    rows = mapped_rows(given, LabelColumns(0, 1, 2), {"COVID-19": "covid", "?": None, "normal": "normal"})
    assert rows == (
        LabelRow(2, "0.png", None, "covid", "p"),
        LabelRow(4, "2.png", None, None, "r"),
        LabelRow(5, "3.png", None, "normal", "s"),
    )


def test_a_name_without_its_extension(tmp_path: Path) -> None:
    rows = mapped_rows(table("file,label", "0,a", "3,b"), LabelColumns(0, 1), {"a": "a", "b": "b"})
    match = match_rows(rows, IMAGES, salt=SALT)
    assert match.labels == {IMAGES[0].image_id: "a", IMAGES[3].image_id: "b"}
