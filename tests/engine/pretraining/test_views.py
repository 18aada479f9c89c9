from __future__ import annotations

import pytest
import torch

from engine.pretraining.config import SimCLRConfig
from engine.pretraining.views import batch_size_of, epoch_order, steps_per_epoch, two_views, view_policy


def test_a_step_is_drawn_again_without_those_before_it() -> None:
    images = torch.randint(0, 256, (3, 40, 40)).to(torch.uint8)
    policy = view_policy(SimCLRConfig())
    later = two_views(images, policy, 32, seed=0, step=17)
    assert later.shape == (6, 1, 32, 32)
    assert torch.equal(later, two_views(images, policy, 32, seed=0, step=17))
    assert not torch.equal(later, two_views(images, policy, 32, seed=0, step=18))
    assert not torch.equal(later, two_views(images, policy, 32, seed=1, step=17))
    assert not torch.equal(later[:3], later[3:])  # the two views of an image differ


def test_the_first_and_the_second_half_show_the_same_images() -> None:
    shades = torch.tensor([10, 120, 240], dtype=torch.uint8).view(3, 1, 1).expand(3, 40, 40)
    policy = view_policy(SimCLRConfig(brightness=0, contrast=0, gamma=0, rotation_degrees=0, blur_probability=0))
    views = two_views(shades, policy, 32, seed=0, step=0).mean(dim=(1, 2, 3))
    torch.testing.assert_close(views[:3], views[3:], atol=0.2, rtol=0)


@pytest.mark.parametrize(
    ("n", "limit", "steps", "size"),
    [(2, 64, 1, 2), (64, 64, 1, 64), (65, 64, 2, 32), (400, 64, 7, 57), (9, 2, 4, 2), (3, 2, 1, 2)],
)
def test_batches_are_equal_and_leave_out_next_to_nothing(n: int, limit: int, steps: int, size: int) -> None:
    assert steps_per_epoch(n, limit) == steps
    assert batch_size_of(n, limit) == size
    assert n - steps * size <= max(1, steps - 1)


def test_every_epoch_has_an_order_of_its_own() -> None:
    assert not torch.equal(epoch_order(30, 0, 0), epoch_order(30, 0, 1))
    assert torch.equal(epoch_order(30, 0, 1), epoch_order(30, 0, 1))
