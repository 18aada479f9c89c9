"""What a study's settings are called on screen, in the command line and in the model card."""

from __future__ import annotations

from engine.finetuning.config import Trained
from engine.learning_curve.design import StopWhen
from engine.translation import mark, tr

_TRAINED: dict[Trained, str] = {
    "all": mark("all layers"),
    "last_two_stages": mark("the last two stages and the classifier; the layers below stay as they are"),
    "last_stage": mark("the last stage and the classifier; the layers below stay as they are"),
}
_STOP_WHEN: dict[StopWhen, str] = {
    "all": mark("when all trainings are done"),
    "settled": mark("when further trainings would hardly change the answer"),
}


def trained_words(trained: Trained) -> str:
    """Which part of the network is trained on the labels."""
    return tr(_TRAINED[trained])


def stop_words(stop_when: StopWhen) -> str:
    """When the study ends."""
    return tr(_STOP_WHEN[stop_when])
