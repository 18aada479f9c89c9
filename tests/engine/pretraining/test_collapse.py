from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from engine.pretraining.collapse import effective_rank, has_collapsed
from engine.pretraining.config import SimCLRConfig
from engine.pretraining.simclr import pretrain
from engine.running.device import DeviceChoice
from engine.running.seeding import generator

CPU = DeviceChoice(torch.device("cpu"), None, 1)


@pytest.mark.parametrize("directions", [1, 3, 17])
def test_equal_directions_are_counted(directions: int) -> None:
    basis = torch.linalg.qr(torch.randn(64, directions, generator=generator("basis")))[0].T
    features = torch.cat([basis, -basis]) + 100.0  # the mean is no direction
    assert effective_rank(features) == pytest.approx(directions, rel=1e-3)


def test_the_formula_on_unequal_directions() -> None:
    features = torch.diag(torch.tensor([3.0, 1.0, 0.0, 0.0]))
    features = torch.cat([features, -features])
    entropy = -(0.75 * math.log(0.75) + 0.25 * math.log(0.25))
    assert effective_rank(features) == pytest.approx(math.exp(entropy), rel=1e-6)


def test_equal_features_have_rank_one_and_broken_ones_none() -> None:
    equal = torch.rand(1, 512, generator=generator(0)).expand(40, 512)
    assert effective_rank(equal + 1e-7 * torch.randn(40, 512, generator=generator(1))) == 1.0
    assert effective_rank(torch.zeros(40, 8)) == 1.0
    assert effective_rank(torch.rand(1, 8)) == 1.0
    assert math.isnan(effective_rank(torch.full((3, 3), math.inf)))


def test_judged_only_when_it_can_be() -> None:
    assert has_collapsed(0.03, 2.0, 512, images=64, steps=30)
    assert has_collapsed(0.03, math.nan, 512, images=64, steps=30)
    assert not has_collapsed(0.03, 2.0, 512, images=31, steps=30)
    assert not has_collapsed(0.03, 2.0, 512, images=64, steps=29)
    assert not has_collapsed(0.03, 40.0, 512, images=64, steps=30)
    assert has_collapsed(0.0001, 40.0, 512, images=2, steps=1)


# Images that differ, like radiographs, in slow shades and not in noise.
POOL = torch.nn.functional.interpolate(
    torch.rand(40, 1, 5, 5, generator=generator("shades")), size=(40, 40), mode="bilinear"
)[:, 0].mul(255).to(torch.uint8)  # fmt: skip
SHORT = SimCLRConfig(epochs=6, batch_size=8)


def test_a_healthy_short_pretraining_is_not_said_to_have_collapsed() -> None:
    reports = pretrain(POOL, "resnet18", 32, SHORT, CPU).epochs
    assert not any(report.collapsed for report in reports)
    assert reports[-1].effective_rank > 8


def test_one_whose_rate_is_far_too_high_has_collapsed_in_few_directions() -> None:
    reports = pretrain(POOL, "resnet18", 32, replace(SHORT, learning_rate=1.0), CPU).epochs
    assert not any(report.collapsed for report in reports[:-1])  # judged from the 30th step on
    fourth = reports[3]  # later the falling rate lets it recover, sooner or later as rounding has it
    assert fourth.effective_rank < 2
    assert has_collapsed(fourth.feature_std, fourth.effective_rank, 512, images=len(POOL), steps=30)


def test_one_on_images_that_are_all_black_has_collapsed_to_a_point() -> None:
    (report,) = pretrain(torch.zeros_like(POOL), "resnet18", 32, replace(SHORT, epochs=1), CPU).epochs
    assert report.collapsed
    assert report.effective_rank == 1.0
