"""What lies below the curve is translated whole: under a language in other letters nothing stands in plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.forms.compare_panel import ComparePanel
from desktop_app.forms.review_panel import ReviewPanel
from engine.learning_curve.design import StudyConfig
from engine.running.events import RunFinished, RunStarted, SaliencyMapped
from engine.running.store import ProjectStore
from engine.translation import use_catalogue, use_language
from tests.desktop_app.pseudo import Pseudo, left_in_english, shown_by
from tests.desktop_app.reviewed import add_study, make_reviewed_project
from tests.desktop_app.test_pseudo_language import ALLOWED


@pytest.fixture
def pseudo(qapp) -> Iterator[None]:
    use_catalogue(Pseudo())
    yield
    use_language("en")


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """What the widgets paint themselves."""
    texts: list[str] = []
    original = QPainter.drawText

    def draw(self, *arguments):
        texts.extend(argument for argument in arguments if isinstance(argument, str))
        return original(self, *arguments)

    monkeypatch.setattr(QPainter, "drawText", draw)
    return texts


def english_in(root: QWidget, drawn: list[str]) -> list[str]:
    drawn.clear()
    root.grab()
    said = [text for _, text in shown_by(root)] + drawn
    assert len(said) > 20
    allowed = re.compile(ALLOWED.pattern + r"|\bMarch\b|\w*…\w*")  # a month by the locale, a class cut short
    return [text for text in said if left_in_english(text, allowed)]


def test_the_error_review(pseudo, stage, tmp_path, drawn) -> None:
    make_reviewed_project(tmp_path / "p")
    (tmp_path / "p" / "models" / "study-simclr-320-0.safetensors").write_bytes(b"a model")
    assert stage.session.open_project(tmp_path / "p")
    panel = ReviewPanel(stage.session)
    stage.qtbot.addWidget(panel)
    panel.resize(1000, 900)
    panel.show()
    panel.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: panel.view is not None, timeout=5000)
    assert english_in(panel, drawn) == []
    panel.choice.start.setCurrentIndex(panel.choice.start.findData("simclr"))
    panel.choice.start.activated.emit(1)
    stage.qtbot.waitUntil(lambda: panel.view.choice.start == "simclr", timeout=5000)
    image = panel.view.images[panel.grid.chosen()]
    panel.image.map_button.click()
    asked = stage.runner.requests[0]
    stage.send(
        RunStarted("saliency", (), "CPU"),
        SaliencyMapped(asked.cell_key, image.image_id, asked.towards, 2, 2, (0.0, 1.0, 0.0, 0.0), (0.4, 0.6)),
        RunFinished("done", "p"),
    )
    assert panel.image.image.mapped
    panel.matrix.setCurrentCell(0, 0)
    panel.image.label_buttons["normal"].click()
    stage.qtbot.waitUntil(lambda: panel.view.changed() == 1, timeout=5000)
    assert english_in(panel, drawn) == []


@pytest.mark.parametrize("obstacle", [False, True])
def test_two_studies(obstacle: bool, pseudo, stage, tmp_path, drawn) -> None:
    make_reviewed_project(tmp_path / "p", study_key="older")
    add_study(tmp_path / "p", "newer", StudyConfig(budgets=(20, 80, 320), seeds=2, image_size=128), better=0.03)
    if obstacle:
        store = ProjectStore.open(tmp_path / "p")
        store.set_meta("test_images newer", "[]")
        store.close()
    assert stage.session.open_project(tmp_path / "p")
    panel = ComparePanel(stage.session)
    stage.qtbot.addWidget(panel)
    panel.resize(1000, 800)
    panel.show()
    panel.set_unfolded(True)
    stage.qtbot.waitUntil(lambda: panel.view is not None and panel.plot_host.plot is not None, timeout=10_000)
    stage.qtbot.wait(100)
    assert english_in(panel, drawn) == []
