"""The Study page: three choices with their cost, Advanced validated while typing, the run, and its outcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
from engine.cohort.split import Split
from engine.learning_curve.design import SCRATCH, SIMCLR
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.presets import load_preset
from engine.running import events
from engine.running.requests import StudyRequest
from engine.running.store import ProjectStore
from engine.running.study_record import StudyEntry
from tests.desktop_app.fakes import FakeRunner, make_cohort, make_project
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


def test_every_advanced_setting_reaches_the_study(page):
    form = page.advanced
    form.positive.setCurrentIndex(form.positive.findData("covid"))
    form.metric_box.setCurrentIndex(form.metric_box.findData("accuracy"))
    form.seeds.setValue(4)
    form.test_share.setValue(40)
    form.probe.setChecked(False)
    form.image_size.setCurrentIndex(form.image_size.findData(128))
    form.backbone.setCurrentIndex(form.backbone.findData("resnet34"))
    form.pretraining_epochs.setValue(77)
    form.pretraining_batch.setValue(48)
    form.temperature.setValue(0.35)
    form.tuning_epochs.setValue(9)
    form.tuning_batch.setValue(16)
    form.most_steps.setValue(333)
    form.simclr.setChecked(False)
    config = page.config
    assert (config.positive_class, config.metric, config.seeds, config.test_fraction) == ("covid", "accuracy", 4, 0.4)
    assert (config.probe, config.image_size, config.backbone) == (False, 128, "resnet34")
    assert (config.pretraining.epochs, config.pretraining.batch_size, config.pretraining.temperature) == (77, 48, 0.35)
    assert (config.finetuning.epochs, config.finetuning.batch_size, config.finetuning.max_steps) == (9, 16, 333)
    assert config.initialisations == (SCRATCH,)
    assert page.session.positive_class == "covid"
    form.scratch.setChecked(False)
    assert "at least one start" in page.problem.text()
    page.choose("quick")
    assert page.config.initialisations == (SCRATCH, SIMCLR)
    assert page.problem.text() == ""


def test_settings_have_tooltips(page):
    form = page.advanced
    for field in (form.positive, form.budgets, form.seeds, form.temperature, form.image_size, form.most_steps):
        assert len(field.toolTip()) > 20


def test_the_page_becomes_the_runs_page(page, session, qtbot):
    page.primary_action()
    send = session.bridge.runner.send
    send(events.RunStarted("study", ("Preparing images", "Pretraining", "Training"), "CPU"))
    send(events.StageStarted("Preparing images", 10, "images"))
    send(events.StageStarted("Pretraining", 1000, "images"))
    for epoch in range(3):
        send(events.EpochProgress("simclr", epoch, 40, 4.0 - epoch, 0.09, 128.0))
    send(events.StageProgress("Pretraining", 250, 1000, "images", 128.0, 60.0, 240.0, 0.3))
    qtbot.waitUntil(lambda: page.shown() == "running")
    qtbot.waitUntil(lambda: page.run_view.speed.number.text() == "128")
    assert page.state() is StepState.IN_WORK
    assert "Pretraining" in page.sentence.text()
    assert "4 min left" in page.sentence.text()
    assert page.run_view.loss.losses == (4.0, 3.0, 2.0)
    lines = [line.accessibleName() for line in page.run_view._lines]
    assert lines == ["Preparing images: done ", "Pretraining: running 250 of 1\u202f000 images", "Training: waiting "]
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


def test_a_card_claims_no_saving_that_nothing_has_measured():
    said = shows(load_preset("quick"), COUNTS)
    assert "test patient" in said
    assert "%" not in said


def test_one_class_or_too_few_labels_is_told_plainly():
    config = load_preset("quick")
    assert "one class" in with_counts(config, replace(COUNTS, classes=("normal",)))
    few = replace(COUNTS, n_train=12, n_test=6, n_labelled=18)
    assert "too few" in preset_view(config, few, 100.0).problem
    assert with_counts(config, COUNTS) == ""
