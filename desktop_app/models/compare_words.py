"""How two runs are called, and in which settings they differ, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app import wording
from desktop_app.models.series_look import looks_of
from engine.translation import listed, mark, tr

if TYPE_CHECKING:
    from engine.learning_curve.design import StudyConfig
    from engine.running.study_record import StudyEntry

_PRESETS = {
    "quick": mark("Quick look"),
    "standard": mark("Standard"),
    "thorough": mark("Thorough"),
    "sample": mark("Sample"),
}
# Settings in the order in which they are told of; what only words the answer makes no other run.
_STUDY = {
    "backbone": mark("Network"),
    "image_size": mark("Image size, pixels"),
    "seeds": mark("Repetitions"),
    "split_seed": mark("Draw of the test patients"),
    "test_fraction": mark("Share of test patients"),
    "stop_when": mark("Trainings run until"),
    "probe": mark("Quick check as well"),
}
_PRETRAINING = {
    "epochs": mark("Pretraining: passes over the images"),
    "batch_size": mark("Pretraining: images a step"),
    "learning_rate": mark("Pretraining: learning rate"),
    "weight_decay": mark("Pretraining: weight decay"),
    "warmup_fraction": mark("Pretraining: warm-up share"),
    "temperature": mark("Pretraining: temperature"),
    "projection_width": mark("Pretraining: projection width"),
    "crop_scale_min": mark("Pretraining: smallest part shown"),
    "rotation_degrees": mark("Pretraining: rotation, degrees"),
    "flip": mark("Pretraining: mirrored views"),
    "brightness": mark("Pretraining: change of brightness"),
    "contrast": mark("Pretraining: change of contrast"),
    "gamma": mark("Pretraining: change of gamma"),
    "blur_probability": mark("Pretraining: share of blurred views"),
    "seed": mark("Pretraining: random seed"),
}
_TRAINING = {
    "epochs": mark("Training: passes over the images"),
    "min_steps": mark("Training: fewest steps"),
    "max_steps": mark("Training: most steps"),
    "batch_size": mark("Training: images a step"),
    "learning_rate": mark("Training: learning rate"),
    "head_learning_rate": mark("Training: learning rate of the last layer"),
    "weight_decay": mark("Training: weight decay"),
    "warmup_fraction": mark("Training: warm-up share"),
    "class_weights": mark("Training: classes weighed equally"),
    "crop_scale_min": mark("Training: smallest part shown"),
    "rotation_degrees": mark("Training: rotation, degrees"),
    "flip": mark("Training: mirrored images"),
    "brightness": mark("Training: change of brightness"),
    "contrast": mark("Training: change of contrast"),
    "gamma": mark("Training: change of gamma"),
    "probe_l2": mark("Quick check: strengths tried"),
    "trained": mark("Training: layers trained"),
    "cached_views": mark("Training: views kept of an image"),
    "validation_fraction": mark("Training: share held out to stop early"),
    "validation_min_labels": mark("Training: fewest labels to stop early"),
    "check_every": mark("Training: steps between looks"),
    "patience": mark("Training: patience, looks"),
}
_VALUES = {
    "all": mark("all"),
    "settled": mark("the answer is settled"),
    "last_two_stages": mark("the last two stages"),
    "last_stage": mark("the last stage"),
}


def run_name(entry: StudyEntry, number: int) -> str:
    """ "2. Quick look, 12 March 2026". number: from 1, the oldest."""
    preset = entry.config.preset
    title = tr(_PRESETS[preset]) if preset in _PRESETS else preset
    try:
        when = wording.date(datetime.fromisoformat(entry.created_at))
    except ValueError:
        return tr("{number}. {preset}", number=number, preset=title)
    return tr("{number}. {preset}, {date}", number=number, preset=title, date=when)


def differences_in_words(first: StudyEntry, second: StudyEntry) -> tuple[str, ...]:
    """One line a setting: "Network: resnet18 → resnet34"; empty where both were run alike."""
    lines = _changed(_STUDY, first.config, second.config)
    told = (
        (mark("Labels tried"), _budgets(first.budgets), _budgets(second.budgets)),
        (mark("Starts"), _starts(first.config), _starts(second.config)),
        (mark("Images to pretrain on"), _number(first.n_pool), _number(second.n_pool)),
        (mark("Labelled images for training"), _number(first.n_train_labelled), _number(second.n_train_labelled)),
    )
    lines += [_line(name, a, b) for name, a, b in told if a != b]
    if any(i.kind == "simclr" for entry in (first, second) for i in entry.config.initialisations):
        lines += _changed(_PRETRAINING, first.config.pretraining, second.config.pretraining)
    lines += _changed(_TRAINING, first.config.finetuning, second.config.finetuning)
    return tuple(lines)


def _changed(names: dict[str, str], first: object, second: object) -> list[str]:
    """The settings of one kind that differ. One without words would be passed over: see below."""
    lines = []
    for name, words in names.items():
        a, b = getattr(first, name), getattr(second, name)
        if a != b:
            lines.append(_line(words, _value(a), _value(b)))
    return lines


def unnamed_settings(config: StudyConfig) -> set[str]:
    """Settings without words: none, or a difference could go untold."""
    told_otherwise = {"budgets", "initialisations", "pretraining", "finetuning"}
    wording_only = {"preset", "metric", "target", "margin", "minutes_per_image", "positive_class"}
    of_study = {f.name for f in fields(config)} - set(_STUDY) - told_otherwise - wording_only
    of_pretraining = {f.name for f in fields(config.pretraining)} - set(_PRETRAINING)
    of_training = {f.name for f in fields(config.finetuning)} - set(_TRAINING)
    return of_study | of_pretraining | of_training


def _line(name: str, first: str, second: str) -> str:
    return tr("{setting}: {first} → {second}", setting=tr(name), first=first, second=second)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, tuple):
        return ", ".join(_value(v) for v in value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return _number(value)
    return tr(_VALUES[str(value)]) if str(value) in _VALUES else str(value)


def _number(n: int) -> str:
    return wording.number(n)


def _budgets(budgets: Sequence[int]) -> str:
    return ", ".join(_number(n) for n in budgets)


def _starts(config: StudyConfig) -> str:
    return listed(look.label for look in looks_of(config.initialisations).values())
