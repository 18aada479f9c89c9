"""The index of a disc: which files it names, and what is made of one that lies or is damaged."""

from __future__ import annotations

from pathlib import Path

import pydicom
import pytest
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from engine.cohort.scan import scan
from engine.cohort.walk import walk
from engine.errors import InputError
from engine.images.dicomdir import is_dicomdir, listed_files
from tests.builders import chest_like, write_dicom

BUNDLED = Path(pydicom.__file__).parent / "data" / "test_files" / "dicomdirtests"


def write_dicomdir(path: Path, *file_ids: list[str] | str | None) -> Path:
    """A DICOMDIR with one record for each Referenced File ID; None for a record without one, as patients have."""
    records = []
    for file_id in file_ids:
        record = Dataset()
        record.DirectoryRecordType = "IMAGE" if file_id else "PATIENT"
        if file_id:
            record.ReferencedFileID = file_id
        records.append(record)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.1.3.10"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    data.DirectoryRecordSequence = records
    path.parent.mkdir(parents=True, exist_ok=True)
    data.save_as(path, enforce_file_format=True)
    return path


def image(path: Path, seed: int) -> Path:
    return write_dicom(path, chest_like(seed), bits_stored=12)


def test_pydicoms_own_disc_is_followed() -> None:
    index = BUNDLED / "DICOMDIR"
    assert is_dicomdir(index)
    files = listed_files(index)
    assert len(files) == 31
    assert all((BUNDLED / file).is_file() for file in files)


def test_only_what_is_listed_is_read(tmp_path: Path) -> None:
    image(tmp_path / "DICOM" / "IM1", 1)
    image(tmp_path / "DICOM" / "IM2", 2)
    image(tmp_path / "OTHER", 3)
    index = write_dicomdir(tmp_path / "DICOMDIR", None, ["DICOM", "IM1"], ["DICOM", "IM2"], ["DICOM", "IM1"])
    files, problems = walk([index], [])
    assert [file.file for file in files] == ["DICOM/IM1", "DICOM/IM2"]
    assert not problems
    cohort = scan([index], salt=b"s", jobs=-1)
    assert {(one.source, one.file) for one in cohort.images} == {
        (str(tmp_path), "DICOM/IM1"), (str(tmp_path), "DICOM/IM2"),
    }  # fmt: skip
    assert [one.image_id for one in cohort.images] == [
        one.image_id for one in scan([tmp_path / "DICOM"], salt=b"s", jobs=-1).images
    ]


def test_names_differ_in_case_where_a_disc_was_copied(tmp_path: Path) -> None:
    image(tmp_path / "dicom" / "im1", 1)
    image(tmp_path / "dicom" / "im2;1", 2)
    index = write_dicomdir(tmp_path / "dicomdir", ["DICOM", "IM1"], ["DICOM", "IM2"])
    assert listed_files(index) == ("dicom/im1", "dicom/im2;1")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    image(tmp_path / "IM1", 1)
    index = write_dicomdir(tmp_path / "DICOMDIR", ["IM1"], ["IM2"])
    files, problems = walk([index], [])
    assert [file.file for file in files] == ["IM1"]
    assert [(problem.file, problem.code) for problem in problems] == [("IM2", "listed_missing")]


@pytest.mark.parametrize(
    "parts", [["..", "SECRET"], ["A", "..", "..", "SECRET"], ["..\\SECRET"], ["C:", "SECRET"], ["/etc"]]
)
def test_nothing_leads_out_of_the_folder(tmp_path: Path, parts: list[str]) -> None:
    image(tmp_path / "SECRET", 1)
    image(tmp_path / "disc" / "IM1", 2)
    index = write_dicomdir(tmp_path / "disc" / "DICOMDIR", ["IM1"], parts)
    files, _ = walk([index], [])
    assert [file.file for file in files] == ["IM1"]


def test_links_on_a_disc_are_not_followed(tmp_path: Path) -> None:
    secret = image(tmp_path / "SECRET", 1)
    (tmp_path / "disc" / "SUB").mkdir(parents=True)
    (tmp_path / "disc" / "IM1").symlink_to(secret)
    (tmp_path / "disc" / "DIR").symlink_to(tmp_path)
    index = write_dicomdir(tmp_path / "disc" / "DICOMDIR", ["IM1"], ["DIR", "SECRET"])
    files, problems = walk([index], [])
    assert not files
    assert [problem.code for problem in problems] == ["link", "link"]


def test_a_damaged_index_says_what_to_do(tmp_path: Path) -> None:
    index = write_dicomdir(tmp_path / "DICOMDIR", ["IM1"])
    whole = index.read_bytes()
    index.write_bytes(whole[: whole.index(b"SQ")] + b"\xff" * 100)
    assert is_dicomdir(index)
    with pytest.raises(InputError, match="Open the folder") as caught:
        walk([index], [])
    assert caught.value.code == "dicomdir"
    assert caught.value.__cause__ is None


def test_another_file_is_no_index(tmp_path: Path) -> None:
    assert not is_dicomdir(image(tmp_path / "DICOMDIR", 1))
    assert not is_dicomdir(tmp_path / "nothing")
    with pytest.raises(InputError) as caught:
        walk([tmp_path / "DICOMDIR"], [])
    assert caught.value.code == "not_a_folder"


def test_in_its_folder_it_is_skipped_by_its_name(tmp_path: Path) -> None:
    image(tmp_path / "IM1", 1)
    write_dicomdir(tmp_path / "DICOMDIR", ["IM1"])
    cohort = scan([tmp_path], salt=b"s", jobs=-1)
    assert len(cohort.images) == 1
    assert [(one.code, one.reason) for one in cohort.problems] == [
        ("no_pixels", "Media Storage Directory Storage: holds no image.")
    ]
