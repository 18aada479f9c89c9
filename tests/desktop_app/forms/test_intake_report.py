"""The report of the reading: one line a treatment, with the way to its images."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.pages.data import DataPage
from engine.cohort.records import Cohort
from tests.desktop_app.conftest import Stage
from tests.desktop_app.fakes import make_cohort, make_image, make_project


def page_of(stage: Stage, folder: Path, cohort: Cohort) -> DataPage:
    page = DataPage(stage.session)
    stage.qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    stage.session.open_project(make_project(folder, cohort))
    return page


def test_what_was_done_leads_to_its_images(stage: Stage, tmp_path: Path) -> None:
    page = page_of(stage, tmp_path / "p", make_cohort(30))
    stage.qtbot.mouseClick(page.tools.skipped, Qt.MouseButton.LeftButton)
    assert page.report.isVisible()
    button = next(b for b in page.report.show_buttons() if "swapped" in b.accessibleName())
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.grid.isVisible()
    shown = [page.grid.images.record(at) for at in range(page.grid.images.rowCount())]
    assert len(shown) == 10
    assert all(record is not None and "inverted" in record.notes for record in shown)
    assert page.facets.wanted() == {"How it was read": frozenset({"inverted"})}


def test_nothing_done_and_nothing_skipped_is_said(stage: Stage, tmp_path: Path) -> None:
    page = page_of(stage, tmp_path / "p", Cohort((make_image(0, notes=()),)))
    assert page.tools.skipped.text() == "How it was read"
    page.tools.skipped.click()
    assert page.report.nothing_done.isVisible()
    assert page.report.none_skipped.isVisible()
    assert page.report.skipped.isHidden()
