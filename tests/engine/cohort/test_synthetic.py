"""The sample cohort: whole, reproducible, readable, honest about its classes, and not to be told by a shortcut."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from engine.cohort.synthetic import draw_patients, image_file, load_recipe, write_sample_cohort
from engine.cohort.synthetic_dicom import expose
from engine.cohort.synthetic_image import render
from engine.cohort.synthetic_people import Patient
from engine.errors import InputError
from engine.images.reader import read_image

SIDE = 64


class Stop(Exception):  # noqa: N818  # no error: the caller's wish
    pass


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    write_sample_cohort(folder, load_recipe(patients=12, side=SIDE), seed=3)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_default_size() -> None:
    patients = draw_patients(load_recipe())
    images = [image for patient in patients for image in patient.images]
    labelled = Counter(patient.diseased for patient in patients if patient.labelled for _ in patient.images)
    assert len(patients) == 260
    assert 400 <= len(images) <= 440
    assert 300 <= sum(labelled.values()) <= 340
    assert abs(labelled[True] - labelled[False]) <= 12
    assert {len(patient.images) for patient in patients} == {1, 2, 3}


def test_the_same_seed_gives_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    write_sample_cohort(tmp_path, load_recipe(patients=12, side=SIDE), seed=3)
    assert digests(tmp_path) == digests(tiny)


def test_another_seed_gives_other_images_and_uids(tiny: Path, tmp_path: Path) -> None:
    write_sample_cohort(tmp_path, load_recipe(patients=12, side=SIDE), seed=4)
    uids = [{str(dcmread(path).SOPInstanceUID) for path in folder.glob("*.dcm")} for folder in (tiny, tmp_path)]
    assert not uids[0] & uids[1]


def test_labels_name_every_image_and_leave_some_unlabelled(tiny: Path) -> None:
    found = rows(tiny)
    assert {row["file"] for row in found} == {path.name for path in tiny.glob("*.dcm")}
    assert {row["label"] for row in found} == {"", "normal", "lesion"}
    for row in found:
        assert dcmread(tiny / row["file"]).PatientID == row["patient_id"]


def test_labels_are_the_truth(tiny: Path) -> None:
    told = {row["file"]: row["label"] for row in rows(tiny)}
    for patient in draw_patients(load_recipe(patients=12, side=SIDE), seed=3):
        for plan in patient.images:
            expected = ("lesion" if patient.diseased else "normal") if patient.labelled else ""
            assert told[image_file(patient, plan)] == expected


def test_files_are_dicom_that_the_reader_loads(tiny: Path) -> None:
    notes = set()
    for path in tiny.glob("*.dcm"):
        image = read_image(path)
        header = dcmread(path)
        assert image.pixels.shape == (header.Rows, header.Columns)
        assert int(header.pixel_array.max()) < 2**header.BitsStored
        assert image.pixels.std() > 20
        # Air beside the neck is dark and the spine bright, whatever the scanner's polarity.
        assert np.median(image.pixels[:, image.pixels.shape[1] // 2]) > np.median(image.pixels[:, :2]) + 40
        notes |= set(image.notes)
    assert {"inverted", "windowed", "percentile_window"} <= notes


def test_headers_hold_fixed_dates_and_unique_uids(tiny: Path) -> None:
    headers = [dcmread(path, stop_before_pixels=True) for path in tiny.glob("*.dcm")]
    assert {str(header.StudyDate) for header in headers} == {"20000101"}
    assert len({header.SOPInstanceUID for header in headers}) == len(headers)
    assert all(len(header.SOPInstanceUID) <= 64 for header in headers)
    assert {(header.Manufacturer, header.BitsStored, header.PhotometricInterpretation) for header in headers} == {
        (scanner.manufacturer, scanner.bits, "MONOCHROME1" if scanner.inverted else "MONOCHROME2")
        for scanner in load_recipe().scanners
    }


def test_progress_and_stop(tmp_path: Path) -> None:
    recipe, told, calls = load_recipe(patients=8, side=32), [], 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Stop

    with pytest.raises(Stop):
        write_sample_cohort(tmp_path / "a", recipe, check=check)
    assert not (tmp_path / "a" / "labels.csv").exists()
    labels = write_sample_cohort(tmp_path / "a", recipe, on_progress=lambda done, total: told.append((done, total)))
    assert labels == tmp_path / "a" / "labels.csv"
    total = len(list((tmp_path / "a").glob("*.dcm")))
    assert told[-1] == (total, total)
    assert told == sorted(told)


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="holds other files"):
        write_sample_cohort(tmp_path, load_recipe(patients=4, side=32))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("patients = 260", "patients = 1"),
        ("patients = 260", 'patients = "many"'),
        ("bits = 12", "bits = 20"),
        ('kind = "nodule"', 'kind = "fracture"'),
        ("[0.5, 0.38, 0.12]", "[0.5, 0.2]"),
        ("weight = 0.40", "weight = -1.0"),
        ("[pose]", "[pose"),
    ],
)
def test_a_wrong_recipe_is_refused(tmp_path: Path, old: str, new: str) -> None:
    from resources import resource_path

    text = resource_path("sample_cohort", "recipe.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "recipe.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match="recipe is wrong"):
        load_recipe(tmp_path / "recipe.toml")


def test_a_missing_recipe_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_recipe(tmp_path / "none.toml")


@pytest.mark.parametrize("kind", ["consolidation", "bilateral", "effusion", "nodule"])
def test_a_lesion_is_all_that_differs_between_the_classes(kind: str) -> None:
    patients = [patient for patient in draw_patients(load_recipe(side=96)) if patient.lesion.kind == kind]
    for patient in patients[:6]:
        added = render(patient, patient.images[0], diseased=True) - render(patient, patient.images[0], diseased=False)
        assert added.min() > -1e-5
        assert 0.3 * patient.lesion.contrast < added.max() < 1.8 * patient.lesion.contrast
        assert (added < 0.01).mean() > 0.5  # most of the picture is as it was


def test_images_of_a_patient_show_one_chest_in_other_poses() -> None:
    patient = next(patient for patient in draw_patients(load_recipe(side=96)) if len(patient.images) > 1)
    first, second = (render(patient, plan) for plan in patient.images[:2])
    assert not np.array_equal(first, second)
    assert np.corrcoef(first.ravel(), second.ravel())[0, 1] > 0.7


@pytest.fixture(scope="module")
def labelled() -> list[Patient]:
    recipe = load_recipe(side=SIDE)
    return [patient for patient in draw_patients(replace(recipe, labelled_patients=1.0)) if patient.labelled]


def stored(patient: Patient) -> NDArray[np.float64]:
    """The first image as stored, but with white as large values and between 0 and 1."""
    scanner = patient.scanner
    unit = expose(render(patient, patient.images[0]), patient, patient.images[0]) / (2**scanner.bits - 1)
    return 1 - unit if scanner.inverted else unit


def test_nothing_but_the_lungs_gives_the_class_away(labelled: list[Patient]) -> None:
    """Size, scanner, sex, age, number of images, mean and spread of the grey values: no better than a coin."""
    features, truth = [], []
    for patient in labelled:
        image, scanner = stored(patient), patient.scanner
        plan = patient.images[0]
        features.append(
            [
                *(image.mean(), image.std(), *image.shape, scanner.bits, scanner.window, scanner.inverted),
                *(patient.age, patient.sex == "F", len(patient.images), bool(plan.marker), *plan.borders),
            ]
        )
        truth.append(patient.diseased)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1))
    scores = cross_val_predict(model, np.array(features, float), truth, cv=10, method="predict_proba")[:, 1]
    assert roc_auc_score(truth, scores) < 0.6


def test_the_lesions_are_there_to_be_found(labelled: list[Patient]) -> None:
    """Who knows each lesion's place and shape tells the classes well: brightness there, against the other lung's."""
    scores, truth = [], []
    for patient in labelled:
        plan = patient.images[0]
        template = render(patient, plan, diseased=True) - render(patient, plan, diseased=False)
        image, mirrored = stored(patient), template[:, ::-1]
        around = (template > 0.02 * template.max()) | (mirrored > 0.02 * template.max())
        contrast = (template - mirrored) * around
        scores.append((image * contrast).sum() / max(1e-9, np.abs(contrast).sum()))
        truth.append(patient.diseased)
    assert roc_auc_score(truth, scores) > 0.75
