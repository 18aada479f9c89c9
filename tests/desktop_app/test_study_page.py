"""The Study page: three choices with their cost, Advanced validated while typing, the run, and its outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop_app.models.study_view import (
    StudyCounts,
    parse_budgets,
    preset_view,
    shows,
    study_counts,
    with_counts,
)
from desktop_app.pages.page import StepState
from desktop_app.pages.study import StudyPage
from desktop_app.session import Session
from engine.cohort.records import Cohort
from engine.cohort.split import Split
from engine.learning_curve.design import SCRATCH, SIMCLR
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.initialisations import from_file, simclr_on
from engine.learning_curve.presets import load_preset
from engine.learning_curve.test_set_savings import expected_saving_precision
from engine.learning_curve.test_set_size import expected_precision
from engine.running import events
from engine.running.requests import StudyRequest
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import FakeRunner, make_cohort, make_image, make_project
from tests.desktop_app.known_truth import BUDGETS, make_measurements

COUNTS = StudyCounts(("covid", "normal"), 840, 588, 252, 250, 948, False)


@pytest.fixture
def session(qapp, tmp_path):
    make_project(tmp_path / "p", make_cohort(300, 0.8))
    result = Session(FakeRunner)
    assert result.open_project(tmp_path / "p")
    yield result
    result.shut_down()


@pytest.fixture
def page(session, qtbot):
    result = StudyPage(session)
    qtbot.addWidget(result)
    result.resize(1080, 654)
    result.show()
    return result


def test_what_is_lacking_for_all_is_said_once(session, page, tmp_path) -> None:
    make_project(tmp_path / "few", make_cohort(60, 0.6))
    assert session.open_project(tmp_path / "few")
    lacking = page.header().answer
    assert "too few" in lacking
    assert page.problem.text() == lacking
    said = [words.text() for words in page.findChildren(QLabel) if words.isVisibleTo(page)]
    assert sum(lacking in text for text in said) == 1
    experiments = page.experiments.cards
    assert [card.isEnabled() for card in experiments.values()].count(False) == 2
    assert all("too few" not in card.sentence() for card in experiments.values())


def record_study(session: Session, state: str, cells: int | None = None) -> StudyEntry:
    """Write a measured study into the project, as the worker would."""
    measured = make_measurements(budgets=(20, 40, 80))
    entry = StudyEntry("k", load_preset("quick"), "2026", state, measured.classes, 1, BUDGETS, 540, 300)
    store = ProjectStore.open(session.store.folder)
    store.begin_study(entry, measured)
    for cell in measured.cells[:cells]:
        store.add_cell("k", cell)
    store.close()
    return entry


def test_nothing_to_try_without_labels(qapp, qtbot, tmp_path):
    make_project(tmp_path / "p", make_cohort(40, 0.0))
    session = Session(FakeRunner)
    session.open_project(tmp_path / "p")
    page = StudyPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.shown() == "empty"
    assert page.empty.isVisible()
    assert page.header().action is None
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["Labels"]
    session.shut_down()


def test_cards_say_what_the_engine_estimates(page, session, qtbot):
    session.images_per_second = 250.0
    session.speed_changed.emit()
    qtbot.waitUntil(lambda: page.cards["quick"].view.time.startswith("about"))
    counts = study_counts(session.cohort, None, 0.3)
    for name, card in page.cards.items():
        estimate = study_estimate(load_preset(name), counts.n_pool, counts.n_train, counts.n_test, 250.0)
        assert card.view.trainings.startswith(f"{estimate.trainings} trainings")
        assert card.isVisible()
    quick, thorough = (page.cards[n].view for n in ("quick", "thorough"))
    assert quick.time != thorough.time
    assert "test patient" in quick.shows


def test_clicking_a_card_and_running_it(page, session):
    QTest.mouseClick(page.cards["standard"], Qt.MouseButton.LeftButton)
    assert page.config.preset == "standard"
    assert page.header().action == "Run study"
    assert page.header().action_enabled
    page.primary_action()
    (request,) = session.bridge.runner.requests
    assert isinstance(request, StudyRequest)
    assert request.project == str(session.store.folder)
    assert request.config == replace(load_preset("standard"), minutes_per_image=session.minutes_per_image)


def test_budgets_are_checked_while_they_are_typed(page):
    page.advanced_fold.button.setChecked(True)
    field = page.advanced.budgets
    QTest.keyClicks(field, "20, 40, 4000")
    assert "largest budget may be" in page.problem.text()
    assert page.problem.isVisible()
    assert not page.header().action_enabled
    page.primary_action()
    assert page.session.bridge._runner is None  # nothing was asked for
    field.selectAll()
    QTest.keyClicks(field, "20, 40, 80")
    assert page.problem.text() == ""
    assert page.header().action_enabled
    assert page.config.budgets == (20, 40, 80)
    assert page.cards["quick"].view.trainings.startswith("18 trainings: 3 budgets")


def test_the_three_questions_bring_their_starts(page, session):
    assert page.experiments.cards["labels"].isChecked()
    QTest.mouseClick(page.experiments.cards["pool_size"], Qt.MouseButton.LeftButton)
    n = page._chooser.draft.counts.n_pool
    assert page.config.initialisations == (SCRATCH, SIMCLR, simclr_on("all", n >> 1))
    assert len(page.config.budgets) == 3
    assert page.cards["quick"].view.trainings.startswith("27 trainings: 3 budgets × 3 repetitions × 3 starts")
    assert page.cards["standard"].view.trainings.startswith("45 trainings: 3 budgets")
    assert [line.pool.value() for line in page.starts.lines if line.pool] == [n, n >> 1]
    QTest.mouseClick(page.cards["standard"], Qt.MouseButton.LeftButton)
    assert page.config.preset == "standard"
    assert len(page.config.initialisations) == 3  # the question stays
    QTest.mouseClick(page.experiments.cards["labels"], Qt.MouseButton.LeftButton)
    assert page.config == replace(load_preset("standard"), minutes_per_image=session.minutes_per_image)


def test_a_question_that_needs_other_images_asks_for_their_folder(page, session, qtbot, monkeypatch, tmp_path):
    card = page.experiments.cards["pool_kind"]
    assert "no pool folder" in card.sentence()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "others"))
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked.args == ["Data"]
    (request,) = session.bridge.runner.requests
    assert request.pool_folders == (str(tmp_path / "others"),)
    assert request.folders == ("/images",)
    assert page.experiments.cards["labels"].isChecked()  # until they are read
    cohort = session.cohort
    others = tuple(make_image(1000 + at, source="/others", pool_only=True) for at in range(80))
    session.store.replace_scan(Cohort((*cohort.images, *others), cohort.problems))
    session.bridge.runner.send(events.RunStarted("scan", ("Reading images",), "CPU"))
    session.bridge.runner.send(events.CohortLoaded(380, 380, 240, 0))
    session.bridge.runner.send(events.RunFinished("Read.", ""))
    qtbot.waitUntil(lambda: not session.busy)
    qtbot.waitUntil(lambda: card.isChecked())
    assert [start.name for start in page.config.initialisations] == ["scratch", "task-80", "generic-80"]


def test_the_list_of_starts_is_composed(page, session, monkeypatch, tmp_path):
    weights = tmp_path / "ours.safetensors"
    weights.write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(weights), ""))
    page.starts._fill_menu()
    offered = [action for action in page.starts.menu.actions() if action.text()]
    assert [action.text().split(" on ")[0] for action in offered] == [
        "Pretrained",
        "Pretrained",
        "Weights from a file…",
    ]
    offered[-1].trigger()
    assert [i.name for i in page.config.initialisations] == ["scratch", "simclr", "ours"]
    assert page.experiments.cards["labels"].isChecked() is False  # the user's own comparison
    offered[0].trigger()
    half = page._chooser.draft.counts.n_pool // 2
    assert page.config.initialisations[-1] == simclr_on("all", half)
    box = page.starts.lines[-1].pool
    box.setValue(40)
    assert page.config.initialisations[-1] == simclr_on("all", 40)
    page.starts.lines[-1].pool.setValue(box.maximum())
    assert "Two starts are the same" in page.problem.text()
    assert not page.header().action_enabled
    for _ in range(4):
        QTest.mouseClick(page.starts.lines[0].remove, Qt.MouseButton.LeftButton)
    assert "at least one start" in page.problem.text()
    assert "at least one start" in page.header().answer
    page.starts._fill_menu()
    page.starts.menu.actions()[0].trigger()
    assert page.config.initialisations == (SCRATCH,)
    assert page.problem.text() == ""
    weights.unlink()
    page.starts.add(from_file(weights))
    assert "no longer there" in page.problem.text()


def test_what_it_takes_is_said_before_it_is_run(page, session, qtbot):
    session.bridge.runner.send(events.SpeedMeasured("CPU (2 threads)", 250.0))
    qtbot.waitUntil(lambda: page.figures.figures[1].number.text().startswith("about"))
    texts = [(figure.number.text(), figure.word.text()) for figure in page.figures.figures]
    assert texts[0] == ("18", "trainings")
    assert texts[1] == (page.cards["quick"].view.time, "on this machine: CPU (2 threads)")
    assert texts[2][1] == "of memory"
    assert "GB" in texts[2][0]
    assert texts[3] == ("about 269 MB", "on the disk")
    assert page.header().answer == f"18 trainings · {page.cards['quick'].view.time}"
    box = page.advanced.control("stop_when")
    box.setCurrentIndex(box.findData("settled"))
    assert page.figures.figures[0].word.text() == "trainings at most"
    assert page.config.stop_when == "settled"


def test_the_page_becomes_the_runs_page(page, session, qtbot):
    page.primary_action()
    send = session.bridge.runner.send
    send(events.RunStarted("study", ("Preparing images", "Pretraining", "Training"), "CPU"))
    send(events.StageStarted("Preparing images", 10, "images"))
    send(events.StageStarted("Pretraining", 1000, "images"))
    for epoch in range(1, 4):
        send(events.EpochProgress("simclr", epoch, 40, 5.0 - epoch, 0.09, 128.0))
    send(events.StageProgress("Pretraining", 250, 1000, "images", 128.0, 60.0, 240.0, 0.3))
    qtbot.waitUntil(lambda: page.shown() == "running")
    qtbot.waitUntil(lambda: page.run_view.speed.number.text() == "128")
    assert page.state() is StepState.IN_WORK
    assert page.header().answer == "Pretraining · about 4 min left"
    assert page.run_view.learned.loss.losses == (4.0, 3.0, 2.0)
    assert page.run_view.done.number.text() == "30\u202f%"
    assert page.run_view.overall.value() == 300
    lines = [line.accessibleName() for line in page.run_view.stages.lines]
    assert lines == ["Preparing images: done", "Pretraining: running, 250 of 1\u202f000 images", "Training: waiting"]
    assert not page.run_view.log.isVisible()
    page.run_view.log_fold.button.click()
    assert page.run_view.log.isVisible()
    assert "Started on CPU" in page.run_view.log.toPlainText()
    send(events.RunFailed("memory", "The machine ran out of memory. Choose smaller images."))
    qtbot.waitUntil(lambda: not session.busy)


def test_a_stopped_study_is_resumed_as_it_was(page, session, qtbot):
    entry = record_study(session, "running", cells=4)
    session.select_study("k")
    qtbot.waitUntil(lambda: page.shown() == "stopped")
    assert page.header().action == "Resume study"
    assert page.state() is StepState.ATTENTION
    page.primary_action()
    (request,) = session.bridge.runner.requests
    assert request.config == entry.config


def test_after_the_study(page, session, qtbot):
    record_study(session, "finished")
    session.select_study("k")
    qtbot.waitUntil(lambda: page.sentence.isVisible())
    assert page.header().action == "See the curve"
    assert page.state() is StepState.DONE
    with qtbot.waitSignal(page.page_requested) as asked:
        page.primary_action()
    assert asked.args == ["Curve"]
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.shown() == "choose"
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.shown() == "done"


@pytest.mark.parametrize(
    ("text", "budgets", "wrong"),
    [
        ("", (), ""),
        ("20, 40,80", (20, 40, 80), ""),
        ("20 40; 80", (20, 40, 80), ""),
        ("20", (), "One budget"),
        ("40, 20", (), "small to large"),
        ("20, 20", (), "small to large"),
        ("twenty", (), "whole numbers"),
        ("1, 20", (), "at least 2"),
        ("20, -5", (), "whole numbers"),
        ("20, 600", (), "588"),
    ],
)
def test_parse_budgets(text, budgets, wrong):
    found, sentence = parse_budgets(text, 588)
    assert found == budgets
    assert wrong in sentence
    assert bool(sentence) == bool(wrong)


def test_counts_with_and_without_a_split():
    cohort = make_cohort(200, 0.5)
    guessed = study_counts(cohort, None, 0.3)
    assert (guessed.n_labelled, guessed.n_test, guessed.n_train, guessed.n_pool) == (100, 30, 70, 170)
    test = tuple(image.image_id for image in cohort.images[:20])
    held_out = tuple(image.image_id for image in cohort.images[:25])
    fixed = study_counts(cohort, Split(test, held_out, 0, 0.3), 0.3)
    assert (fixed.n_test, fixed.n_train, fixed.n_pool) == (20, 75, 175)
    assert fixed.split_fixed


def test_a_card_claims_the_saving_that_the_test_set_can_show_and_no_other():
    config = load_preset("quick")
    many = replace(COUNTS, n_test=2400, test_patients=2400)
    precision = expected_precision("auc", 0.85, 2400)
    share = expected_saving_precision(precision).smallest_shown_at(2400)
    assert 0.1 < share < 0.9
    assert f"about {round(share * 20) * 5}\u202f% of the labels" in shows(config, many)
    assert "enormous" in shows(config, replace(COUNTS, n_test=60, test_patients=60))
    assert "compares nothing" in shows(replace(config, initialisations=(SCRATCH,)), many)
    assert "cannot show a saving" in shows(replace(config, seeds=1), many)


def test_one_class_or_too_few_labels_is_told_plainly():
    config = load_preset("quick")
    assert "one class" in with_counts(config, replace(COUNTS, classes=("normal",)))
    few = replace(COUNTS, n_train=12, n_test=6, n_labelled=18)
    assert "too few" in preset_view(config, few, 100.0).problem
    assert with_counts(config, COUNTS) == ""
