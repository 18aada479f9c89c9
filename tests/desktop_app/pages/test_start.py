"""Start: three choices, the recent projects, and the form of a new project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from desktop_app.forms.new_project import free_folder, safe_name
from desktop_app.pages.start import StartPage
from desktop_app.preferences import PreferencesKeeper, projects_folder
from engine.running.requests import ScanRequest
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_project


@pytest.fixture
def page(stage: Stage) -> StartPage:
    result = StartPage(stage.session, PreferencesKeeper())
    stage.qtbot.addWidget(result)
    result.show()
    return result


def test_choosing_images_leads_to_the_form_and_the_form_to_a_project(
    stage: Stage, page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = tmp_path / "ward_7"
    images.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(images))
    page.images_choice.click()
    assert page.form.name.text() == "ward 7"
    assert Path(page.form.folder.text()).parent == projects_folder()
    page.form.name.setText("X-rays 2024")
    page.form.name.textEdited.emit("X-rays 2024")
    assert Path(page.form.folder.text()).name == "X-rays 2024"
    with stage.qtbot.waitSignal(page.page_requested) as asked:
        page.form.create_button.click()
    assert asked.args == ["Data"]
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.folders == (str(images),)
    assert Path(request.project) == projects_folder() / "X-rays 2024"


def test_while_a_large_project_is_read_the_page_says_so(
    stage: Stage, page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.session.MANY_IMAGES", 1000)
    folder = make_project(tmp_path / "large", make_cohort(1200), "Ward 8")
    page.open_project(str(folder))
    assert page.opening.isVisible()
    assert page.opening.text() == "Opening Ward 8: the record of its 1,200 images is being read."
    stage.qtbot.waitUntil(lambda: stage.session.store is not None)
    assert page.opening.isHidden()


def test_a_dicomdir_is_chosen_beside_the_folders(
    stage: Stage, page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = tmp_path / "DICOMDIR", tmp_path / "picture.dcm"
    index.touch()
    other.touch()
    chosen = [str(other), str(index)]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen.pop(0), ""))
    page.disc_button.click()
    assert "not a DICOMDIR" in page.complaint.text()
    stage.qtbot.keyClick(page.disc_button, Qt.Key.Key_Space)
    assert page.form.images.text() == str(index)
    page.form.create_button.click()
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.folders == (str(index),)
    assert (request.side, request.patient_pattern, request.patient_folders) == (256, None, None)


def test_advanced_wishes_reach_the_worker(stage: Stage, page: StartPage, tmp_path: Path) -> None:
    images, more, pool = tmp_path / "images", tmp_path / "more", tmp_path / "pool"
    for folder in (images, more, pool):
        folder.mkdir()
    for at in range(30):
        (images / f"{at // 3:05d}_{at % 3}.png").touch()
    page.begin_project(images, more)
    form = page.form
    form.advanced.button.click()
    assert form.patient_rule.box.currentText() == "Decide after reading"
    stage.qtbot.waitUntil(lambda: form.patient_rule.box.count() > 1)
    form.patient_rule.box.setFocus()
    stage.qtbot.keyClick(form.patient_rule.box, Qt.Key.Key_Down)
    assert "10 patients" in form.patient_rule.note.text()
    assert "00000_0.png → patient 00000" in form.patient_rule.note.text()
    form.size_box.box.setCurrentIndex(2)
    assert "2.6 GB" in form.size_box.note.text()
    form.pools.add(pool)
    form.create_button.click()
    request = stage.runner.requests[0]
    assert isinstance(request, ScanRequest)
    assert request.folders == (str(images), str(more))
    assert request.pool_folders == (str(pool),)
    assert (request.patient_pattern, request.patient_folders) == (r"^([^_\-]+)[_\-]", False)
    assert request.side == 512


def test_folders_are_added_and_taken_away(
    stage: Stage, page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images, more = tmp_path / "images", tmp_path / "more"
    for folder in (images, more):
        folder.mkdir()
    page.begin_project(images)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(more))
    page.form.add_images.click()
    assert page.form.sources() == (images, more)
    remove = next(
        button
        for button in page.form.more_images.findChildren(QAbstractButton)
        if button.accessibleName() == "Take more off this list"
    )
    stage.qtbot.keyClick(remove, Qt.Key.Key_Space)
    assert page.form.sources() == (images,)
    assert page.form.more_images.isHidden()
    page.begin_project(more)
    assert page.form.sources() == (more,)


def test_the_form_says_what_is_wrong(stage: Stage, page: StartPage, tmp_path: Path) -> None:
    page.begin_project(tmp_path)
    page.form.images.setText(str(tmp_path / "gone"))
    page.form.create_button.click()
    assert "Choose one that exists" in page.form.complaint.text()
    page.form.images.setText(str(tmp_path))
    page.form.name.setText(" ")
    page.form.create_button.click()
    assert "name" in page.form.complaint.text()
    page.form.name.setText("A")
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.docx").write_text("")
    page.form.folder.setText(str(full))
    page.form.create_button.click()
    assert "other files" in page.form.complaint.text()
    assert not stage.runners


def test_recent_projects_show_names_and_never_paths(stage: Stage, page: StartPage, tmp_path: Path) -> None:
    there = make_project(tmp_path / "there", name="Ward 7")
    gone = make_project(tmp_path / "gone", name="Lung nodules")
    for folder in (gone, there):
        page.open_project(str(folder))
    stage.session.close_project()
    shutil.rmtree(gone)
    page.refresh_recent()
    words = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert "Ward 7" in words
    assert "not found where it was" in words
    assert not any(str(tmp_path) in word for word in words)
    rows = list(page.recent_rows)
    assert [row.button.isEnabled() for row in rows] == [True, False]
    rows[1].remove.click()
    assert [entry.name for entry in PreferencesKeeper().current.recent] == ["Ward 7"]
    rows[0].button.click()
    assert stage.session.store is not None


def test_a_folder_that_is_no_project_is_said(page: StartPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.project_choice.click()
    assert page.complaint.text()


def test_names_of_folders_are_safe_on_any_system(tmp_path: Path) -> None:
    assert safe_name('a/b:c*?"<>|.') == "a b c"
    assert safe_name("...") == "Project"
    assert free_folder(tmp_path, "A") == tmp_path / "A"
    (tmp_path / "A").mkdir()
    assert free_folder(tmp_path, "A") == tmp_path / "A"
    (tmp_path / "A" / "x").touch()
    assert free_folder(tmp_path, "A") == tmp_path / "A 2"
