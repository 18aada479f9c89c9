"""Labels: nothing is written before the preview is accepted."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.pages.labels import LabelsPage
from desktop_app.pages.page import StepState
from engine.cohort.records import Cohort
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_project


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> LabelsPage:
    folder = make_project(tmp_path / "p", make_cohort(120, labelled=0))
    result = LabelsPage(stage.session)
    stage.qtbot.addWidget(result)
    result.show()
    stage.session.open_project(folder)
    return result


def table(path: Path, rows: list[tuple[str, str]]) -> Path:
    path.write_text("file,label\n" + "".join(f"{file},{label}\n" for file, label in rows))
    return path


def matching(n: int = 100) -> list[tuple[str, str]]:
    return [(f"chest{at:05d}.dcm", "covid" if at % 2 else "normal") for at in range(n)]


def preview(stage: Stage, page: LabelsPage, path: Path) -> None:
    page.preview_table(path)
    settle(stage, page)


def settle(stage: Stage, page: LabelsPage) -> None:
    """Until what was asked for is shown and written."""
    stage.qtbot.waitUntil(lambda: not page.importer.busy and not stage.session.labelling.busy, timeout=5000)


def test_a_table_is_previewed_then_used(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    rows = [*matching(), ("nowhere.dcm", "covid"), ("chest00000.dcm", "covid")]
    preview(stage, page, table(tmp_path / "labels.csv", rows))
    importer = page.importer
    assert importer.title.text() == "labels.csv"
    assert "102 rows · 100 matched · 1 no image · 1 contradicts another row" in importer.summary.text()
    assert [importer.table.item(at, 2).text() for at in (0, 1, 2)] == ["no image", "contradicts another row", "matched"]
    assert stage.session.cohort is not None
    assert not stage.session.cohort.class_counts, "nothing is written before it is accepted"
    importer.use.click()
    settle(stage, page)
    assert stage.session.cohort.class_counts == {"covid": 50, "normal": 49}
    page.overview.undo.click()
    settle(stage, page)
    assert stage.session.cohort.class_counts == {}
    assert page.choices.table.isVisible()


def test_the_study_comes_next(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    preview(stage, page, table(tmp_path / "labels.csv", matching()))
    page.importer.use.click()
    settle(stage, page)
    assert page.state() is StepState.DONE
    assert page.header().action == "Go to Study"


def test_one_class_only_cannot_be_used(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    preview(stage, page, table(tmp_path / "labels.csv", [(file, "covid") for file, _ in matching()]))
    assert "one class" in page.importer.problem.text()
    assert not page.importer.use.isEnabled()


def test_a_rare_class_is_pointed_out(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    rows = [(file, "covld" if at == 0 else label) for at, (file, label) in enumerate(matching())]
    preview(stage, page, table(tmp_path / "labels.csv", rows))
    assert "covld" in page.importer.warning.text()
    assert page.importer.use.isEnabled()


def test_a_file_that_is_no_table_is_said(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(b"PK\x03\x04\0\0")
    preview(stage, page, path)
    assert "not a text file" in page.complaint.text()
    assert page.choices.table.isVisible()


def test_choosing_nothing_changes_nothing(page: LabelsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.choices.table.click()
    assert page.choices.table.isVisible()


def test_folders_named_after_classes(stage: Stage, tmp_path: Path) -> None:
    cohort = make_cohort(40, labelled=0)
    names = ("covid", "normal")
    images = tuple(replace(image, file=f"{names[at % 2]}/{image.file}") for at, image in enumerate(cohort.images))
    folder = make_project(tmp_path / "p", Cohort(images))
    page = LabelsPage(stage.session)
    stage.qtbot.addWidget(page)
    stage.session.open_project(folder)
    assert page.choices.folders.isEnabled()
    page.choices.folders.click()
    settle(stage, page)
    assert stage.session.cohort is not None
    assert stage.session.cohort.class_counts == {"covid": 20, "normal": 20}


def test_the_finding_is_suggested_and_can_be_changed(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    preview(stage, page, table(tmp_path / "labels.csv", matching()))
    page.importer.use.click()
    settle(stage, page)
    assert page.overview.counts.choices["covid"].isChecked()
    page.overview.counts.choices["normal"].click()
    assert stage.session.positive_class == "normal"
    assert page.overview.counts.choices["normal"].isChecked()


def test_without_images_the_way_leads_to_them(stage: Stage) -> None:
    page = LabelsPage(stage.session)
    stage.qtbot.addWidget(page)
    page.show()
    with stage.qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["Start"]


def named(stage: Stage, page: LabelsPage) -> None:
    page.choices.here.click()
    for line, name in zip(page.classes.lines, ("covid", "normal"), strict=True):
        line.name.setText(name)
    page.classes.use.click()
    stage.qtbot.waitUntil(page.desk.isVisible, timeout=5000)


def test_another_page_can_have_an_image_labelled_anew(stage: Stage, page: LabelsPage) -> None:
    named(stage, page)
    page.leave()
    assert page.choices.isVisible()
    wanted = stage.session.cohort.images[77].image_id
    page.relabel(wanted)
    assert page.desk.isVisible()
    assert page.desk.queue.current == wanted
    page.desk.choose("normal")
    settle(stage, page)
    assert stage.session.cohort.images[77].label == "normal"
    assert page.desk.queue.current != wanted


def test_the_other_pages_hear_of_labels_when_this_one_is_left(stage: Stage, page: LabelsPage) -> None:
    named(stage, page)
    heard = []
    stage.session.labels_changed.connect(lambda: heard.append(len(stage.session.cohort.labelled)))
    for label in ("covid", "normal"):
        page.desk.choose(label)
        settle(stage, page)
    assert heard == []
    page.hide()
    assert heard == [2]
    page.show()
    assert page.desk.isVisible(), "one goes on where one was"
    labelled = page.desk.queue.current
    page.desk.choose("covid")
    page.hide()
    settle(stage, page)
    assert heard == [2, 3], "of a label, too, that was still being written"
    assert page.desk.queue.current != labelled, "and the next image waits"
    page.show()
    page.desk.choose("covid")
    settle(stage, page)
    stage.session.close_project()
    assert page.empty.isVisible()
    page.hide()
    assert heard == [2, 3], "nothing is told of a project that is closed"


def test_a_refused_import_changes_nothing_and_says_so(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    preview(stage, page, table(tmp_path / "labels.csv", matching()))
    with sqlite3.connect(stage.session.store.folder / "project.sqlite") as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON labels BEGIN SELECT RAISE(ABORT, 'no'); END")
    page.importer.use.click()
    settle(stage, page)
    assert page.complaint.text().endswith("Nothing was changed.")
    assert page.importer.isVisible(), "so that it can be tried again"
    assert stage.session.cohort.class_counts == {}


def test_a_mapping_is_not_used_before_its_preview_is_there(stage: Stage, page: LabelsPage, tmp_path: Path) -> None:
    preview(stage, page, table(tmp_path / "labels.csv", matching()))
    page.importer.values.boxes["covid"].lineEdit().setText("COVID-19")
    assert not page.importer.use.isEnabled()
    settle(stage, page)
    page.importer.use.click()
    settle(stage, page)
    assert stage.session.cohort.class_counts == {"COVID-19": 50, "normal": 50}
