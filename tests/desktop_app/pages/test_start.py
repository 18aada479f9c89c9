"""Start: three choices, the recent projects, and the form of a new project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop_app.forms.new_project import free_folder, safe_name
from desktop_app.pages.start import StartPage
from desktop_app.preferences import PreferencesKeeper, projects_folder
from engine.running.requests import ScanRequest
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_project


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
