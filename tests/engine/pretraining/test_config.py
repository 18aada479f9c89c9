from __future__ import annotations

import pytest

from engine.finetuning.config import FineTuneConfig
from engine.pretraining.config import SimCLRConfig

SHARED = [
    ("batch_size", 1), ("epochs", 0), ("learning_rate", 0.0), ("weight_decay", -1.0), ("warmup_fraction", 1.0),
    ("crop_scale_min", 0.0), ("brightness", 1.0), ("contrast", -0.1), ("gamma", -0.1), ("rotation_degrees", 181.0),
]  # fmt: skip


@pytest.mark.parametrize("config", [SimCLRConfig, FineTuneConfig])
@pytest.mark.parametrize(("name", "value"), SHARED)
def test_numbers_that_cannot_be_trained_with_are_refused(config: type, name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        config(**{name: value})


@pytest.mark.parametrize(("name", "value"), [("temperature", 0.0), ("projection_width", 1), ("blur_probability", 1.5)])
def test_pretraining_alone(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        SimCLRConfig(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"), [("head_learning_rate", 0.0), ("min_steps", 500), ("probe_l2", ()), ("probe_l2", (0.0,))]
)
def test_fine_tuning_alone(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        FineTuneConfig(**{name: value})


def test_a_not_a_number_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="learning_rate"):
        SimCLRConfig(learning_rate=float("nan"))
