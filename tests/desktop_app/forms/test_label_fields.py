"""A DICOM field as the label."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.forms.label_fields import LabelFields
from desktop_app.pages.labels import LabelsPage
from engine.cohort.records import Cohort
from tests.builders import write_dicom
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_project


def headers(folder: Path, n: int = 8) -> Cohort:
    images = []
    for at in range(n):
        write_dicom(folder / f"{at}.dcm", None, SeriesDescription=("Covid", "Kontrolle")[at % 2], PatientComments="?")
        images.append(make_image(at, source=str(folder), file=f"{at}.dcm"))
    return Cohort(tuple(images))


def test_a_field_is_chosen_renamed_and_used(stage: Stage, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", headers(tmp_path))
    page = LabelsPage(stage.session)
    stage.qtbot.addWidget(page)
    page.show()
    stage.session.open_project(folder)
    page.choices.field.click()
    assert page.fields.isVisible()
    stage.qtbot.waitUntil(lambda: bool(page.fields.choices), timeout=5000)
    assert list(page.fields.choices) == ["SeriesDescription"]
    assert not page.fields.use.isEnabled()
    page.fields.choices["SeriesDescription"].click()
    page.fields.values.boxes["Kontrolle"].lineEdit().setText("normal")
    page.fields.use.click()
    stage.qtbot.waitUntil(lambda: stage.session.cohort.class_counts == {"Covid": 4, "normal": 4}, timeout=5000)
    assert stage.session.store.origin_counts() == {"dicom": 8}
    assert page.overview.isVisible()
    page.overview.undo.click()
    stage.qtbot.waitUntil(lambda: stage.session.cohort.class_counts == {}, timeout=5000)


def test_one_class_left_is_too_few(stage: Stage, tmp_path: Path) -> None:
    panel = LabelFields()
    stage.qtbot.addWidget(panel)
    panel.show()
    panel.begin(headers(tmp_path).images, ())
    stage.qtbot.waitUntil(lambda: bool(panel.choices), timeout=5000)
    panel.choices["SeriesDescription"].click()
    assert panel.use.isEnabled()
    panel.values.boxes["Covid"].lineEdit().setText("")
    assert not panel.use.isEnabled()
    assert "two classes" in panel.problem.text()


def test_picture_files_offer_no_field(stage: Stage, tmp_path: Path) -> None:
    images = tuple(replace(image, modality=None) for image in make_cohort(5, labelled=0).images)
    page = LabelsPage(stage.session)
    stage.qtbot.addWidget(page)
    stage.session.open_project(make_project(tmp_path / "p", Cohort(images)))
    assert not page.choices.field.isEnabled()


def test_stopping_leaves_nothing_behind(stage: Stage, tmp_path: Path) -> None:
    panel = LabelFields()
    stage.qtbot.addWidget(panel)
    panel.show()
    panel.begin(headers(tmp_path, 40).images, ())
    panel.back.click()
    stage.qtbot.waitUntil(lambda: not panel.headers.running, timeout=5000)
    assert not panel.choices
