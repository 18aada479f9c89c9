"""A setting of a study as data: its words, unit, effect, limits; how it is read from a study and put into one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.learning_curve.design import StudyConfig
from engine.translation import mark

Kind = Literal["whole", "number", "percent", "flag", "choice"]
Choices = tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. key: its path in `StudyConfig` ("pretraining.epochs"). title, tip, unit: marked for translation;
    unit "" for a number without. low, high, step, decimals: of numbers ("percent" shows hundredths of the value).
    choices: (value, words) of a "choice"."""

    key: str
    kind: Kind
    title: str
    tip: str
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    decimals: int = 0
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together, under a marked heading."""

    title: str
    fields: tuple[Field, ...]


def whole(key: str, title: str, tip: str, unit: str, low: int, high: int) -> Field:
    """A whole number."""
    return Field(key, "whole", title, tip, unit, low, high)


def number_field(key: str, title: str, tip: str, low: float, high: float, step: float, decimals: int) -> Field:
    """A number without a unit."""
    return Field(key, "number", title, tip, "", low, high, step, decimals)


def percent(key: str, title: str, tip: str, low: float, high: float) -> Field:
    """A share, shown in hundredths."""
    return Field(key, "percent", title, tip, mark("%"), low, high, 5)


def degrees(key: str, title: str, tip: str) -> Field:
    """An angle."""
    return Field(key, "number", title, tip, mark("°"), 0, 180, 1, 1)


def value_of(config: StudyConfig, key: str) -> Any:
    """The setting's value."""
    part, _, name = key.rpartition(".")
    return getattr(getattr(config, part) if part else config, name)


def with_values(config: StudyConfig, values: dict[str, Any]) -> StudyConfig:
    """`config` with these settings, all at once. Raises ValueError where they contradict each other."""
    whole: dict[str, Any] = {key: value for key, value in values.items() if "." not in key}
    for part in ("pretraining", "finetuning"):
        own = {key.partition(".")[2]: value for key, value in values.items() if key.startswith(f"{part}.")}
        whole[part] = replace(getattr(config, part), **own)
    return replace(config, **whole)
