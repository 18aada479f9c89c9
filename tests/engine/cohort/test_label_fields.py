"""Header fields that could be the label."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.cohort.label_fields import FIELDS, read_field_labels
from engine.cohort.records import ImageRecord
from tests.builders import write_dicom
from tests.engine.cohort.records import record


def images(folder: Path, n: int = 12) -> tuple[ImageRecord, ...]:
    made = []
    for at in range(n):
        write_dicom(
            folder / f"{at}.dcm", None,
            SeriesDescription=("Covid ward", "Staff  check ")[at % 2],
            ImageComments=f"seen {at}",
            StudyDescription="Chest",
            PatientComments="positive" if at % 3 == 0 else None,
            ViewPosition=("PA", "AP", "LL")[at % 3],
        )  # fmt: skip
        made.append(record(at, source=str(folder), file=f"{at}.dcm", modality="DX"))
    return tuple(made)


def test_fields_of_two_to_nine_values(tmp_path: Path) -> None:
    found = {field.keyword: field.counts for field in read_field_labels(images(tmp_path))}
    assert found == {
        "SeriesDescription": {"Covid ward": 6, "Staff check": 6},
        "ViewPosition": {"AP": 4, "LL": 4, "PA": 4},
    }, "one value, one of its own for each image, and none at all are no classes"


def test_no_field_that_identifies_is_ever_looked_at() -> None:
    named = ("PatientName", "PatientID", "PatientBirthDate", "AccessionNumber", "StudyDate", "InstitutionName")
    assert not set(named) & set(FIELDS)


def test_pictures_pools_and_missing_files_have_no_value(tmp_path: Path) -> None:
    given = images(tmp_path)
    changed = (
        record(90, source=str(tmp_path), file="0.dcm", modality=None),
        record(91, source=str(tmp_path), file="0.dcm", modality="DX", pool_only=True),
        record(92, source=str(tmp_path), file="gone.dcm", modality="DX"),
    )
    (tmp_path / "1.dcm").write_bytes(b"not a header")
    series = read_field_labels((*given, *changed))[0]
    assert series.keyword == "SeriesDescription"
    assert set(series.labels) == {image.image_id for image in given} - {given[1].image_id}


def test_it_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    told = []
    read_field_labels(images(tmp_path, 5), progress=lambda done, total: told.append((done, total)))
    assert told == [(at, 5) for at in range(1, 6)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_field_labels(images(tmp_path, 5), progress=stop)
