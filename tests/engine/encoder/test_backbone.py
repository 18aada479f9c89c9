from __future__ import annotations

import pytest
import torch
import torchvision

from engine.encoder.backbone import build_encoder, feature_width, one_channel
from engine.errors import InputError


@pytest.mark.parametrize("name", ["resnet18", "resnet34", "resnet50"])
def test_keys_and_shapes_are_torchvisions(name: str) -> None:
    theirs = getattr(torchvision.models, name)(weights=None).state_dict()
    ours = build_encoder(name, seed=0).state_dict()
    assert list(ours) == [key for key in theirs if not key.startswith("fc.")]
    assert all(ours[key].shape == theirs[key].shape for key in ours if key != "conv1.weight")
    assert ours["conv1.weight"].shape == (64, 1, 7, 7)


@pytest.mark.parametrize("name", ["resnet18", "resnet50"])
def test_features_have_the_width_it_tells(name: str) -> None:
    encoder = build_encoder(name, seed=0).eval()
    assert encoder(torch.zeros(2, 1, 32, 32)).shape == (2, feature_width(name))


def test_random_start_depends_on_the_seed_alone() -> None:
    torch.manual_seed(1)
    first = build_encoder("resnet18", seed=5).state_dict()
    after = torch.rand(1)
    torch.manual_seed(1)
    assert torch.equal(torch.rand(1), after)  # the process's own stream was not touched
    second = build_encoder("resnet18", seed=5).state_dict()
    other = build_encoder("resnet18", seed=6).state_dict()
    assert all(torch.equal(first[key], second[key]) for key in first)
    assert not torch.equal(first["conv1.weight"], other["conv1.weight"])
    assert not torch.equal(first["layer4.1.conv2.weight"], other["layer4.1.conv2.weight"])


def test_a_three_channel_network_answers_the_same_on_grey() -> None:
    colour = torchvision.models.resnet18(weights=None).eval()
    with torch.no_grad():
        for parameter in colour.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.01)
    state = colour.state_dict()
    colour.fc = torch.nn.Identity()
    grey = build_encoder("resnet18", state, seed=0).eval()
    images = torch.randn(3, 1, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(grey(images), colour(images.expand(-1, 3, -1, -1)), rtol=1e-4, atol=1e-4)


def test_own_weights_load_unchanged_and_fc_is_left_aside() -> None:
    state = build_encoder("resnet18", seed=3).state_dict()
    again = build_encoder("resnet18", {**state, "fc.weight": torch.zeros(7, 512)}, seed=0).state_dict()
    assert all(torch.equal(state[key], again[key]) for key in state)
    assert "fc.weight" not in one_channel({"fc.weight": torch.zeros(1)})


def test_weights_that_do_not_fit_are_refused() -> None:
    state = build_encoder("resnet18", seed=0).state_dict()
    with pytest.raises(InputError, match="do not fit a resnet34"):
        build_encoder("resnet34", state, seed=0)
    with pytest.raises(InputError, match="not numbers"):
        build_encoder("resnet18", {**state, "bn1.weight": torch.full((64,), torch.nan)}, seed=0)
    with pytest.raises(ValueError, match="unknown backbone"):
        build_encoder("vgg16", seed=0)
