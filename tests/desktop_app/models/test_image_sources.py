"""What a project can be made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.models.image_sources import dropped_project, is_dicomdir, source_name, sources_among


@pytest.mark.parametrize(("name", "is_one"), [("DICOMDIR", True), ("dicomdir", True), ("DICOMDIR;1", True),
                                              ("DICOMDIR.txt", False), ("image.dcm", False)])  # fmt: skip
def test_a_disc_is_known_by_its_index(tmp_path: Path, name: str, is_one: bool) -> None:
    (tmp_path / name).write_bytes(b"")
    assert is_dicomdir(tmp_path / name) is is_one


def test_a_folder_of_that_name_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "DICOMDIR").mkdir()
    assert not is_dicomdir(tmp_path / "DICOMDIR")
    assert sources_among((tmp_path / "DICOMDIR",)) == (tmp_path / "DICOMDIR",)


def test_folders_and_discs_each_once_and_none_within_another(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    (one / "inner").mkdir(parents=True)
    two.mkdir()
    (one / "DICOMDIR").touch()
    (two / "picture.png").touch()
    assert sources_among((one, one / "inner", one / "DICOMDIR", two, two / "picture.png", one)) == (one, two)
    assert sources_among((one / "DICOMDIR",)) == (one / "DICOMDIR",)


def test_a_source_is_called_by_its_folder(tmp_path: Path) -> None:
    disc = tmp_path / "ward_7_disc"
    disc.mkdir()
    (disc / "DICOMDIR").touch()
    assert source_name(disc / "DICOMDIR") == source_name(disc) == "ward 7 disc"
    assert source_name(Path("/")) == "Images"


def test_a_project_is_found_by_its_record(tmp_path: Path) -> None:
    (tmp_path / "project.sqlite").touch()
    assert dropped_project((tmp_path,)) == dropped_project((tmp_path / "project.sqlite",)) == tmp_path
    assert dropped_project((tmp_path / "other",)) is None
