"""A study at work: what the encoder has learned, its map, a collapse, an answer that is settled."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.forms.study_run import StudyRun
from desktop_app.look.tokens import DARK
from desktop_app.models.study_sentences import learned_line
from desktop_app.runs.job import JobView, advance
from engine.running import events as e

STARTED = e.RunStarted("study", ("Pretraining", "Linear probe", "Fine-tuning"), "CPU (2 threads)")
MAP = e.EmbeddingMapped("simclr", 5, 40, ((1.0, 0.0), (-1.0, 0.2), (0.0, -1.1)), (0, 1, 1), 0.41)


def play(*events: e.Event) -> JobView:
    view = JobView()
    for now, event in enumerate(events):
        view = advance(view, event, float(now))
    return view


@pytest.fixture
def run(qtbot: QtBot) -> StudyRun:
    result = StudyRun()
    qtbot.addWidget(result)
    result.resize(1000, 700)
    return result


def check(score: float) -> e.LearningChecked:
    return e.LearningChecked("simclr", 5, 40, score, 0.75, "auc")


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.81, "The encoder has learned: +0.06 over random features"),
        (0.755, "The encoder is level with random features so far"),
        (0.60, "The encoder is behind random features so far: −0.15"),
    ],
)
def test_what_it_has_learned_in_words(score: float, said: str) -> None:
    assert learned_line(check(score)) == said


def test_nothing_is_claimed_before_the_first_look(run: StudyRun) -> None:
    run.show_job(play(STARTED), ())
    assert run.learned.isHidden()
    run.show_job(play(STARTED, e.EpochProgress("simclr", 1, 40, 4.0, 0.09, 128.0)), ())
    assert not run.learned.isHidden()
    assert run.learned.line.text() == "Not looked at yet"
    assert run.learned.map.isHidden()
    assert run.learned.loss.isHidden()  # one pass makes no line


def test_the_map_names_its_classes_and_takes_their_marks(run: StudyRun) -> None:
    run.show_job(play(STARTED, check(0.81), MAP), ("covid", "normal"))
    learned = run.learned
    assert not learned.map.isHidden()
    assert learned.map.points == MAP.points
    assert learned.map.accessibleDescription() == "covid: 1 image, normal: 2 images"
    lines = [learned._legend.itemAt(at).widget() for at in range(learned._legend.count())]
    assert [(line._mark.text(), line._words.text()) for line in lines] == [
        ("●", "covid: 1 image"),
        ("■", "normal: 2 images"),
    ]
    assert "41\u202f%" in learned.map_word.text()
    assert "pass 5 of 40" in learned.note.text()
    run.apply_tokens(DARK)
    assert DARK.scratch in lines[1]._mark.styleSheet()
    run.show_job(play(STARTED, check(0.81), e.EmbeddingMapped("simclr", 9, 40, ((0.0, 1.0),), (0,), 0.5)), ("covid",))
    assert learned._legend.count() == 1


def test_a_collapse_stays_in_sight_whatever_is_warned_of_afterwards(run: StudyRun) -> None:
    collapsed = e.RunWarning("collapse", "The pretraining has collapsed.")
    run.show_job(play(STARTED, check(0.81), collapsed, e.RunWarning("memory_short", "Short of memory.")), ())
    assert run.learned.collapse.text() == "The pretraining has collapsed."
    assert not run.learned.collapse.isHidden()
    assert run.warning.text() == "Short of memory."
    assert run.learned.icon._tone != "good"


def test_another_encoder_begins_another_loss_line(run: StudyRun) -> None:
    first = [e.EpochProgress("simclr", at, 2, 5.0 - at, 0.09, 128.0) for at in (1, 2)]
    second = [e.EpochProgress("simclr-40", at, 2, 4.5 - at, 0.09, 128.0) for at in (1, 2)]
    run.show_job(play(STARTED, *first, *second), ())
    assert run.learned.loss.losses == (3.5, 2.5)


def test_finishing_early_is_offered_with_its_reason_once_the_answer_is_settled(run: StudyRun, qtbot: QtBot) -> None:
    narrow = e.AnswerSettled("k", True, 14, 30, 1.42, True)
    run.show_job(play(STARTED), ())
    assert run.settled.isHidden()
    run.show_job(play(STARTED, narrow), ())
    assert "1.4 times its lower end" in run.settled.text()
    assert "16 trainings" in run.settled.text()
    with qtbot.waitSignal(run.finish_wanted):
        run.finish.click()
    run.show_job(play(STARTED, e.AnswerSettled("k", True, 29, 30, 4.2, False)), ())
    assert "1 training still to come would narrow the interval" in run.settled.text()
    assert "less than a twentieth" in run.settled.text()
    run.show_job(play(STARTED, narrow, e.AnswerSettled("k", False, 16, 30, 2.0, False)), ())
    assert run.settled.isHidden()
    run.show_job(play(STARTED, narrow, e.RunFinished("Done.", "")), ())
    assert run.settled.isHidden()
