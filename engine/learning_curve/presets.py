"""The presets that a user chooses from, kept as readable files in `resources/presets`."""

from __future__ import annotations

import tomllib

import msgspec

from engine.errors import InputError
from engine.learning_curve.design import StudyConfig
from engine.translation import tr
from resources import resource_path

PRESETS = ("quick", "standard", "thorough")
SAMPLE_PRESET = "sample"


def preset_names() -> tuple[str, ...]:
    """The presets offered to users, from the shortest to the longest."""
    return PRESETS


def load_preset(name: str) -> StudyConfig:
    """The study that a preset stands for. Raises InputError for a name that is none."""
    if name not in (*PRESETS, SAMPLE_PRESET):
        raise InputError(
            tr("There is no preset '{name}'. Choose one of: {presets}.", name=name, presets=", ".join(PRESETS)),
            code="preset",
        )
    text = resource_path("presets", f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), StudyConfig, strict=True)
