"""What `scan` can be asked beyond its folder: sizes, thumbnails, filters, patients, a disc's index, processes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.cli import main
from tests.builders import chest_like, write_dicom, write_png
from tests.engine.images.test_dicomdir import write_dicomdir


def scan(capfd: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert main(["scan", *map(str, arguments), "--jobs", "1", "--json"]) == 0
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return json.loads(out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    wide = chest_like(1, 300)[:200]
    write_dicom(folder / "wide.dcm", wide, bits_stored=12, window=(2048, 4096), patient_id="A")
    write_dicom(folder / "copy.dcm", wide, bits_stored=12, window=(2048, 4096), patient_id="B")
    write_dicom(folder / "ct.dcm", chest_like(2), bits_stored=12, Modality="CT")
    write_dicom(folder / "skull.dcm", chest_like(3), bits_stored=12, BodyPartExamined="SKULL")
    write_dicom(folder / "flat pixels.dcm", chest_like(4), bits_stored=12, PixelSpacing=["0.2", "0.1"])
    return folder


@pytest.mark.parametrize("size", [64, 128, 256])
def test_thumbnails_have_the_working_size_and_the_images_proportions(capfd, folder, tmp_path, size) -> None:
    told = scan(capfd, folder, "--size", size, "--thumbnails", tmp_path / "thumbs")
    ids = {image["file"]: image["id"] for image in told["images"]}
    assert {path.stem for path in (tmp_path / "thumbs").iterdir()} == set(ids.values())
    shapes = {
        file: np.asarray(Image.open(tmp_path / "thumbs" / f"{image_id}.png")).shape for file, image_id in ids.items()
    }
    assert shapes["wide.dcm"] == (round(size * 200 / 300), size)
    assert shapes["flat pixels.dcm"] == (size, size // 2)
    shown = np.asarray(Image.open(tmp_path / "thumbs" / f"{ids['wide.dcm']}.png"), dtype=float)
    source = Image.fromarray(np.rint(chest_like(1, 300)[:200] / 4095 * 255).astype(np.uint8))
    expected = np.asarray(source.resize(shown.shape[::-1], Image.Resampling.BOX), dtype=float)
    assert np.abs(shown - expected).mean() <= 1.5


def test_a_copy_is_told(capfd, folder) -> None:
    told = scan(capfd, folder)
    images = {image["file"]: image for image in told["images"]}
    assert images["copy.dcm"]["copy_of"] is None
    assert images["wide.dcm"]["copy_of"] == images["copy.dcm"]["id"]
    assert main(["scan", str(folder), "--jobs", "1"]) == 0
    assert "1 of them have the same pixels as another one" in capfd.readouterr().out


def test_filters_name_what_would_include_a_file(capfd, folder) -> None:
    skipped = {problem["file"]: problem for problem in scan(capfd, folder)["skipped"]}
    assert {file: (one["code"], one["include"]) for file, one in skipped.items()} == {
        "ct.dcm": ("modality", "CT"),
        "skull.dcm": ("body_part", "SKULL"),
    }
    told = scan(capfd, folder, "--include-modality", "ct", "--include-body-part", "skull")
    assert told["loaded"] == 5
    assert not told["skipped"]


def test_a_disc_is_read_by_its_index(capfd, folder) -> None:
    write_dicomdir(folder / "DICOMDIR", ["wide.dcm"], ["nothing"])
    told = scan(capfd, folder / "DICOMDIR")
    assert [image["file"] for image in told["images"]] == ["wide.dcm"]
    assert [(one["file"], one["code"]) for one in told["skipped"]] == [("nothing", "listed_missing")]


def test_who_is_in_a_file_that_does_not_say(capfd, tmp_path) -> None:
    for number in range(20):
        write_png(tmp_path / "x" / f"case {number // 4}" / f"{number}.png", np.full((30, 30), number, np.uint8))
    assert scan(capfd, tmp_path / "x")["patients"] == 5
    assert scan(capfd, tmp_path / "x", "--patients", "image")["patients"] == 20
    assert scan(capfd, tmp_path / "x", "--patient-pattern", r"^(\d)")["patients"] == 10


def test_any_number_of_processes_says_the_same(capfd, folder) -> None:
    def without_ids(told: dict) -> list[dict]:
        return [{key: value for key, value in image.items() if key not in ("id", "patient", "copy_of")}
                for image in told["images"]]  # fmt: skip

    assert main(["scan", str(folder), "--jobs", "2", "--json"]) == 0
    two = json.loads(capfd.readouterr().out)
    one = scan(capfd, folder)
    assert without_ids(one) == without_ids(two)
    assert one["skipped"] == two["skipped"]
