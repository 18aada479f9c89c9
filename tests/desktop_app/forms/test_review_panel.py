"""The error review on screen: driven by mouse and keys, what it shows is what the engine counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox

from desktop_app.forms.review_choice import nearest
from desktop_app.forms.review_panel import ReviewPanel
from desktop_app.look.tokens import DARK
from desktop_app.models.review_view import CellChoice
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.points import FINE_TUNED, LearningCurvePoint, MeasuredCell, StudyMeasurements
from engine.running.events import RunFinished, RunStarted, SaliencyMapped
from engine.running.scored_images import save_scored_images
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import make_cohort, make_project
from tests.desktop_app.reviewed import add_study, make_reviewed_project


@pytest.fixture
def panel(stage, tmp_path):
    make_reviewed_project(tmp_path / "p")
    (tmp_path / "p" / "models" / "study-simclr-320-0.safetensors").write_bytes(b"a model")
    assert stage.session.open_project(tmp_path / "p")
    result = ReviewPanel(stage.session)
    stage.qtbot.addWidget(result)
    result.resize(1000, 900)
    result.show()
    result.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: result.view is not None, timeout=5000)
    return result


def label_of(panel: ReviewPanel, image_id: str) -> str | None:
    store = ProjectStore.open(panel.session.store.folder)
    try:
        return next(image.label for image in store.cohort().images if image.image_id == image_id)
    finally:
        store.close()


def settled(panel: ReviewPanel, qtbot) -> None:
    qtbot.waitUntil(lambda: not panel._background.running, timeout=5000)


def test_the_mistakes_are_seen(panel, stage) -> None:
    """The middle of each thumbnail is the image's own, not one grey: above the plate with the words."""

    def greys(at: int) -> set[int]:
        grid = panel.grid
        cell = grid.visualRect(grid.model_of_images.index(at, 0))
        picture = grid.viewport().grab(cell).toImage()
        row = picture.height() // 3
        return {picture.pixelColor(x, row).lightness() for x in range(picture.width())}

    stage.qtbot.waitUntil(lambda: all(len(greys(at)) > 20 for at in range(3)), timeout=5000)


def test_folded_it_reads_nothing(stage, tmp_path) -> None:
    make_reviewed_project(tmp_path / "p")
    result = ReviewPanel(stage.session)
    stage.qtbot.addWidget(result)
    assert stage.session.open_project(tmp_path / "p")
    assert not result._background.running
    assert result.view is None


def test_the_default_is_the_largest_budget(panel) -> None:
    assert panel.choice.labels.currentData() == 320
    assert panel.choice.run.currentData() == 0
    assert panel.shown.text().startswith(f"{len(panel.view.review.mistakes)} images answered wrongly")
    assert panel.grid.model_of_images.rows == panel.view.rows()
    assert panel.roc.curve is panel.view.review.roc[0]
    assert panel.roc_class.isHidden()
    assert "Sensitivity" in panel.roc_words.text()


def test_another_training_by_its_boxes(panel, qtbot) -> None:
    panel.choice.start.setFocus()
    panel.choice.start.setCurrentIndex(panel.choice.start.findData("scratch"))
    panel.choice.start.activated.emit(0)
    qtbot.waitUntil(lambda: panel.view.choice == CellChoice("scratch", 320, 0))
    assert panel.roc._symbol == "s"


