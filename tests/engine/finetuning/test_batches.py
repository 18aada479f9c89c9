from __future__ import annotations

import pytest
import torch

from engine.finetuning.batches import batch_indices, train_policy
from engine.finetuning.config import FineTuneConfig, batch_size_of, training_steps


@pytest.mark.parametrize(("n", "size"), [(33, 32), (5, 8), (8, 8), (2, 8), (31, 32)])
def test_no_batch_is_short_and_every_image_comes_equally_often(n: int, size: int) -> None:
    batches = [batch_indices(n, size, seed=0, step=step) for step in range(25)]
    assert all(len(batch) == size for batch in batches)
    counts = torch.bincount(torch.cat(batches), minlength=n)
    assert counts.max() - counts.min() <= 1
    stream = torch.cat(batches)
    for start in range(0, len(stream) - n + 1, n):  # each pass holds every image
        assert sorted(stream[start : start + n].tolist()) == list(range(n))


def test_a_step_depends_on_seed_and_step_alone() -> None:
    assert torch.equal(batch_indices(20, 8, 1, 13), batch_indices(20, 8, 1, 13))
    assert not torch.equal(batch_indices(20, 8, 1, 13), batch_indices(20, 8, 2, 13))


@pytest.mark.parametrize(("n", "steps"), [(4, 40), (64, 40), (320, 100), (32_000, 400)])
def test_steps_are_bounded(n: int, steps: int) -> None:
    config = FineTuneConfig(epochs=10, min_steps=40, max_steps=400, batch_size=32)
    assert training_steps(n, config) == steps


def test_small_budgets_have_small_batches_but_never_one_image() -> None:
    config = FineTuneConfig(batch_size=32)
    assert [batch_size_of(n, config) for n in (2, 8, 20, 32, 500)] == [8, 8, 20, 32, 32]
    assert batch_size_of(2, FineTuneConfig(batch_size=4)) == 4


def test_policy_takes_the_configs_numbers() -> None:
    policy = train_policy(FineTuneConfig(crop_scale_min=0.6, flip=False))
    assert (policy.crop_scale_min, policy.flip, policy.blur_probability) == (0.6, False, 0.0)
