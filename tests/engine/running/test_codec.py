"""Messages survive the pipe, and nothing else gets through it."""

import math

import pytest

from engine.learning_curve.design import Initialisation, StudyConfig
from engine.learning_curve.points import LearningCurvePoint
from engine.pretraining.config import SimCLRConfig
from engine.running.codec import decode, encode
from engine.running.events import PointMeasured, RunFailed, RunFinished, RunStarted, StageProgress
from engine.running.requests import ExportRequest, ScanRequest, StudyRequest, Wish

POINT = LearningCurvePoint(50, "simclr", 2, "fine_tuned", 0.8, 0.9, 0.79, 0.7, 0.88, 120)
STUDY = StudyConfig(
    budgets=(20, 40),
    initialisations=(Initialisation("own", "file", weights_file="w.safetensors"),),
    pretraining=SimCLRConfig(epochs=3),
)


@pytest.mark.parametrize(
    "message",
    [
        RunStarted("scan", ("Reading images",), "CPU"),
        StageProgress("Fine-tuning", 3, 10, "steps", None, 4.5, None, 0.3),
        PointMeasured("key", POINT, 1, 24, True),
        RunFailed("input", "Ein Satz mit ä and a newline\n.", ""),
        RunFinished("done", "out", early=True),
        ScanRequest("p", ("a", "b"), labels_csv=None),
        StudyRequest("p", STUDY),
        ExportRequest("p", "o"),
        Wish("pause"),
    ],
)
def test_a_message_comes_back_as_it_was_and_is_one_line(message):
    line = encode(message)
    assert b"\n" not in line
    assert decode(line) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b"null", b'{"kind":"Popen","body":{}}', b'{"kind":"Wish","body":{"wish":3}}', b"\x80\x04", b"Done."],
)
def test_anything_else_is_refused(line):
    with pytest.raises(ValueError, match="not a message"):
        decode(line)


def test_a_config_that_makes_no_sense_is_refused():
    line = encode(StudyRequest("p", STUDY)).replace(b'"seeds":3', b'"seeds":0')
    with pytest.raises(ValueError, match="not a message"):
        decode(line)


def test_a_float_that_is_not_finite_does_not_break_the_line():
    assert b"NaN" not in encode(StageProgress("s", 1, 2, "u", math.nan))