def test_a_cell_of_the_matrix_shows_its_images_by_mouse_and_by_keys(panel) -> None:
    place = panel.matrix.visualItemRect(panel.matrix.item(0, 1)).center()
    QTest.mouseClick(panel.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.grid.model_of_images.rows == panel.view.rows((0, 1))
    QTest.keyClick(panel.matrix, Qt.Key.Key_Down)
    assert panel.grid.model_of_images.rows == panel.view.rows((1, 1))
    assert panel.all_button.isVisible()
    QTest.mouseClick(panel.all_button, Qt.MouseButton.LeftButton)
    assert panel.grid.model_of_images.rows == panel.view.rows()
    assert panel.all_button.isHidden()
    QTest.mouseClick(panel.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)  # the same cell once more
    assert panel.grid.model_of_images.rows == panel.view.rows((0, 1))


def test_a_label_is_set_right_with_one_click_and_undone(panel, qtbot) -> None:
    row = panel.grid.chosen()
    image = panel.view.images[row]
    answer = panel.view.classes[panel.view.review.predicted[row]]
    assert panel.image.label_buttons[image.label].isChecked()
    assert not panel.image.undo.isEnabled()
    QTest.mouseClick(panel.image.label_buttons[answer], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: label_of(panel, image.image_id) == answer, timeout=5000)
    qtbot.waitUntil(lambda: panel.view.changed() == 1, timeout=5000)
    assert panel.view.images[row].label == answer
    assert panel.grid.chosen() == row  # one stays where one was
    assert panel.notice.isVisible()
    assert "now" in panel.image.facts.text()
    QTest.mouseClick(panel.image.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: label_of(panel, image.image_id) == image.label, timeout=5000)
    qtbot.waitUntil(lambda: panel.view.changed() == 0, timeout=5000)
    assert panel.notice.isHidden()
    assert not panel.image.undo.isEnabled()


def test_the_label_that_it_has_writes_nothing(panel, monkeypatch) -> None:
    label = panel.view.images[panel.grid.chosen()].label
    monkeypatch.setattr(panel.session.labelling, "label_image", lambda *_: pytest.fail("written"))
    QTest.mouseClick(panel.image.label_buttons[label], Qt.MouseButton.LeftButton)
    assert panel.image.label_buttons[label].isChecked()


def test_an_older_study_keeps_its_images_before_a_label_changes(stage, tmp_path) -> None:
    make_project(tmp_path / "p", make_cohort(120, 1.0), pixels=120)
    add_study(tmp_path / "p", "study", keep_ids=False)
    assert stage.session.open_project(tmp_path / "p")
    panel = ReviewPanel(stage.session)
    stage.qtbot.addWidget(panel)
    panel.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: panel.view is not None)
    ids = [image.image_id for image in panel.view.images]
    row = panel.grid.chosen()
    answer = panel.view.classes[panel.view.review.predicted[row]]
    panel.image.label_buttons[answer].click()
    stage.qtbot.waitUntil(lambda: panel.view.changed() == 1, timeout=5000)
    assert panel.view.ids_kept
    assert [image.image_id for image in panel.view.images] == ids


def test_a_map_is_asked_for_and_laid_over_the_image(panel, stage) -> None:
    panel._choose(CellChoice("simclr", 320, 0))
    settled(panel, stage.qtbot)
    row = panel.grid.chosen()
    image, towards = panel.view.images[row], int(panel.view.review.predicted[row])
    QTest.mouseClick(panel.image.map_button, Qt.MouseButton.LeftButton)
    asked = stage.runner.requests[0]
    assert asked.image_ids[0] == image.image_id
    assert asked.cell_key == "study-simclr-320-0"
    assert asked.towards == towards
    assert not panel.image.image.mapped
    assert "being drawn" in panel.image.map_note.text()
    values = tuple(float(k == 0) for k in range(64))
    stage.send(
        RunStarted("saliency", (), "CPU"),
        SaliencyMapped(asked.cell_key, image.image_id, towards, 8, 8, values, (0.4, 0.6)),
        RunFinished("done", "p"),
    )
    assert panel.image.image.mapped
    assert "upper left" in panel.image.map_note.text()
    shot = panel.image.image.grab().toImage()
    side = min(shot.width(), shot.height()) - 2
    left, top = (shot.width() - side) // 2, (shot.height() - side) // 2
    warm, grey = (shot.pixelColor(left + round(x * side), top + round(x * side)) for x in (1 / 16, 0.5))
    assert warm.red() > warm.blue() + 20
    assert abs(grey.red() - grey.blue()) < 8
    QTest.mouseClick(panel.image.map_button, Qt.MouseButton.LeftButton)
    assert not panel.image.image.mapped
    assert len(stage.runner.requests) == 1
    QTest.mouseClick(panel.image.map_button, Qt.MouseButton.LeftButton)  # it is kept
    assert panel.image.image.mapped
    assert len(stage.runner.requests) == 1


def test_no_map_while_a_job_runs(panel, stage) -> None:
    from engine.running.requests import ScanRequest

    panel._choose(CellChoice("simclr", 320, 0))
    settled(panel, stage.qtbot)
    assert panel.image.map_button.isEnabled()
    stage.session.submit(ScanRequest("p", ()))
    assert not panel.image.map_button.isEnabled()
    assert "once the running job has ended" in panel.image.map_note.text()


def test_everything_has_a_name_and_takes_the_keyboard(panel) -> None:
    controls = [w for kind in (QAbstractButton, QComboBox, QAbstractItemView) for w in panel.findChildren(kind)]
    shown = [w for w in controls if w.isVisible() and not w.objectName().startswith("qt_")]
    assert len(shown) >= 10
    for widget in shown:
        if type(widget).__name__ in ("QComboBoxListView", "QTableCornerButton", "QHeaderView"):
            continue
        assert widget.accessibleName(), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget


