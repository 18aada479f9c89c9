"""Header fields: what may tell who the patient is stays behind until it is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydicom.datadict import dictionary_VR, tag_for_keyword

from engine.images.header_fields import MOST_CHARACTERS, SAFE_KEYWORDS, header_fields
from tests.builders import chest_like, write_dicom, write_png

# Fields of radiographs that have an entry in PS3.15 Table E.1-1.
_LISTED = (
    "PatientName PatientID PatientBirthDate PatientSex PatientAge PatientWeight PatientSize OtherPatientIDs",
    "PatientAddress PatientComments EthnicGroup IssuerOfPatientID AccessionNumber StudyID StudyDate SeriesDate",
    "AcquisitionDate ContentDate StudyTime SeriesTime AcquisitionTime ContentTime AcquisitionDateTime",
    "InstitutionName InstitutionAddress InstitutionalDepartmentName ReferringPhysicianName PerformingPhysicianName",
    "PhysiciansOfRecord OperatorsName StationName DeviceSerialNumber StudyDescription SeriesDescription ProtocolName",
    "StudyInstanceUID SeriesInstanceUID SOPInstanceUID FrameOfReferenceUID RequestAttributesSequence ImageComments",
    "DetectorID PlateID CassetteID GeneratorID GantryID AcquisitionDeviceProcessingDescription DerivationDescription",
    "RequestedProcedureDescription PerformedProcedureStepDescription MediaStorageSOPInstanceUID",
    "DateOfLastDetectorCalibration TimezoneOffsetFromUTC IrradiationEventUID SourceImageSequence",
)
IDENTIFYING = {keyword for line in _LISTED for keyword in line.split()}


def test_no_field_of_the_confidentiality_profile_is_called_safe() -> None:
    assert SAFE_KEYWORDS.isdisjoint(IDENTIFYING)


@pytest.mark.parametrize("keyword", sorted(SAFE_KEYWORDS))
def test_what_is_safe_is_a_code_or_a_number(keyword: str) -> None:
    tag = tag_for_keyword(keyword)
    assert tag is not None, "not in the standard's dictionary"
    words = {"Manufacturer", "ManufacturerModelName", "RescaleType"}  # the maker is shown as an image's source anyway
    assert keyword in words or dictionary_VR(tag) in {"CS", "DS", "IS", "US", "US or SS", "SS", "UI"}


def fields(path: Path, **options: bool) -> dict[str, tuple[str, bool]]:
    return {field.name: (field.value, field.patient_data) for field in header_fields(path, **options)}


def test_patient_data_is_named_and_empty_until_it_is_asked_for(tmp_path: Path) -> None:
    path = write_dicom(
        tmp_path / "a.dcm", chest_like(1), KVP="125", StudyDate="20240102", InstitutionName="St Elsewhere", Grid="NONE"
    )
    shown = fields(path)
    assert shown["KVP"] == ("125", False)
    assert shown["Modality"] == ("DX", False)
    for name in ("Patient's Name", "Patient ID", "Study Date", "Institution Name", "Study Instance UID"):
        assert shown[name] == ("", True)
    asked = fields(path, with_patient_data=True)
    assert asked["Patient's Name"] == ("Secret^Name", True)
    assert asked["Study Date"] == ("20240102", True)


def test_private_fields_count_as_patient_data(tmp_path: Path) -> None:
    from pydicom import dcmread

    path = write_dicom(tmp_path / "a.dcm", chest_like(1))
    data = dcmread(path)
    data.private_block(0x0019, "Maker", create=True).add_new(1, "LO", "Jane Doe")
    data.save_as(path)
    private = [field for field in header_fields(path) if field.tag.startswith("(0019")]
    assert len(private) == 2
    assert all(field.patient_data and not field.value for field in private)


def test_pixels_and_long_values_are_cut(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a.dcm", chest_like(1), ImageComments="a\nb " * 200)
    read = fields(path, with_patient_data=True)
    assert "Pixel Data" not in read
    assert len(read["Image Comments"][0]) == MOST_CHARACTERS
    assert "\n" not in read["Image Comments"][0]


def test_other_formats_have_no_header(tmp_path: Path) -> None:
    assert header_fields(write_png(tmp_path / "a.png", np.zeros((8, 8), np.uint8))) == ()
