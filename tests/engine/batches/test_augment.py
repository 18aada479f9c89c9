from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from engine.batches.augment import AugmentParameters, AugmentPolicy, apply, draw_parameters
from engine.running.seeding import generator

POLICY = AugmentPolicy(0.4, 15.0, True, 0.2, 0.4, 0.3, blur_probability=0.5, blur_min=0.03, blur_max=0.12)
STILL = AugmentPolicy(1.0, 0.0, False, 0.0, 0.0, 0.0, aspect_max=1.0)


def slow_view(image: np.ndarray, one: dict[str, float], out: int) -> np.ndarray:
    """One view, pixel by pixel, in float64: where does this pixel come from, and what is there?"""
    side = len(image)
    unit = image / 255.0

    def pixel(row: int, column: int) -> float:
        return float(unit[row, column]) if 0 <= row < side and 0 <= column < side else 0.0

    view = np.zeros((out, out))
    for i in range(out):
        for j in range(out):
            y, x = (2 * i + 1) / out - 1, one["mirror"] * ((2 * j + 1) / out - 1)
            cosine, sine = math.cos(one["angle"]), math.sin(one["angle"])
            turned_x, turned_y = cosine * x - sine * y, sine * x + cosine * y
            # A view's sides are shares of the image's, each along the image's own axis.
            column = ((one["width"] * turned_x + one["centre_x"] + 1) * side - 1) / 2
            row = ((one["height"] * turned_y + one["centre_y"] + 1) * side - 1) / 2
            top, left = math.floor(row), math.floor(column)
            down, right = row - top, column - left
            view[i, j] = (
                (1 - down) * ((1 - right) * pixel(top, left) + right * pixel(top, left + 1))
                + down * ((1 - right) * pixel(top + 1, left) + right * pixel(top + 1, left + 1))
            )  # fmt: skip
    view = view ** one["gamma"]
    view = np.clip(((view - view.mean()) * one["contrast"] + view.mean()) * one["brightness"], 0, 1)
    if one["sigma"] > 0:
        source, blurred = view, np.zeros_like(view)
        pixels = one["sigma"] * out
        for i in range(out):
            for j in range(out):
                rows = np.exp(-((np.arange(out) - i) ** 2) / (2 * pixels**2))
                columns = np.exp(-((np.arange(out) - j) ** 2) / (2 * pixels**2))
                weights = np.outer(rows, columns)
                blurred[i, j] = (weights * source).sum() / weights.sum()
        view = blurred
    return (view - 0.5) / 0.25


def one_of(parameters: AugmentParameters, index: int) -> dict[str, float]:
    return {field.name: float(getattr(parameters, field.name)[index]) for field in fields(parameters)}


@pytest.mark.parametrize(("side", "out"), [(20, 16), (16, 16), (11, 14)])
def test_a_batch_is_what_each_image_gives_alone(side: int, out: int) -> None:
    images = torch.from_numpy(np.random.default_rng(2).integers(0, 256, (6, side, side), dtype=np.uint8))
    parameters = draw_parameters(6, POLICY, generator(8))
    assert 0 < (parameters.sigma > 0).sum() < 6
    assert len(parameters.mirror.unique()) == 2
    got = apply(images, parameters, out)
    assert got.shape == (6, 1, out, out)
    for index in range(6):
        expected = slow_view(images[index].numpy(), one_of(parameters, index), out)
        np.testing.assert_allclose(got[index, 0].numpy(), expected, atol=2e-4)


def test_a_policy_that_changes_nothing_changes_nothing() -> None:
    images = torch.randint(0, 256, (4, 24, 24), generator=generator(1)).to(torch.uint8)
    got = apply(images, draw_parameters(4, STILL, generator(3)), 24)
    torch.testing.assert_close(got[:, 0], (images / 255.0 - 0.5) / 0.25, atol=2e-5, rtol=0)


def test_a_quarter_turn_and_a_mirror_are_exact() -> None:
    images = torch.randint(0, 256, (1, 9, 9), generator=generator(1)).to(torch.uint8)
    still = draw_parameters(1, STILL, generator(3))
    unit = (images / 255.0 - 0.5) / 0.25
    mirrored = apply(images, replace(still, mirror=torch.tensor([-1.0])), 9)[:, 0]
    torch.testing.assert_close(mirrored, unit.flip(2), atol=2e-5, rtol=0)
    turned = apply(images, replace(still, angle=torch.tensor([math.pi / 2])), 9)[:, 0]
    torch.testing.assert_close(turned, torch.rot90(unit, 1, dims=(1, 2)), atol=1e-4, rtol=0)


def test_draws_stay_inside_the_policy_and_the_image() -> None:
    parameters = draw_parameters(4000, POLICY, generator("range"))
    area = parameters.height * parameters.width
    assert area.min() > 0.3  # a crop of 0.4 that is clipped at the image's edge may get a little smaller
    assert area.max() <= 1.0
    assert (parameters.centre_x.abs() + parameters.width).max() <= 1.0 + 1e-6
    assert (parameters.centre_y.abs() + parameters.height).max() <= 1.0 + 1e-6
    assert parameters.angle.abs().max() <= math.radians(15.0)
    assert abs((parameters.mirror < 0).float().mean() - 0.5) < 0.05
    assert abs((parameters.sigma > 0).float().mean() - 0.5) < 0.05
    assert parameters.brightness.min() >= 0.8
    assert parameters.brightness.max() <= 1.2


def test_the_same_key_draws_the_same_views_and_switching_the_flip_off_moves_no_other_draw() -> None:
    first, second = (draw_parameters(5, POLICY, generator("views", 0, 9)) for _ in range(2))
    unflipped = draw_parameters(5, replace(POLICY, flip=False), generator("views", 0, 9))
    for field in fields(first):
        assert torch.equal(getattr(first, field.name), getattr(second, field.name))
        if field.name != "mirror":
            assert torch.equal(getattr(first, field.name), getattr(unflipped, field.name))
    assert (unflipped.mirror == 1).all()