def test_the_thumbnails_speak(panel) -> None:
    model = panel.grid.model_of_images
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    row = model.rows[0]
    assert panel.view.classes[panel.view.truth[row]] in said
    assert "Patient" in said
    assert "%" in said


def test_it_is_painted_in_both_themes(panel) -> None:
    before = panel.roc.grab().toImage()
    panel.apply_tokens(DARK)
    assert panel.roc.grab().toImage() != before
    curve = panel.roc.curve
    at = panel.roc.point(1 - curve.specificity.value, curve.sensitivity.value).toPoint()
    colour = panel.roc.grab().toImage().pixelColor(at + QPoint(0, 1))
    assert colour.name().upper() in (DARK.pretrained, DARK.scratch)


def test_the_nearest_training_is_taken() -> None:
    cells = [CellChoice("a", 20, 0), CellChoice("a", 40, 0), CellChoice("a", 40, 1), CellChoice("b", 80, 0)]
    assert nearest(cells, CellChoice("a", 50, 1)) == CellChoice("a", 40, 1)
    assert nearest(cells, CellChoice("b", 20, 2)) == CellChoice("b", 80, 0)
    assert nearest([], CellChoice("b", 20, 2)) == CellChoice("b", 20, 2)


def test_a_label_that_the_disk_refuses_is_told(panel, qtbot) -> None:
    row = panel.grid.chosen()
    label, answer = panel.view.images[row].label, panel.view.classes[panel.view.review.predicted[row]]
    (panel.session.store.folder / "project.sqlite").rename(panel.session.store.folder / "gone.sqlite")
    with qtbot.waitSignal(panel.session.problem, timeout=5000):
        panel.image.label_buttons[answer].click()
    assert panel.view.images[row].label == label
    assert panel.image.label_buttons[label].isChecked()
    assert not panel.image.label_buttons[answer].isChecked()


def test_three_classes_choose_whose_curve_is_drawn(stage, tmp_path) -> None:
    add_three_classes(tmp_path / "p")
    assert stage.session.open_project(tmp_path / "p")
    panel = ReviewPanel(stage.session)
    stage.qtbot.addWidget(panel)
    panel.resize(1000, 900)
    panel.show()
    panel.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: panel.view is not None)
    assert panel.matrix.rowCount() == panel.matrix.columnCount() == 3
    assert [panel.roc_class.itemText(k) for k in range(3)] == ["a", "b", "c"]
    panel.roc_class.setFocus()
    stage.qtbot.keyClick(panel.roc_class, Qt.Key.Key_Down)
    assert panel.roc.curve.of_class == 1
    assert panel.roc_title.text().startswith("ROC curve for b: AUC ")
    assert list(panel.image.label_buttons) == ["a", "b", "c"]
    assert panel.grid.isHidden()  # nothing is wrong in this study
    assert panel.image.isHidden()
    assert "no mistake" in panel.shown.text()
    panel.matrix.setCurrentCell(2, 2)
    assert panel.grid.isVisible()
    assert len(panel.grid.model_of_images.rows) == 20


def add_three_classes(folder) -> None:
    """A study of three classes with scores drawn at random."""
    cohort = make_cohort(60, 1.0)
    images = tuple(replace(image, label="abc"[at % 3]) for at, image in enumerate(cohort.images))
    make_project(folder, replace(cohort, images=images), pixels=60)
    rng = np.random.default_rng(0)
    truth = np.arange(60, dtype=np.int64) % 3
    scores = rng.dirichlet((1, 1, 1), 60) + np.eye(3)[truth]
    scores = (scores / scores.sum(axis=1, keepdims=True)).astype(np.float32)
    point = LearningCurvePoint(20, "scratch", 0, FINE_TUNED, 0.7, 0.8, 0.7, 0.7, 0.8, 60)
    measured = StudyMeasurements(("a", "b", "c"), 0, truth, truth, 60, (MeasuredCell("cell", point, scores),))
    store = ProjectStore.open(folder)
    store.begin_study(
        StudyEntry("k", StudyConfig(budgets=(20, 40)), "2026", "finished", ("a", "b", "c"), 0, (20, 40), 60, 60),
        measured,
    )
    store.add_cell("k", measured.cells[0])
    save_scored_images(store, "k", [image.image_id for image in images])
    store.close()
