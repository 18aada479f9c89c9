"""A line of the terminal for each event that people wait for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.commands.console import _Screen
from engine.commands.event_words import epoch_line, learning_line, point_line, settled_line, study_lines
from engine.finetuning.config import FineTuneConfig
from engine.learning_curve.design import SCRATCH, StudyConfig
from engine.learning_curve.initialisations import from_file, simclr_on
from engine.learning_curve.points import LearningCurvePoint
from engine.running.events import (
    AnswerSettled,
    EpochProgress,
    LearningChecked,
    PointMeasured,
    RunStarted,
    RunWarning,
    StageStarted,
)

CHECKED = LearningChecked("generic-500", 10, 40, 0.7312, 0.6701, "auc")
POINT = LearningCurvePoint(40, "simclr", 1, "fine_tuned", 0.8, 0.8765, 0.8, 0.8, 0.8, 90)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.7312, "has learned: +0.06 over random features (AUC 0.73 against 0.67, on training images)"),
        (0.6712, "knows no more than random features yet (AUC 0.67, on training images)"),
        (0.6301, "knows less than random features: −0.04 (AUC 0.63 against 0.67, on training images)"),
    ],
)
def test_what_was_learned_is_said_against_random_features(score: float, words: str) -> None:
    line = learning_line(replace(CHECKED, score=score))
    assert line == f"SimCLR (500 generic images), pass 10: the encoder {words}"


def test_points_and_passes() -> None:
    event = PointMeasured("key", POINT, 3, 12)
    assert point_line(event) == "[3/12] fine tuned, SimCLR, 40 labels, run 2: AUC 0.876"
    assert point_line(replace(event, reused=True)).endswith("AUC 0.876 (known)")
    probe = replace(event, point=replace(POINT, mode="linear_probe", initialisation="scratch"))
    assert point_line(probe) == "[3/12] linear probe, From scratch, 40 labels, run 2: AUC 0.876"
    assert point_line(replace(probe, reused=True)).endswith("(known)")
    epoch = EpochProgress("simclr", 5, 40, 4.1234, 0.04, 61.7)
    assert epoch_line(epoch) == "SimCLR: pass 5 of 40, loss 4.123, 62 images/s"


def test_a_settled_answer_is_said_and_taken_back() -> None:
    event = AnswerSettled("key", True, 8, 12, 1.4, True)
    assert settled_line(event).startswith("After 8 of 12 trainings the answer is settled")
    assert "open again" in settled_line(replace(event, settled=False))


def test_a_study_says_what_it_is_going_to_do() -> None:
    config = StudyConfig(
        backbone="efficientnet_b0",
        finetuning=FineTuneConfig(trained="last_stage", batch_size=16),
        initialisations=(SCRATCH, simclr_on("task", 80), from_file("/home/me/imagenet.safetensors")),
        stop_when="settled",
    )
    network, starts, end = study_lines(config)
    assert network.startswith("Network: EfficientNet-B0, 64 × 64 pixels; trained on the labels: the last stage")
    assert network.endswith("16 images a step")
    assert "80 of the project's own images; Pretrained weights from a file (imagenet)" in starts
    assert "/home" not in starts
    assert end == "The study ends when further trainings would hardly change the answer"
    assert study_lines(StudyConfig())[2] == "The study ends when all trainings are done"


def test_the_screen_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    with _Screen() as screen:
        screen.show(RunStarted("study", ("Pretraining",), "CPU (2 threads)"))
        screen.show(StageStarted("Pretraining", 100, "images"))
        screen.show(EpochProgress("simclr", 5, 40, 4.1234, 0.04, 61.7))
        screen.show(CHECKED)
        screen.show(PointMeasured("key", POINT, 3, 12))
        screen.show(AnswerSettled("key", True, 8, 12, 1.4, True))
        screen.show(RunWarning("collapse", "The pretraining of 'simclr' has collapsed."))
    out, err = capsys.readouterr()
    assert out == ""
    told = " ".join(err.split())
    for words in (
        "Device: CPU (2 threads)",
        "SimCLR: pass 5 of 40",
        "the encoder has learned: +0.06 over random features",
        "[3/12] fine tuned",
        "the answer is settled",
        "has collapsed",
    ):
        assert words in told
