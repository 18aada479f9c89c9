"""Two starts of a study in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.learning_curve.initialisation_words import title_of_name
from engine.learning_curve.savings_words import interval
from engine.learning_curve.words import percent
from engine.translation import tr

if TYPE_CHECKING:
    from engine.learning_curve.savings import LabelsSaved


def comparison_sentence(saved: LabelsSaved) -> str:
    """What `saved.pretrained` needs of the labels that `saved.baseline` needs; ** around the figure."""
    names = {"start": title_of_name(saved.pretrained), "against": _against(saved.baseline)}
    if saved.status == "at_least" and saved.at_least is not None:
        return tr(
            "{start} needs at least **{share} %** fewer labels than {against} (at 95 %).",
            share=percent(saved.at_least),
            **names,
        )
    if saved.status == "at_least_more":
        return tr("{start} reaches less than {against} with every number of labels.", **names)
    if saved.share_saved is None or saved.low95 is None or saved.high95 is None:
        return tr("No difference between {start} and {against} in the labels needed is shown.", **names)
    if saved.status == "shown":
        return tr(
            "{start} needs **{share} %** fewer labels than {against} (95 % interval {interval} %).",
            share=percent(saved.share_saved),
            interval=interval(saved.low95, saved.high95),
            **names,
        )
    if saved.status == "more_labels":
        return tr(
            "{start} needs **{share} %** more labels than {against} (95 % interval {interval} %).",
            share=percent(-saved.share_saved),
            interval=interval(-saved.high95, -saved.low95),
            **names,
        )
    return tr(
        "No difference between {start} and {against} in the labels needed is shown (95 % interval of the saving "
        "{interval} %).",
        interval=interval(saved.low95, saved.high95),
        **names,
    )


def _against(name: str) -> str:
    return tr("training from scratch") if name == "scratch" else title_of_name(name)
